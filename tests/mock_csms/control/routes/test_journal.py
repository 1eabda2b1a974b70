"""The journal by HTTP: filtered, paged, the password masked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mock_csms.control import journal_view
from ocpp16.actions import Role
from ocpp16.journal import (
    Closed,
    Direction,
    Entry,
    FrameEntry,
    Injected,
    Journal,
    Noted,
    Observed,
    Opened,
    Stray,
    TurnedAway,
)
from tests.mock_csms.control.bench import BOOT, Bench, bench, run

JOURNAL = "/api/v1/journal"


async def indices(b: Bench, **params: Any) -> list[int]:
    page = await b.get(JOURNAL, **params)
    return [each["index"] for each in page["items"]]


def two_exchanges(b: Bench) -> None:
    """0 opened, 1-2 BootNotification, 3-4 Heartbeat, 5 opened, 6 malformed, 7 closed."""
    connection = b.dial("CP1")
    b.send(connection, "BootNotification", BOOT, "a")
    b.send(connection, "Heartbeat", {}, "b")
    other = b.dial("CP2")
    other.receive(b.now, "[2,")
    other.disconnected(b.now, 1006)


def test_an_answer_bears_the_action_of_its_call() -> None:
    async def scene() -> None:
        async with bench() as b:
            two_exchanges(b)
            items = (await b.get(JOURNAL))["items"]
            assert [each["kind"] for each in items] == [
                "opened", "frame", "frame", "frame", "frame", "opened", "frame", "closed",
            ]  # fmt: skip
            call, answer = items[1:3]
            assert (call["type"], call["action"], call["payload"]) == (
                "CALL", "BootNotification", BOOT,
            )  # fmt: skip
            assert (answer["type"], answer["action"], answer["message_id"]) == (
                "CALLRESULT", "BootNotification", "a",
            )  # fmt: skip
            assert json.loads(answer["raw"])[2] == answer["payload"]
            assert (call["direction"], answer["direction"]) == ("cp-to-csms", "csms-to-cp")
            assert items[6]["malformed"].startswith("not JSON")
            assert "type" not in items[6]
            assert (items[7]["code"], items[7]["by"]) == (1006, "charge-point")

    run(scene())


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"identity": "CP2"}, [5, 6, 7]),
        ({"action": "Heartbeat"}, [3, 4]),
        ({"direction": "csms-to-cp"}, [2, 4]),
        ({"kind": "opened"}, [0, 5]),
        ({"message_id": "b"}, [3, 4]),
        ({"action": "Heartbeat", "direction": "cp-to-csms"}, [3]),
        ({"since": 6}, [6, 7]),
        ({"limit": 2}, [0, 1]),
        ({"limit": 2, "newest": True}, [6, 7]),
        ({"limit": 1, "newest": True, "kind": "opened"}, [5]),
        ({"since": 100}, []),
    ],
)
def test_filters(params: dict[str, Any], expected: list[int]) -> None:
    async def scene() -> None:
        async with bench() as b:
            two_exchanges(b)
            assert await indices(b, **params) == expected

    run(scene())


def test_paging_with_next_meets_every_entry_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        async with bench() as b:
            two_exchanges(b)
            seen, since = [], 0
            while True:
                page = await b.get(JOURNAL, since=since, limit=3, kind="frame")
                seen += [each["index"] for each in page["items"]]
                since = page["next"]
                if since == page["end"]:
                    break
            assert seen == [1, 2, 3, 4, 6]

    run(scene())


def test_a_rare_match_is_looked_for_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_view, "SCANNED", 3)

    async def scene() -> None:
        async with bench() as b:
            two_exchanges(b)
            page = await b.get(JOURNAL, kind="closed")
            assert (page["items"], page["next"], page["end"]) == ([], 3, 8)
            assert await indices(b, kind="closed", since=6) == [7]

    run(scene())


def test_indices_are_not_places() -> None:
    """A bounded journal forgets its beginning."""

    async def scene() -> None:
        async with bench(journal=Journal(limit=4)) as b:
            two_exchanges(b)
            assert await indices(b) == [4, 5, 6, 7]
            assert await indices(b, since=5, limit=1) == [5]
            assert (await b.get("/health"))["journal"] == 4

    run(scene())


def test_the_password_is_masked() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            key = {"key": "AuthorizationKey", "value": "0123456789abcdef"}
            b.system.call(b.now, "CP1", "ChangeConfiguration", key)
            connection.receive(b.now, '[2,"1","DataTransfer",{"key":"authorizationkey","value":"s3')
            text = json.dumps(await b.get(JOURNAL))
            assert "***" in text
            assert "0123456789abcdef" not in text
            assert "s3" not in text

    run(scene())


@pytest.mark.parametrize("number", ["1E999999", "-1e400", "1e-999999", "0e999999"])
def test_numbers_beyond_all_bounds_are_shown(number: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            connection.receive(b.now, f'[2,"1","Heartbeat",{{"x":{number}.0}}]')
            connection.receive(b.now, f'[2,"2","Heartbeat",{{"x":{number}}}]')
            items = (await b.get(JOURNAL, message_id="2", kind="frame"))["items"]
            assert number in items[0]["raw"]

    run(scene())


def test_half_a_character_is_shown() -> None:
    async def scene() -> None:
        async with bench() as b:
            secret = r'{"key":"AuthorizationKey","value":"x","y":"\ud800"}'
            b.dial().receive(b.now, f'[2,"1","DataTransfer",{secret}]')
            items = (await b.get(JOURNAL, direction="cp-to-csms"))["items"]
            assert items[0]["malformed"]

    run(scene())


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"since": -1}, "since"),
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"direction": "up"}, "direction"),
        ({"kind": "x"}, "kind"),
        ({"newest": "perhaps"}, "newest"),
        ({"identity": "x" * 256}, "identity"),
    ],
)
def test_a_mistake_names_the_field(params: dict[str, Any], field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            for path in (JOURNAL, f"{JOURNAL}/follow"):
                if path == JOURNAL or field not in ("limit", "newest"):
                    answer = await b.client.get(path, params=params)
                    assert answer.status_code == 422
                    assert [each["field"] for each in answer.json()["detail"]] == [field]

    run(scene())


def test_octets_that_are_no_http_are_of_no_charge_point() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.dial("CP1")
            b.system.strayed(b.now, "192.0.2.1:50000", "\\x16\\x03", 517, "a TLS handshake")
            (item,) = (await b.get(JOURNAL, kind="stray"))["items"]
            assert item.pop("time")
            assert item == {
                "index": 1, "kind": "stray", "identity": "", "connection": 0,
                "remote": "192.0.2.1:50000", "octets": "\\x16\\x03", "count": 517,
                "reason": "a TLS handshake",
            }  # fmt: skip
            assert await indices(b, identity="CP1") == [0]

    run(scene())


def test_every_kind_of_entry_is_shown() -> None:
    names = {kind.__name__ for kind in Entry.__subclasses__()}
    assert {kind.__name__ for kind in journal_view.KINDS} == names
    for index, kind in enumerate(journal_view.KINDS):
        entry = kind(index=index, at=0.0, identity="CP1", connection=1, **KINDS[kind])
        row = journal_view.row(entry)
        assert row["kind"] == journal_view.KINDS[kind]
        assert set(row) > {"index", "time", "kind", "identity", "connection"}


KINDS: dict[type[Entry], dict[str, Any]] = {
    FrameEntry: {"direction": Direction.TO_CHARGE_POINT, "text": "x"},
    Opened: {"path": "/CP1"},
    TurnedAway: {"path": "/CP1", "status": 503},
    Stray: {"remote": "[::1]:1", "octets": "x", "count": 1, "reason": "no HTTP"},
    Closed: {"code": 1000, "by": Role.CHARGE_POINT},
    Observed: {"quantity": "meter", "value": 1},
    Injected: {"fault": "late"},
    Noted: {"note": "a binary message"},
}
