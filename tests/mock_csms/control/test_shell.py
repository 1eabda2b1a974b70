"""The control API on a port of its own, beside a WebSocket server in the same loop."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from mock_csms.central_system import CentralSystem
from mock_csms.control.shell import ControlServer, TokenMissingError
from mock_csms.server import Server
from tests.mock_csms.control.bench import run


@asynccontextmanager
async def both(**options: Any) -> AsyncIterator[tuple[Server, ControlServer, httpx.AsyncClient]]:
    async with (
        Server(CentralSystem()) as server,
        ControlServer(server, port=0, **options) as control,
        httpx.AsyncClient(base_url=control.url, trust_env=False, timeout=10) as client,
    ):
        yield server, control, client


def dial(server: Server, identity: str = "CP1") -> connect:
    return connect(server.url_for(identity), subprotocols=["ocpp1.6"], proxy=None)  # type: ignore[list-item]


def test_a_real_charge_point_is_asked() -> None:
    async def scene() -> None:
        async with both() as (server, _, client), dial(server) as charge_point:
            body = {"action": "Reset", "payload": {"type": "Hard"}}
            asking = asyncio.ensure_future(
                client.post("/api/v1/charge-points/CP1/calls", json=body)
            )
            call = json.loads(await charge_point.recv())
            await charge_point.send(json.dumps([3, call[1], {"status": "Accepted"}]))
            assert (await asking).json() == {
                "outcome": "answered",
                "payload": {"status": "Accepted"},
            }

    run(scene())


def test_a_time_out_is_real() -> None:
    async def scene() -> None:
        async with both() as (server, _, client), dial(server):
            body = {"action": "ClearCache", "timeout": 0.05}
            answer = await client.post("/api/v1/charge-points/CP1/calls", json=body)
            assert answer.json() == {"outcome": "timeout"}

    run(scene())


def test_a_connection_is_closed() -> None:
    async def scene() -> None:
        async with both() as (server, _, client), dial(server) as charge_point:
            await client.post("/api/v1/charge-points/CP1/close", json={"code": 3000})
            await charge_point.wait_closed()
            assert charge_point.close_code == 3000

    run(scene())


async def events(lines: Any, is_enough: Callable[[list[Any]], bool]) -> list[Any]:
    found: list[Any] = []
    async for line in lines:
        if line.startswith("data: "):
            found.append(json.loads(line.removeprefix("data: ")))
            if is_enough(found):
                break
    return found


def test_the_journal_is_followed_and_taken_up_again() -> None:
    async def scene() -> None:
        path = "/api/v1/journal/follow"
        async with both() as (server, _, client):
            async with client.stream("GET", path, params={"since": 0}) as stream:
                assert stream.headers["content-type"].startswith("text/event-stream")
                async with dial(server) as charge_point:
                    await charge_point.send('[2,"1","Heartbeat",{}]')
                    found = await events(stream.aiter_lines(), lambda found: len(found) == 3)
                    assert [each["kind"] for each in found] == ["opened", "frame", "frame"]
            headers = {"Last-Event-ID": "1"}
            async with client.stream("GET", path, headers=headers) as stream:
                lines = stream.aiter_lines()
                found = await events(lines, lambda found: found[-1]["kind"] == "closed")
                assert [each["index"] for each in found] == [2, 3]

    run(scene())


def test_it_ends_at_once_although_somebody_follows_and_somebody_waits(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene() -> None:
        async with Server(CentralSystem()) as server, dial(server) as charge_point:
            control = ControlServer(server, port=0)
            await control.__aenter__()
            async with httpx.AsyncClient(base_url=control.url, trust_env=False) as client:
                body = {"action": "ClearCache", "timeout": 60}
                asking = asyncio.ensure_future(
                    client.post("/api/v1/charge-points/CP1/calls", json=body)
                )
                await charge_point.recv()
                async with client.stream("GET", "/api/v1/journal/follow?since=0") as stream:
                    lines = stream.aiter_lines()
                    await events(lines, lambda found: found[-1]["kind"] == "frame")
                    async with asyncio.timeout(5):
                        await control.__aexit__(None, None, None)
                    assert [line async for line in lines if line.startswith("data")] == []
                assert (await asking).status_code == 503
            with pytest.raises(ConnectionRefusedError):
                await asyncio.open_connection("127.0.0.1", control.port)
            assert caplog.records == []

    run(scene())


def test_others_need_a_token() -> None:
    server = Server(CentralSystem())
    for host in ("0.0.0.0", "::", "192.0.2.1", "mock.example"):
        for token in (None, ""):
            with pytest.raises(TokenMissingError, match="a token is needed"):
                ControlServer(server, host, token=token)
        ControlServer(server, host, token="sesame")


def test_with_a_token_any_name_leads_here() -> None:
    async def scene() -> None:
        async with both(host="0.0.0.0", token="sesame") as (_, control, _client):
            url = f"http://127.0.0.1:{control.port}/api/v1/settings"
            async with httpx.AsyncClient(trust_env=False) as client:
                headers = {"Host": "mock.example"}
                assert (await client.get(url, headers=headers)).status_code == 401
                headers["Authorization"] = "Bearer sesame"
                assert (await client.get(url, headers=headers)).status_code == 200

    run(scene())


def test_a_port_in_use_is_an_error_of_the_system() -> None:
    async def scene() -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            server = Server(CentralSystem())
            control = ControlServer(server, port=taken.getsockname()[1])
            with pytest.raises(OSError, match="in use"):
                await control.__aenter__()

    run(scene())


def test_the_mock_alone_needs_no_web_framework() -> None:
    code = (
        "import sys, mock_csms.server, mock_csms.control, conformance.commands.serve\n"
        "assert not {'fastapi', 'uvicorn', 'prometheus_client', 'pydantic'} & {*sys.modules}"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=60)
