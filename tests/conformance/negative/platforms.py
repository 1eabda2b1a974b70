"""Platforms for the negative catalogue: ours, ours with one thing wrong, and hostile ones."""

from __future__ import annotations

import asyncio
import hashlib
import json
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from conformance.negative.case import Case
from conformance.negative.runner import perform
from conformance.negative.selection import all_cases
from conformance.negative.target import Target
from conformance.results import ScenarioResult
from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from mock_csms.server import Server

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Platform = AbstractAsyncContextManager[str]
"""Gives the URL it is reached at."""
HASTE = 1.0
"""Seconds within which platforms in the same process answer, or never will."""


def case(sentence: str) -> Case:
    """The one case whose sentence is this, or contains it."""
    exact = [each for each in all_cases() if sentence == each.sentence]
    (found,) = exact or [each for each in all_cases() if sentence in each.sentence]
    return found


def run(
    platform: Platform, cases: Iterable[Case], *, reaction: float = 5.0, **options: Any
) -> tuple[ScenarioResult, ...]:
    """The results of some cases against a platform."""
    identities = options.pop("identities", ("CP1",))
    credentials = {name: options.pop(name) for name in ("password",) if name in options}

    async def scene() -> tuple[ScenarioResult, ...]:
        async with platform as url:
            target = Target(url, identities, reaction=reaction, **credentials)
            return await perform(target, list(cases), **options)

    return asyncio.run(scene())


@asynccontextmanager
async def ours(
    connection: Callable[..., Connection] = Connection, system: CentralSystem | None = None
) -> AsyncIterator[str]:
    """The mock, with connections of another kind."""
    async with Server(system or CentralSystem(new_connection=connection)) as server:
        yield server.url
        assert server.failures == []


@asynccontextmanager
async def hostile(converse: Callable[[ServerConnection], Awaitable[None]]) -> AsyncIterator[str]:
    """A WebSocket server that speaks the subprotocol, and otherwise does as it likes."""

    async def handle(socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            await converse(socket)

    options: dict[str, Any] = {"subprotocols": ["ocpp1.6"], "close_timeout": 0.1}
    async with serve(handle, "127.0.0.1", 0, compression=None, **options) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"ws://127.0.0.1:{port}/ocpp"


@asynccontextmanager
async def tcp(
    handle: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """A TCP server that need not know what HTTP is."""

    async def until_gone(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await handle(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(until_gone, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"ws://127.0.0.1:{port}/ocpp"
    finally:
        server.close()


def sloppy(system: CentralSystem | None = None) -> Platform:
    """Our central system behind a WebSocket server that checks nothing at all."""
    core = system or CentralSystem()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        writer.write(_upgraded(head))
        connection = core.handshake(0.0, Handshake("CP1", "/ocpp/CP1"))
        assert isinstance(connection, Connection)
        connection.connected(0.0)
        while True:
            opcode, payload = await _frame(reader)
            if opcode == 1:
                connection.receive(0.0, payload.decode(errors="replace"))
            for text in connection.outgoing():
                if isinstance(text, str):
                    writer.write(_text(text.encode()))
            await writer.drain()

    return tcp(handle)


def _upgraded(head: str) -> bytes:
    lines = (line.partition(": ") for line in head.split("\r\n"))
    key = {name: value for name, _, value in lines}.get("Sec-WebSocket-Key", "")
    digest = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
    return (
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {b64encode(digest).decode()}\r\n"
        "Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
    ).encode()


async def _frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    first, second = await reader.readexactly(2)
    length = second & 0x7F
    if length > 125:
        length = int.from_bytes(await reader.readexactly(2 if length == 126 else 8), "big")
    mask = await reader.readexactly(4) if second & 0x80 else bytes(4)
    data = await reader.readexactly(min(length, 1_000_000))
    return first & 0x0F, bytes(octet ^ mask[at % 4] for at, octet in enumerate(data))


def _text(data: bytes) -> bytes:
    size = bytes([len(data)]) if len(data) < 126 else bytes([126]) + len(data).to_bytes(2, "big")
    return b"\x81" + size + data


def sent(text: str) -> list[Any]:
    """A text as a list, empty when it is none."""
    try:
        value = json.loads(text)
    except ValueError:
        return []
    return value if isinstance(value, list) else []
