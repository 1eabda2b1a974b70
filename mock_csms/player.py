"""The WebSocket shell around a played central system: one charge point at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from ssl import SSLContext
from types import TracebackType
from typing import Self

from websockets.asyncio.server import Server as WebSocketServer
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from mock_csms.playback import Phase, Playback
from ocpp16.endpoint import Close
from ocpp16.journal import Direction

MAX_SIZE = 1_048_576
CLOSE_TIMEOUT = 5.0
"""Seconds a peer has to confirm a close before its connection is dropped."""
SUBPROTOCOL = Subprotocol("ocpp1.6")
ABNORMAL = 1006
TextListener = Callable[[float, Direction, str], None]


class Player:
    """Listens for the charge point a record is played to, while its ``async with`` block lasts.

    Any identity is welcome, one at a time: others are turned away with 503. Entering raises
    ``OSError`` when the address cannot be listened on.
    """

    def __init__(
        self,
        core: Playback,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        ssl: SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        on_text: TextListener | None = None,
    ) -> None:
        self.core = core
        self.host = host
        self.port = port
        self.clock = clock
        self._ssl = ssl
        self._on_text = on_text
        self._socket: ServerConnection | None = None
        self._poked = asyncio.Event()
        self._sockets: WebSocketServer | None = None

    async def __aenter__(self) -> Self:
        """Start listening."""
        self._sockets = await serve(
            self._carry,
            self.host,
            self.port,
            ssl=self._ssl,
            process_request=self._admit,
            select_subprotocol=_chosen_subprotocol,
            compression=None,
            ping_interval=None,
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
        """Close the connection, if there is one, and stop listening."""
        assert self._sockets is not None
        self._sockets.close()
        await self._sockets.wait_closed()

    @property
    def url(self) -> str:
        """The endpoint: a charge point appends a slash and its identity."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ws' if self._ssl is None else 'wss'}://{host}:{self.port}"

    async def play(self) -> None:
        """Play until the playback is over, which it is in bounded time."""
        self.core.start(self.clock())
        async with asyncio.TaskGroup() as tasks:
            while not self.core.is_over:
                await self._send(tasks)
                await self._until_due()
                self.core.advance(self.clock())

    def _admit(self, socket: ServerConnection, _request: Request) -> Response | None:
        if self._socket is None and self.core.phase is Phase.WAITING:
            return None
        return socket.respond(HTTPStatus.SERVICE_UNAVAILABLE, "another playback is under way\n")

    async def _carry(self, socket: ServerConnection) -> None:
        if self._socket is not None:  # two shook hands at once
            return
        self._socket = socket
        self.core.connected(self.clock())
        self._poked.set()
        try:
            await self._read(socket)
        finally:
            self._socket = None
            self.core.disconnected(self.clock(), socket.close_code or ABNORMAL)
            self._poked.set()

    async def _read(self, socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                message = await socket.recv()
                if isinstance(message, str):
                    self._tell(Direction.TO_CENTRAL_SYSTEM, message)
                    self.core.receive(self.clock(), message)
                    self._poked.set()

    async def _send(self, tasks: asyncio.TaskGroup) -> None:
        for effect in self.core.outgoing():
            if self._socket is None:
                continue
            if isinstance(effect, str):
                with suppress(ConnectionClosed):
                    await self._socket.send(effect)
                    self._tell(Direction.TO_CHARGE_POINT, effect)
            elif isinstance(effect, Close):
                tasks.create_task(_close(self._socket, effect))

    async def _until_due(self) -> None:
        deadline = self.core.next_deadline()
        wait = None if deadline is None else max(0.0, deadline - self.clock())
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._poked.wait()
        self._poked.clear()

    def _tell(self, direction: Direction, text: str) -> None:
        if self._on_text is not None:
            self._on_text(self.clock(), direction, text)


async def _close(socket: ServerConnection, close: Close) -> None:
    if close.code == ABNORMAL:  # never sent (RFC 6455, 7.4.1): the connection just breaks
        socket.transport.abort()
    else:
        await socket.close(close.code, close.reason)


def _chosen_subprotocol(
    _socket: ServerConnection, offered: Sequence[Subprotocol]
) -> Subprotocol | None:
    return SUBPROTOCOL if SUBPROTOCOL in offered else None
