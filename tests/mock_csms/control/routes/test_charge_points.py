"""Charge points by HTTP: the list, one of them, requests with their five outcomes, the end."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp16.endpoint import Close
from tests.mock_csms.control.bench import BOOT, bench, run

CALLS = "/api/v1/charge-points/CP1/calls"
RESET = {"action": "Reset", "payload": {"type": "Soft"}}


def test_the_list_is_paged_and_in_order() -> None:
    async def scene() -> None:
        async with bench() as b:
            for number in (3, 1, 2):
                b.dial(f"CP{number}")
            page = await b.get("/api/v1/charge-points", offset=1, limit=1)
            assert page["total"] == 3
            assert [each["identity"] for each in page["items"]] == ["CP2"]

    run(scene())


def test_the_list_is_filtered() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.send(b.dial("here"), "BootNotification", BOOT)
            b.dial("gone").disconnected(b.now, 1000)
            for query, expected in (
                ({"query": "ZAP"}, ["here"]),
                ({"query": "ON"}, ["gone"]),
                ({"connected": True}, ["here"]),
                ({"connected": False}, ["gone"]),
                ({"query": "no such"}, []),
            ):
                page = await b.get("/api/v1/charge-points", **query)
                assert [each["identity"] for each in page["items"]] == expected, query

    run(scene())


def test_one_in_full() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.send(b.dial(), "BootNotification", BOOT)
            found = await b.get("/api/v1/charge-points/CP1")
            assert found["connected"]
            assert found["online"]
            assert found["registration"] == "Accepted"
            assert (found["vendor"], found["model"], found["firmware"]) == tuple(BOOT.values())
            assert found["last_seen"] == "2026-01-09T12:00:00.000Z"
            assert found["calls"] == 1
            assert found["boot"] == BOOT

    run(scene())


def test_connectors_transactions_and_configuration() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            status = {"connectorId": 1, "status": "Charging", "errorCode": "NoError"}
            b.send(connection, "StatusNotification", status)
            start = {
                "connectorId": 1, "idTag": "X", "meterStart": 5, "timestamp": "2026-01-09T11:00:00Z",
            }  # fmt: skip
            number = b.send(connection, "StartTransaction", start)[2]["transactionId"]
            keys = [
                {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
                {"key": "AuthorizationKey", "readonly": False, "value": "sesame"},
            ]
            b.answering(connection, {"configurationKey": keys})
            await b.post(CALLS, {"action": "GetConfiguration"})
            found = await b.get("/api/v1/charge-points/CP1")
            assert found["connectors"] == [
                {"id": 1, "status": "Charging", "error": "NoError", "info": None}
            ]
            assert found["transactions"] == [
                {"id": number, "connector": 1, "id_tag": "X", "started": start["timestamp"]}
            ]
            assert found["configuration"][0] == {
                "key": "HeartbeatInterval", "value": "300", "readonly": False, "pending": None,
                "supported": True,
            }  # fmt: skip
            assert "sesame" not in str(found)

    run(scene())


def test_an_identity_may_hold_a_slash() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.dial("site/CP 1")
            found = await b.get("/api/v1/charge-points/site%2FCP%201")
            assert found["identity"] == "site/CP 1"

    run(scene())


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/v1/charge-points/CP9", None),
        ("POST", "/api/v1/charge-points/CP9/calls", RESET),
        ("POST", "/api/v1/charge-points/CP9/close", {}),
    ],
)
def test_an_unknown_one_is_not_made_known_by_asking(method: str, path: str, body: Any) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields(method, path, body, 404) == ["identity"]
            assert not b.system.charge_points

    run(scene())


def test_answered() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.answering(b.dial(), {"status": "Accepted"})
            outcome = await b.post(CALLS, RESET)
            assert outcome == {"outcome": "answered", "payload": {"status": "Accepted"}}

    run(scene())


def test_callerror() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            b.react(
                connection,
                lambda call: connection.receive(
                    b.now, json.dumps([4, call.id, "NotSupported", "no", {"why": 1.5}])
                ),
            )
            assert await b.post(CALLS, RESET) == {
                "outcome": "callerror",
                "error": {"code": "NotSupported", "description": "no", "details": {"why": 1.5}},
            }

    run(scene())


def test_timeout_is_the_one_asked_for() -> None:
    async def scene() -> None:
        async with bench(call_timeout=30.0) as b:
            connection = b.dial()
            deadlines = []

            def wait(_call: object) -> None:
                deadlines.append(connection.next_deadline())
                connection.advance(b.now + 2)

            b.react(connection, wait)
            assert await b.post(CALLS, {**RESET, "timeout": 2}) == {"outcome": "timeout"}
            assert deadlines == [b.now + 2]

    run(scene())


def test_not_connected() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            b.react(connection, lambda _call: connection.disconnected(b.now, 1006))
            assert await b.post(CALLS, RESET) == {"outcome": "not-connected"}
            assert await b.post(CALLS, RESET) == {"outcome": "not-connected"}
            assert await b.post(CALLS, {**RESET, "wait": False}) == {"outcome": "not-connected"}

    run(scene())


def test_dispatched() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            assert await b.post(CALLS, {**RESET, "wait": False}) == {"outcome": "dispatched"}
            assert json.loads(str(connection.outgoing()[0]))[2:] == ["Reset", {"type": "Soft"}]

    run(scene())


def test_an_invalid_request_is_sent_only_on_demand() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            wrong = {"action": "Reset", "payload": {"type": "Tepid"}, "wait": False}
            assert await b.fields("POST", CALLS, wrong) == ["payload.type"]
            assert connection.outgoing() == []
            await b.post(CALLS, {**wrong, "valid": False})
            assert json.loads(str(connection.outgoing()[0]))[3] == {"type": "Tepid"}

    run(scene())


def test_tenths_are_exact() -> None:
    """0.3 is a multiple of 0.1 only in decimal arithmetic."""
    profile = {
        "chargingProfileId": 1, "stackLevel": 0, "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Relative",
        "chargingSchedule": {
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.3}],
        },
    }  # fmt: skip

    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            payload = {"connectorId": 1, "csChargingProfiles": profile}
            body = {"action": "SetChargingProfile", "payload": payload, "wait": False}
            await b.post(CALLS, body)
            assert '"limit":8.3}' in str(connection.outgoing()[0])

    run(scene())


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["action"]),
        ({"action": "Heartbeat"}, ["action"]),
        ({"action": "Brew"}, ["action"]),
        ({"action": "Reset"}, ["payload.type"]),
        ({**RESET, "payload": {"type": float("nan")}}, ["payload"]),
        ({"action": "Reset", "payload": []}, ["payload"]),
        ({"action": "Reset", "payload": {"type": "Soft", "x": "\ud800"}}, ["payload"]),
        ({**RESET, "timeout": 0}, ["timeout"]),
        ({**RESET, "timeout": "2"}, ["timeout"]),
        ({**RESET, "wait": 1}, ["wait"]),
        ({**RESET, "patience": 1}, ["patience"]),
        ([], ["body"]),
    ],
)
def test_a_mistake_names_the_field(body: Any, fields: list[str]) -> None:
    async def scene() -> None:
        async with bench() as b:
            b.dial()
            assert await b.fields("POST", CALLS, body) == fields

    run(scene())


def test_the_password_is_masked_in_answers() -> None:
    async def scene() -> None:
        async with bench() as b:
            key = {"key": "AuthorizationKey", "readonly": False, "value": "0123456789abcdef"}
            b.answering(b.dial(), {"configurationKey": [key]})
            outcome = await b.post(CALLS, {"action": "GetConfiguration"})
            assert outcome["payload"]["configurationKey"][0]["value"] == "***"

    run(scene())


def test_close() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            path = "/api/v1/charge-points/CP1/close"
            assert await b.post(path, {"code": 1001}) == {"outcome": "closing"}
            assert connection.outgoing() == [Close(1001, "")]
            connection.disconnected(b.now, 1001)
            assert await b.post(path) == {"outcome": "not-connected"}

    run(scene())


@pytest.mark.parametrize("code", [999, 1005, 1015, 2999, 5000, "1000"])
def test_codes_that_may_not_be_sent(code: Any) -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            path = "/api/v1/charge-points/CP1/close"
            assert await b.fields("POST", path, {"code": code}) == ["code"]
            assert connection.outgoing() == []

    run(scene())


def test_a_request_that_waits_in_vain_for_its_turn_is_never_sent() -> None:
    async def scene() -> None:
        async with bench(call_timeout=30.0) as b:
            connection = b.dial()
            first = b.system.call(b.now, "CP1", "ClearCache", {})
            second = b.system.call(b.now, "CP1", "Reset", {"type": "Soft"}, timeout=5.0)
            assert connection.next_deadline() == b.now + 5
            connection.advance(b.now + 5)
            assert (first.outcome, type(second.outcome).__name__) == (None, "TimedOut")
            connection.advance(b.now + 30)
            assert len(connection.outgoing()) == 1

    run(scene())
