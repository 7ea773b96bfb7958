// Keeps one page for when the home does not answer, with what it needs to be seen.
// Nothing else is kept: what people wrote stays in the home.

const PAGE = "/away";
const KEPT = "away";

/** Keep the page as somebody who has not signed in sees it, and its styles. */
async function keep() {
  const shelf = await caches.open(KEPT);
  const page = await fetch(PAGE, { credentials: "omit", cache: "no-cache" });
  if (!page.ok) throw new Error(`${PAGE}: ${page.status}`);
  const text = await page.clone().text();
  const needs = [...text.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, url]) => url);
  await shelf.addAll([...new Set(needs)]);
  await shelf.put(PAGE, page);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (path.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
