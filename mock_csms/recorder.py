"""A proxy between charge points and their real central system that records what crosses it.

It changes nothing: what a charge point says at the handshake goes on to the central system, and
so do texts, malformed or not, binary messages, close codes and refusals. Pings are each side's own
affair and answered here; a close without a code goes on as 1000, which means the same.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from itertools import count
from ssl import SSLContext
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.connection import Connection as Socket
from websockets.asyncio.server import Server as WebSocketServer
from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from mock_csms.handshakes import handshake_of
from mock_csms.tape import Tape
from ocpp16.actions import Role
from ocpp16.journal import Direction, Entry

MAX_SIZE = 4_194_304
"""Longest message passed on, in bytes; a longer one ends the connection with 1009."""
CLOSE_TIMEOUT = 5.0
"""Seconds a peer has to confirm a close before its connection is dropped."""
NORMAL, GOING_AWAY, NO_CODE, ABNORMAL, TLS_FAILED = 1000, 1001, 1005, 1006, 1015
_OWN_HEADERS = frozenset(
    {"host", "upgrade", "connection", "content-length", "transfer-encoding", "keep-alive",
     "trailer", "proxy-authorization", "proxy-connection"}
)  # fmt: skip
"""Headers that belong to one hop; those of the WebSocket handshake do, too."""
_ANSWER_HEADERS = ("WWW-Authenticate", "Retry-After", "Content-Type")
"""What a charge point may need to know of a refusal."""
_FAILURES = (OSError, EOFError, ValueError, WebSocketException)


class Recorder:
    """Listens for charge points, for as long as its ``async with`` block lasts.

    Each is connected to ``upstream`` with its identity appended. ``on_entry`` is told each entry
    before what it tells of goes on. Port 0 takes a free one. Entering raises ``OSError`` when the
    address cannot be listened on.
    """

    def __init__(
        self,
        upstream: str,
        on_entry: Callable[[Entry], None],
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        ssl: SSLContext | None = None,
        upstream_ssl: SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        open_timeout: float = 10.0,
    ) -> None:
        self.upstream = upstream
        self.host = host
        self.port = port
        self.clock = clock
        self._tape = Tape(on_entry)
        self._ssl = ssl
        self._upstream_ssl = upstream_ssl
        self._open_timeout = open_timeout
        self._numbers = count(1)
        self._admitted: dict[ServerConnection, _Link] = {}
        self._links: set[_Link] = set()
        self._guards: set[asyncio.Task[None]] = set()
        self._sockets: WebSocketServer | None = None

    async def __aenter__(self) -> Self:
        """Start listening."""
        self._sockets = await serve(
            self._carry,
            self.host,
            self.port,
            ssl=self._ssl,
            process_request=self._admit,
            select_subprotocol=self._chosen_subprotocol,
            compression=None,
            ping_interval=None,
            open_timeout=self._open_timeout * 2,
            close_timeout=CLOSE_TIMEOUT,
            max_size=MAX_SIZE,
        )
        self.port = next(iter(self._sockets.sockets)).getsockname()[1]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close all connections, on both sides, and stop listening."""
        assert self._sockets is not None
        await asyncio.gather(*(link.leave(self.clock()) for link in self._links))
        self._sockets.close()
        await self._sockets.wait_closed()
        await asyncio.gather(*self._guards)

    @property
    def url(self) -> str:
        """The endpoint: a charge point appends a slash and its identity."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ws' if self._ssl is None else 'wss'}://{host}:{self.port}"

    def upstream_url(self, path: str) -> str:
        """Where the charge point that asks for a path is connected to."""
        path, mark, query = path.partition("?")
        segments = [segment for segment in path.split("/") if segment]
        return f"{self.upstream.rstrip('/')}/{segments[-1]}{mark}{query}"

    async def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        headers = request.headers
        if "websocket" not in headers.get("Upgrade", "").casefold():
            return None  # answered by the library: no handshake of a charge point
        handshake = handshake_of(
            request.path,
            headers.get_all("Sec-WebSocket-Protocol"),
            headers.get_all("Authorization"),
        )
        turned_away = self._tape.turned_away
        if not handshake.identity:
            turned_away(self.clock(), "", request.path, 404, "the path ends with no identity")
            return socket.respond(HTTPStatus.NOT_FOUND, "the path ends with no identity\n")
        try:
            upstream = await self._dial(request, handshake.subprotocols)
        except InvalidStatus as refusal:
            status = refusal.response.status_code
            turned_away(self.clock(), handshake.identity, request.path, status)
            return _passed_back(refusal.response)
        except _FAILURES as error:
            status, reason = _unreachable(error)
            turned_away(self.clock(), handshake.identity, request.path, status, reason)
            return socket.respond(status, f"{reason}\n")
        link = self._admitted[socket] = _Link(
            self._tape, handshake.identity, next(self._numbers), socket, upstream, self.clock
        )
        self._tape.opened(self.clock(), link.number, handshake, secure=self._ssl is not None)
        self._guard(socket)
        return None

    async def _dial(self, request: Request, offered: Sequence[str]) -> ClientConnection:
        url = self.upstream_url(request.path)
        options: dict[str, Any] = {} if self._upstream_ssl is None else {"ssl": self._upstream_ssl}
        return await connect(
            url,
            subprotocols=[Subprotocol(name) for name in offered] or None,
            additional_headers=_passed_on(request.headers),
            user_agent_header=None,
            compression=None,
            proxy=None,
            ping_interval=None,
            open_timeout=self._open_timeout,
            close_timeout=CLOSE_TIMEOUT,
            max_size=MAX_SIZE,
            **options,
        )

    def _chosen_subprotocol(
        self, socket: ServerConnection, _offered: Sequence[Subprotocol]
    ) -> Subprotocol | None:
        return self._admitted[socket].upstream.subprotocol

    def _guard(self, socket: ServerConnection) -> None:
        """See to it that nobody stays connected upstream whose own handshake comes to nothing."""

        async def wait() -> None:
            await socket.wait_closed()
            link = self._admitted.pop(socket, None)
            if link is not None:
                await link.abandon()

        task = asyncio.create_task(wait())
        self._guards.add(task)
        task.add_done_callback(self._guards.discard)

    async def _carry(self, socket: ServerConnection) -> None:
        link = self._admitted.pop(socket, None)
        if link is None:  # gone again before it began
            return
        self._links.add(link)
        try:
            await link.run()
        finally:
            self._links.discard(link)


class _Link:
    """One charge point's connection and the one upstream that belongs to it."""

    def __init__(
        self,
        tape: Tape,
        identity: str,
        number: int,
        downstream: ServerConnection,
        upstream: ClientConnection,
        clock: Callable[[], float],
    ) -> None:
        self._tape = tape
        self._identity = identity
        self.number = number
        self._downstream = downstream
        self.upstream = upstream
        self._clock = clock
        self._is_over = False

    async def run(self) -> None:
        """Pass messages on, both ways, until one side closes."""
        async with asyncio.TaskGroup() as tasks:
            up, down = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT
            tasks.create_task(self._pass_on(self._downstream, self.upstream, up))
            tasks.create_task(self._pass_on(self.upstream, self._downstream, down))

    async def leave(self, now: float) -> None:
        """Close both sides: the recorder stops."""
        if not self._is_over:
            self._end(now, GOING_AWAY, Role.CENTRAL_SYSTEM, "the recorder stops")
            await asyncio.gather(
                self._downstream.close(GOING_AWAY), self.upstream.close(GOING_AWAY)
            )

    async def abandon(self) -> None:
        """The charge point went away before its handshake was done."""
        self._end(self._clock(), ABNORMAL, Role.CHARGE_POINT, "gone before the handshake was done")
        await self.upstream.close(GOING_AWAY)

    async def _pass_on(self, source: Socket, target: Socket, direction: Direction) -> None:
        try:
            while True:
                message = await source.recv()
                self._write(direction, message)
                with suppress(ConnectionClosed):
                    await target.send(message)
        except ConnectionClosed as closed:
            await self._pass_close(closed, target, direction.sender)

    def _write(self, direction: Direction, message: str | bytes) -> None:
        now = self._clock()
        if isinstance(message, str):
            self._tape.text(now, self._identity, self.number, direction, message)
        else:
            note = f"a binary message of {len(message)} bytes, {direction}"
            self._tape.noted(now, self._identity, self.number, note)

    async def _pass_close(self, closed: ConnectionClosed, target: Socket, by: Role) -> None:
        """What counts is the first close frame, whether the other end confirmed it or not."""
        if self._is_over:
            return
        is_own = closed.sent is not None and not closed.rcvd_then_sent
        first = closed.sent if is_own else closed.rcvd
        code, reason = (int(first.code), first.reason) if first else (ABNORMAL, "")
        self._end(self._clock(), code, by, f"closed by the recorder: {reason}" if is_own else None)
        if code in (ABNORMAL, TLS_FAILED):  # never sent (RFC 6455, 7.4.1): it just breaks
            target.transport.abort()
        else:
            await target.close(NORMAL if code == NO_CODE else code, reason)

    def _end(self, now: float, code: int, by: Role, note: str | None) -> None:
        self._is_over = True
        if note is not None:
            self._tape.noted(now, self._identity, self.number, note)
        self._tape.closed(now, self._identity, self.number, code, by)


def _passed_on(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in headers.raw_items()
        if name.casefold() not in _OWN_HEADERS and not name.casefold().startswith("sec-websocket-")
    ]


def _passed_back(refusal: Response) -> Response:
    body = bytes(refusal.body or b"")
    headers = Headers({"Connection": "close", "Content-Length": str(len(body))})
    for name in _ANSWER_HEADERS:
        for value in refusal.headers.get_all(name):
            headers[name] = value
    return Response(refusal.status_code, refusal.reason_phrase, headers, body)


def _unreachable(error: Exception) -> tuple[HTTPStatus, str]:
    if isinstance(error, TimeoutError):
        return HTTPStatus.GATEWAY_TIMEOUT, "the central system does not answer in time"
    reason = str(error) or type(error).__name__
    return HTTPStatus.BAD_GATEWAY, f"the central system cannot be reached: {reason}"
