"""The WebSocket shell around a central system: paths, subprotocols, Basic auth, TLS, timers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from ssl import SSLContext
from types import TracebackType
from typing import Self
from urllib.parse import quote
from weakref import WeakSet

from websockets.asyncio.server import Server as WebSocketServer
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import State
from websockets.typing import Subprotocol

from mock_csms.access import SUBPROTOCOL, TurnAway
from mock_csms.bounded_connection import BoundedConnection
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from mock_csms.handshakes import handshake_of, identity_in
from mock_csms.own_call import OwnCall
from ocpp16.endpoint import Close, Effect, Fragments, IgnorePings
from ocpp16.frames import Payload
from ocpp16.rpc import OnOutcome, Outcome

MAX_SIZE = 1_048_576
"""Longest message accepted, in bytes; a longer one ends the connection with 1009."""
OPEN_TIMEOUT = 60.0
"""Seconds an opening handshake may take, a delay on purpose included."""
TLS_TIMEOUT = 10.0
"""Real seconds for the handshake of TLS, which comes before."""
HEALTH_PATH = "/health"
"""What answers 200 to a plain GET; for a WebSocket handshake it is a path like any other."""
CLOSE_TIMEOUT = 5.0
"""Real seconds a peer has to confirm a close before its connection is dropped."""
PING_TIMEOUT = 20.0
"""Seconds a peer has to answer a ping."""
GOING_AWAY, ABNORMAL = 1001, 1006
VERSION = "13"
"""The version of the WebSocket protocol (RFC 6455, 4.1)."""


class Server:
    """A central system on a TCP port, for as long as its ``async with`` block lasts.

    ``clock`` gives suite seconds, ``pace`` is how many of them pass in one real second. Port 0
    takes a free one. With a ``ping_interval``, in real seconds, a peer that answers no ping
    within ``ping_timeout`` counts as gone; without one only its next connection shows that it is.
    Entering raises ``OSError`` when the address cannot be listened on. Leaving takes
    ``close_timeout`` real seconds at most, whatever the peers do.
    """

    def __init__(
        self,
        system: CentralSystem,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        ssl: SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        pace: float = 1.0,
        ping_interval: float | None = None,
        ping_timeout: float = PING_TIMEOUT,
        max_size: int = MAX_SIZE,
        close_timeout: float = CLOSE_TIMEOUT,
    ) -> None:
        self.system = system
        self.host = host
        self.port = port
        self.clock = clock
        self.pace = pace
        self._ssl = ssl
        self._ping_interval = ping_interval
        self._ping_timeout = ping_timeout
        self._max_size = max_size
        self._close_timeout = close_timeout
        self.failures: list[Exception] = []
        """What broke a connection from inside, e.g. a function that computes responses."""
        self._all: WeakSet[ServerConnection] = WeakSet()
        self._leaving = asyncio.Event()
        self._links: dict[Connection, _Link] = {}
        self._welcome: dict[ServerConnection, Connection] = {}
        self._sockets: WebSocketServer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> Self:
        """Start listening."""
        self._loop = asyncio.get_running_loop()
        self._sockets = await serve(
            self._carry,
            self.host,
            self.port,
            ssl=self._ssl,
            ssl_handshake_timeout=TLS_TIMEOUT if self._ssl is not None else None,
            select_subprotocol=self._chosen_subprotocol,
            process_response=self._decide,
            create_connection=_kept_in(self._all),
            compression=None,
            open_timeout=OPEN_TIMEOUT,
            ping_interval=self._ping_interval,
            ping_timeout=self._ping_timeout,
            close_timeout=self._close_timeout,
            max_size=self._max_size,
        )
        self.port = next(iter(self._sockets.sockets)).getsockname()[1]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close all connections and stop listening."""
        assert self._sockets is not None
        self._leaving.set()
        for link in self._links.values():
            link.leave()
        self._sockets.close()
        closed = asyncio.ensure_future(self._sockets.wait_closed())
        await asyncio.wait([closed], timeout=self._close_timeout)
        if not closed.done():  # e.g. who never completed a handshake
            for socket in self._all:
                socket.transport.abort()
        await closed

    @property
    def url(self) -> str:
        """The endpoint: a charge point appends a slash and its identity."""
        scheme = "ws" if self._ssl is None else "wss"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}/ocpp"

    def url_for(self, identity: str) -> str:
        """The connection URL of one charge point (OCPP-J 3.1.1)."""
        return f"{self.url}/{quote(identity, safe='')}"

    async def ask(
        self, identity: str, action: str, payload: Payload, *, timeout: float | None = None
    ) -> Outcome:
        """Ask a charge point for something, and wait for what becomes of it.

        ``timeout`` is in suite seconds, see ``CentralSystem.call``.
        """
        settled: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

        def on_outcome(_now: float, outcome: Outcome) -> None:
            if not settled.done():
                settled.set_result(outcome)

        self.call(identity, action, payload, on_outcome, timeout=timeout)
        return await settled

    def call(
        self,
        identity: str,
        action: str,
        payload: Payload,
        on_outcome: OnOutcome | None = None,
        *,
        timeout: float | None = None,
    ) -> OwnCall:
        """Ask a charge point for something, and wait for nothing."""
        now = self.clock()
        own = self.system.call(now, identity, action, payload, on_outcome, timeout=timeout)
        self._poke(self.system.charge_point(identity).connection)
        return own

    def close(self, identity: str, code: int = 1000, reason: str = "") -> bool:
        """Close the connection of a charge point, if it has one: says whether it had."""
        connection = self.system.charge_point(identity).connection
        if connection is None:
            return False
        connection.close(code, reason)
        self._poke(connection)
        return True

    def flush(self) -> None:
        """Carry out what the system wants after somebody used it; call from inside the loop."""
        for link in self._links.values():
            link.poke()

    def poke(self) -> None:
        """As ``flush``, from any thread."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self.flush)

    def _chosen_subprotocol(
        self, _socket: ServerConnection, offered: Sequence[Subprotocol]
    ) -> Subprotocol | None:
        """Without a common one the handshake is completed all the same; the core closes (J 3.2)."""
        is_chosen = self.system.selects_subprotocol and SUBPROTOCOL in offered
        return Subprotocol(SUBPROTOCOL) if is_chosen else None

    async def _decide(
        self, socket: ServerConnection, request: Request, response: Response
    ) -> Response | None:
        """Ask the core, once the request is known to be a proper WebSocket handshake."""
        if not _awaits_answer(socket):
            return None
        if _asks_for_health(request, response):
            return socket.respond(HTTPStatus.OK, "ok\n")
        objection = _objection(socket, request, response)
        if objection is not None:
            identity, status = identity_in(request.path), objection.status_code
            self.system.misdialled(self.clock(), identity, request.path, status)
            return objection
        headers = request.headers
        handshake = handshake_of(
            request.path,
            headers.get_all("Sec-WebSocket-Protocol"),
            headers.get_all("Authorization"),
        )
        handshake = replace(handshake, secure=self._ssl is not None)
        delay = self.system.handshake_delay(handshake.identity)
        if delay > 0:
            await self._pause(delay / self.pace)
            if self._leaving.is_set():
                return _turned_away(socket, TurnAway(503, "the central system stops"))
            if not _awaits_answer(socket):
                return None
        decision = self.system.handshake(self.clock(), handshake)
        if isinstance(decision, Connection):
            self._welcome[socket] = decision
            return None
        return _turned_away(socket, decision)

    async def _pause(self, seconds: float) -> None:
        """Let real seconds pass, unless the server is left before."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._leaving.wait()

    async def _carry(self, socket: ServerConnection) -> None:
        core = self._welcome.pop(socket)
        link = self._links[core] = _Link(core, socket, self.clock, self.pace)
        stale = core.charge_point.connection
        core.connected(self.clock())
        self._poke(stale)
        try:
            await link.run()
        except* Exception as group:
            self.failures += group.exceptions
            raise
        finally:
            del self._links[core]
            core.disconnected(self.clock(), link.code)

    def _poke(self, core: Connection | None) -> None:
        if core is not None and core in self._links:
            self._links[core].poke()


class _Link:
    """Carries one connection: texts in, effects out, one wake-up at the core's next deadline."""

    def __init__(
        self,
        core: Connection,
        socket: ServerConnection,
        clock: Callable[[], float],
        pace: float,
    ) -> None:
        self._core = core
        self._socket = socket
        self._clock = clock
        self._pace = pace
        self._sending = asyncio.Lock()
        self._poked = asyncio.Event()
        self._armed: float | None = None
        self.code = ABNORMAL
        """The code with which the connection ended, once it has."""

    def poke(self) -> None:
        """Look at the core again: something was done to it from outside."""
        self._poked.set()

    def leave(self) -> None:
        """Close the connection from this side, if it is still open."""
        if self._socket.state is State.OPEN:
            self._core.close(GOING_AWAY, "the central system stops")
            self.poke()

    async def run(self) -> None:
        """Carry the connection until it is gone."""
        async with asyncio.TaskGroup() as tasks:
            driver = tasks.create_task(self._drive(tasks))
            await self._read(tasks)
            driver.cancel()

    async def _read(self, tasks: asyncio.TaskGroup) -> None:
        try:
            while True:
                await self._send(tasks)
                message = await self._socket.recv()
                if isinstance(message, str):
                    self._core.receive(self._clock(), message)
                else:
                    self._core.receive_binary(self._clock(), message)
        except ConnectionClosed as closed:
            self._conclude(closed)

    def _conclude(self, closed: ConnectionClosed) -> None:
        """What counts is the first close frame, whether the other end confirmed it or not."""
        is_own = closed.sent is not None and not closed.rcvd_then_sent
        first = closed.sent if is_own else closed.rcvd
        self.code = int(first.code) if first is not None else ABNORMAL
        if is_own:  # perhaps of the library's own accord (1002, 1007, 1009)
            self._core.close(self.code)

    async def _drive(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            await self._until_due()
            self._core.advance(self._clock())
            await self._send(tasks)

    async def _until_due(self) -> None:
        self._armed = deadline = self._core.next_deadline()
        wait = None if deadline is None else max(0.0, deadline - self._clock()) / self._pace
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._poked.wait()
        self._poked.clear()

    async def _send(self, tasks: asyncio.TaskGroup) -> None:
        async with self._sending:
            for effect in self._core.outgoing():
                if isinstance(effect, Close):
                    # Confirming takes two: the reader must go on while the close is under way.
                    tasks.create_task(self._close(effect))
                    break
                await self._carry_out(effect)
        deadline = self._core.next_deadline()
        if deadline is not None and (self._armed is None or deadline < self._armed):
            self._poked.set()

    async def _carry_out(self, effect: Effect) -> None:
        match effect:
            case str():
                with suppress(ConnectionClosed):
                    await self._socket.send(effect)
            case Fragments(parts):
                with suppress(ConnectionClosed):
                    await self._socket.send(parts)
            case IgnorePings():
                _never_pong(self._socket)

    async def _close(self, close: Close) -> None:
        if close.code == ABNORMAL:  # never sent (RFC 6455, 7.4.1): the connection just breaks
            self._socket.transport.abort()
        else:
            await self._socket.close(close.code, close.reason)


def _kept_in(sockets: WeakSet[ServerConnection]) -> type[ServerConnection]:
    class Kept(BoundedConnection):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(transport)
            sockets.add(self)

    return Kept


def _never_pong(socket: ServerConnection) -> None:
    """The library answers pings of its own accord, and has no switch for that."""
    send_frame = socket.protocol.send_frame

    def send_but_pongs(frame: Frame) -> None:
        if frame.opcode is not Opcode.PONG:
            send_frame(frame)

    socket.protocol.send_frame = send_but_pongs  # type: ignore[method-assign]


def _awaits_answer(socket: ServerConnection) -> bool:
    """Otherwise no connection would follow the handshake that the journal records."""
    return socket.state is State.CONNECTING and socket.server.is_serving()


def _asks_for_health(request: Request, response: Response) -> bool:
    """A plain GET from a container's engine or a load balancer, every few seconds: not kept."""
    return response.status_code == HTTPStatus.UPGRADE_REQUIRED and request.path == HEALTH_PATH


def _objection(socket: ServerConnection, request: Request, response: Response) -> Response | None:
    """The refusal of a request that is no proper handshake (RFC 6455, 4.2.1 and 4.4)."""
    if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
        if len(request.headers.get_all("Host")) == 1:
            return None
        return socket.respond(HTTPStatus.BAD_REQUEST, "exactly one Host header is needed\n")
    if request.headers.get_all("Sec-WebSocket-Version") != [VERSION]:
        response.headers["Sec-WebSocket-Version"] = VERSION
    return response


def _turned_away(socket: ServerConnection, decision: TurnAway) -> Response:
    response = socket.respond(decision.status, f"{decision.reason}\n")
    if decision.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Basic realm="OCPP", charset="UTF-8"'
    return response
