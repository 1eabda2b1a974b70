"""One TCP connection of a server: WebSocket by the Sans-I/O half of ``websockets``, no task of its own."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import SERVER, Request, Response
from websockets.protocol import CONNECTING, OPEN
from websockets.server import ServerProtocol

from mock_csms.access import Handshake, TurnAway
from mock_csms.connection import Connection
from mock_csms.handshakes import asks_for_health, handshake_of, identity_in
from mock_csms.plain_frames import unwrapped, wrapped
from mock_csms.preamble import Preamble
from ocpp16.endpoint import Close, Effect, Fragments, IgnorePings

if TYPE_CHECKING:
    from mock_csms.server import Server

GOING_AWAY, ABNORMAL = 1001, 1006
VERSION = "13"
"""The version of the WebSocket protocol (RFC 6455, 4.1)."""
SEND_TIMEOUT = 10.0
"""Seconds a peer may leave what was sent to it unread, once the buffers in between are full."""


class Link(asyncio.Protocol):
    """Carries one connection: texts in, effects out, one timer at the core's next deadline."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._socket = ServerProtocol(
            select_subprotocol=lambda _, offered: server.chosen_subprotocol(offered),
            max_size=server.max_size,
        )
        self._core: Connection | None = None
        self._preamble: Preamble | None = Preamble()
        """None once there is a request, or octets that are none were told of."""
        self._early: list[Frame] = []
        """What came before the handshake was decided on."""
        self._parts: list[bytes] = []
        """The fragments of an unfinished message."""
        self._is_binary = False
        self._between_messages = False
        """Whether what comes next is the beginning of a message, so that none need be put together."""
        self._armed: float | None = None
        self._due: asyncio.TimerHandle | None = None
        self._patience: asyncio.TimerHandle | None = None
        """Runs while the peer has something to finish: the opening or the closing handshake."""
        self._keep_alive: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        """Runs while the peer does not read."""

    # what asyncio tells -------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See ``asyncio.Protocol``."""
        self._transport = cast(asyncio.Transport, transport)
        self._server.links.add(self)
        self._wait_for_peer(self._server.open_timeout)

    def data_received(self, data: bytes) -> None:
        """See ``asyncio.Protocol``. What breaks this connection from inside breaks no other."""
        try:
            self._receive(data)
        except Exception as error:
            self._break(error)

    def _receive(self, data: bytes) -> None:
        is_simple = self._between_messages and self._socket.state is OPEN
        payload = unwrapped(data, self._server.max_size) if is_simple else None
        if self._core is not None and payload is not None:
            self._take_text(self._core, payload)
        else:
            self._look_closer(data)
        self.carry_out()

    def _look_closer(self, data: bytes) -> None:
        if self._preamble is not None:
            self._preamble.take(data)
        self._socket.receive_data(data)
        for event in self._socket.events_received():
            self._take(event)
        self._tell_of_strays()
        rest = self._socket.reader.buffer
        self._between_messages = self._socket.current_size is None and not rest

    def eof_received(self) -> None:
        """See ``asyncio.Protocol``: the transport closes itself."""
        self._socket.receive_eof()
        self._write()

    def connection_lost(self, exc: Exception | None) -> None:
        """See ``asyncio.Protocol``."""
        self._socket.receive_eof()
        self._tell_of_strays()
        for timer in (self._due, self._patience, self._keep_alive, self._unread):
            if timer is not None:
                timer.cancel()
        if self._core is not None:
            self._conclude(self._core)
        self._server.gone(self, self._core)

    def pause_writing(self) -> None:
        """See ``asyncio.Protocol``: who does not read is not listened to, and dropped in the end."""
        if not self._transport.is_closing():
            self._transport.pause_reading()
            self._unread = self._loop.call_later(SEND_TIMEOUT, self._transport.abort)

    def resume_writing(self) -> None:
        """See ``asyncio.Protocol``."""
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
            if not self._transport.is_closing():
                self._transport.resume_reading()

    # what the server tells ----------------------------------------------------------------------------

    def leave(self) -> None:
        """Close the connection from this side."""
        if self._core is not None:
            if self._socket.state is OPEN:
                self._core.close(GOING_AWAY, "the central system stops")
                self.carry_out()
        elif self._due is not None:  # its handshake was to be slow
            self._due.cancel()
            self._respond(self._turned_away(TurnAway(503, "the central system stops")))

    def abort(self) -> None:
        """Break the TCP connection."""
        self._transport.abort()

    def carry_out(self) -> None:
        """Do what the core wants; call it when something was done to the core from outside."""
        if self._core is not None:
            for effect in self._core.outgoing():
                self._do(effect)
                if isinstance(effect, Close):
                    break
            self._arm(self._core)
        self._write()

    # the opening handshake ----------------------------------------------------------------------------

    def _tell_of_strays(self) -> None:
        """Octets that are no HTTP request, or one that was never finished; none are not told of."""
        came, error = self._preamble, self._socket.handshake_exc
        if came is None or error is None:
            return
        self._preamble = None
        if came.count:
            peer = self._transport.get_extra_info("peername")
            self._server.system.strayed(self._server.clock(), *came.told(peer, error))

    def _request(self, request: Request) -> None:
        self._preamble = None
        if self._server.is_leaving:
            return
        response = self._socket.accept(request)
        if asks_for_health(request.path, response.status_code):
            self._respond(self._socket.reject(HTTPStatus.OK, "ok\n"))
            return
        objection = self._objection(request, response)
        if objection is not None:
            identity, status = identity_in(request.path), objection.status_code
            system = self._server.system
            system.misdialled(self._server.clock(), identity, request.path, status)
            self._respond(objection)
            return
        headers = request.headers
        handshake = handshake_of(
            request.path,
            headers.get_all("Sec-WebSocket-Protocol"),
            headers.get_all("Authorization"),
        )
        handshake = replace(handshake, secure=self._server.secure)
        delay = self._server.system.handshake_delay(handshake.identity)
        if delay > 0:
            self._due = self._loop.call_later(
                delay / self._server.pace, self._decide, handshake, response
            )
        else:
            self._decide(handshake, response)

    def _decide(self, handshake: Handshake, response: Response) -> None:
        """Only for who still awaits an answer: the journal records what connection follows."""
        if self._socket.state is not CONNECTING or self._transport.is_closing():
            return
        decision = self._server.system.handshake(self._server.clock(), handshake)
        if isinstance(decision, TurnAway):
            self._respond(self._turned_away(decision))
            return
        self._respond(response)
        self._begin(decision)

    def _objection(self, request: Request, response: Response) -> Response | None:
        """The refusal of a request that is no proper handshake (RFC 6455, 4.2.1 and 4.4)."""
        if response.status_code == HTTPStatus.SWITCHING_PROTOCOLS:
            if len(request.headers.get_all("Host")) == 1:
                return None
            return self._socket.reject(
                HTTPStatus.BAD_REQUEST, "exactly one Host header is needed\n"
            )
        if request.headers.get_all("Sec-WebSocket-Version") != [VERSION]:
            response.headers["Sec-WebSocket-Version"] = VERSION
        return response

    def _turned_away(self, decision: TurnAway) -> Response:
        response = self._socket.reject(decision.status, f"{decision.reason}\n")
        if decision.status == HTTPStatus.UNAUTHORIZED:
            response.headers["WWW-Authenticate"] = 'Basic realm="OCPP", charset="UTF-8"'
        return response

    def _respond(self, response: Response) -> None:
        response.headers["Server"] = SERVER
        self._socket.send_response(response)
        self._write()

    def _begin(self, core: Connection) -> None:
        self._stop_waiting()
        self._due, self._core = None, core
        stale = core.charge_point.connection
        self._server.carried[core] = self
        core.connected(self._server.clock())
        self._server.poke_core(stale)
        self._ping_later()
        early, self._early = self._early, []
        for frame in early:
            self._take(frame)
        self.carry_out()

    # what comes ---------------------------------------------------------------------------------------

    def _take(self, event: object) -> None:
        if isinstance(event, Request):
            self._request(event)
        elif isinstance(event, Frame):
            if self._core is None:
                self._early.append(event)
            elif event.opcode is Opcode.PONG:
                self._ping_later()
            elif event.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                self._take_fragment(self._core, event)

    def _take_fragment(self, core: Connection, frame: Frame) -> None:
        if frame.opcode is not Opcode.CONT:
            self._is_binary = frame.opcode is Opcode.BINARY
        self._parts.append(bytes(frame.data))
        if frame.fin:
            parts, self._parts = self._parts, []
            if self._is_binary:
                core.receive_binary(self._server.clock(), b"".join(parts))
            else:
                self._take_text(core, b"".join(parts))

    def _take_text(self, core: Connection, data: bytes) -> None:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            if self._socket.state is OPEN:
                self._socket.fail(CloseCode.INVALID_DATA, f"{error.reason} at {error.start}")
            return
        core.receive(self._server.clock(), text)

    # what goes ----------------------------------------------------------------------------------------

    def _do(self, effect: Effect) -> None:
        is_open = self._socket.state is OPEN
        if isinstance(effect, str):
            if is_open:
                self._send_text(effect.encode("utf-8", "surrogatepass"))
        elif isinstance(effect, Close):
            self._close(effect)
        elif isinstance(effect, IgnorePings):
            _never_pong(self._socket)
        elif isinstance(effect, Fragments) and is_open:
            self._send_fragments(effect.parts)

    def _send_text(self, data: bytes) -> None:
        if self._socket.writes:
            self._socket.send_text(data)
        else:
            self._transport.write(wrapped(data))

    def _send_fragments(self, parts: tuple[str, ...]) -> None:
        for number, part in enumerate(parts):
            send = self._socket.send_continuation if number else self._socket.send_text
            send(part.encode(), fin=number == len(parts) - 1)

    def _close(self, close: Close) -> None:
        if close.code == ABNORMAL:  # never sent (RFC 6455, 7.4.1): the connection just breaks
            self._transport.abort()
        elif self._socket.state is OPEN:
            self._socket.send_close(close.code, close.reason)

    def _write(self) -> None:
        if not self._socket.writes and self._socket.state is OPEN:
            return
        for data in self._socket.data_to_send():
            if data:
                self._transport.write(data)
            else:
                self._end_writing()
        if self._socket.close_expected() and self._core is not None:
            self._wait_for_peer(self._server.close_timeout)

    def _end_writing(self) -> None:
        if not self._transport.can_write_eof() or self._transport.is_closing():
            self._transport.close()
            return
        with suppress(OSError, RuntimeError):  # the peer is gone already
            self._transport.write_eof()

    def _break(self, error: Exception) -> None:
        """As ``websockets`` does when a handler fails: close with 1011, and let it be known."""
        self._server.failures.append(error)
        logging.getLogger(__name__).error("connection handler failed", exc_info=error)
        if self._socket.state is OPEN:
            self._socket.fail(CloseCode.INTERNAL_ERROR)
        self._write()

    def _conclude(self, core: Connection) -> None:
        """What counts is the first close frame, whether the other end confirmed it or not."""
        socket = self._socket
        is_own = socket.close_sent is not None and not socket.close_rcvd_then_sent
        first = socket.close_sent if is_own else socket.close_rcvd
        code = int(first.code) if first is not None else ABNORMAL
        if is_own:  # perhaps of the library's own accord (1002, 1007, 1009)
            core.close(code)
        core.disconnected(self._server.clock(), code)

    # timers -------------------------------------------------------------------------------------------

    def _arm(self, core: Connection) -> None:
        """A timer that is too early does no harm; one too late must be replaced."""
        deadline = core.next_deadline()
        if deadline is None or (self._armed is not None and self._armed <= deadline):
            return
        if self._due is not None:
            self._due.cancel()
        wait = max(0.0, deadline - self._server.clock()) / self._server.pace
        self._armed, self._due = deadline, self._loop.call_later(wait, self._advance, core)

    def _advance(self, core: Connection) -> None:
        self._armed = self._due = None
        try:
            core.advance(self._server.clock())
            self.carry_out()
        except Exception as error:
            self._break(error)

    def _wait_for_peer(self, seconds: float) -> None:
        if self._patience is None:
            self._patience = self._loop.call_later(seconds, self._transport.abort)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _ping_later(self) -> None:
        if self._server.ping_interval is None:
            return
        if self._keep_alive is not None:
            self._keep_alive.cancel()
        self._keep_alive = self._loop.call_later(self._server.ping_interval, self._ping)

    def _ping(self) -> None:
        if self._socket.state is OPEN:
            self._socket.send_ping(b"")
            self._keep_alive = self._loop.call_later(self._server.ping_timeout, self._miss_pong)
            self._write()

    def _miss_pong(self) -> None:
        if self._socket.state is OPEN:
            self._socket.fail(CloseCode.INTERNAL_ERROR, "no pong")
            self._write()


def _never_pong(socket: ServerProtocol) -> None:
    """The library answers pings of its own accord, and has no switch for that."""
    send_frame = socket.send_frame

    def send_but_pongs(frame: Frame) -> None:
        if frame.opcode is not Opcode.PONG:
            send_frame(frame)

    socket.send_frame = send_but_pongs  # type: ignore[method-assign]
