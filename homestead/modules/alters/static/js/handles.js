// What takes hold of one end of a stretch: by finger, mouse or keyboard.

const SVG = "http://www.w3.org/2000/svg";

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * Add a handle to a lane. `at()` tells its time, `move(time)` sets it, `done()` is called
 * for Enter; `step` is what one arrow key moves it by, `leap` how many of them a page key.
 */
export function handle(bar, label, { step, at, move, leap, done, scale }) {
  const made = drawn("g", { class: "handle", role: "slider", tabindex: 0, "aria-label": label });
  made.append(
    drawn("rect", { class: "reach", width: 44, height: 44, transform: "translate(-22 -8)" }),
    drawn("rect", { width: 10, height: "120%", rx: 5, transform: "translate(-5 -3)" }),
  );
  const under = (event) => {
    const box = bar.getBoundingClientRect();
    return scale.rounded(((event.clientX - box.left) * 100) / box.width);
  };
  made.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    made.setPointerCapture(event.pointerId);
    made.focus();
  });
  made.addEventListener("pointermove", (event) => {
    if (made.hasPointerCapture(event.pointerId)) move(under(event));
  });
  made.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -leap, PageUp: leap };
    if (event.key === "Enter") done();
    else if (way[event.key]) move(at() + way[event.key] * step);
    else return;
    event.preventDefault();
  });
  bar.append(made);
  return made;
}

/** Show a handle at `x` percent, and tell the time it stands for. */
export function place(made, x, time, scale) {
  for (const rect of made.children) rect.setAttribute("x", `${x}%`);
  made.setAttribute("aria-valuenow", Math.round(time / 60_000));
  made.setAttribute("aria-valuemin", Math.round(scale.since / 60_000));
  made.setAttribute("aria-valuemax", Math.round(scale.until / 60_000));
  made.setAttribute("aria-valuetext", scale.written(time).replace("T", " "));
}
