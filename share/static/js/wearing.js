// The look this page wears, and the change into another: the new one is fetched first,
// then everything changes at once, so that nothing flashes and nothing else is touched.

const ROOT = document.documentElement;
const sheets = (page) => [...page.head.querySelectorAll("link[rel=stylesheet]:not([data-coming])")];
const named = (link) => link.id || link.getAttribute("href").split("?")[0];
const address = (link) => link.getAttribute("href");

let turn = 0; // whoever switches twice in a second wears the second

function loaded(link) {
  return new Promise((tell) => {
    link.onload = () => tell(true);
    link.onerror = () => tell(false);
  });
}

/** Put a copy of `link` where it belongs; it counts only when it is let. */
function bring(link, before) {
  const made = document.createElement("link");
  made.rel = "stylesheet";
  made.dataset.coming = link.media;
  made.media = "not all";
  const done = loaded(made);
  made.href = address(link);
  if (before) before.after(made);
  else document.head.append(made);
  return { made, id: link.id, done };
}

/** Whether two pages have the same look. */
function alike(page) {
  const [ours, theirs] = [document, page].map((one) => sheets(one).map(address).join(" "));
  const attributes = (root) => JSON.stringify({ ...root.dataset });
  return ours === theirs && attributes(ROOT) === attributes(page.documentElement);
}

function chosen(page) {
  for (const name of Object.keys(ROOT.dataset)) {
    if (!(name in page.documentElement.dataset)) delete ROOT.dataset[name];
  }
  Object.assign(ROOT.dataset, page.documentElement.dataset);
}

/** Wear what `page`, another document of this address, wears. */
export async function wear(page) {
  const mine = ++turn;
  for (const late of document.head.querySelectorAll("link[data-coming]")) late.remove();
  if (alike(page)) return;
  const had = sheets(document);
  const wanted = sheets(page);
  const coming = wanted
    .filter((link) => !had.some((one) => address(one) === address(link)))
    .map((link) => bring(link, had.find((one) => named(one) === named(link))));
  const came = await Promise.all(coming.map(({ done }) => done));
  if (mine !== turn) return;
  for (const one of had) {
    if (!wanted.some((link) => address(link) === address(one))) one.remove();
  }
  coming.forEach(({ made, id }, nth) => {
    if (!came[nth]) return made.remove();
    made.media = made.dataset.coming;
    delete made.dataset.coming;
    if (id) made.id = id;
  });
  chosen(page);
  frame();
}

/** Have the browser's own frame be of the page's ground. */
export function frame() {
  // Not the body's own colour: that may take a moment to change, but where it is calm.
  const calm = ROOT.hasAttribute("data-calm");
  const ground = calm
    ? getComputedStyle(document.body).backgroundColor
    : getComputedStyle(ROOT).getPropertyValue("--ground").trim();
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = ground;
}
