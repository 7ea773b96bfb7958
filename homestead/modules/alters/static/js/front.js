// The first page: hold to switch, find by typing, say when it was.

import * as hold from "./hold.js";
import * as offline from "./offline.js";

const find = document.querySelector("#find");
const when = document.querySelector("[data-when]");
const form = document.querySelector("#switch");
const JUST_NOW = when?.textContent;

hold.watch();
offline.watch();

document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (!sent.matches("form[data-send]")) return;
  event.preventDefault();
  sent.closest("details")?.removeAttribute("open");
  event.submitter?.closest("details")?.removeAttribute("open");
  offline.take(sent, event.submitter);
  if (sent === form) {
    form.reset();
    sayWhen();
    clear();
  }
});

function sayWhen() {
  if (!when) return; // large and simple: it is always now
  const written = document.querySelector("#at").value.trim();
  const chosen = document.querySelector("[name=ago]:checked");
  when.textContent = written || (chosen?.value && chosen.parentNode.textContent.trim()) || JUST_NOW;
  when.closest("summary").classList.toggle("chosen", when.textContent !== JUST_NOW);
}

const words = () => find.value.toLowerCase().split(/\s+/).filter(Boolean);

/** Show at once who fits of those on the page; where there are more, ask the home. */
function sift() {
  const wanted = words();
  let left = 0;
  for (const one of document.querySelectorAll("[data-find]")) {
    one.hidden = !wanted.every((word) => one.dataset.find.includes(word));
    left += !one.hidden;
  }
  const found = document.querySelector("#found");
  if (found) found.textContent = wanted.length ? `${left} found` : "";
}

let asking = 0;

async function ask() {
  const asked = find.value.trim();
  const { href } = location;
  const url = asked ? `/?find=${encodeURIComponent(asked)}` : "/";
  try {
    const answer = await fetch(url);
    const detail = { html: await answer.text(), url };
    if (answer.ok && asked === find.value.trim() && href === location.href) {
      document.dispatchEvent(new CustomEvent("home:show", { detail }));
    }
  } catch {
    // Offline: those on the page are sifted already.
  }
}

function clear() {
  if (!find) return;
  find.value = find.defaultValue = "";
  sift();
}

find?.addEventListener("input", () => {
  sift();
  clearTimeout(asking);
  if ("more" in find.dataset) asking = setTimeout(ask, 120);
});
find?.form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector("[data-find]:not([hidden]) [data-hold]")?.focus();
});
document.addEventListener("home:tapped", () => {
  const said = document.querySelector("#found");
  if (said) said.textContent = "Hold it for a moment.";
});
document.addEventListener("home:shown", () => find && sift());

if (when) {
  const sheet = when.closest("details");
  sheet.addEventListener("input", sayWhen);
  sheet.querySelector("[data-close]").hidden = false;
  sheet.addEventListener("click", (event) => {
    if (event.target.matches("[data-close]")) sheet.open = false;
  });
  document.querySelector("#at").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    sheet.open = false;
  });
}
