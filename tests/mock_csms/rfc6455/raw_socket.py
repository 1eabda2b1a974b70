"""A WebSocket client that can be wrong: frames are built and read octet by octet (RFC 6455, 5.2)."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from enum import IntEnum
from itertools import cycle
from typing import NamedTuple

from mock_csms.server import Server

MASK = b"\x37\xfa\x21\x3d"
KEY = "MDEyMzQ1Njc4OWFiY2RlZg=="


class Opcode(IntEnum):
    CONTINUATION = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class Frame(NamedTuple):
    opcode: int
    payload: bytes

    @property
    def code(self) -> int | None:
        return struct.unpack("!H", self.payload[:2])[0] if self.payload else None


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    mask: bytes | None = MASK,
) -> bytes:
    """One frame; ``reserved`` holds the three reserved bits as a number from 0 to 7."""
    first = fin << 7 | reserved << 4 | opcode
    masked = 0 if mask is None else 0x80
    return bytes([first]) + _length(len(payload), masked) + _masked(payload, mask)


def text(content: str | bytes, **how: bool) -> bytes:
    """A text frame."""
    octets = content.encode() if isinstance(content, str) else content
    return frame(Opcode.TEXT, octets, **how)  # type: ignore[arg-type]


def more(content: str | bytes, **how: bool) -> bytes:
    """A continuation frame."""
    octets = content.encode() if isinstance(content, str) else content
    return frame(Opcode.CONTINUATION, octets, **how)  # type: ignore[arg-type]


def close(code: int | None = 1000, reason: bytes = b"") -> bytes:
    """A close frame; without a code it has no payload."""
    return frame(Opcode.CLOSE, b"" if code is None else struct.pack("!H", code) + reason)


def pieces(octets: bytes, size: int) -> Iterator[bytes]:
    """The same octets in chops of ``size``."""
    return (octets[start : start + size] for start in range(0, len(octets), size))


def _length(length: int, masked: int) -> bytes:
    if length < 126:
        return bytes([masked | length])
    if length < 65536:
        return bytes([masked | 126]) + struct.pack("!H", length)
    return bytes([masked | 127]) + struct.pack("!Q", length)


def _masked(payload: bytes, mask: bytes | None) -> bytes:
    if mask is None:
        return payload
    return mask + bytes(octet ^ key for octet, key in zip(payload, cycle(mask), strict=False))


def request(
    method: str = "GET",
    path: str = "/ocpp/CP1",
    version: str = "HTTP/1.1",
    **headers: str | None,
) -> bytes:
    """An opening handshake; a header set to None is left out."""
    usual: dict[str, str | None] = {
        "Host": "127.0.0.1",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": KEY,
        "Sec_WebSocket_Protocol": "ocpp1.6",
    }
    lines = [
        f"{name.replace('_', '-')}: {value}\r\n"
        for name, value in {**usual, **headers}.items()
        if value is not None
    ]
    return f"{method} {path} {version}\r\n{''.join(lines)}\r\n".encode("latin-1")


class RawSocket:
    """A TCP connection, spoken over as the test pleases."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, *octets: bytes) -> None:
        """Send, in as many writes as there are arguments; a peer that is gone does not matter."""
        with suppress(ConnectionError):
            for part in octets:
                self.writer.write(part)
                await self.writer.drain()

    async def head(self) -> str:
        """The head of an HTTP response; what came of it when the connection ends before."""
        try:
            return (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError as error:
            return error.partial.decode("latin-1")

    async def frame(self) -> Frame:
        """The next frame, which a server never masks and here never fragments."""
        first, second = await self.reader.readexactly(2)
        assert first & 0xF0 == 0x80
        assert second < 128
        length = second
        if second > 125:
            width = 2 if second == 126 else 8
            length = int.from_bytes(await self.reader.readexactly(width))
        return Frame(first & 0x0F, await self.reader.readexactly(length))

    async def frames_until_end(self) -> list[Frame]:
        """All frames up to the end of the TCP connection."""
        frames: list[Frame] = []
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                frames.append(await self.frame())
        return frames


@asynccontextmanager
async def connected(server: Server, room: int = 0) -> AsyncIterator[RawSocket]:
    """A TCP connection on which nothing has been said; ``room`` is the size of its receive buffer."""
    tcp = socket.socket()
    tcp.setblocking(False)
    if room:
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    await asyncio.get_running_loop().sock_connect(tcp, (server.host, server.port))
    reader, writer = await asyncio.open_connection(sock=tcp)
    try:
        yield RawSocket(reader, writer)
    finally:
        writer.transport.abort()


@asynccontextmanager
async def opened(server: Server, identity: str = "CP1", room: int = 0) -> AsyncIterator[RawSocket]:
    """A connection whose opening handshake is done."""
    async with connected(server, room) as peer:
        await peer.send(request(path=f"/ocpp/{identity}"))
        assert (await peer.head()).startswith("HTTP/1.1 101 ")
        yield peer
