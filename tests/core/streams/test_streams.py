"""Open pages hear of what is committed, once, in order, and only what they may."""

from __future__ import annotations

import pytest
from conftest import eventually


def test_a_page_hears_what_happens(home, listen):
    page = listen()
    assert page.next().name == "hello"
    number = home.tell(alter="seles")
    assert page.next() == ("front.changed", number, '{"alter":"seles"}')


def test_every_page_hears_it(home, listen):
    pages = [listen() for _ in range(20)]
    home.tell()
    assert [page.until("front.changed") for page in pages] == [
        ["hello", "front.changed"]
    ] * 20


def test_an_answer_says_how_it_is_to_be_treated(listen):
    page = listen()
    assert page.status == 200
    assert page.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["connection"] == "close"
    assert page.block() == {"retry": "1000"}


def test_a_page_that_was_away_hears_what_it_missed(home, listen):
    seen = listen().next().id
    home.tell(alter="seles")
    home.tell(alter="dexen")
    page = listen(last=seen)
    assert [page.next().data for _ in range(2)] == [
        '{"alter":"seles"}',
        '{"alter":"dexen"}',
    ]
    assert page.next().name == "hello"


def test_a_page_says_after_what_it_was_made(home, listen):
    seen = home.tell()
    home.tell("group.changed")
    assert listen(query=f"&since={seen}").until("hello") == ["group.changed", "hello"]


def test_what_the_browser_heard_last_counts_more_than_the_page(home, listen):
    old = home.tell()
    seen = home.tell()
    assert listen(last=seen, query=f"&since={old}").until("hello") == ["hello"]


@pytest.mark.parametrize(
    "last", ["", "nonsense", "0-0", "{boot}-99", "{boot}--1", "{boot}-²", "{boot}-"]
)
def test_an_id_nobody_gave_makes_the_page_fetch_everything(home, listen, last):
    boot = home.tell().partition("-")[0]
    told = listen(last=last.format(boot=boot)).until("hello")
    assert told == (["reset", "hello"] if last else ["hello"])


def test_an_id_from_before_a_restart_is_too_old(home, serve, listen):
    before = home.tell()
    again = serve()
    assert listen(last=before, house=again).until("hello") == ["reset", "hello"]


def test_what_was_missed_too_long_ago_is_fetched_anew(serve, listen):
    house = serve(streams={"KEPT": 256})
    first = house.tell()
    for _ in range(257):
        house.tell()
    assert listen(last=first, house=house).until("hello") == ["reset", "hello"]


def test_sam_hears_only_what_is_for_everybody(home, listen):
    sam = listen("Sam")
    home.tell("front.changed")
    home.tell("home.changed")
    assert sam.until("home.changed") == ["hello", "home.changed"]


def test_sam_missed_only_what_is_for_everybody(home, listen):
    seen = home.tell()
    home.tell("front.changed")
    home.tell("home.changed")
    assert listen("Sam", last=seen).until("hello") == ["home.changed", "hello"]


def test_what_is_told_to_nobody_has_no_number(home):
    assert home.tell("home.changed") == home.tell("secret.changed")


def test_nobody_hears_nothing(home):
    assert home.get("/events?as=nobody").status == 401


def test_asking_only_for_the_head_opens_no_stream(home):
    assert home.get("/events", method="HEAD").status == 200
    assert home.count() == 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_told_to_the_stream(home, method):
    assert home.get("/events", "Content-Length: 0", method=method).status == 400


def test_a_page_that_closes_is_forgotten(home, listen):
    page = listen()
    page.next()
    assert home.count() == 1
    page.client.sock.close()
    page.client.file.close()
    eventually(lambda: home.count() == 0)


def test_a_page_that_talks_back_is_let_go(home, listen):
    page = listen()
    page.next()
    page.client.get("/count")
    assert page.client.rest() == b""
    assert home.count() == 0


def test_whoever_is_signed_out_hears_nothing_more(home, listen):
    kit, robin = listen("Kit"), listen("Robin")
    home.get("/gone?as=Kit")
    assert kit.until("session.ended") == ["hello", "session.ended"]
    assert kit.client.rest() == b""
    home.tell()
    assert robin.until("front.changed") == ["hello", "front.changed"]


def test_a_session_that_expires_ends_at_the_next_heartbeat(serve, listen):
    house = serve(streams={"HEARTBEAT": 0.2})
    page = listen(house=house)
    page.next()
    assert page.next().name == "hello"
    house.get("/gone?as=Kit")
    assert page.next().name == "session.ended"


def test_one_user_may_have_so_many_pages_and_no_more(serve, listen):
    house = serve(streams={"MOST_EACH": 2})
    assert [listen(house=house).status for _ in range(3)] == [200, 200, 429]
    assert listen("Robin", house=house).status == 200


def test_a_home_has_room_for_so_many_pages_and_no_more(serve, listen):
    house = serve(streams={"MOST": 2})
    told = [listen(name, house=house).status for name in ("Kit", "Robin", "Seles")]
    assert told == [200, 200, 429]


def test_a_page_that_closed_makes_room(serve, listen):
    house = serve(streams={"MOST_EACH": 1})
    first = listen(house=house)
    first.client.sock.close()
    first.client.file.close()
    eventually(lambda: house.count() == 0)
    assert listen(house=house).status == 200


def test_streams_take_no_room_from_requests(serve, listen):
    house = serve(limits={"connections": 4, "per_address": 3})
    pages = [listen(house=house) for _ in range(12)]
    assert house.count() == 12
    house.tell()
    assert {page.until("front.changed")[-1] for page in pages} == {"front.changed"}


def test_a_page_that_does_not_read_keeps_nobody_waiting(home, listen):
    deaf, page = listen(), listen()
    deaf.next()
    page.next()
    for _ in range(300):
        home.tell(alter="x" * 7000)
        page.next()
    eventually(lambda: home.count() == 1)


def test_a_page_that_reads_late_gets_all_of_it(home, listen):
    page = listen()
    for number in range(100):
        home.tell(alter=number)
    told = [page.next().data for _ in range(101)]
    assert told[1:] == [f'{{"alter":"{number}"}}' for number in range(100)]


def test_streams_end_when_the_home_does(home, listen):
    page = listen()
    page.next()
    home.terminate()
    assert page.client.rest() == b""
    assert home.ended() == 0


def test_the_access_log_tells_of_a_stream_when_it_begins(home, listen):
    page = listen()
    assert home.access(page.headers["x-request-id"])["path"] == "/events"
