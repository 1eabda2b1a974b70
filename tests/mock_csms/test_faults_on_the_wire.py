"""Faults that only a socket can show: fragments, pings, broken connections, handshakes."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from mock_csms.central_system import CentralSystem
from mock_csms.faults import OVERSIZE
from mock_csms.server import Server
from ocpp16.journal import Opened

HEARTBEAT = '[2,"1","Heartbeat",{}]'


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 20))


def dial(server: Server, identity: str = "CP1", **options: Any) -> connect:
    return connect(server.url_for(identity), subprotocols=["ocpp1.6"], proxy=None, **options)


async def said(socket: ClientConnection) -> str:
    await socket.send(HEARTBEAT)
    return str(await socket.recv())


def test_an_answer_in_fragments_is_one_message_of_several_frames() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat").fail("fragmented")
        async with Server(system) as server, dial(server) as socket:
            await socket.send(HEARTBEAT)
            parts = [part async for part in socket.recv_streaming()]
        assert len([part for part in parts if part]) == 3
        assert "".join(map(str, parts)).startswith('[3,"1",')

    run(scene())


def test_pings_are_not_answered_any_more_on_that_connection_only() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat", identity="CP1").fail("no-pong")
        async with Server(system) as server, dial(server) as socket, dial(server, "CP2") as other:
            await (await socket.ping())
            await said(socket)
            unanswered = await socket.ping()
            await said(socket)  # had the pong been sent, it would have come before this answer
            assert not unanswered.done()
            await said(other)
            await (await other.ping())

    run(scene())


@pytest.mark.parametrize(("fault", "code"), [("abort", None), ("close-1011", 1011)])
def test_a_connection_ends_instead_of_an_answer(fault: str, code: int | None) -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat").once().fail(fault)
        async with Server(system) as server, dial(server) as socket:
            with pytest.raises(ConnectionClosed) as closed:
                await said(socket)
            assert (closed.value.rcvd.code if closed.value.rcvd else None) == code
            async with dial(server) as again:
                assert (await said(again)).startswith('[3,"1",')

    run(scene())


def test_an_oversize_frame_is_sent_whole() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat").fail("oversize")
        async with Server(system) as server, dial(server, max_size=None) as socket:
            assert len(await said(socket)) == OVERSIZE

    run(scene())


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_a_reconnect_is_refused_for_a_while(status: int) -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server:
            async with dial(server) as socket:
                await said(socket)
            system.on_handshake("CP1").times(2).turn_away(status)
            for _ in range(2):
                with pytest.raises(InvalidStatus) as refused:
                    await dial(server)
                assert refused.value.response.status_code == status
            async with dial(server) as socket:
                assert (await said(socket)).startswith('[3,"1",')

    run(scene())


def test_a_slow_handshake_is_decided_on_when_its_time_has_come() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on_handshake().once().delay(50)
        loop = asyncio.get_running_loop()
        began = loop.time() * 1000
        server = Server(system, clock=lambda: loop.time() * 1000, pace=1000)
        async with server, dial(server) as socket:
            await said(socket)
        opened = next(entry for entry in system.journal.entries if isinstance(entry, Opened))
        assert opened.at - began >= 50

    run(scene())


def test_a_charge_point_that_tires_of_a_slow_handshake_leaves_no_trace() -> None:
    async def scene() -> None:
        system = CentralSystem()
        stub = system.on_handshake().once().delay(0.2)
        async with Server(system) as server:
            with pytest.raises(TimeoutError):
                await dial(server, open_timeout=0.05)
            async with dial(server) as socket:
                await said(socket)
        assert stub.hits == 1
        assert sum(isinstance(entry, Opened) for entry in system.journal.entries) == 1

    run(scene())
