// What people write with: a toolbar, a preview, mentions, pictures and files, and a draft
// the home keeps. Each part is there where the page has an address for it; without scripts
// the same form is sent as it is.

import { asWritten, keys, mark } from "./writing-marks.js";
import { Draft } from "./writing-draft.js";
import { Files } from "./writing-files.js";
import { Mentions } from "./writing-mentions.js";
import { Preview } from "./writing-preview.js";

/** The toolbar: one stop of the Tab key, arrows within. */
function toolbar(bar, area, pick) {
  const buttons = [...bar.querySelectorAll("button")];
  delete bar.dataset.waits;
  buttons[0].tabIndex = 0;
  bar.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-mark]")?.dataset.mark;
    if (name === "file") pick();
    else if (name) mark(area, name);
  });
  bar.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -buttons.length, End: buttons.length };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement) + step;
    const next = Math.abs(step) === 1 ? (at + buttons.length) % buttons.length : step < 0 ? 0 : buttons.length - 1;
    for (const button of buttons) button.tabIndex = -1;
    buttons[next].tabIndex = 0;
    buttons[next].focus();
  });
}

/** As high as what is in it; browsers that know `field-sizing` do it themselves. */
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  const fit = () => {
    const { scrollY } = window;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
    scrollTo({ top: scrollY });
  };
  area.addEventListener("input", fit);
  fit();
}

function begin(root) {
  const area = root.querySelector("textarea");
  const form = root.closest("form");
  const { dataset } = root;
  const mentions = dataset.people && new Mentions(area, root.querySelector(".mentioned"), dataset.people);
  const files = dataset.files && new Files(root, area, dataset.files);
  const draft = new Draft(form, root.querySelector(".kept"), dataset.draft);
  if (dataset.preview) new Preview(root, form, dataset.preview);
  toolbar(root.querySelector(".marks"), area, () => files.pick());
  grow(area);
  area.addEventListener("keydown", (event) => {
    if (mentions && mentions.key(event)) return;
    if (keys(area, event)) event.preventDefault();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else asWritten(area, event);
  });
  draft.busy = () => Boolean(files?.waiting);
}

/** Begin with what is written at within `place`. */
export function open(place) {
  for (const root of place.querySelectorAll("[data-writing]:not([data-begun])")) {
    root.dataset.begun = "";
    begin(root);
  }
}

open(document);
