// Who may be meant by an @ and two letters, in a list below them.

import { put } from "./writing-marks.js";

const BEGUN = /(?:^|[^\p{L}\p{N}_/@])@([\p{L}\p{N}_-]{2,40})$/u;
const COPIED = ["font", "letterSpacing", "lineHeight", "padding", "border", "boxSizing", "wordSpacing", "textIndent"];

/** Where in the area, in pixels, the letter at `at` stands. */
function spot(area, at) {
  const twin = document.createElement("div");
  const style = getComputedStyle(area);
  for (const name of COPIED) twin.style[name] = style[name];
  Object.assign(twin.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", width: `${area.offsetWidth}px` });
  twin.textContent = area.value.slice(0, at);
  const here = document.createElement("span");
  here.textContent = "@";
  twin.append(here);
  area.after(twin);
  const found = { left: here.offsetLeft, top: here.offsetTop + here.offsetHeight - area.scrollTop };
  twin.remove();
  return found;
}

export class Mentions {
  constructor(area, list, address) {
    this.area = area;
    this.list = list;
    this.address = address;
    this.found = new Map();
    this.at = 0;
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", list.id);
    area.setAttribute("aria-haspopup", "listbox");
    area.addEventListener("input", () => this.look());
    area.addEventListener("click", () => this.close());
    area.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
    list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) this.take([...list.children].indexOf(option));
    });
  }

  get begun() {
    const { value, selectionStart, selectionEnd } = this.area;
    return selectionStart === selectionEnd ? BEGUN.exec(value.slice(0, selectionStart))?.[1] : null;
  }

  async look() {
    const word = this.begun?.toLowerCase();
    if (!word) return this.close();
    try {
      if (!this.found.has(word)) this.found.set(word, await this.ask(word));
    } catch {
      return this.close(); // whoever is meant can be typed to the end
    }
    if (this.begun?.toLowerCase() === word) this.show(this.found.get(word));
  }

  async ask(word) {
    const separator = this.address.includes("?") ? "&" : "?";
    const answer = await fetch(`${this.address}${separator}q=${encodeURIComponent(word)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).people;
  }

  show(people) {
    this.people = people;
    if (!people.length) return this.close();
    this.list.replaceChildren(...people.map((one, nth) => this.option(one, nth)));
    const { left, top } = spot(this.area, this.area.selectionStart - this.begun.length - 1);
    this.list.hidden = false;
    const most = this.area.offsetWidth - this.list.offsetWidth;
    this.list.style.left = `${this.area.offsetLeft + Math.max(0, Math.min(left, most))}px`;
    this.list.style.top = `${this.area.offsetTop + Math.min(top, this.area.offsetHeight)}px`;
    this.choose(0);
  }

  option({ name, handle, color, picture, kind }, nth) {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.id = `${this.list.id}-${nth}`;
    option.append(picture && !document.documentElement.hasAttribute("data-calm") ? this.face(picture) : this.dot(color));
    const called = document.createElement("span");
    called.textContent = name;
    const typed = document.createElement("small");
    typed.textContent = kind === "group" ? `@${handle}, a group` : `@${handle}`;
    option.append(called, typed);
    return option;
  }

  face(picture) {
    const face = document.createElement("img");
    Object.assign(face, { src: picture, alt: "", className: "avatar small", width: 32, height: 32 });
    return face;
  }

  dot(color) {
    const dot = document.createElement("span");
    dot.className = "dot";
    if (/^#[0-9a-f]{6}$/i.test(color ?? "")) dot.style.background = color;
    return dot;
  }

  choose(nth) {
    this.at = (nth + this.people.length) % this.people.length;
    [...this.list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === this.at)));
    const option = this.list.children[this.at];
    this.area.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  take(nth) {
    const end = this.area.selectionStart;
    const start = end - this.begun.length - 1;
    const { handle } = this.people[nth];
    const after = /^\s/.test(this.area.value.slice(end)) ? "" : " ";
    this.close();
    put(this.area, `@${handle}${after}`, start, end);
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.area.removeAttribute("aria-activedescendant");
  }

  /** Whether a key was for the list. */
  key(event) {
    if (this.list.hidden || event.isComposing) return false;
    if (event.key === "ArrowDown") this.choose(this.at + 1);
    else if (event.key === "ArrowUp") this.choose(this.at - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
