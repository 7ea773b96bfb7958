"""A home that does not answer is told of by the browser itself."""

from __future__ import annotations


def test_a_page_is_kept_for_when_the_home_is_away(windows, axe):
    page = windows.open("/", service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    windows.allow("ERR_INTERNET_DISCONNECTED")
    windows.allow("Failed to fetch")
    page.context.set_offline(True)
    page.goto("/alters/front")
    assert page.get_by_role("heading", name="The home does not answer").is_visible()
    assert axe(page) == []
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    page.get_by_text("Seles").first.wait_for()


def test_nothing_that_people_wrote_is_kept(windows):
    page = windows.open("/", service_workers="allow")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    kept = page.evaluate("""async () => {
        const texts = [];
        for (const name of await caches.keys()) {
            const shelf = await caches.open(name);
            for (const one of await shelf.matchAll()) texts.push(await one.text());
        }
        return texts;
    }""")
    assert len(kept) > 3
    assert not any("Seles" in text or "Robin" in text for text in kept)
