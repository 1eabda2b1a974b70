"""The WebSocket shell around a charge point: dials, texts, closes, timers. Many share one loop."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from ssl import CERT_NONE, PROTOCOL_TLS_CLIENT, SSLContext
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from ocpp16.endpoint import Close, Dial, Effect, Endpoint
from reference_impl.wire_events import (
    Connected,
    Dialling,
    Gone,
    OnEvent,
    Received,
    ReceivedBinary,
    Sent,
    Unreachable,
    WireEvent,
)

SUBPROTOCOL = Subprotocol("ocpp1.6")
MAX_SIZE = 1_048_576
"""Longest message accepted, in bytes; a longer one ends the connection with 1009."""
CLOSE_TIMEOUT = 5.0
"""Seconds the central system has to confirm a close before the connection is dropped."""
NORMAL, GOING_AWAY, PROTOCOL_ERROR, UNSUPPORTED_DATA, ABNORMAL = 1000, 1001, 1002, 1003, 1006

_FAILURES = (OSError, EOFError, ValueError, WebSocketException)
"""What opening a connection may raise: network and TLS, a hang-up, a bad URL, the handshake."""


class Client:
    """Carries one charge point's core until ``run`` is cancelled.

    ``clock`` gives suite seconds, ``pace`` is how many of them pass in one real second.
    ``on_event`` is told what happens on the wire. Time-outs are in real seconds.
    """

    def __init__(
        self,
        core: Endpoint,
        *,
        ssl: SSLContext | None = None,
        clock: Callable[[], float] = time.time,
        pace: float = 1.0,
        on_event: OnEvent | None = None,
        open_timeout: float = 10.0,
        ping_interval: float | None = None,
    ) -> None:
        self.core = core
        self.ssl = ssl
        self.clock = clock
        self.pace = pace
        self.open_timeout = open_timeout
        self.ping_interval = ping_interval
        self._on_event = on_event
        self._poked = asyncio.Event()
        self._sending = asyncio.Lock()
        self._armed: float | None = None
        self._tasks: asyncio.TaskGroup
        self._connection: _Connection | None = None

    async def run(self) -> None:
        """Carry out what the core wants. When cancelled, close the connection and end."""
        async with asyncio.TaskGroup() as self._tasks:
            while True:
                await self.send()
                await self._until_due()
                self.core.advance(self.clock())

    def poke(self) -> None:
        """Look at the core again: something was done to it from outside."""
        self._poked.set()

    def abort(self) -> None:
        """Drop the connection without a word, if there is one."""
        if self._connection is not None:
            self._connection.abort()

    async def send(self) -> None:
        """Carry out what the core wants by now, in order."""
        async with self._sending:
            for effect in self.core.outgoing():
                await self._carry_out(effect)
        deadline = self.core.next_deadline()
        if deadline is not None and (self._armed is None or deadline < self._armed):
            self.poke()

    def tell(self, event: WireEvent) -> None:
        """Report an event to who watches."""
        if self._on_event is not None:
            self._on_event(self.clock(), event)

    async def _until_due(self) -> None:
        self._armed = deadline = self.core.next_deadline()
        wait = None if deadline is None else max(0.0, deadline - self.clock()) / self.pace
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._poked.wait()
        self._poked.clear()

    async def _carry_out(self, effect: Effect) -> None:
        if isinstance(effect, Dial):
            self._hang_up(Close(NORMAL))
            previous, self._connection = self._connection, _Connection(self, effect)
            self._tasks.create_task(self._connection.carry(previous, self._tasks))
        elif isinstance(effect, Close):
            self._hang_up(effect)
        elif isinstance(effect, str) and self._connection is not None:
            await self._connection.send(effect)

    def _hang_up(self, close: Close) -> None:
        if self._connection is not None:
            self._connection.close(close, self._tasks)


class _Connection:
    """One connection, from dialling to its end, of which the core is told exactly once."""

    def __init__(self, client: Client, dial: Dial) -> None:
        self._client = client
        self._dial = dial
        self._socket: ClientConnection | None = None
        self._attempt: asyncio.Timeout | None = None
        self._is_closing = False
        self._code = ABNORMAL
        self._over = asyncio.Event()

    async def carry(self, previous: _Connection | None, tasks: asyncio.TaskGroup) -> None:
        """Open it once the one before is over, and converse until it ends."""
        try:
            if previous is not None:
                await previous._over.wait()
            socket = await self._open()
            if socket is not None:
                await self._converse(socket, tasks)
        finally:
            self._client.core.disconnected(self._client.clock(), self._code)
            self._client.poke()
            self._over.set()

    async def send(self, text: str) -> None:
        """Send a text, unless the connection is not open any more."""
        if self._socket is not None and not self._is_closing:
            with suppress(ConnectionClosed):
                # told first: the answer may be there before the socket has taken all of it
                self._client.tell(Sent(text))
                await self._socket.send(text)

    def close(self, close: Close, tasks: asyncio.TaskGroup) -> None:
        """Close the connection, or give up the attempt to open it."""
        if self._is_closing:
            return
        self._is_closing = True
        if self._attempt is not None and not self._attempt.expired():
            self._attempt.reschedule(0)
        if self._socket is not None and close.code == ABNORMAL:
            self._socket.transport.abort()  # 1006 is never sent (RFC 6455, 7.4.1)
        elif self._socket is not None:
            # Confirming takes two: the reader must go on while the close is under way.
            tasks.create_task(self._socket.close(close.code, close.reason))

    def abort(self) -> None:
        """Drop it without a word."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def _open(self) -> ClientConnection | None:
        if self._is_closing:
            return None
        dial = self._dial
        self._client.tell(Dialling(dial.url, dial.subprotocols, dial.password is not None))
        try:
            async with asyncio.timeout(self._client.open_timeout) as self._attempt:
                return await connect(self._dial.url, **self._options())
        except _FAILURES as error:
            self._client.tell(Unreachable(self._reason(error), _status(error)))
            return None
        finally:
            self._attempt = None

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {
            "subprotocols": [Subprotocol(name) for name in self._dial.subprotocols],
            "additional_headers": authorization(self._dial),
            "compression": None,
            "proxy": None,
            "open_timeout": None,
            "ping_interval": self._client.ping_interval,
            "close_timeout": CLOSE_TIMEOUT,
            "max_size": MAX_SIZE,
        }
        if self._dial.url.casefold().startswith("wss:"):
            options |= self._tls()
        return options

    def _tls(self) -> dict[str, SSLContext]:
        if not self._dial.verified:
            return {"ssl": unverified()}
        return {} if self._client.ssl is None else {"ssl": self._client.ssl}

    def _reason(self, error: Exception) -> str:
        if isinstance(error, TimeoutError) and not self._is_closing:
            return f"no answer within {self._client.open_timeout:g} s"
        return str(error) or type(error).__name__

    async def _converse(self, socket: ClientConnection, tasks: asyncio.TaskGroup) -> None:
        if socket.subprotocol != SUBPROTOCOL:
            self._client.tell(Unreachable(f"the server did not select {SUBPROTOCOL}"))
            await socket.close(PROTOCOL_ERROR, f"{SUBPROTOCOL} was not selected")
            return
        self._socket = socket
        try:
            await self._read(socket, tasks)
        except ConnectionClosed:
            pass
        finally:
            await socket.close(GOING_AWAY)
            self._code = socket.close_code or ABNORMAL
            self._client.tell(Gone(self._code, socket.close_reason or "", self._is_closing))

    async def _read(self, socket: ClientConnection, tasks: asyncio.TaskGroup) -> None:
        client = self._client
        client.tell(Connected())
        client.core.connected(client.clock())
        while True:
            await client.send()
            message = await socket.recv()
            if self._is_closing:
                continue
            if isinstance(message, str):
                client.tell(Received(message))
                client.core.receive(client.clock(), message)
            else:
                client.tell(ReceivedBinary(message))
                self.close(Close(UNSUPPORTED_DATA, "OCPP-J messages are text"), tasks)


def _status(error: Exception) -> int | None:
    return error.response.status_code if isinstance(error, InvalidStatus) else None


def unverified() -> SSLContext:
    """The context of a client that takes any certificate: encrypted, but to whom?"""
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = CERT_NONE
    return context


def authorization(dial: Dial) -> dict[str, str]:
    """The header for HTTP Basic authentication; none without a password (OCPP-J 6.2.2)."""
    if dial.password is None:
        return {}
    credentials = (dial.username or "").encode() + b":" + dial.password
    return {"Authorization": "Basic " + b64encode(credentials).decode()}
