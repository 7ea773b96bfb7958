// The timeline put right by hand: a stretch that was chosen gets a handle at each end, to
// be dragged or moved by arrow keys. What is saved is the form of the entry's own page.

import { Scale } from "./scale.js";
import { handle, place } from "./handles.js";

const region = () => document.querySelector(".timeline");
const panel = document.getElementById("editing");
const LEAP = 12; // steps at once, with Page Up and Page Down

let chosen = null; // { link, live } at first, then also { form, scale, ends: {start, end} }

for (const hint of document.querySelectorAll(".scripted")) hint.hidden = false;

/** Fetch the entry's page and put its form below the picture. */
async function choose(link) {
  drop();
  const live = link.closest("[data-live]");
  const mine = (chosen = { link, live, ends: {} });
  live?.removeAttribute("data-live"); // nothing moves away under one's hands
  link.classList.add("chosen");
  const address = new URL(link.getAttribute("href"), location);
  const back = new URL(location);
  back.searchParams.delete("did");
  address.searchParams.set("back", back.pathname + back.search);
  let form = null;
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form = page.querySelector("#edit");
  } catch {
    // The home does not answer: the link itself says so.
  }
  if (chosen !== mine) return; // another one was chosen meanwhile
  if (!form) return location.assign(address);
  open(link, document.importNode(form, true), address);
}

function open(link, form, address) {
  Object.assign(chosen, { form, scale: new Scale(link.closest(".picture")) });
  const head = document.createElement("div");
  head.className = "head";
  const title = document.createElement("h2");
  title.textContent = link.querySelector("title").textContent;
  const more = document.createElement("a");
  more.className = "button plain";
  more.href = address;
  more.textContent = "More";
  head.append(title, more);
  panel.replaceChildren(head, form);
  panel.hidden = false;
  form.querySelector(".actions a").addEventListener("click", (event) => {
    event.preventDefault();
    close();
  });
  for (const name of ["start", "end"]) grip(name);
  form.addEventListener("input", show);
  show();
  link.closest(".lane").scrollIntoView({ block: "nearest" });
  (chosen.ends.start ?? chosen.ends.end ?? form.elements.start).focus({ preventScroll: true });
}

/** Give one end its handle, if that end is in the picture. */
function grip(name) {
  const { link, form, scale } = chosen;
  const at = moment(name);
  if (at < scale.since || at > scale.until) return;
  const label = name === "start" ? "From" : "Until";
  chosen.ends[name] = handle(link.parentNode, label, {
    step: scale.step,
    at: () => moment(name),
    move: (to) => {
      form.elements[name].value = scale.written(bounded(name, to));
      show();
    },
    leap: LEAP,
    done: () => form.requestSubmit(),
    scale,
  });
}

/** Return when that end is; an empty box means that they are still there. */
function moment(name) {
  const { form, scale } = chosen;
  const value = form.elements[name].value;
  return value ? scale.read(value) : scale.until;
}

/** Keep an end on its side of the other, and out of the future. */
function bounded(name, to) {
  const { scale } = chosen;
  if (name === "start") return Math.max(scale.since, Math.min(to, moment("end") - scale.step));
  return Math.min(scale.until, Math.max(to, moment("start") + scale.step));
}

function show() {
  const { link, ends, scale } = chosen;
  const [start, end] = ["start", "end"].map((name) => scale.inside(moment(name)));
  const rect = link.querySelector("rect");
  rect.setAttribute("x", `${start}%`);
  rect.setAttribute("width", `${Math.max(end - start, 0.4)}%`);
  if (ends.start) place(ends.start, start, moment("start"), scale);
  if (ends.end) place(ends.end, end, moment("end"), scale);
}

/** Put everything back as it was, and the focus where it came from. */
function close() {
  const link = chosen?.link;
  if (chosen?.form) {
    chosen.form.reset();
    show();
  }
  drop();
  link?.focus();
}

function drop() {
  if (!chosen) return;
  for (const one of Object.values(chosen.ends)) one.remove();
  chosen.link.classList.remove("chosen");
  chosen.live?.setAttribute("data-live", "timeline");
  panel.hidden = true;
  panel.replaceChildren();
  chosen = null;
}

/** Return the stretch nearest to where a thumb came down in a lane. */
function nearest(bar, x) {
  const reach = 22;
  const far = (link) => {
    const box = link.querySelector("rect").getBoundingClientRect();
    return Math.max(box.left - x, x - box.right, 0);
  };
  const found = [...bar.querySelectorAll("a")].sort((one, other) => far(one) - far(other))[0];
  return found && far(found) <= reach ? found : null;
}

document.addEventListener("click", (event) => {
  const bar = event.target.closest?.(".bar");
  if (!bar || event.ctrlKey || event.metaKey || event.target.closest(".handle")) return;
  const link = event.target.closest("a") ?? nearest(bar, event.clientX);
  if (!link) return;
  event.preventDefault();
  if (link !== chosen?.link) choose(link);
});

/** Arrows go from stretch to stretch: along a lane, and to the lane above or below. */
function neighbour(link, key) {
  const lanes = [...region().querySelectorAll(".bar")].map((bar) => [...bar.querySelectorAll("a")]);
  if (!link) return lanes.flat()[0];
  const lane = lanes.findIndex((links) => links.includes(link));
  const along = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (along) return lanes[lane][lanes[lane].indexOf(link) + along];
  const step = key === "ArrowUp" ? -1 : 1;
  const next = lanes[lane + step];
  return next?.[0];
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) return close();
  const inside = event.target === region() || event.target.closest?.(".bar a");
  if (!inside || !event.key.startsWith("Arrow")) return;
  const next = neighbour(event.target.closest("a"), event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
