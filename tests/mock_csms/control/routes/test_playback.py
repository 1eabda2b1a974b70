"""Playback through the control API: both sides, several charge points, stopped, mistaken."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from mock_csms.control.shell import ControlServer
from tests.mock_csms.control.bench import BOOT, bench, run
from tests.mock_csms.control.test_shell import both

PLAYBACK = "/api/v1/playback"
LATER = "2026-01-05T09:00:00Z"


def line(
    identity: str, raw: list[Any], *, up: bool = True, at: str = "2026-01-05T08:00:00Z"
) -> str:
    direction = "cp-to-csms" if up else "csms-to-cp"
    row = {"schemaVersion": "1.1", "timestamp": at, "chargePointId": identity}
    return json.dumps(row | {"direction": direction, "raw": json.dumps(raw)})


def visit(identity: str = "CP1", at: str = "2026-01-05T08:00:00Z") -> str:
    answer = {"status": "Accepted", "currentTime": at, "interval": 300}
    boot = line(identity, [2, "b", "BootNotification", BOOT], at=at)
    return f"{boot}\n{line(identity, [3, 'b', answer], up=False, at=at)}\n"


async def begun(client: httpx.AsyncClient, **body: Any) -> Any:
    answer = await client.post(PLAYBACK, json={"as": "charge-point", "trace": visit()} | body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def ended(client: httpx.AsyncClient) -> Any:
    answer = await client.get(PLAYBACK, params={"wait": 8})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_charge_points_are_played_to_this_central_system_at_the_same_time() -> None:
    """The one that comes an hour later would, with its pause, still be under way."""

    async def scene() -> None:
        async with both() as (server, _, client):
            server.system.on("BootNotification", identity="CP2").answer(status="Rejected")
            row = await begun(client, trace=visit() + visit("CP2", at=LATER), pace=None)
            assert (row["as"], row["result"], row["url"]) == (
                "charge-point", "under-way", server.url
            )  # fmt: skip
            row = await ended(client)
            assert row["result"] == "different"
            first, second = row["charge_points"]
            assert first == {
                "identity": "CP1", "result": "as-recorded", "broken": None, "notes": [],
                "differences": [],
            }  # fmt: skip
            assert (second["identity"], second["result"]) == ("CP2", "different")
            (difference,) = second["differences"]
            assert difference["line"] == 4
            assert "status: Rejected instead of Accepted" in difference["message"]
            assert "CP2 <-- [3," in difference["recorded"]
            assert {*server.system.charge_points} == {"CP1", "CP2"}

    run(scene())


def test_some_of_the_charge_points_are_chosen() -> None:
    async def scene() -> None:
        async with both() as (server, _, client):
            await begun(client, trace=visit() + visit("CP2"), identities=["CP2"])
            row = await ended(client)
            assert [each["identity"] for each in row["charge_points"]] == ["CP2"]
            assert {*server.system.charge_points} == {"CP2"}

    run(scene())


def test_credentials_are_presented_and_their_lack_breaks_it() -> None:
    async def scene() -> None:
        async with both() as (server, _, client):
            server.system.access = server.system.access.demanding("CP1", "sesame")
            await begun(client)
            row = await ended(client)
            assert row["charge_points"][0]["broken"] == "no connection could be opened"
            assert row["result"] == "broken"
            row = await begun(client, password="sesame", url=server.url)
            assert "sesame" not in json.dumps(row)
            assert (await ended(client))["result"] == "as-recorded"

    run(scene())


def test_a_central_system_is_played_at_an_address_of_its_own() -> None:
    async def scene() -> None:
        async with both() as (server, _, client):
            row = await begun(client, **{"as": "central-system"})
            assert row["url"] != server.url
            url = f"{row['url']}/CP1"
            async with connect(url, subprotocols=["ocpp1.6"], proxy=None) as charge_point:  # type: ignore[list-item]
                await charge_point.send(json.dumps([2, "live", "BootNotification", BOOT]))
                answer = json.loads(await charge_point.recv())
                assert (answer[:2], answer[2]["interval"]) == ([3, "live"], 300)
            assert (await ended(client))["result"] == "as-recorded"

    run(scene())


def test_a_port_that_is_taken_is_named() -> None:
    async def scene() -> None:
        async with both() as (server, _, client):
            body = {"as": "central-system", "trace": visit(), "port": server.port}
            answer = await client.post(PLAYBACK, json=body)
            assert answer.status_code == 409
            assert answer.json()["detail"][0]["field"] == "port"
            assert (await client.get(PLAYBACK)).status_code == 404

    run(scene())


def test_one_at_a_time_it_is_stopped_and_forgotten() -> None:
    async def scene() -> None:
        async with both() as (_, _, client):
            for method in ("GET", "DELETE"):
                answer = await client.request(method, PLAYBACK)
                assert answer.status_code == 404
                assert "POST begins" in answer.text
            row = await begun(client, **{"as": "central-system"})
            answer = await client.post(PLAYBACK, json={"as": "charge-point", "trace": visit()})
            assert answer.status_code == 409
            assert answer.json()["detail"][0]["field"] == "playback"
            answer = await client.delete(PLAYBACK)
            assert answer.json()["charge_points"][0]["broken"] == "stopped"
            with pytest.raises(ConnectionRefusedError):
                await connect(f"{row['url']}/CP1", proxy=None)
            assert (await client.get(PLAYBACK)).status_code == 404
            await begun(client)
            assert (await ended(client))["result"] == "as-recorded"
            await begun(client)  # what is over makes room by itself

    run(scene())


def test_two_that_begin_at_once_are_one() -> None:
    async def scene() -> None:
        async with both() as (_, _, client):
            body = {"as": "central-system", "trace": visit()}
            answers = await asyncio.gather(*(client.post(PLAYBACK, json=body) for _ in range(3)))
            assert sorted(each.status_code for each in answers) == [201, 409, 409]

    run(scene())


def test_reset_and_the_end_of_the_api_end_it() -> None:
    async def scene() -> None:
        async with both() as (server, control, client):
            for stop in (lambda: client.post("/api/v1/reset"), lambda: client.delete(PLAYBACK)):
                await begun(
                    client, trace=visit() + line("CP1", [2, "h", "Heartbeat", {}], at=LATER)
                )
                playing = control.app.state.control.playback
                await stop()
                assert (await client.get(PLAYBACK)).status_code == 404
                assert playing.parts[0].core.broken == "stopped"
            async with (
                ControlServer(server, port=0) as another,
                httpx.AsyncClient(base_url=another.url, trust_env=False) as other,
            ):
                row = await begun(other, **{"as": "central-system"})
            with pytest.raises(ConnectionRefusedError):
                await connect(f"{row['url']}/CP1", proxy=None)

    run(scene())


AS_CP, AS_CS = {"as": "charge-point"}, {"as": "central-system"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "as"),
        ({"as": "csms"}, "as"),
        (AS_CP | {"trace": ""}, "trace"),
        (AS_CP | {"trace": "{}"}, "trace"),
        (AS_CP | {"trace": '{"schemaVersion": "1.1", "timestamp": "x"}'}, "trace"),
        (AS_CP | {"trace": "\n"}, "trace"),
        (AS_CP | {"identities": []}, "identities"),
        (AS_CP | {"identities": ["CP1", "CP9"]}, "identities[1]"),
        (AS_CP | {"pace": 0}, "pace"),
        (AS_CP | {"patience": 0}, "patience"),
        (AS_CP | {"connect_within": 1e9}, "connect_within"),
        (AS_CP | {"port": 9000}, "port"),
        (AS_CP | {"url": "http://x/"}, "url"),
        (AS_CP | {"url": "ws://a:b@x/"}, "url"),
        (AS_CP | {"url": "ws://x:99999/"}, "url"),
        (AS_CS | {"url": "ws://x/"}, "url"),
        (AS_CS | {"password": "x"}, "password"),
        (AS_CS | {"port": 65_536}, "port"),
        (AS_CS | {"speed": 1}, "speed"),
    ],
)
def test_a_mistake_is_named_by_its_field(body: dict[str, Any], field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields("POST", PLAYBACK, {"trace": visit()} | body) == [field]
            assert b.control.playback is None

    run(scene())


def test_a_trace_longer_than_a_body_may_be_is_refused() -> None:
    async def scene() -> None:
        async with bench() as b:
            body = AS_CP | {"trace": visit() * 5000}
            assert await b.fields("POST", PLAYBACK, body, status=413) == ["body"]

    run(scene())


def test_it_is_described() -> None:
    async def scene() -> None:
        async with bench() as b:
            described = (await b.get("/openapi.json"))["paths"][PLAYBACK]
            assert {*described} == {"get", "post", "delete"}
            assert all(each["description"] for each in described.values())

    run(scene())
