// An open page follows the home: it hears what changes and fetches anew what stands in
// `data-live`, and the look with it. When the line is lost it says so, and catches up when
// it is back.
//
// Other scripts have a page that came show itself (`home:show`, detail {html, url}), and
// hear when that is about to be done and done (`home:shows`, `home:shown`) and when the line
// is back or lost (`home:here`, `home:gone`).
//
// A piece that follows what happens elsewhere says so: `data-hears="post.created"`; if it is
// about one thread only, `data-about` is its number.

import { morph, touched } from "./morph.js";
import { frame, wear } from "./wearing.js";

const EVENTS = ["front", "alter", "group", "field", "system", "user", "style", "template"].map((noun) => `${noun}.changed`);
const SILENCE = 60_000; // the home says something every 25 s
const banner = document.querySelector("[data-connection]");

let source = null;
let heard = document.body.dataset.heard;
let waits = 1000;
let timer = 0;
let lost = 0;
let out = false; // signed out: there is nothing to hear any more
let old = false; // gone back to: nobody may have asked for this page since
let due = 0;
let silence = 0;

const tell = (name) => document.dispatchEvent(new Event(`home:${name}`));

function say(text) {
  if (!banner || banner.textContent === text) return;
  banner.hidden = !text;
  banner.textContent = text;
}

/** Whether somebody has begun to write or choose something here. */
function typing() {
  const controls = [...document.querySelectorAll("main :is(input:not([type=hidden]), textarea, select)[name]")];
  return controls.some((one) => one === document.activeElement || touched(one));
}

/** Show what a page that was fetched says, in the pieces that are alive. */
function show(html, url = "") {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  if (fresh.body.dataset.who !== document.body.dataset.who) return location.reload();
  if (fresh.body.dataset.drawn !== document.body.dataset.drawn && !typing()) {
    if (url) history.replaceState(history.state, "", url);
    return location.reload(); // another template, with scripts of its own
  }
  wear(fresh);
  tell("shows");
  for (const piece of document.querySelectorAll("[data-live]")) {
    const next = fresh.querySelector(`[data-live="${piece.dataset.live}"]`);
    if (next) morph(piece, next);
  }
  if (url) history.replaceState(history.state, "", url);
  tell("shown");
}

/** Fetch this page again and show what is new in it. */
async function refresh() {
  if (document.querySelector("[data-holding]")) return later();
  const url = location.href;
  try {
    const answer = await fetch(url, { cache: "no-cache" });
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return signedOut();
    const html = await answer.text();
    // Meanwhile something may have been done here, and told of under another address.
    if (answer.ok && url === location.href) show(html);
  } catch {
    gone();
  }
}

function later() {
  clearTimeout(due);
  due = setTimeout(refresh, 40);
}

function signedOut() {
  if (old) return location.reload(); // what somebody left behind is for nobody's eyes
  out = true;
  hangUp();
  clearTimeout(lost);
  say("You are signed out here. Load the page again to sign in.");
}

function here(event) {
  heard = event.lastEventId || heard;
  clearTimeout(silence);
  silence = setTimeout(gone, SILENCE);
}

function welcome(event) {
  here(event);
  waits = 1000;
  old = false;
  clearTimeout(lost);
  lost = 0;
  say("");
  document.body.dataset.line = "open";
  tell("here");
}

function gone() {
  hangUp();
  if (out) return;
  delete document.body.dataset.line;
  lost ||= setTimeout(() => {
    say("No connection to your home. Trying again…");
    tell("gone");
  }, 1500);
  timer = setTimeout(listen, waits);
  waits = Math.min(waits * 1.6, 20_000);
}

function hangUp() {
  clearTimeout(timer);
  clearTimeout(silence);
  source?.close();
  source = null;
}

function listen() {
  if (source || out || document.hidden) return;
  clearTimeout(timer);
  source = new EventSource(`/events?since=${encodeURIComponent(heard)}`);
  source.onerror = () => {
    const refused = source.readyState === EventSource.CLOSED;
    gone();
    if (refused) refresh(); // it may be that nobody is signed in here any more
  };
  source.addEventListener("hello", welcome);
  source.addEventListener("session.ended", signedOut);
  for (const name of [...EVENTS, "reset"]) {
    source.addEventListener(name, (event) => {
      here(event);
      later();
    });
  }
  for (const piece of document.querySelectorAll("[data-hears]")) {
    for (const name of piece.dataset.hears.split(" ")) source.addEventListener(name, (event) => told(piece, event));
  }
}

/** Hear of something that only some pieces follow; what is private says not what it is of. */
function told(piece, event) {
  here(event);
  const { thread } = JSON.parse(event.data);
  if (!piece.dataset.about || !thread || String(thread) === piece.dataset.about) later();
}

function again() {
  hangUp();
  waits = 1000;
  listen();
}

/** Say how long ago it is, as the home does. */
function lasted(millis) {
  const minutes = Math.floor(millis / 60_000);
  if (minutes < 1) return "less than a minute";
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const parts = [days && `${days} d`, hours && `${hours} h`, !days && minutes % 60 && `${minutes % 60} min`];
  return parts.filter(Boolean).join(" ");
}

function tick() {
  for (const time of document.querySelectorAll("time[data-since]")) {
    const text = lasted(Date.now() - Date.parse(time.dateTime));
    if (time.textContent !== text) time.textContent = text;
  }
}

frame();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", frame);

document.addEventListener("home:show", ({ detail }) => show(detail.html, detail.url));

if (heard) {
  listen();
  setInterval(tick, 20_000);
  // A page nobody sees holds no line: browsers have only six for a home.
  let away = 0;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(hangUp, 5000);
    else {
      tick();
      if (!source) again();
    }
  });
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    old = true;
    if (out) signedOut();
    else again();
  });
  addEventListener("online", again);
}
