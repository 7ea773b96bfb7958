// What is done here is kept by the page until the home has it: sent at once, or when the
// home is back, each with its own time and a key by which it counts once.

const STORE = "homestead.waiting";
const LATE = 5000; // after this, "now" has become a time of its own
const place = document.querySelector("#waiting");
const { who } = document.body.dataset;

let memory = "[]"; // where the browser keeps nothing for us
let sending = false;
let timer = 0;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? memory);
  } catch {
    return JSON.parse(memory);
  }
}

const mine = () => kept().filter((one) => one.who === who);

function keep(change) {
  memory = JSON.stringify(change(kept()));
  try {
    localStorage.setItem(STORE, memory);
  } catch {
    // It lives as long as the page does.
  }
  draw();
}

const drop = (id) => keep((all) => all.filter((one) => one.id !== id));

function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Take over what a form would send. */
export function take(form, button) {
  const fields = [...new FormData(form, button)].filter(([name]) => name !== "once");
  const says = button?.dataset.says ?? form.dataset.send;
  const url = button?.getAttribute("formaction") ?? new URL(form.action).pathname;
  keep((all) => [...all, { id: key(), url, fields, says, at: Date.now(), who }]);
  return send();
}

/** What is late says when it was; without a clock of its own, by how long ago it is. */
function body({ id, url, fields, at }) {
  const sent = new URLSearchParams([...fields, ["once", id]]);
  const late = Date.now() - at;
  const said = sent.get("at") || sent.get("ago") || "0 min ago";
  const ago = /^(\d+) min ago$/.exec(said);
  if (late > LATE && ago && !url.endsWith("/about")) {
    sent.set("at", `${ago[1] * 60 + Math.round(late / 1000)} sec ago`);
  }
  return sent;
}

/** Send what waits, the oldest first. */
export async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  try {
    for (let one; (one = mine().find((each) => !each.refused)); ) await deliver(one);
  } catch {
    timer = setTimeout(send, 5000);
  } finally {
    sending = false;
    draw();
  }
}

/** Whether whoever is signed in is still the one this page was made for. */
async function isMe() {
  const answer = await fetch("/", { cache: "no-store" });
  return new DOMParser().parseFromString(await answer.text(), "text/html").body.dataset.who === who;
}

async function deliver(one) {
  if (Date.now() - one.at > LATE && !(await isMe())) throw new Error("later");
  const answer = await fetch(one.url, { method: "POST", body: body(one) });
  const html = await answer.text();
  if (answer.status >= 500 || [401, 429].includes(answer.status)) throw new Error("later");
  if (answer.ok) {
    drop(one.id);
    document.dispatchEvent(new CustomEvent("home:show", { detail: { html, url: answer.url } }));
    return;
  }
  const page = new DOMParser().parseFromString(html, "text/html");
  const alert = page.querySelector("[role=alert] p") ?? page.querySelector("main p");
  const refused = alert?.textContent ?? "It was refused.";
  keep((all) => all.map((each) => (each.id === one.id ? { ...each, refused } : each)));
}

function line(one) {
  const time = new Date(one.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const item = document.createElement("div");
  item.className = one.refused ? "note wrong" : "note careful";
  const text = document.createElement("p");
  text.textContent = one.refused
    ? `${one.says} at ${time} was not done. ${one.refused}`
    : `${one.says}, ${time}: waits for the connection.`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain small";
  button.textContent = one.refused ? "All right" : "Forget it";
  button.addEventListener("click", () => drop(one.id));
  item.append(text, button);
  return item;
}

function draw() {
  const now = mine().filter((one) => one.refused || !sending || Date.now() - one.at > 400);
  place.hidden = now.length === 0;
  place.replaceChildren(...now.map(line));
}

export function watch() {
  document.addEventListener("home:here", send);
  addEventListener("online", send);
  addEventListener("storage", draw);
  setInterval(() => sending && draw(), 500);
  send();
}
