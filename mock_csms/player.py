"""The WebSocket listener of played central systems: one for each charge point of a record."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from ssl import SSLContext
from types import TracebackType
from typing import Self

from websockets.asyncio.server import Server as WebSocketServer
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from mock_csms.access import SUBPROTOCOL
from mock_csms.handshakes import identity_in
from mock_csms.performer import CLOSE_TIMEOUT, MAX_SIZE, Onlooker, Performer
from mock_csms.playback import Playback


class Player:
    """Listens for the charge points that records are played to, while its ``async with`` block lasts.

    ``cores`` are their playbacks by identity. Others are turned away with 404, a second connection
    of the same one with 503. A lone playback takes a charge point of any identity. Entering raises
    ``OSError`` when the address cannot be listened on.
    """

    def __init__(
        self,
        cores: Mapping[str, Playback],
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        ssl: SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        onlooker: Onlooker | None = None,
    ) -> None:
        self.host = host
        self.port = port
        self._performers = {
            identity: Performer(identity, core, clock=clock, onlooker=onlooker)
            for identity, core in cores.items()
        }
        self._ssl = ssl
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
        """Close the connections, if there are any, and stop listening."""
        assert self._sockets is not None
        self._sockets.close()
        await self._sockets.wait_closed()

    @property
    def url(self) -> str:
        """The endpoint: a charge point appends a slash and its identity."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ws' if self._ssl is None else 'wss'}://{host}:{self.port}"

    async def play(self) -> None:
        """Play until every playback is over, which they are in bounded time."""
        await play_all(self._performers.values())

    def _admit(self, socket: ServerConnection, request: Request) -> Response | None:
        performer = self._performer(request.path)
        if performer is None:
            return socket.respond(HTTPStatus.NOT_FOUND, "nothing is played to this identity\n")
        if performer.is_free:
            return None
        return socket.respond(HTTPStatus.SERVICE_UNAVAILABLE, "another playback is under way\n")

    def _performer(self, path: str) -> Performer | None:
        if len(self._performers) == 1:
            return next(iter(self._performers.values()))
        return self._performers.get(identity_in(path))

    async def _carry(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        performer = self._performer(socket.request.path)
        assert performer is not None  # it was admitted
        await performer.carry(socket)


async def play_all(performers: Iterable[Performer]) -> None:
    """Play all at the same time, until each is over."""
    async with asyncio.TaskGroup() as tasks:
        for performer in performers:
            tasks.create_task(performer.play())


def _chosen_subprotocol(
    _socket: ServerConnection, offered: Sequence[Subprotocol]
) -> Subprotocol | None:
    known = Subprotocol(SUBPROTOCOL)
    return known if known in offered else None
