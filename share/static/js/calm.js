// Calm is there as soon as it is asked for, in every open page, and nothing that is being
// typed is lost for it. Without scripts the same form loads the page anew.

import { frame } from "./wearing.js";

const STORE = "homestead.calm"; // what the other open pages hear
const root = document.documentElement;
const button = document.querySelector(".look-switch [name=calm]");
const away = document.querySelector("[data-away]");

let unsent = false;

const isCalm = () => root.hasAttribute("data-calm");

function show(on) {
  root.toggleAttribute("data-calm", on);
  button.value = on ? "" : "1";
  button.setAttribute("aria-pressed", String(on));
  frame();
}

function remember() {
  try {
    localStorage.setItem(STORE, isCalm() ? "1" : "");
  } catch {
    // Each page is calm for itself then.
  }
}

function recall() {
  try {
    const kept = localStorage.getItem(STORE);
    if (kept !== null) show(kept === "1");
  } catch {
    // As above.
  }
}

/** Have the home keep it, and show the page it answers with: without its pictures. */
async function send() {
  unsent = true;
  const back = button.form.elements.back.value;
  const body = new URLSearchParams({ back, calm: isCalm() ? "1" : "" });
  const answer = await fetch(button.form.action, { method: "POST", body });
  const html = await answer.text();
  unsent = !answer.ok;
  if (answer.ok && new URL(answer.url).pathname === location.pathname) {
    document.dispatchEvent(new CustomEvent("home:show", { detail: { html } }));
  }
}

button.form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(!isCalm());
  remember();
  send().catch(() => {}); // sent when the home is back: the page is calm all the same
});
document.addEventListener("home:here", () => unsent && send().catch(() => {}));
addEventListener("storage", ({ key }) => key === STORE && recall());
addEventListener("pageshow", (event) => event.persisted && recall());

// What a browser shows when the home does not answer was kept for everybody.
if (away) recall();
else remember();
