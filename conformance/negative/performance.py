"""One case, performed: its steps in order, what was demanded and not met, and a sign of life."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from conformance.negative import behaviours, octets
from conformance.negative.case import Ask, Case, Octets, Reconnect, Say, Shake, Step, short
from conformance.negative.conversation import Waiting
from conformance.negative.reactions import Demand, Kind, Reaction
from conformance.negative.session import ACCEPTED, MuteError, NotAcceptedError, Session
from conformance.negative.shaking import QUIET, shake
from conformance.negative.wire import NoConnectionError, Tcp

_NOW = re.compile(r"\$now([+-]\d+)?")
LIFE = "a Heartbeat is answered with the time, on this connection or a new one"
PROPER = "the platform sends frames of OCPP-J, and one answer to each CALL, under its id"


@dataclass(frozen=True, slots=True)
class Unmet:
    """A demand that was not met."""

    behaviour: str
    step: str
    expected: str
    seen: str


class NotReachedError(Exception):
    """The case could not be brought to the point it is about."""


class NotApplicableError(Exception):
    """The case is about a state that this platform was not in."""


@dataclass
class Performance:
    """A case on a session."""

    case: Case
    session: Session
    unmet: list[Unmet] = field(default_factory=list)
    is_alive: bool = True
    _pending: list[tuple[Ask, Waiting]] = field(default_factory=list)
    _held: list[Tcp] = field(default_factory=list)
    _beaten: Reaction | None = None
    """The answer to a Heartbeat that was asked for behind a message."""
    _calls: int = 0

    async def perform(self) -> None:
        """Do it all. Raises ``NotReachedError`` and ``NotApplicableError``."""
        self.session.new_case()
        try:
            await self._prepare()
            await self._go_through()
        except (MuteError, NoConnectionError, NotReachedError, NotApplicableError):
            self.session.abort()
            raise
        finally:
            while self._held:
                self._held.pop().abort()
            self.session.drop_old()
            self._object_to_improper()

    async def _go_through(self) -> None:
        try:
            await self._take_steps()
            await self._show_life()
        except (MuteError, NoConnectionError) as error:
            self._found_dead(Reaction(Kind.SILENCE, str(error)))

    async def _prepare(self) -> None:
        session = self.session
        if isinstance(self.case.steps[0], Shake) or self.case.fresh:
            await session.leave()
        if self.case.fresh:
            await session.open(None)
        elif not session.is_open and not isinstance(self.case.steps[0], Shake):
            await self._open()

    async def _open(self) -> None:
        try:
            await self.session.open(f"{self.case.id}-boot")
        except NotAcceptedError as error:
            raise NotReachedError(str(error)) from None

    async def _take_steps(self) -> None:
        for step in self.case.steps:
            if isinstance(step, Reconnect | Say | Octets):
                await self._settle_pending()
            await self._take(step)
        await self._settle_pending()

    async def _take(self, step: Step) -> None:
        match step:
            case Ask():
                await self._ask(step)
            case Say():
                await self._say(step)
            case Octets():
                await self._write(step)
            case Shake():
                self._judge(step.demands, await shake(self.session, step, self._held), "handshake")
            case Reconnect():
                await self._reconnect(step)

    # a CALL -------------------------------------------------------------------------------------------

    async def _ask(self, step: Ask) -> None:
        if not self.session.is_open:
            raise NotReachedError(f"the connection ended before {step.action} could be sent")
        self._calls += 1
        default = f"{self.case.id}-{self._calls}"
        call_id = default if step.call_id is None else step.call_id.replace("{id}", self.case.id)
        payload = filled_in(step.payload, self.session)
        waiting = await self.session.call(call_id, step.action, payload)
        self._pending.append((step, waiting))
        if not step.at_once:
            await self._settle_pending()

    async def _settle_pending(self) -> None:
        while self._pending:
            step, waiting = self._pending.pop(0)
            if step.at_once and not _waits(step.demands):
                continue
            reaction = await self.session.answer(waiting)
            self._conclude(step, waiting, reaction)

    def _conclude(self, step: Ask, waiting: Waiting, reaction: Reaction) -> None:
        if step.action == "BootNotification" and reaction.kind is Kind.RESULT:
            self.session.note_registration(waiting.response)
        if step.register_as is not None:
            self._has_registered_as(step.register_as, reaction)
        elif not step.demands and reaction.kind is not Kind.RESULT:
            raise NotReachedError(f"{step.action}, which prepares the case, got {reaction}")
        self._judge(step.demands, reaction, f"{step.action} {short(step.payload)}")

    def _has_registered_as(self, status: str, reaction: Reaction) -> None:
        if reaction.kind is not Kind.RESULT:
            raise NotReachedError(f"BootNotification got {reaction}")
        if self.session.registration != status:
            given = self.session.registration
            raise NotApplicableError(f"the platform registers charge points as {given} at once")

    # a message, octets, a connection ------------------------------------------------------------------

    async def _say(self, step: Say) -> None:
        content = step.content
        if isinstance(content, str):
            text = content.replace("{id}", self.case.id)
            data = text.encode(errors="surrogatepass")
        else:
            data = content.replace(b"{id}", self.case.id.encode())
            text = data.decode(errors="backslashreplace")
        frames = octets.text(data, step.fragments, binary=step.binary)
        waiting = await self.session.say(text, frames, None if step.any_id else self.case.id)
        if _may_be_silent(step.demands):
            reaction = await self._reaction_before_beat(waiting)
        else:
            reaction = await self.session.answer(waiting)
        self._judge(step.demands, reaction, f"message {short(text)}")

    async def _reaction_before_beat(self, waiting: Waiting) -> Reaction:
        """Silence is told from slowness by the Heartbeat behind it."""
        self._calls += 1
        self._beaten = await self.session.beat(f"{self.case.id}-alive-{self._calls}")
        await self.session.settle()
        return self.session.told(waiting)

    async def _write(self, step: Octets) -> None:
        session = self.session
        await session.write(step.octets)
        if step.pong is not None:
            reaction = await session.pong(step.pong)
        elif not _waits(step.demands):
            reaction = Reaction(Kind.SILENCE)
        else:
            quiet = min(QUIET, session.patience.wait)
            within = quiet if _may_be_silent(step.demands) else session.patience.wait
            reaction = await session.end(within)
        self._judge(step.demands, reaction, f"octets {short(step.octets.hex(' '))}")
        if step.spoils:
            session.abort()

    async def _reconnect(self, step: Reconnect) -> None:
        if step.keeps_old:
            self.session.lay_aside()
        elif step.abruptly:
            self.session.abort()
        else:
            await self.session.leave()
        self._beaten = None
        if step.boots:
            await self._open()
        else:
            await self.session.open(None)

    # judgement ----------------------------------------------------------------------------------------

    def _judge(self, demands: tuple[Demand, ...], reaction: Reaction, step: str) -> None:
        for demand in demands:
            if not demand.is_met(reaction):
                expected = demand.acceptable.described
                self.unmet.append(Unmet(demand.behaviour, step, expected, str(reaction)))

    async def _show_life(self) -> None:
        reaction = self._beaten
        if reaction is None and self.session.is_open:
            reaction = await self.session.beat(f"{self.case.id}-alive")
        if reaction is not None and self._is_life(reaction):
            return
        first = "" if reaction is None else f"{reaction}; on a new connection "
        again = await self._life_on_new_connection()
        if not self._is_life(again):
            self._found_dead(again, first)

    async def _life_on_new_connection(self) -> Reaction:
        self._object_to_improper()
        self.session.abort()
        try:
            await self.session.open(f"{self.case.id}-boot")
        except (NoConnectionError, MuteError) as error:
            return Reaction(Kind.SILENCE, str(error))
        except NotAcceptedError:
            pass
        return await self.session.beat(f"{self.case.id}-alive")

    def _found_dead(self, reaction: Reaction, first: str = "") -> None:
        self.is_alive = False
        seen = f"{first}{reaction}"
        self.unmet.append(Unmet(behaviours.STILL_WORKS, "Heartbeat", LIFE, seen))
        self.session.abort()

    def _is_life(self, reaction: Reaction) -> bool:
        """While not accepted a Heartbeat may be refused (OCPP-J errata 3.8)."""
        is_refused = reaction.kind is Kind.ERROR and self.session.registration != ACCEPTED
        return reaction.kind is Kind.RESULT or is_refused

    def _object_to_improper(self) -> None:
        improper = self.session.improper
        if improper is not None and not any(improper in each.seen for each in self.unmet):
            self.unmet.append(Unmet(behaviours.ANSWERED_ONCE, "all of it", PROPER, improper))


def filled_in(value: Any, session: Session) -> Any:
    """A payload with the present moment and the running transaction put in."""
    if isinstance(value, dict):
        return {name: filled_in(each, session) for name, each in value.items()}
    if isinstance(value, list):
        return [filled_in(each, session) for each in value]
    if value == "$transaction":
        return session.transaction
    return _moment(value, session.moment) if isinstance(value, str) else value


def _moment(text: str, moment: Callable[[float], str]) -> str:
    found = _NOW.fullmatch(text)
    return text if found is None else moment(float(found[1] or 0))


def _may_be_silent(demands: tuple[Demand, ...]) -> bool:
    return all(Kind.SILENCE in demand.acceptable.kinds for demand in demands)


def _waits(demands: tuple[Demand, ...]) -> bool:
    """Whether a reaction is to be waited for at all."""
    return not all(Kind.OPENED in demand.acceptable.kinds for demand in demands)
