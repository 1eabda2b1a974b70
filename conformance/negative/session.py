"""One charge point's connections to the platform: a case's steps are taken on them, one by one."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from conformance.negative import octets
from conformance.negative.conversation import Conversation, Waiting
from conformance.negative.patience import Patience
from conformance.negative.reactions import Kind, Reaction
from conformance.negative.record import Record
from conformance.negative.samples import BOOT
from conformance.negative.target import Target
from conformance.negative.wire import Binary, Ended, NoConnectionError, Pong, Text, Wire
from ocpp16.actions import Role
from ocpp16.frames import Payload
from ocpp16.journal import Direction
from ocpp16.timestamps import to_text

ACCEPTED = "Accepted"


class MuteError(Exception):
    """The platform can be reached, but does not register the charge point; says what it did."""


class NotAcceptedError(Exception):
    """The platform does not accept the charge point, so that nothing can be said."""


class Session:
    """The connection of one identity, opened again as often as needed."""

    def __init__(self, target: Target, identity: str, patience: Patience) -> None:
        self.target = target
        self.identity = identity
        self.patience = patience
        self.record = Record(identity)
        self.registration: str | None = None
        self.transaction: Any = -1
        self._loop = asyncio.get_running_loop()
        self._wire: Wire | None = None
        self._old: list[Wire] = []
        self._talk = Conversation()
        self._pongs: list[bytes] = []
        self._ended: Reaction | None = None

    # connections --------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether something can be said."""
        return self._wire is not None and not self._wire.is_over

    def new_case(self) -> None:
        """Begin to record a case."""
        self.record.begin()
        self._talk.new_case()
        self._pongs.clear()
        self._ended = None

    async def open(self, boot_id: str | None) -> None:
        """Open a connection and, with an id for that, register.

        Raises ``NoConnectionError``, ``MuteError`` or ``NotAcceptedError``.
        """
        self._wire = await Wire.open(self.target, self.identity)
        self._talk = Conversation(self._talk.improper)
        self._ended = None
        self.record.connection += 1
        if boot_id is not None:
            await self._register(boot_id)

    async def leave(self) -> None:
        """Close the connection as one should."""
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.close()
            self.record.closed(1000, Role.CHARGE_POINT)

    def abort(self) -> None:
        """Break the connection."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.abort()
            self.record.closed(1006, Role.CHARGE_POINT)

    def lay_aside(self) -> None:
        """Use this connection no more, and do not let go of it yet."""
        if self._wire is not None:
            self._old.append(self._wire)
            self._wire = None

    def drop_old(self) -> None:
        """Let go of what was laid aside."""
        while self._old:
            self._old.pop().abort()

    # what is said -------------------------------------------------------------------------------------

    async def call(
        self, call_id: str, action: str, payload: Any, *, probe: bool = False
    ) -> Waiting:
        """Send a CALL."""
        text = json.dumps([2, call_id, action, payload], ensure_ascii=False, separators=(",", ":"))
        waiting = self._talk.expect(call_id, action, self._loop.time())
        await self._send(text, octets.text(text.encode(errors="surrogatepass")), probe=probe)
        return waiting

    async def say(self, text: str, data: bytes, call_id: str | None) -> Waiting:
        """Send the frames of a message, which reads as this text."""
        waiting = self._talk.expect(call_id, None, self._loop.time())
        await self._send(text, data)
        return waiting

    async def write(self, data: bytes) -> None:
        """Send octets, whatever they are."""
        self.record.note(f"sent {len(data)} octets: {data[:64].hex(' ')}")
        await self._write(data)

    async def answer(self, waiting: Waiting) -> Reaction:
        """The reaction to something that was sent."""
        await self._receive(lambda: waiting.reaction is not None, self.patience.wait)
        if waiting.reaction is None:
            self._talk.give_up(waiting)
            return self.ended or Reaction(Kind.SILENCE)
        self.patience.answered(self._loop.time() - waiting.sent_at)
        if waiting.action == "StartTransaction" and waiting.reaction.kind is Kind.RESULT:
            self.transaction = waiting.response["transactionId"]
        return waiting.reaction

    def told(self, waiting: Waiting) -> Reaction:
        """The reaction that has come by now; silence when none has."""
        self._talk.give_up(waiting)
        return waiting.reaction or self.ended or Reaction(Kind.SILENCE)

    async def beat(self, call_id: str) -> Reaction:
        """Ask for a sign of life; the reaction."""
        return await self.answer(await self.call(call_id, "Heartbeat", {}, probe=True))

    async def settle(self) -> None:
        """Wait a moment for what must not come."""
        await self._receive(lambda: False, self.target.settle)

    async def pong(self, content: bytes) -> Reaction:
        """Wait for a pong; an answer to a CALL around the ping may come, too."""
        self._talk.give_up(self._talk.expect(None))
        await self._receive(lambda: content in self._pongs, self.patience.wait)
        return (
            Reaction(Kind.PONG) if content in self._pongs else self.ended or Reaction(Kind.SILENCE)
        )

    async def end(self, within: float) -> Reaction:
        """Wait for the end of the connection; CALLRESULTs before it are reactions, too."""
        waiting = self._talk.expect(None)
        await self._receive(lambda: waiting.reaction is not None, within)
        self._talk.give_up(waiting)
        return waiting.reaction or self.ended or Reaction(Kind.SILENCE)

    @property
    def ended(self) -> Reaction | None:
        """How the connection ended, when it did."""
        return self._ended

    @property
    def improper(self) -> str | None:
        """What the platform sent that it should never send."""
        return self._talk.improper

    def moment(self, offset: float = 0.0) -> str:
        """A moment from now, as OCPP writes it."""
        return to_text(time.time() + offset)

    async def _register(self, boot_id: str) -> None:
        waiting = await self.call(boot_id, "BootNotification", BOOT, probe=True)
        reaction = await self.answer(waiting)
        self.note_registration(waiting.response)
        if reaction.kind is not Kind.RESULT:
            raise MuteError(str(reaction))
        if self.registration != ACCEPTED:
            raise NotAcceptedError(f"BootNotification is answered with {self.registration}")

    def note_registration(self, response: Payload) -> None:
        """Keep what the platform made of a BootNotification."""
        self.registration = response.get("status")

    async def _send(self, text: str, data: bytes, *, probe: bool = False) -> None:
        self.record.text(Direction.TO_CENTRAL_SYSTEM, text, probe=probe)
        await self._write(data)

    async def _write(self, data: bytes) -> None:
        if self._wire is not None:
            await self._wire.write(data, self.target.reaction)

    async def _receive(self, met: Callable[[], bool], within: float) -> None:
        """Take in what comes until the condition holds, the time is over or the connection ends."""
        deadline = self._loop.time() + within
        while self._wire is not None and not met() and not self._talk.floods:
            event = await self._wire.receive(deadline)
            match event:
                case None:
                    return
                case Text(content):
                    await self._take(content)
                case Binary(size):
                    self.record.note(f"received a binary message of {size} octets")
                    self._talk.binary(size)
                case Pong(content):
                    self._pongs.append(content)
                case Ended():
                    self._end(event)
                    return

    async def _take(self, text: str) -> None:
        self.record.text(Direction.TO_CHARGE_POINT, text)
        for reply in self._talk.text(text):
            await self._send(reply, octets.text(reply))

    def _end(self, ended: Ended) -> None:
        if self._ended is None:
            self.record.closed(ended.code, Role.CENTRAL_SYSTEM)
            improper = ended.improper and Reaction(Kind.IMPROPER, ended.improper)
            self._ended = improper or Reaction(Kind.CLOSED, str(ended.code))
        if self._wire is not None:
            self._wire.abort()

    async def close(self) -> None:
        """Let go of everything."""
        self.drop_old()
        with suppress(NoConnectionError):
            await self.leave()
