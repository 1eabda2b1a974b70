"""Settings, chaos, tags, and the way back to a known state."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp16.endpoint import Close
from tests.mock_csms.control.bench import Bench, bench, run

SETTINGS, CHAOS = "/api/v1/settings", "/api/v1/chaos"
RULES = {
    "admits": True, "clock_skew": 0.0, "heartbeat_interval": 300, "call_timeout": 30.0,
}  # fmt: skip


def test_only_what_is_named_changes() -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.get(SETTINGS) == RULES
            changes = {"clock_skew": -60.5, "heartbeat_interval": 10}
            answer = await b.client.patch(SETTINGS, json=changes)
            assert answer.json() == {**RULES, **changes}
            answer = await b.client.patch(SETTINGS, json={"admits": False, "call_timeout": 5})
            assert answer.json() == {**RULES, **changes, "admits": False, "call_timeout": 5}
            assert b.system.answers.heartbeat_interval == 10
            assert not b.system.admits

    run(scene())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"clock_skew": 1e12}, "clock_skew"),
        ({"heartbeat_interval": -1}, "heartbeat_interval"),
        ({"heartbeat_interval": 1.5}, "heartbeat_interval"),
        ({"call_timeout": 0}, "call_timeout"),
        ({"admits": "no"}, "admits"),
        ({"journal": []}, "journal"),
    ],
)
def test_a_mistake_names_the_field(body: Any, field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields("PATCH", SETTINGS, body) == [field]
            assert await b.get(SETTINGS) == RULES

    run(scene())


def test_chaos_strikes_and_ends() -> None:
    async def scene() -> None:
        async with bench() as b:
            nothing = {"seed": None, "rates": {}, "actions": None}
            assert await b.get(CHAOS) == nothing
            body = {"seed": 7, "rates": {"wrong-id": 1.0}, "actions": ["Heartbeat"]}
            assert (await b.client.put(CHAOS, json=body)).json() == body
            assert await b.get(CHAOS) == body
            connection = b.dial()
            assert b.send(connection, "Heartbeat", {})[1] == "not-1"
            assert b.send(connection, "Authorize", {"idTag": "X"})[1] == "1"
            assert (await b.client.delete(CHAOS)).status_code == 204
            assert await b.get(CHAOS) == nothing

    run(scene())


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"rates": {}}, "seed"),
        ({"seed": 1, "rates": {"no-such": 0.5}}, "rates"),
        ({"seed": 1, "rates": {"late": 1.5}}, "rates.late"),
        ({"seed": 1, "rates": {"late": 0.6, "twice": 0.6}}, "rates"),
        ({"seed": 1, "actions": ["Heartbeat", "Reset"]}, "actions[1]"),
        ({"seed": 2**60}, "seed"),
    ],
)
def test_a_mistake_about_chaos_names_the_field(body: Any, field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields("PUT", CHAOS, body) == [field]
            assert b.system.chaos is None

    run(scene())


def test_faults_are_listed() -> None:
    async def scene() -> None:
        async with bench() as b:
            found = {each["name"]: each for each in await b.get("/api/v1/faults")}
            assert found["late"]["after"] == 35
            assert "close-1001" in found

    run(scene())


def test_reset_leads_back_to_the_beginning() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            await _upset(b)
            assert (await b.client.post("/api/v1/reset")).status_code == 204
            await _is_as_at_the_beginning(b)
            assert connection.outgoing() == []
            page = await b.get("/api/v1/journal")
            assert (page["items"], page["next"]) == ([], page["end"])
            index = page["next"]
            b.dial("CP2")
            items = (await b.get("/api/v1/journal"))["items"]
            assert [each["index"] for each in items] == [index]

    run(scene())


def test_reset_may_close_connections() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            await b.client.post("/api/v1/reset", json={"connections": True})
            assert connection.outgoing() == [Close(1001, "reset")]

    run(scene())


async def _upset(b: Bench) -> None:
    await b.post("/api/v1/stubs", {"response": {"ignore": True}}, 201)
    await b.post("/api/v1/handshake-stubs", {"status": 503}, 201)
    await b.client.put(CHAOS, json={"seed": 1})
    await b.client.put("/api/v1/tags/X", json={"status": "Blocked"})
    await b.client.patch(SETTINGS, json={"admits": False, "clock_skew": 5.0, "call_timeout": 1.0})


async def _is_as_at_the_beginning(b: Bench) -> None:
    assert await b.get(SETTINGS) == RULES
    for path in ("/api/v1/stubs", "/api/v1/handshake-stubs", "/api/v1/tags"):
        assert (await b.get(path))["items"] == []
    assert (await b.get(CHAOS))["seed"] is None
