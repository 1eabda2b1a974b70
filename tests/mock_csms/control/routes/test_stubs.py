"""Stubs by HTTP: put in force, they apply; as plain data, they are what was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from mock_csms.script import BEGINNING
from tests.mock_csms.control.bench import bench, run

STUBS, HANDSHAKES = "/api/v1/stubs", "/api/v1/handshake-stubs"
BLOCKED = {"idTagInfo": {"status": "Blocked"}}


def test_a_stub_applies_as_often_as_it_says() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            body = {
                "match": {"action": "Authorize", "fields": {"idTag": "X"}},
                "response": {"answer": BLOCKED},
                "times": 1,
            }
            made = await b.post(STUBS, body, 201)
            assert (made["id"], made["times"], made["hits"]) == (1, 1, 0)
            assert b.send(connection, "Authorize", {"idTag": "Y"})[2] != BLOCKED
            assert b.send(connection, "Authorize", {"idTag": "X"})[2] == BLOCKED
            assert b.send(connection, "Authorize", {"idTag": "X"})[2] != BLOCKED
            assert (await b.get(STUBS))["items"] == []

    run(scene())


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ({"answer": BLOCKED}, [3, "1", BLOCKED]),
        ({"answer_exactly": {"x": 0.5}}, [3, "1", {"x": 0.5}]),
        ({"refuse": {"code": "SecurityError", "description": "no"}}, [4, "1", "SecurityError", "no", {}]),
        ({"refuse": {}}, [4, "1", "InternalError", "", {}]),
        ({"send": '[3,"{id}","{request.idTag}"]'}, [3, "1", "X"]),
        ({"fail": "wrong-id"}, [3, "not-1", {"idTagInfo": {"status": "Accepted"}}]),
        ({"ignore": True}, None),
        ({"answer": {}, "after": 5}, None),
        ({"fail": "late"}, None),
    ],
)  # fmt: skip
def test_each_response(response: dict[str, Any], expected: Any) -> None:
    async def scene() -> None:
        async with bench() as b:
            made = await b.post(STUBS, {"response": response}, 201)
            shown = {name: value for name, value in made["response"].items() if name in response}
            assert shown == response if response != {"refuse": {}} else shown["refuse"]
            assert b.send(b.dial(), "Authorize", {"idTag": "X"}) == expected

    run(scene())


def test_all_conditions_are_kept() -> None:
    match = {
        "action": "StartTransaction", "identity": "CP1", "fields": {"idTag": "X", "n": "3"},
        "payload": {"a": 1.5}, "connector": 1, "transaction": 7,
    }  # fmt: skip
    rest = {
        "times": 2, "skip": 1, "priority": -3, "scenario": "s", "state": BEGINNING, "then": "two",
    }  # fmt: skip

    async def scene() -> None:
        async with bench() as b:
            body = {"match": match, "response": {"ignore": True}, "lasting": 60, **rest}
            made = await b.post(STUBS, body, 201)
            assert made["match"] == match
            assert {name: made[name] for name in rest} == rest
            assert made["expires"] == "2026-01-09T12:01:00.000Z"
            assert await b.get(f"{STUBS}/{made['id']}") == made
            b.now += 60
            assert (await b.get(STUBS))["items"] == []

    run(scene())


def test_numbers_stay_with_their_stubs() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.system.on("Heartbeat").ignore()
            body = {"response": {"ignore": True}}
            assert (await b.post(STUBS, body, 201))["id"] == 2
            assert (await b.client.delete(f"{STUBS}/1")).status_code == 204
            assert await b.fields("DELETE", f"{STUBS}/1", status=404) == ["id"]
            assert (await b.post(STUBS, body, 201))["id"] == 3
            assert [each["id"] for each in (await b.get(STUBS))["items"]] == [2, 3]
            assert len(b.system.script.stubs) == 2

    run(scene())


def test_all_are_deleted_and_scenarios_begin_anew() -> None:
    async def scene() -> None:
        async with bench() as b:
            body = {"response": {"answer": BLOCKED}, "scenario": "s", "then": "two"}
            await b.post(STUBS, body, 201)
            b.system.on_handshake().turn_away()
            b.system.script.states["s"] = "two"
            assert (await b.client.delete(STUBS)).status_code == 204
            assert (b.system.script.stubs, b.system.script.states) == ([], {})
            assert len(b.system.script.handshakes) == 1

    run(scene())


def test_handshakes_are_turned_away() -> None:
    async def scene() -> None:
        async with bench() as b:
            body = {"identity": "CP1", "status": 503, "after": 1.5, "times": 2}
            made = await b.post(HANDSHAKES, body, 201)
            assert made == {"id": 1, **body, "hits": 0}
            assert b.system.handshake_delay("CP1") == 1.5
            assert await b.get(f"{HANDSHAKES}/1") == made
            assert (await b.get(HANDSHAKES))["items"] == [made]
            assert (await b.client.delete(f"{HANDSHAKES}/1")).status_code == 204
            await b.post(HANDSHAKES, {"after": 3}, 201)
            assert (await b.client.delete(HANDSHAKES)).status_code == 204
            assert b.system.script.handshakes == []

    run(scene())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "response"),
        ({"response": {}}, "response"),
        ({"response": {"answer": {}, "ignore": True}}, "response"),
        ({"response": {"ignore": False}}, "response.ignore"),
        ({"response": {"fail": "no-such"}}, "response.fail"),
        ({"response": {"answer": [1]}}, "response.answer"),
        ({"response": {"answer": {"x": float("inf")}}}, "response.answer"),
        ({"response": {"send": "\udc00"}}, "response.send"),
        ({"response": {"ignore": True, "after": -1}}, "response.after"),
        ({"response": {"refuse": {"kode": "x"}}}, "response.refuse.kode"),
        ({"match": {"action": "Reset"}, "response": {"ignore": True}}, "match.action"),
        ({"match": {"fields": {"x": {}}}, "response": {"ignore": True}}, "match.fields.x"),
        ({"response": {"ignore": True}, "times": 0}, "times"),
        ({"response": {"ignore": True}, "skip": -1}, "skip"),
        ({"response": {"ignore": True}, "state": "x"}, "scenario"),
    ],
)
def test_a_mistake_names_the_field(body: Any, field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert set(await b.fields("POST", STUBS, body)) == {field}
            assert b.system.script.stubs == []

    run(scene())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": 200}, "status"),
        ({"status": 499}, "status"),
        ({"after": 61}, "after"),
        ({"times": 0}, "times"),
        ({"identity": ""}, "identity"),
    ],
)
def test_a_mistake_about_handshakes_names_the_field(body: Any, field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields("POST", HANDSHAKES, body) == [field]
            assert b.system.script.handshakes == []

    run(scene())


def test_a_stub_cannot_ask_for_a_moment_that_no_calendar_has() -> None:
    async def scene() -> None:
        async with bench() as b:
            text = "{now+99999999999999}"
            await b.post(STUBS, {"response": {"answer": {"currentTime": text}}}, 201)
            assert b.send(b.dial(), "Heartbeat", {})[2] == {"currentTime": text}

    run(scene())


@pytest.mark.parametrize(
    "path", ["meterValue[\u00b2].x", "meterValue[Voltage].x", "[]", "..", "a[b"]
)
def test_any_path_may_be_asked_for(path: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            body = {"match": {"fields": {path: "1"}}, "response": {"ignore": True}}
            await b.post(STUBS, body, 201)
            payload = {"connectorId": 1, "meterValue": [
                {"timestamp": "2026-01-09T12:00:00Z", "sampledValue": [{"value": "1"}]}
            ]}  # fmt: skip
            assert b.send(b.dial(), "MeterValues", payload) == [3, "1", {}]

    run(scene())
