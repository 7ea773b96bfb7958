// Reading a thread: what has been seen is noted as read, votes and reactions are sent
// without leaving the page, and what comes in moves nothing that one reads.

const posts = document.querySelector(".posts[data-here]");
const PAUSE = 900; // as long as a post is on the screen before it counts as read

/** Send a form as its button would; show what came of it in the page as it is. */
async function send(form, button) {
  const given = new FormData(form, button);
  const answer = await fetch(button.formAction, { method: "POST", body: new URLSearchParams(given) });
  if (!answer.ok) return void location.reload();
  const html = await answer.text();
  button.closest("details[data-sheet]")?.removeAttribute("open");
  if (box?.contains(button)) closeBox()?.focus();
  document.dispatchEvent(new CustomEvent("home:show", { detail: { html } }));
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  const stays = /\/(vote|react|bookmark)$/.test(button?.getAttribute("formaction") ?? "");
  if (event.target.id !== "act" || !stays) return;
  event.preventDefault();
  send(event.target, button);
});

// What one reacts with: one box for the whole page, beside the post it is for.
const box = document.querySelector("[data-reactions]")?.content.firstElementChild;

function closeBox() {
  const place = box.parentElement;
  const link = place?.previousElementSibling;
  box.remove();
  place?.remove();
  return link;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-react]");
  if (box?.isConnected && !box.contains(event.target)) closeBox();
  if (!link || !box) return;
  event.preventDefault();
  for (const button of box.querySelectorAll("button")) button.formAction = link.href;
  box.querySelector("[data-any]").href = link.href;
  const place = document.createElement("span");
  place.className = "sheet reacting";
  place.dataset.kept = "";
  link.after(place);
  place.append(box);
  box.querySelector("button").focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !box?.isConnected) return;
  closeBox()?.focus();
});

/** Keep what is at the top of the window there, whatever comes or goes above it. */
function steady() {
  const first = [...posts.children].find((one) => one.getBoundingClientRect().bottom > 0);
  const before = first?.getBoundingClientRect().top;
  return () => first?.isConnected && scrollBy({ top: first.getBoundingClientRect().top - before, behavior: "instant" });
}

/** Note what has been on the screen for a moment, as far as nothing before it is new. */
function noting() {
  const seen = new Set();
  let known = Number(posts.dataset.known);
  let told = known;
  let due = 0;
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(target.pause);
      if (isIntersecting && !document.hidden) target.pause = setTimeout(() => see(target), PAUSE);
    }
  }, { rootMargin: "0px 0px -15% 0px" });

  function see(post) {
    watch.unobserve(post);
    seen.add(Number(post.dataset.number));
    while (seen.has(known + 1)) known += 1;
    clearTimeout(due);
    if (known > told) due = setTimeout(tell, 400);
  }

  async function tell() {
    told = known;
    const body = new URLSearchParams({ number: known });
    await fetch(posts.dataset.read, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true });
  }

  return () => {
    for (const post of posts.querySelectorAll("[data-number]")) {
      if (Number(post.dataset.number) > known) watch.observe(post);
    }
  };
}

if (posts) {
  // The address says where what is new began, so that a page made anew says it too.
  const place = new URL(posts.dataset.here, location);
  place.hash = location.hash;
  history.replaceState(history.state, "", place);
  posts.classList.add("steady");
  let settle = null;
  document.addEventListener("home:shows", () => { settle = steady(); });
  const look = posts.dataset.read ? noting() : () => {};
  document.addEventListener("home:shown", () => { settle?.(); look(); });
  look();
}
