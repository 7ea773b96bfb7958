"""What of Simply Plural comes in, and as what."""

from __future__ import annotations

import json

import pytest
from services.importing.exports import HOUR, NOON, export, front, identity, member

OUTCOMES = ("imported", "updated", "unchanged", "degraded", "preserved", "failed")
ALL_NEW = dict.fromkeys(OUTCOMES, 0)


def alter(house, handle):
    return house.app.row("SELECT * FROM alters WHERE handle = ?", (handle,))


def test_the_example_comes_in_whole(bring, example):
    counts = bring(example("simply-plural"))["counts"]
    assert sum(counts["alters"].values()) == counts["alters"]["imported"] == 3
    assert counts["custom_fronts"]["imported"] == 1
    assert counts["fronts"] == {
        **dict.fromkeys(counts["fronts"], 0),
        "imported": 3,
        "degraded": 1,
    }
    assert counts["polls"]["preserved"] == 3


def test_a_member_comes_with_all_that_was_said_of_them(bring, house, example):
    bring(example("simply-plural"))
    wren = alter(house, "wren")
    assert (wren["pronouns"], wren["color"]) == ("they/them", "#88aa33")
    assert wren["description"] == "Keeps **time**."
    juniper = alter(house, "juniper")
    assert juniper["archived_at"]
    assert juniper["archived_reason"] == "dormant"


def test_the_system_knows_its_name_and_time_zone(bring, house, example):
    bring(example("simply-plural"))
    system = house.app.row("SELECT * FROM system")
    assert (system["name"], system["time_zone"]) == ("lantern-house", "Europe/Lisbon")


def test_a_time_zone_that_is_none_is_said_and_not_set(bring, house):
    told = bring(export(users=[{"_id": "u"}], private=[{"_id": "u", "location": "Oz"}]))
    assert "bad_time_zone" in {each["code"] for each in told["warnings"]}
    assert house.app.value("SELECT time_zone FROM system") == ""


def test_a_custom_front_is_nobody(bring, house, example):
    bring(example("simply-plural"))
    assert alter(house, "blurry")["kind"] == "custom"
    assert alter(house, "wren")["kind"] == "alter"


def test_groups_nest_and_know_their_members(bring, house, example):
    bring(example("simply-plural"))
    rows = house.app.rows(
        "SELECT groups.name, above.name, alters.handle FROM groups"
        " LEFT JOIN groups AS above ON above.id = groups.parent_id"
        " JOIN group_members ON group_id = groups.id"
        " JOIN alters ON alters.id = alter_id ORDER BY group_members.id"
    )
    assert [tuple(row) for row in rows] == [
        ("Littles", None, "moss-herb"),
        ("Quiet ones", "Littles", "moss-herb"),
        ("Quiet ones", "Littles", "juniper"),
    ]


def test_comments_stay_with_their_front(bring, house, example):
    bring(example("simply-plural"))
    row = house.app.row("SELECT text, at, front_id FROM front_comments")
    assert (row["text"], row["at"]) == ("hard morning", 1735727400000)
    assert house.app.value("SELECT status FROM fronts WHERE id = ?", (row[2],))


def test_what_cannot_be_shown_yet_is_preserved_whole(bring, house, example):
    document = example("simply-plural")
    bring(document)
    kept = house.app.value("SELECT record FROM preserved WHERE collection = 'notes'")
    assert json.loads(kept) == document["notes"][0]


@pytest.mark.parametrize(
    "shape",
    [
        lambda docs: {doc["_id"]: doc for doc in docs},
        lambda docs: {
            doc["_id"]: {k: v for k, v in doc.items() if k != "_id"} for doc in docs
        },
        lambda docs: [{"exists": True, "id": d["_id"], "content": d} for d in docs],
        lambda docs: [{**doc, "id": doc["_id"]} for doc in docs],
    ],
    ids=["a map", "a map, ids only as keys", "the API's wrapper", "an id besides"],
)
def test_every_shape_of_a_collection_says_the_same(bring, fronts, shape):
    document = export(frontHistory=[front(11, 1, 0, 2), front(12, 2, 1, 3)])
    told = bring({name: shape(docs) for name, docs in document.items()})
    assert told["counts"]["alters"]["imported"] == 3
    assert fronts() == [("Seles", 0, 2, ""), ("Dexen", 1, 3, "")]


def test_other_names_of_collections_are_known(bring, house):
    told = bring(
        export(
            customFronts=[{"_id": "asleep1", "name": "Asleep"}],
            automatedTimers=[{"_id": "t1"}],
            repeatedRemidners=[{"_id": "t2"}],
        )
    )
    assert told["counts"]["custom_fronts"]["imported"] == 1
    assert told["counts"]["automated_reminders"]["preserved"] == 1
    assert told["counts"]["repeated_reminders"]["preserved"] == 1


def test_collections_the_program_has_never_heard_of_are_kept(bring, house):
    told = bring(export(dreamJournal=[{"_id": "d1", "text": "flying"}, "loose words"]))
    assert told["counts"]["dream_journal"]["preserved"] == 2


def test_the_same_file_given_twice_is_one(bring):
    whole = export(frontHistory=[front(11, 1, 0, 2)])
    assert bring(whole, whole)["counts"] == {
        "alters": {**ALL_NEW, "imported": 3},
        "fronts": {**ALL_NEW, "imported": 1},
    }


@pytest.mark.parametrize("turned", [1, -1])
def test_of_two_exports_at_once_the_newer_holds_whichever_comes_first(
    bring, house, turned
):
    old, new = (
        {"users": [], "members": [member(1, name, lastOperationTime=NOON + touched)]}
        for touched, name in enumerate(("Sel", "Seles"))
    )
    counts = bring(*[old, new][::turned])["counts"]["alters"]
    assert house.app.value("SELECT name FROM alters") == "Seles"
    assert counts == {**ALL_NEW, "imported": 1, "unchanged": 1}


def test_two_files_that_say_different_things_are_both_kept(bring, house):
    both = [{"users": [], "members": [member(1, name)]} for name in ("Seles", "Dexen")]
    counts = bring(*both)["counts"]["alters"]
    assert house.app.value("SELECT name FROM alters") == "Seles"
    assert counts == {**ALL_NEW, "imported": 1, "preserved": 1}


def test_a_dump_of_single_collections_is_one_export(house):
    import io

    from homestead.core.house import NamedFile
    from homestead.services import imports

    document = export(frontHistory=[front(11, 1, 0, 2)])
    files = [
        NamedFile(f"{name}.json", io.BytesIO(json.dumps(docs).encode()))
        for name, docs in document.items()
    ]
    counts = imports.run(house, files=files)["counts"]
    assert counts["alters"]["imported"] == 3
    assert counts["fronts"]["imported"] == 1


@pytest.mark.parametrize(
    "written",
    [
        NOON,
        str(NOON),
        NOON // 1000,
        str(NOON // 1000),
        float(NOON),
        "2025-01-01T10:00:00.000Z",
        "2025-01-01T11:00:00+01:00",
        "2025-01-01T10:00:00",
        {"_seconds": NOON // 1000, "_nanoseconds": 0},
        {"seconds": NOON // 1000},
    ],
)
def test_a_moment_is_understood_however_it_is_written(bring, fronts, written):
    bring(export(frontHistory=[{**front(11, 1, 0, 1), "startTime": written}]))
    assert fronts() == [("Seles", 0, 1, "")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("#88aa33", "#88aa33"),
        ("88AA33", "#88aa33"),
        ("#ff336699", "#336699"),
        ("0xff336699", "#336699"),
        ("#8a3", "#88aa33"),
        (0xFF336699, "#336699"),
        (-13408615, "#336699"),
        ("", None),
        (None, None),
    ],
)
def test_a_colour_is_understood_however_it_is_written(bring, house, written, kept):
    told = bring(export(members=[member(1, "Seles", color=written)]))
    assert alter(house, "seles")["color"] == kept
    assert told["counts"]["alters"]["imported"] == 1


@pytest.mark.parametrize("junk", ["reddish", "#12345", "#1234567", True, {"r": 1}])
def test_a_colour_that_is_none_degrades_and_is_not_lost(bring, house, junk):
    told = bring(export(members=[member(1, "Seles", color=junk)]))
    assert told["counts"]["alters"]["degraded"] == 1
    assert told["warnings"][0]["code"] == "bad_color"
    extra = json.loads(alter(house, "seles")["extra"])
    assert extra["simply-plural"]["color"] == junk


FIELDS = [
    (0, "text", "Host", "Host"),
    (1, "color", "#FF336699", "#336699"),
    (1, "color", "greenish", "greenish"),
    (2, "date", "2021-05-06T00:00:00.000Z", "2021-05-06"),
    (2, "date", "when it rained", "when it rained"),
    (3, "month", "05", "05"),
    (4, "year", "2021", "2021"),
    (5, "month_year", "2021-05", "2021-05"),
    (6, "timestamp", "2021-05-06T07:08:09.000Z", "2021-05-06T07:08:09.000Z"),
    (7, "month_day", "02-29", "02-29"),
]


@pytest.mark.parametrize("case", FIELDS)
def test_a_custom_field_keeps_its_type_and_value(bring, house, case):
    number, kind, written, kept = case
    bring(
        export(
            customFields=[{"_id": "f1abc", "name": "It", "type": number}],
            members=[member(1, "Seles", info={"f1abc": written})],
        )
    )
    assert house.app.value("SELECT type FROM fields") == kind
    assert house.app.value("SELECT value FROM field_values") == kept


def test_a_type_of_field_that_is_none_becomes_text(bring, house):
    told = bring(export(customFields=[{"_id": "f1abc", "name": "It", "type": 99}]))
    assert told["counts"]["fields"]["degraded"] == 1
    assert house.app.value("SELECT type FROM fields") == "text"


def test_fields_of_old_files_are_found_inside_the_user(bring, house):
    told = bring(
        export(
            users=[{"_id": "u", "fields": {"old01": {"name": "Age", "order": 2}}}],
            customFields=[{"_id": "new01", "name": "Role", "order": "0|aaaaaa:"}],
            members=[member(1, "Seles", info={"old01": "30", "gone1": "a lost value"})],
        )
    )
    assert told["counts"]["fields"]["imported"] == 2
    names = house.app.rows("SELECT name FROM fields ORDER BY position")
    assert [row[0] for row in names] == ["Age", "Role"]
    assert house.app.value("SELECT value FROM field_values") == "30"
    assert "a lost value" in alter(house, "seles")["extra"]


def test_a_clear_lexorank_decides_the_order_of_fields(bring, house):
    orders = ["0|maaaaa:", "0|aaaaaa:", "0|zzzzzz:"]
    bring(
        export(
            customFields=[
                {"_id": f"field{n}", "name": f"F{n}", "order": order, "type": "0"}
                for n, order in enumerate(orders)
            ]
        )
    )
    names = house.app.rows("SELECT name FROM fields ORDER BY position")
    assert [row[0] for row in names] == ["F1", "F0", "F2"]


BUCKETS = [
    {"_id": "friends", "name": "Friends"},
    {"_id": "trusted", "name": "Trusted friends"},
    {"_id": "partner", "name": "My partner"},
]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"buckets": []}, "private"),
        ({"buckets": ["friends"]}, "friends"),
        ({"buckets": ["friends", "trusted"]}, "friends"),
        ({"buckets": ["trusted"]}, "trusted"),
        ({"buckets": ["partner"]}, "private"),
        ({"buckets": ["partner", "trusted"]}, "trusted"),
        ({"buckets": ["no such bucket"]}, "private"),
        ({"buckets": ["friends"], "private": True, "preventTrusted": True}, "friends"),
        ({"private": True, "preventTrusted": True}, "private"),
        ({"private": True, "preventTrusted": False}, "trusted"),
        ({"private": "true"}, "trusted"),
        ({"private": False, "preventTrusted": False}, "friends"),
        ({}, "private"),
    ],
)
def test_nobody_sees_more_than_before(bring, house, said, level):
    bring(export(members=[member(1, "Seles", **said)], privacyBuckets=BUCKETS))
    assert alter(house, "seles")["privacy"] == level


def test_the_exact_buckets_are_kept(bring, house):
    said = {"buckets": ["partner"]}
    bring(export(members=[member(1, "Seles", **said)], privacyBuckets=BUCKETS))
    assert json.loads(alter(house, "seles")["extra"])["simply-plural"] == said


NAMES = [
    ("", "Nameless"),
    ("\u200b\u200b", "Nameless"),
    ("   ", "Nameless"),
    (None, "Nameless"),
    (7, "7"),
    ("--add", "--add"),
    ("42", "42"),
    ("💜", "💜"),
    ("\u202eselec", "selec"),
    ("S" * 5000, "S" * 5000),
    ("שלום", "שלום"),
    ("half \ud83d a heart", None),
]


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_every_name_comes_in_and_gets_a_handle_one_can_type(bring, house, name, kept):
    told = bring(export(members=[member(1, name)]))
    row = house.app.row("SELECT name, handle FROM alters")
    assert kept in (None, row["name"])
    assert row["handle"].isascii()
    assert not row["handle"].startswith("-")
    assert not row["handle"].isdigit()
    assert told["counts"]["alters"]["failed"] == 0


def test_names_that_differ_only_in_case_get_handles_of_their_own(bring, house):
    bring(
        export(
            members=[member(n, name) for n, name in enumerate(["Yuki", "yuki", "YUKI"])]
        )
    )
    handles = [row[0] for row in house.app.rows("SELECT handle FROM alters")]
    assert handles == ["yuki", "yuki-2", "yuki-3"]


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        ([(1, 2), (2, 1)], "group_circle"),
        ([(1, 1)], "group_circle"),
        ([(1, 2), (2, 3), (3, 2)], "group_circle"),
        ([(1, 9)], "group_without_parent"),
    ],
)
def test_groups_that_hang_nowhere_go_to_the_top(bring, house, groups, code):
    told = bring(
        export(
            groups=[
                {"_id": f"group{n}", "name": f"G{n}", "parent": f"group{above}"}
                for n, above in groups
            ]
        )
    )
    assert code in {each["code"] for each in told["warnings"]}
    assert house.app.value("SELECT count(*) FROM groups") == len(groups)
    assert house.app.value("SELECT count(*) FROM groups WHERE parent_id IS NULL") == 1


def test_a_group_forgets_members_who_are_gone(bring, house):
    group = {
        "_id": "group1",
        "name": "G",
        "members": [identity(1), "gone", identity(1)],
    }
    told = bring(export(groups=[group]))
    assert told["counts"]["groups"]["degraded"] == 1
    assert house.app.value("SELECT count(*) FROM group_members") == 1


@pytest.mark.parametrize("collection", ["members", "frontHistory", "groups"])
def test_what_is_no_record_at_all_fails_and_harms_nothing(bring, collection):
    document = export(frontHistory=[front(11, 1, 0, 1)], groups=[])
    document[collection].append("not a record")
    counts = bring(document)["counts"]
    assert sum(each["failed"] for each in counts.values()) == 1
    assert counts["alters"]["imported"] == 3


def test_a_second_record_with_the_same_id_is_kept_aside(bring, house):
    told = bring(export(members=[member(1, "Seles"), member(1, "Someone else")]))
    assert told["counts"]["alters"]["imported"] == 1
    assert told["counts"]["alters"]["preserved"] == 1
    assert "Someone else" in house.app.value("SELECT record FROM preserved")


def test_pictures_elsewhere_are_said_and_their_addresses_kept(bring, house):
    url = "https://example.invalid/seles.png"
    told = bring(export(members=[member(1, "Seles", avatarUrl=url)]))
    assert alter(house, "seles")["avatar_url"] == url
    assert [each["code"] for each in told["warnings"]] == ["avatars_elsewhere"]


def test_an_address_that_is_no_web_address_is_not_one(bring, house):
    bring(export(members=[member(1, "Seles", avatarUrl="javascript:alert(1)")]))
    assert alter(house, "seles")["avatar_url"] is None


def test_time_is_kept_as_it_was(bring, house):
    bring(export(frontHistory=[front(11, 1, 0, 1)]))
    row = house.app.row("SELECT started_at, ended_at FROM fronts")
    assert tuple(row) == (NOON, NOON + HOUR)


@pytest.mark.parametrize("order", ["--5", "-", "5e", "", None, [], "٣", "9" * 400, -3])
def test_an_order_that_is_none_puts_a_field_somewhere(bring, house, order):
    fields = [{"_id": "f1abc", "order": order}, {"_id": "f2abc", "order": 2}]
    assert bring(export(customFields=fields))["counts"]["fields"]["degraded"] == 2
    assert house.app.value("SELECT count(DISTINCT position) FROM fields") == 2


def test_a_picture_s_address_of_another_kind_is_kept_aside(bring, house):
    data = "data:image/png;base64,AAAA"
    bring(export(members=[member(1, "Seles", avatarUrl=data)]))
    assert data in alter(house, "seles")["extra"]


def test_a_chat_still_encrypted_is_said_and_kept(bring, house):
    closed = {"message": "/////////////////////w==", "iv": "AAAAAAAAAAAAAAAAAAAAAA=="}
    clear = {"message": "morning", "iv": "AAAAAAAAAAAAAAAAAAAAAA=="}
    chat = [{"_id": "c1", **closed}, {"_id": "c2", **clear}, {"_id": "c3"}]
    told = bring(export(chatMessages=chat))
    assert [each["code"] for each in told["warnings"]] == ["still_encrypted"]
    assert told["warnings"][0]["message"].startswith("1 chat messages")
    assert told["counts"]["chat_messages"]["preserved"] == 3
