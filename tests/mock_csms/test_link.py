"""However the bytes arrive, the same texts are taken; what cannot be taken ends the connection."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.frames import Frame, Opcode

import mock_csms.server as shell
from mock_csms.central_system import CentralSystem
from mock_csms.server import Server
from ocpp16.journal import Closed, FrameEntry

UPGRADE = (
    b"GET /ocpp/CP1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
)


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 20))


@asynccontextmanager
async def raw(
    server: Server, *, upgraded: bool = True
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A charge point by hand, which goes without a word."""
    reader, writer = await asyncio.open_connection(server.host, server.port, limit=1024)
    try:
        if upgraded:
            writer.write(UPGRADE)
            await reader.readuntil(b"\r\n\r\n")
        yield reader, writer
    finally:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()


def heartbeat(number: int) -> bytes:
    return Frame(Opcode.TEXT, f'[2,"{number}","Heartbeat",{{}}]'.encode()).serialize(mask=True)


def in_fragments(number: int) -> bytes:
    text = f'[2,"{number}","Heartbeat",{{}}]'.encode()
    parts = [
        Frame(Opcode.TEXT, text[:4], fin=False),
        Frame(Opcode.PING, b"?"),
        Frame(Opcode.CONT, text[4:], fin=True),
    ]
    return b"".join(part.serialize(mask=True) for part in parts)


async def answers(reader: asyncio.StreamReader, count: int) -> list[str]:
    """The ids of so many answers, pongs left out."""
    ids: list[str] = []
    while len(ids) < count:
        head = await reader.readexactly(2)
        data = await reader.readexactly(head[1])
        if head[0] == 0x81:
            ids.append(json.loads(data)[1])
    return ids


@pytest.mark.parametrize("step", [1, 2, 3, 7, 30, 41, 10_000])
def test_texts_are_taken_however_they_are_cut(step: int) -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server, raw(server) as (reader, writer):
            data = heartbeat(1) + in_fragments(2) + heartbeat(3) + heartbeat(4) + in_fragments(5)
            for at in range(0, len(data), step):
                writer.write(data[at : at + step])
                await writer.drain()
                await asyncio.sleep(0)
            assert await answers(reader, 5) == ["1", "2", "3", "4", "5"]
        texts = [entry for entry in system.journal.entries if isinstance(entry, FrameEntry)]
        assert len(texts) == 10

    run(scene())


def test_what_follows_the_handshake_at_once_waits_for_its_end() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on_handshake("CP1").delay(0.05)
        async with Server(system) as server, raw(server, upgraded=False) as (reader, writer):
            writer.write(UPGRADE + heartbeat(1) + heartbeat(2))
            await reader.readuntil(b"\r\n\r\n")
            assert await answers(reader, 2) == ["1", "2"]

    run(scene())


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([b"\xc1\x81\0\0\0\0x"], 1002),
        ([Frame(Opcode.CONT, b"x")], 1002),
        ([Frame(Opcode.TEXT, b"x", fin=False), Frame(Opcode.TEXT, b"x")], 1002),
        ([Frame(Opcode.TEXT, b"\xff")], 1007),
        ([Frame(Opcode.TEXT, b"\xc3", fin=False), Frame(Opcode.CONT, b"x")], 1007),
        ([Frame(Opcode.TEXT, b"x" * 60, fin=False), Frame(Opcode.CONT, b"x" * 60)], 1009),
        ([Frame(Opcode.BINARY, b"x", fin=False), Frame(Opcode.CONT, b"y")], 1003),
    ],
)
def test_what_breaks_the_rules_ends_the_connection(frames: list[Frame | bytes], code: int) -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system, max_size=100) as server, raw(server) as (reader, writer):
            for frame in frames:
                writer.write(frame if isinstance(frame, bytes) else frame.serialize(mask=True))
            head = await reader.readexactly(4)
            assert (head[0], int.from_bytes(head[2:], "big")) == (0x88, code)
        closed = system.journal.entries[-1]
        assert isinstance(closed, Closed)
        assert closed.code == code

    run(scene())


def test_an_opening_handshake_that_is_never_finished_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "OPEN_TIMEOUT", 0.05)

    async def scene() -> None:
        server = Server(CentralSystem())
        async with server, raw(server, upgraded=False) as (reader, writer):
            writer.write(UPGRADE[:50])
            assert await reader.read() == b""

    run(scene())


def test_leaving_does_not_wait_for_who_has_said_nothing() -> None:
    async def scene() -> None:
        server = Server(CentralSystem(), close_timeout=0.05)
        await server.__aenter__()
        async with raw(server, upgraded=False) as (reader, _):
            await server.__aexit__(None, None, None)
            with suppress(ConnectionResetError):
                assert await reader.read() == b""

    run(scene())


def test_who_does_not_pong_is_left() -> None:
    async def scene() -> None:
        server = Server(CentralSystem(), ping_interval=0.01, ping_timeout=0.05)
        async with server, raw(server) as (reader, _):
            assert await reader.readexactly(2) == b"\x89\x00"
            head = await reader.readexactly(4)
            assert (head[0], int.from_bytes(head[2:], "big")) == (0x88, 1011)

    run(scene())


def test_who_pongs_stays() -> None:
    async def scene() -> None:
        async with (
            Server(CentralSystem(), ping_interval=0.005, ping_timeout=0.2) as server,
            connect(server.url_for("CP1"), subprotocols=["ocpp1.6"], proxy=None) as socket,  # type: ignore[list-item]
        ):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(socket.recv(), 0.5)

    run(scene())


def test_who_does_not_read_is_not_listened_to() -> None:
    """Otherwise its answers would pile up in memory."""

    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat").answer_exactly({"padding": "x" * 100_000})
        async with Server(system) as server, raw(server) as (_, writer):
            for number in range(2_000):
                writer.write(heartbeat(number))
                await asyncio.sleep(0)
            (carried,) = server.links
            assert carried._transport.get_write_buffer_size() < 1_000_000
            assert len(system.journal.exchanges) < 1_000

    run(scene())


def test_a_close_that_is_never_confirmed_is_not_waited_for() -> None:
    async def scene() -> None:
        server = Server(CentralSystem(), close_timeout=0.05)
        await server.__aenter__()
        async with raw(server):
            await server.__aexit__(None, None, None)
            assert server.links == set()

    run(scene())
