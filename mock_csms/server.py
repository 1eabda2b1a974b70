"""The WebSocket shell around a central system: paths, subprotocols, Basic auth, TLS, timers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from ssl import SSLContext
from types import TracebackType
from typing import Self
from urllib.parse import quote

from websockets.typing import Subprotocol

from mock_csms.access import SUBPROTOCOL
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from mock_csms.link import Link
from mock_csms.own_call import OwnCall
from ocpp16.frames import Payload
from ocpp16.rpc import OnOutcome, Outcome

MAX_SIZE = 1_048_576
"""Longest message accepted, in bytes; a longer one ends the connection with 1009."""
OPEN_TIMEOUT = 60.0
"""Seconds an opening handshake may take, a delay on purpose included."""
TLS_TIMEOUT = 10.0
"""Real seconds for the handshake of TLS, which comes before."""
CLOSE_TIMEOUT = 5.0
"""Real seconds a peer has to confirm a close before its connection is dropped."""
PING_TIMEOUT = 20.0
"""Seconds a peer has to answer a ping."""
BACKLOG = 4096
"""Connections that may wait to be taken up, when a whole fleet comes back at once."""

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Listening on all addresses -> the one by which this machine reaches it."""


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
        self.ssl = ssl
        self.ping_interval = ping_interval
        self.ping_timeout = ping_timeout
        self.max_size = max_size
        self.close_timeout = close_timeout
        self.failures: list[Exception] = []
        """What broke a connection from inside, e.g. a function that computes responses."""
        self.links: set[Link] = set()
        """Every TCP connection."""
        self.carried: dict[Connection, Link] = {}
        """Those whose handshake is done."""
        self._all_gone = asyncio.Event()
        self._sockets: asyncio.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> Self:
        """Start listening."""
        self._loop = asyncio.get_running_loop()
        self._all_gone.clear()
        self._sockets = await self._loop.create_server(
            lambda: Link(self),
            self.host,
            self.port,
            ssl=self.ssl,
            ssl_handshake_timeout=TLS_TIMEOUT if self.ssl is not None else None,
            backlog=BACKLOG,
        )
        self.port = self._sockets.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close all connections and stop listening; nothing happens the second time."""
        if self._sockets is None:
            return
        sockets, self._sockets = self._sockets, None
        sockets.close()
        for link in list(self.links):
            link.leave()
        if self.links:
            with suppress(TimeoutError):
                async with asyncio.timeout(self.close_timeout):
                    await self._all_gone.wait()
        for link in list(self.links):  # e.g. who never completed a handshake
            link.abort()
        if self.links:
            await self._all_gone.wait()
        await sockets.wait_closed()

    @property
    def url(self) -> str:
        """The endpoint: a charge point appends a slash and its identity."""
        return f"{self._scheme}://{_bracketed(self.host)}:{self.port}/ocpp"

    @property
    def reachable_url(self) -> str:
        """The endpoint as this machine reaches it."""
        return f"{self._scheme}://{reachable(self.host)}:{self.port}/ocpp"

    @property
    def _scheme(self) -> str:
        return "ws" if self.ssl is None else "wss"

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
        self.poke_core(self.system.charge_point(identity).connection)
        return own

    def close(self, identity: str, code: int = 1000, reason: str = "") -> bool:
        """Close the connection of a charge point, if it has one: says whether it had."""
        connection = self.system.charge_point(identity).connection
        if connection is None:
            return False
        connection.close(code, reason)
        self.poke_core(connection)
        return True

    def flush(self) -> None:
        """Carry out what the system wants after somebody used it; call from inside the loop."""
        for link in list(self.links):
            link.carry_out()

    def poke(self) -> None:
        """As ``flush``, from any thread."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self.flush)

    def chosen_subprotocol(self, offered: Sequence[Subprotocol]) -> Subprotocol | None:
        """Without a common one the handshake is completed all the same; the core closes (J 3.2)."""
        is_chosen = self.system.selects_subprotocol and SUBPROTOCOL in offered
        return Subprotocol(SUBPROTOCOL) if is_chosen else None

    @property
    def secure(self) -> bool:
        """Whether connections are encrypted (wss)."""
        return self.ssl is not None

    @property
    def is_leaving(self) -> bool:
        """Whether no more connections are wanted."""
        return self._sockets is None

    @property
    def open_timeout(self) -> float:
        """Seconds an opening handshake may take."""
        return OPEN_TIMEOUT

    def gone(self, link: Link, core: Connection | None) -> None:
        """A TCP connection is no more."""
        self.links.discard(link)
        if core is not None:
            self.carried.pop(core, None)
        if self.is_leaving and not self.links:
            self._all_gone.set()

    def poke_core(self, core: Connection | None) -> None:
        """Carry out what this connection wants, if it is still carried."""
        if core is not None and core in self.carried:
            self.carried[core].carry_out()


def reachable(host: str) -> str:
    """The host for a URL by which this machine reaches who listens there."""
    return _bracketed(ANYWHERE.get(host, host))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
