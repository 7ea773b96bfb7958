// A look while it is made: the page beside it wears it at once, and what cannot be read
// is said while one types. What is right, and how it is mended, the home decides.

const form = document.querySelector("#making");
const frame = document.querySelector(".device iframe");
const told = document.querySelector("[data-told]");
const said = document.querySelector("[data-said]");
const HEX = /^#[0-9a-f]{6}$/i;
const PAUSE = 150;

let due = 0;
let asked = 0;
let sheet = ""; // what the page beside wears by now

const controls = (name) => [...form.querySelectorAll(`[data-token${name ? `="${name}"` : ""}]`)];

/** What is chosen, as the home is asked about it. */
function chosen() {
  const query = new URLSearchParams({ look: form.dataset.sheet });
  for (const one of controls()) {
    const counts = one.type !== "radio" || one.checked;
    if (counts && one.value.trim()) query.set(one.name, one.value.trim());
  }
  if (form.elements.no_background?.checked) query.delete("background");
  return query.toString();
}

/** Have the page beside wear a sheet, once it is there. */
function dress(query) {
  const page = frame.contentDocument;
  const old = page?.querySelector("link#worn");
  if (!page?.head || sheet === query) return;
  sheet = query;
  const link = page.createElement("link");
  link.rel = "stylesheet";
  link.href = `${frame.dataset.sheet}?${query}`;
  link.onload = () => {
    if (sheet !== query) return link.remove();
    for (const worn of page.querySelectorAll("link#worn")) worn.remove();
    link.id = "worn";
  };
  link.onerror = () => link.remove();
  if (old) old.after(link);
  else page.head.append(link);
}

/** Ask what can be read, and show both. */
async function look() {
  const query = chosen();
  const mine = ++asked;
  const answer = await fetch(`${form.dataset.check}?${query}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (mine !== asked || !answer?.ok || answer.redirected) return; // signed out, for one
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  told.replaceChildren(...fresh.body.childNodes);
  follow();
  dress(query);
}

function changed() {
  said.textContent = "Not kept yet.";
  clearTimeout(due);
  due = setTimeout(look, PAUSE);
}

/** Beside each colour that is typed stands one to point at; each follows the other. */
function hue(row) {
  const typed = row.querySelector("input");
  const picked = document.createElement("input");
  picked.type = "color";
  picked.setAttribute("aria-label", `Pick: ${row.querySelector("label").textContent}`);
  picked.addEventListener("input", () => {
    typed.value = picked.value;
    changed();
  });
  row.prepend(picked);
  return { typed, picked };
}

const hues = [...form.querySelectorAll("[data-hue]")].map(hue);

/** Show at each colour what is worn: what was chosen, or what came of it. */
function follow() {
  const shown = told.querySelector("[data-verdict]").dataset;
  const wrong = shown.wrong.split(" ");
  for (const { typed, picked } of hues) {
    // What one is still typing is no mistake yet.
    const off = wrong.includes(typed.name) && typed !== document.activeElement;
    if (off) typed.setAttribute("aria-invalid", "true");
    else typed.removeAttribute("aria-invalid");
    typed.placeholder = shown[typed.name];
    const text = typed.value.trim();
    picked.value = HEX.test(text) ? text : shown[typed.name];
  }
}

/** Fill in a whole look; what it does not say is left open. */
function fill(tokens) {
  for (const one of controls()) {
    const value = String(tokens[one.name] ?? "");
    if (one.type !== "radio") {
      if (one.name !== "background") one.value = value;
    } else one.checked = value ? Number(one.value) === Number(value) || one.value === value : false;
  }
  for (const name of new Set(controls().map((one) => one.name))) {
    const tiles = controls(name).filter((one) => one.type === "radio");
    if (tiles.length && !tiles.some((one) => one.checked)) usual(tiles).checked = true;
  }
}

const usual = (tiles) =>
  tiles.find((one) => ["", "1.0", "auto", "normal", "hyperlegible"].includes(one.value)) ?? tiles[0];

function pressed(button) {
  for (const one of form.querySelectorAll(".presets button")) {
    if (one === button) one.setAttribute("aria-pressed", "true");
    else one.removeAttribute("aria-pressed");
  }
}

form.addEventListener("input", (event) => {
  pressed(null);
  changed();
});

form.addEventListener("focusout", (event) => {
  if (event.target.dataset.token) changed();
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.name === "preset") {
    fill(JSON.parse(button.dataset.tokens));
    pressed(button);
  } else if (button?.name === "set") {
    const [name, color] = button.value.split(":");
    const typed = form.elements[name];
    typed.value = color;
    typed.focus();
  } else return;
  event.preventDefault();
  changed();
});

const how = document.querySelector("[data-how]");

/** Have the page beside be light or dark, whatever this device is. */
function shade() {
  const root = frame.contentDocument?.documentElement;
  if (!root) return;
  const as = how.querySelector(":checked").value;
  if (as) root.dataset.theme = as;
  else delete root.dataset.theme;
}

how.addEventListener("change", (event) => {
  if (!event.target.matches("[data-pages]")) return shade();
  const page = new URL(event.target.value, location);
  page.searchParams.set("trying", chosen());
  frame.src = page;
});
frame.addEventListener("load", () => {
  sheet = "";
  shade();
  dress(chosen());
});
follow();
