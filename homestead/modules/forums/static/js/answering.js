// An answer is written where one reads: the form of its page is fetched and put below the
// post. Without scripts, or when there is one already, the link leads to that page.

const { editor, styles } = document.querySelector("script[data-editor]").dataset;

let box = null;

function styled() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = styles;
  const done = new Promise((tell) => (link.onload = link.onerror = tell));
  document.head.append(link);
  return done;
}

const ready = () => (ready.once ??= Promise.all([import(editor), styled()]));

async function fetched(href) {
  const [answer] = await Promise.all([fetch(href), ready()]);
  if (!answer.ok || answer.redirected) throw new Error(href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("form.desk-form");
  if (!form) throw new Error(href);
  return [...page.querySelectorAll(".shared-draft"), form];
}

function closing() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "Close";
  button.title = "What is written stays as a draft";
  button.addEventListener("click", () => {
    const { link } = box;
    box.place.remove();
    box = null;
    link.focus();
  });
  return button;
}

async function begin(link) {
  const place = document.createElement("div");
  place.className = "card answering";
  place.dataset.kept = "";
  box = { href: link.href, place, link };
  place.append(...(await fetched(link.href)).map((piece) => document.importNode(piece, true)));
  place.querySelector("form .actions").append(closing());
  (link.closest("article.post") ?? link.closest(".actions")).after(place);
  (await import(editor)).open(place);
  const area = place.querySelector("textarea");
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("main a[href*='/reply']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (box && box.href !== link.href) return;
  event.preventDefault();
  if (box) return box.place.querySelector("textarea")?.focus();
  link.closest("details[data-sheet]")?.removeAttribute("open");
  try {
    await begin(link);
  } catch {
    box = null;
    location.href = link.href; // whatever it is, that page says it
  }
});
