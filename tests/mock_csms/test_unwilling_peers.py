"""Peers that would make the mock wait, or keep things, without limit; others are answered meanwhile.

The bounds are shortened, so that a test waits for what it expects and not for the clock.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack, suppress

import pytest

import mock_csms.link as link
import mock_csms.server as shell
from mock_csms.answers import Answers
from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.server import Server
from ocpp16.frames import Payload
from ocpp16.journal import Closed, Opened, Stray
from tests.mock_csms.hand_moved import HandMoved, by_hand
from tests.mock_csms.rfc6455.evidence import CALL, PROBE, beside_another, of_odd, run
from tests.mock_csms.rfc6455.raw_socket import (
    Opcode,
    RawSocket,
    connected,
    frame,
    opened,
    request,
    text,
)

MANY = 200
SHORT, NEVER = 0.2, 3600.0
LITTLE = 4096


class LongAnswers(Answers):
    """Fills the buffers in between with few answers."""

    def heartbeat(self, _now: float, charge_point: ChargePoint, _request: Payload) -> Payload:
        return {"currentTime": "x" * (50_000 if charge_point.identity == "CP1" else 1)}


async def is_answered(socket: RawSocket) -> bool:
    await socket.send(text(PROBE))
    return bool(json.loads((await socket.frame()).payload)[1] == "probe")


async def fill(socket: RawSocket, octets: bytes) -> None:
    """Send without end, and read nothing, until the other end breaks off."""
    socket.reader._transport.pause_reading()  # type: ignore[attr-defined]
    with suppress(ConnectionError):
        while True:
            socket.writer.write(octets)
            await socket.writer.drain()


@pytest.mark.parametrize("said", [b"", b"GET /ocpp/CP1 HT", request()[:-2], b"\x16\x03\x01"])
def test_a_handshake_that_is_never_finished_is_dropped(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "OPEN_TIMEOUT", SHORT)

    async def scene() -> None:
        async with beside_another() as server, connected(server) as socket:
            await socket.send(said)
            assert await socket.head() == ""

    run(scene())


def test_a_handshake_that_comes_by_drops_is_dropped() -> None:
    drops = 20

    async def scene(one: HandMoved) -> None:
        one.link.data_received(request()[:-2])
        for number in range(drops):
            assert not one.wire.is_broken, number
            one.link.data_received(b"X-%d: 1\r\n" % number)
            await one.pass_time(shell.OPEN_TIMEOUT / drops)
        assert one.wire.is_broken
        assert one.wire.written == b""
        assert one.server.links == set()
        (stray,) = one.system.journal.entries
        assert isinstance(stray, Stray)
        assert (stray.at, stray.remote) == (shell.OPEN_TIMEOUT, "192.0.2.1:50000")
        assert stray.octets.startswith("GET /ocpp/CP1 HTTP/1.1")
        assert "ends" in stray.reason

    by_hand(scene)


def test_what_is_no_http_is_told_of_at_once_and_once() -> None:
    async def scene(one: HandMoved) -> None:
        one.link.data_received(b"\x16\x03\x01\r\n")
        assert [entry.at for entry in one.system.journal.entries] == [0.0]
        one.link.data_received(b"more of it\r\n")
        await one.pass_time(shell.OPEN_TIMEOUT)
        assert one.wire.is_broken
        assert len(one.system.journal.entries) == 1

    by_hand(scene)


def test_many_that_never_say_anything_keep_nobody_out() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with beside_another(system) as server, AsyncExitStack() as crowd:
            for number in range(MANY):
                await crowd.enter_async_context(connected(server))
                await crowd.enter_async_context(opened(server, f"silent-{number}"))
            async with opened(server) as socket:
                assert await is_answered(socket)
        opened_entries = [e for e in system.journal.entries if isinstance(e, Opened)]
        closed_entries = [e for e in system.journal.entries if isinstance(e, Closed)]
        assert len(opened_entries) == len(closed_entries) == MANY + 2

    run(scene())


@pytest.mark.parametrize(
    "octets",
    [text(CALL.ljust(2000)) * 20, frame(Opcode.PING, b"x" * 125) * 1000],
    ids=["calls", "pings"],
)
def test_a_peer_that_never_reads_is_dropped(octets: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "SEND_TIMEOUT", SHORT)

    async def scene() -> None:
        system = CentralSystem(answers=LongAnswers())
        async with beside_another(system) as server, opened(server, room=LITTLE) as socket:
            await fill(socket, octets)
        closed = of_odd(server.system)[-1]
        assert isinstance(closed, Closed)
        assert closed.code == 1006

    run(scene())


def test_pongs_that_are_not_read_are_kept_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "SEND_TIMEOUT", NEVER)

    async def scene() -> None:
        async with beside_another() as server, opened(server, room=LITTLE) as socket:
            filling = asyncio.create_task(fill(socket, frame(Opcode.PING, b"x" * 125) * 1000))
            assert await is_filled(server)
            for _ in range(1000):
                await asyncio.sleep(0)
            kept = server_side(server)._transport.get_write_buffer_size()
            filling.cancel()
        assert kept < 2_000_000

    run(scene())


def test_one_that_reads_again_in_time_is_kept() -> None:
    async def scene() -> None:
        async with beside_another() as server, opened(server) as socket:
            connection = server.system.charge_point("CP1").connection
            assert connection is not None
            long = json.dumps("x" * 20_000_000)
            connection.send_text(server.clock(), long)
            server.flush()
            assert await is_filled(server)
            assert patience(server) is not None
            assert (await socket.frame()).payload == long.encode()
            assert await is_answered(socket)
            assert patience(server) is None

    run(scene())


def server_side(server: Server) -> link.Link:
    connection = server.system.charge_point("CP1").connection
    assert connection is not None
    return server.carried[connection]


def patience(server: Server) -> asyncio.TimerHandle | None:
    return server_side(server)._unread


async def is_filled(server: Server) -> bool:
    """Wait until what is sent is more than the buffers in between take."""
    while patience(server) is None:
        await asyncio.sleep(0)
    return True


def test_one_that_never_reads_does_not_keep_the_server_from_stopping(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(link, "SEND_TIMEOUT", SHORT)

    async def scene() -> None:
        server = Server(CentralSystem(), close_timeout=SHORT)
        async with server, opened(server) as socket:
            connection = server.system.charge_point("CP1").connection
            assert connection is not None
            connection.send_text(server.clock(), json.dumps("x" * 20_000_000))
            server.flush()
            assert await is_filled(server)
            socket.reader._transport.pause_reading()  # type: ignore[attr-defined]
            await server.__aexit__(None, None, None)

    run(scene())


def test_a_flood_of_pings_is_answered_beside_others() -> None:
    count = 20_000

    async def scene() -> None:
        async with beside_another() as server, opened(server) as socket, opened(server, "b") as b:
            flood = asyncio.create_task(socket.send(frame(Opcode.PING, b"x" * 125) * count))
            assert await is_answered(b)
            for _ in range(count):
                assert (await socket.frame()).opcode == Opcode.PONG
            await flood
            assert await is_answered(socket)

    run(scene())


def test_a_peer_that_confirms_no_close_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "CLOSE_TIMEOUT", SHORT)

    async def scene() -> None:
        async with beside_another() as server, opened(server) as socket:
            await socket.send(frame(Opcode.BINARY, b"x"))
            frames = await socket.frames_until_end()
        assert [f.code for f in frames] == [1003]

    run(scene())


def test_a_peer_that_went_without_a_word_is_found_by_pings() -> None:
    async def scene() -> None:
        pings = {"ping_interval": SHORT, "ping_timeout": SHORT}
        async with beside_another(**pings) as server, opened(server) as socket:
            frames = await socket.frames_until_end()
        assert [f.opcode for f in frames] == [Opcode.PING, Opcode.CLOSE]
        closed = next(e for e in of_odd(server.system) if isinstance(e, Closed))
        assert closed.code == 1011

    run(scene())
