// Hold, not tap, to change who fronts: with finger, mouse, Enter or the space bar. What
// presses without holding, a screen reader or a voice, is meant: it goes through.

const SLACK = 12; // pixels a finger may wander

let held = null;

function length(button) {
  const said = getComputedStyle(button).getPropertyValue("--hold").trim();
  return parseFloat(said) * (said.endsWith("ms") ? 1 : 1000) || 600;
}

function begin(button, x = 0, y = 0) {
  cancel();
  held = { button, x, y, timer: setTimeout(() => finish(button), length(button)) };
  button.setAttribute("data-holding", "");
}

function cancel({ tapped = false } = {}) {
  if (!held) return;
  const { button, timer } = held;
  clearTimeout(timer);
  button.removeAttribute("data-holding");
  held = null;
  if (!tapped) return;
  button.setAttribute("data-tapped", "");
  button.dispatchEvent(new Event("home:tapped", { bubbles: true }));
  setTimeout(() => button.removeAttribute("data-tapped"), 2000);
}

function finish(button) {
  cancel();
  if (!document.documentElement.hasAttribute("data-calm")) navigator.vibrate?.(12);
  button.form.requestSubmit(button);
}

const holdable = (event) => event.target.closest?.("[data-hold]");

export function watch() {
  document.addEventListener("pointerdown", (event) => {
    const button = holdable(event);
    if (button && event.isPrimary && event.button === 0) begin(button, event.clientX, event.clientY);
  });
  document.addEventListener("pointermove", (event) => {
    if (held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLACK) cancel();
  });
  document.addEventListener("pointerup", () => cancel({ tapped: true }));
  for (const name of ["pointercancel", "blur", "scroll"]) addEventListener(name, () => cancel());
  document.addEventListener("keydown", (event) => {
    const button = holdable(event);
    if (!button || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    if (!event.repeat && !held) begin(button);
  });
  document.addEventListener("keyup", (event) => {
    if (!["Enter", " "].includes(event.key)) return;
    if (holdable(event)) event.preventDefault();
    cancel({ tapped: true });
  });
  // A press with a pointer counts its clicks; what a screen reader does has none.
  document.addEventListener("click", (event) => {
    if (holdable(event) && event.detail > 0) event.preventDefault();
  }, true);
  document.addEventListener("contextmenu", (event) => {
    if (held || (holdable(event) && event.pointerType === "touch")) event.preventDefault();
  });
}
