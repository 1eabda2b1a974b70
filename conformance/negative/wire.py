"""The client's end of a connection: octets out, right or wrong; messages in, every wait bounded."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State

from conformance.negative import octets
from conformance.negative.target import SUBPROTOCOL, Target

MAX_SIZE = 1_048_576
"""Octets of the longest message that is read; OCPP-J sets no limit, and needs far less."""
MAX_HEAD = 65_536
READ = 65_536
GOODBYE = 1.0
"""Seconds the platform has to confirm a close before the connection is broken."""


class NoConnectionError(Exception):
    """There is no connection, or no WebSocket on it, and why."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text message."""

    content: str


@dataclass(frozen=True, slots=True)
class Binary:
    """A message that is no text, or not UTF-8."""

    size: int


@dataclass(frozen=True, slots=True)
class Pong:
    """A pong."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Ended:
    """The connection is over. ``improper`` says what of the platform's doing was the reason."""

    code: int
    improper: str | None = None


Event = Text | Binary | Pong | Ended


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an HTTP response; status 0 when it is none."""

    status: int
    subprotocol: str | None = None
    rest: bytes = b""


class Tcp:
    """A TCP connection, encrypted or not, on which anything can be written."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def open(cls, target: Target, identity: str) -> Tcp:
        """Connect. Raises ``NoConnectionError``."""
        uri = target.uri(identity)
        try:
            async with asyncio.timeout(target.reaction):
                pair = await asyncio.open_connection(
                    uri.host, uri.port, ssl=target.context(), limit=MAX_HEAD
                )
        except TimeoutError:
            raise NoConnectionError(f"no connection within {target.reaction:g} s") from None
        except (OSError, UnicodeError) as error:  # refused, unknown host, TLS; no name of a host
            raise NoConnectionError(str(error) or type(error).__name__) from None
        return cls(*pair)

    async def write(self, data: bytes, within: float) -> None:
        """Write. That a peer is gone shows when something is read; one that reads nothing is let go."""
        try:
            self.writer.write(data)
            async with asyncio.timeout(within):
                await self.writer.drain()
        except TimeoutError:
            self.abort()
        except OSError:
            return

    async def read(self, deadline: float) -> bytes | None:
        """What has come; empty at the end of the connection, None when nothing came in time."""
        try:
            async with asyncio.timeout_at(deadline):
                return await self.reader.read(READ)
        except TimeoutError:
            return None
        except OSError:
            return b""

    async def head(self, deadline: float) -> Head | None:
        """The head of an HTTP response; None when nothing whole came in time."""
        try:
            async with asyncio.timeout_at(deadline):
                return _head(await self.reader.readuntil(b"\r\n\r\n"))
        except TimeoutError:
            return None
        except asyncio.IncompleteReadError as error:
            return _head(error.partial)
        except (OSError, asyncio.LimitOverrunError):
            return Head(0)

    def abort(self) -> None:
        """Break the connection."""
        self.writer.transport.abort()


class Wire:
    """An open WebSocket with the subprotocol of OCPP 1.6."""

    def __init__(self, tcp: Tcp, protocol: ClientProtocol) -> None:
        self._tcp = tcp
        self._protocol = protocol
        self._loop = asyncio.get_running_loop()
        self._events: deque[Event] = deque()
        self._parts: list[bytes] = []
        self._is_binary = False
        self._is_leaving = False
        self.is_over = False

    @classmethod
    async def open(cls, target: Target, identity: str) -> Wire:
        """Connect and shake hands. Raises ``NoConnectionError``."""
        tcp = await Tcp.open(target, identity)
        try:
            await tcp.write(handshake(target, identity), target.reaction)
            head = await tcp.head(asyncio.get_running_loop().time() + target.reaction)
        except asyncio.CancelledError:
            tcp.abort()
            raise
        problem = _problem(head)
        if problem is not None:
            tcp.abort()
            raise NoConnectionError(problem)
        return cls.on(tcp, target, identity)

    @classmethod
    def on(cls, tcp: Tcp, target: Target, identity: str) -> Wire:
        """The WebSocket on a TCP connection whose handshake is done."""
        uri = target.uri(identity)
        return cls(tcp, ClientProtocol(uri, state=State.OPEN, max_size=MAX_SIZE))

    async def write(self, data: bytes, within: float) -> None:
        """Write octets as they are."""
        await self._tcp.write(data, within)

    async def receive(self, deadline: float) -> Event | None:
        """The next event; None when none came in time. ``Ended`` is the last, and comes again."""
        while not self._events:
            if self.is_over:
                return Ended(self._code(), self._improper())
            if self._loop.time() >= deadline:
                return None
            data = await self._tcp.read(deadline)
            if data is None:
                return None
            await self._take(data)
        return self._events.popleft()

    async def close(self) -> None:
        """Take leave, and break the connection when that is not confirmed soon."""
        if not self.is_over:
            self._is_leaving = True
            await self.write(octets.close(1000), GOODBYE)
            deadline = self._loop.time() + GOODBYE
            while (
                not isinstance(event := await self.receive(deadline), Ended) and event is not None
            ):
                continue
        self.abort()

    def abort(self) -> None:
        """Break the TCP connection."""
        self.is_over = True
        self._tcp.abort()

    async def _take(self, data: bytes) -> None:
        protocol = self._protocol
        if data:
            protocol.receive_data(data)
        else:
            protocol.receive_eof()
            self.is_over = True
        for event in protocol.events_received():
            if isinstance(event, Frame):
                self._take_frame(event)
        for reply in protocol.data_to_send():
            if reply and not self._is_leaving:
                await self.write(reply, GOODBYE)
        self.is_over = self.is_over or protocol.state is not State.OPEN

    def _take_frame(self, frame: Frame) -> None:
        if frame.opcode is Opcode.PONG:
            self._events.append(Pong(bytes(frame.data)))
        elif frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            if frame.opcode is not Opcode.CONT:
                self._is_binary = frame.opcode is Opcode.BINARY
            self._parts.append(bytes(frame.data))
            if frame.fin:
                content, self._parts = b"".join(self._parts), []
                self._events.append(_message(content, self._is_binary))

    def _code(self) -> int:
        received = self._protocol.close_rcvd
        return 1006 if received is None else int(received.code)

    def _improper(self) -> str | None:
        """What the library objected to, unless it was the platform that closed first."""
        error = self._protocol.parser_exc
        if error is None or isinstance(error, EOFError):
            return None
        return str(error) or type(error).__name__


def handshake(
    target: Target,
    identity: str,
    changes: dict[str, str | None] | None = None,
    extra: tuple[str, ...] = (),
    *,
    method: str = "GET",
    version: str = "HTTP/1.1",
) -> bytes:
    """The octets of an opening handshake; headers that ``changes`` sets to None are left out."""
    headers = {**target.headers(identity), **(changes or {})}
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    path = target.uri(identity).resource_name
    return "\r\n".join([f"{method} {path} {version}", *lines, *extra, "", ""]).encode("latin-1")


def _head(data: bytes) -> Head:
    first, *lines = data.decode("latin-1").split("\r\n")
    version, _, rest = first.partition(" ")
    if not version.startswith("HTTP/") or not rest[:3].isdecimal():
        return Head(0)
    fields = (line.partition(":") for line in lines)
    named = {name.strip().casefold(): value.strip() for name, _, value in fields}
    return Head(int(rest[:3]), named.get("sec-websocket-protocol"))


def _problem(head: Head | None) -> str | None:
    """Why the answer to a handshake opens no connection for OCPP."""
    if head is None:
        return "the handshake was not answered"
    if head.status != 101:
        return f"the handshake was answered with HTTP {head.status}" if head.status else "no HTTP"
    if head.subprotocol != SUBPROTOCOL:
        return f"the subprotocol {SUBPROTOCOL} was not selected"
    return None


def _message(content: bytes, is_binary: bool) -> Text | Binary:
    try:
        return Binary(len(content)) if is_binary else Text(content.decode())
    except UnicodeDecodeError:
        return Binary(len(content))
