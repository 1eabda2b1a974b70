"""The WebSocket shell around one playback: carries it over a connection dialled or handed over."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from ssl import SSLContext
from typing import Any, Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

from mock_csms.access import SUBPROTOCOL
from mock_csms.playback import Phase, Playback
from ocpp16.actions import Role
from ocpp16.endpoint import Close, Dial
from ocpp16.journal import Direction

MAX_SIZE = 1_048_576
OPEN_TIMEOUT = 10.0
"""Seconds a central system has for the opening handshake."""
CLOSE_TIMEOUT = 5.0
"""Seconds a peer has to confirm a close before its connection is dropped."""
PROTOCOL_ERROR, ABNORMAL = 1002, 1006
_FAILURES = (OSError, EOFError, ValueError, WebSocketException)
"""What opening a connection may raise: network and TLS, a hang-up, a bad URL, the handshake."""
DIRECTIONS = {direction.sender: direction for direction in Direction}
Socket = ClientConnection | ServerConnection


class Onlooker(Protocol):
    """Who is told what happens on the wire."""

    def frame(self, at: float, identity: str, direction: Direction, text: str) -> None:
        """A text message, sent or received."""

    def note(self, at: float, identity: str, content: str) -> None:
        """Something else."""

    def connection_over(self, identity: str) -> None:
        """What was asked on it will not be answered any more."""


class Performer:
    """Plays one side of what was recorded of one charge point.

    A central system's side is handed its connections (``carry``), a charge point's dials.
    """

    def __init__(
        self,
        identity: str,
        core: Playback,
        *,
        ssl: SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        onlooker: Onlooker | None = None,
    ) -> None:
        self.identity = identity
        self.core = core
        self.clock = clock
        self._ssl = ssl
        self._onlooker = onlooker
        self._socket: Socket | None = None
        self._poked = asyncio.Event()

    @property
    def is_free(self) -> bool:
        """Whether a connection would be welcome."""
        return self._socket is None and self.core.phase is Phase.WAITING

    async def play(self) -> None:
        """Play until the playback is over, which it is in bounded time."""
        self.core.start(self.clock())
        async with asyncio.TaskGroup() as tasks:
            while not self.core.is_over:
                await self._send(tasks)
                await self._until_due()
                self.core.advance(self.clock())

    async def carry(self, socket: Socket) -> None:
        """Play over a connection until it ends; a second one at the same time is let go."""
        if self._socket is not None:  # two shook hands at once
            return
        self._socket = socket
        self._note("connected")
        self.core.connected(self.clock())
        self._poked.set()
        try:
            await self._read(socket)
        finally:
            self._socket = None
            self._over(socket.close_code or ABNORMAL)

    async def _read(self, socket: Socket) -> None:
        with suppress(ConnectionClosed):
            while True:
                message = await socket.recv()
                if isinstance(message, str):
                    self._show(self.core.side.peer, message)
                    self.core.receive(self.clock(), message)
                    self._poked.set()

    def _over(self, code: int) -> None:
        if self._onlooker is not None:
            self._onlooker.connection_over(self.identity)
        self._note(f"disconnected, code {code}")
        self.core.disconnected(self.clock(), code)
        self._poked.set()

    async def _send(self, tasks: asyncio.TaskGroup) -> None:
        for effect in self.core.outgoing():
            if isinstance(effect, Dial):
                tasks.create_task(self._dial(effect))
            elif self._socket is None:
                continue
            elif isinstance(effect, str):
                with suppress(ConnectionClosed):
                    await self._socket.send(effect)
                    self._show(self.core.side, effect)
            elif isinstance(effect, Close):
                tasks.create_task(_close(self._socket, effect))

    async def _dial(self, dial: Dial) -> None:
        self._note(f"dialling {dial.url}")
        try:
            async with asyncio.timeout(OPEN_TIMEOUT):
                socket = await connect(dial.url, **self._options(dial))
        except _FAILURES as error:
            self._unreachable(_reason(error))
            return
        async with socket:
            if socket.subprotocol == SUBPROTOCOL:
                await self.carry(socket)
                return
            await socket.close(PROTOCOL_ERROR, f"{SUBPROTOCOL} was not selected")
        self._unreachable(f"the server did not select {SUBPROTOCOL}")

    def _options(self, dial: Dial) -> dict[str, Any]:
        is_secure = dial.url.casefold().startswith("wss:")
        return {
            "subprotocols": [Subprotocol(name) for name in dial.subprotocols],
            "additional_headers": _authorization(dial),
            "compression": None,
            "proxy": None,
            "open_timeout": None,
            "ping_interval": None,
            "close_timeout": CLOSE_TIMEOUT,
            "max_size": MAX_SIZE,
            **({"ssl": self._ssl} if is_secure and self._ssl is not None else {}),
        }

    def _unreachable(self, reason: str) -> None:
        self._note(f"could not connect: {reason}")
        self.core.disconnected(self.clock(), ABNORMAL)
        self._poked.set()

    async def _until_due(self) -> None:
        deadline = self.core.next_deadline()
        wait = None if deadline is None else max(0.0, deadline - self.clock())
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._poked.wait()
        self._poked.clear()

    def _show(self, sender: Role, text: str) -> None:
        if self._onlooker is not None:
            self._onlooker.frame(self.clock(), self.identity, DIRECTIONS[sender], text)

    def _note(self, content: str) -> None:
        if self._onlooker is not None:
            self._onlooker.note(self.clock(), self.identity, content)


async def _close(socket: Socket, close: Close) -> None:
    if close.code == ABNORMAL:  # never sent (RFC 6455, 7.4.1): the connection just breaks
        socket.transport.abort()
    else:
        await socket.close(close.code, close.reason)


def _authorization(dial: Dial) -> dict[str, str]:
    if dial.password is None:
        return {}
    credentials = (dial.username or "").encode() + b":" + dial.password
    return {"Authorization": "Basic " + b64encode(credentials).decode()}


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {OPEN_TIMEOUT:g} s"
    return str(error) or type(error).__name__
