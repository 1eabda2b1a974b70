"""The stand-in: a charge point that says exactly what it is told, right or wrong. A core, no I/O.

It has no rules of its own: any number of calls may be outstanding, ids may repeat, nothing has to be
registered. It keeps no journal; what was said is recorded by whoever carries it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import quote

from conformance.sut.stand_in_answers import POLITELY, Scripted, texts
from ocpp16.endpoint import Close, Dial, Effect, earliest
from ocpp16.frames import Call, CallError, CallResult, Payload, read, serialize
from ocpp16.rpc import Answered, Disconnected, Outcome, Refused, TimedOut


@dataclass(eq=False)
class StandInCall:
    """A request of the stand-in, and its outcome once there is one."""

    id: str
    action: str
    payload: Payload
    deadline: float | None = None
    """The moment at which it is given up; None: it is waited for as long as it is connected."""
    outcome: Outcome | None = None

    @property
    def response(self) -> Payload | None:
        """The payload of the CALLRESULT, once there is one."""
        return self.outcome.payload if isinstance(self.outcome, Answered) else None

    @property
    def error(self) -> CallError | None:
        """The CALLERROR, once there is one."""
        return self.outcome.error if isinstance(self.outcome, Refused) else None


def address(url: str, identity: str) -> str:
    """Where a charge point connects: the endpoint's URL, then its identity (OCPP-J 3.1.1)."""
    return f"{url.removesuffix('/')}/{quote(identity, safe='')}"


class StandIn:
    """An ``Endpoint``. ``now`` is in suite seconds since 1970."""

    def __init__(
        self,
        identity: str,
        url: str,
        *,
        username: str | None = None,
        password: str | bytes | None = None,
        subprotocols: tuple[str, ...] = ("ocpp1.6",),
        verified: bool = True,
        prefix: str = "stand-in",
    ) -> None:
        """``username`` is the identity unless given; ``prefix`` begins every message id."""
        self.identity = identity
        self.is_connected = False
        key = password.encode() if isinstance(password, str) else password
        name = identity if username is None else username
        self._dial = Dial(address(url, identity), name, key, subprotocols, verified)
        self._ids = (f"{prefix}-{number}" for number in count(1))
        self._effects: list[Close | Dial] = []
        self._texts: list[str] = []
        self._open_calls: list[StandInCall] = []
        self._script: defaultdict[str, deque[Scripted]] = defaultdict(deque)
        self._late: list[tuple[float, str]] = []

    @property
    def url(self) -> str:
        """Where it connects."""
        return self._dial.url

    def present(self, key: bytes) -> None:
        """The key that it presents from now on, unless told otherwise for once."""
        self._dial = replace(self._dial, password=key)

    # what it is told to do ----------------------------------------------------------------------------

    def connect(self, now: float, **changes: Any) -> None:
        """Open a connection; ``changes`` are fields of ``Dial`` that differ this time."""
        self._effects.append(replace(self._dial, **changes))

    def close(self, now: float, code: int = 1000, reason: str = "") -> None:
        """Close the connection; 1006 breaks it without a close frame."""
        self._effects.append(Close(code, reason))

    def send(self, now: float, text: str) -> None:
        """Send any text, well-formed or not; before the connection is open it waits for that."""
        self._texts.append(text)

    def utter(self, now: float, text: str) -> StandInCall | None:
        """As ``send``; a text that is a CALL is correlated with its answer, and returned."""
        frame = read(text)
        self.send(now, text)
        if not isinstance(frame, Call):
            return None
        call = StandInCall(frame.id, frame.action, frame.payload)
        self._open_calls.append(call)
        return call

    def call(
        self,
        now: float,
        action: str,
        payload: Payload,
        message_id: str | None = None,
        *,
        timeout: float | None = None,
    ) -> StandInCall:
        """Send a CALL, whatever else is outstanding. ``timeout`` is in seconds."""
        deadline = None if timeout is None else now + timeout
        call_id = next(self._ids) if message_id is None else message_id
        call = StandInCall(call_id, action, payload, deadline)
        self._open_calls.append(call)
        self.send(now, serialize(Call(call.id, action, payload)))
        return call

    def repeat(self, now: float, call: StandInCall, *, same_id: bool) -> StandInCall:
        """Send the same request once more, under its id or under a new one."""
        return self.call(now, call.action, call.payload, call.id if same_id else None)

    def answer_next(self, action: str, *scripted: Scripted) -> None:
        """What to do with the next requests of this action, one after the other."""
        self._script[action].extend(scripted)

    # what a carrier asks ------------------------------------------------------------------------------

    def connected(self, now: float) -> None:
        """See ``Endpoint``."""
        self.is_connected = True

    def disconnected(self, now: float, code: int) -> None:
        """See ``Endpoint``: what was not sent or not answered is given up."""
        self.is_connected = False
        self._texts.clear()
        self._late.clear()
        for call in self._taken(lambda _: True):
            call.outcome = Disconnected()

    def receive(self, now: float, text: str) -> None:
        """See ``Endpoint``. What is no frame, or answers nothing that was asked, is left alone."""
        frame = read(text)
        if isinstance(frame, Call):
            self._answer(now, frame)
        elif frame is not None:
            call = next((each for each in self._open_calls if each.id == frame.id), None)
            if call is not None:
                self._open_calls.remove(call)
                call.outcome = _outcome(frame)

    def outgoing(self) -> list[Effect]:
        """See ``Endpoint``."""
        effects: list[Effect] = []
        if self.is_connected:
            effects += self._texts
            self._texts = []
        effects += self._effects
        self._effects = []
        return effects

    def next_deadline(self) -> float | None:
        """See ``Endpoint``."""
        return earliest(*(due for due, _ in self._late), *(c.deadline for c in self._open_calls))

    def advance(self, now: float) -> None:
        """See ``Endpoint``."""
        due = sorted(late for late in self._late if late[0] <= now)
        self._late = [late for late in self._late if late[0] > now]
        self._texts += [text for _, text in due]
        for call in self._taken(lambda each: each.deadline is not None and each.deadline <= now):
            call.outcome = TimedOut()

    def _answer(self, now: float, call: Call) -> None:
        script = self._script[call.action]
        scripted = script.popleft() if script else POLITELY
        answers = list(texts(call, scripted))
        if scripted.after > 0:
            self._late += [(now + scripted.after, text) for text in answers]
        else:
            self._texts += answers

    def _taken(self, wanted: Callable[[StandInCall], bool]) -> list[StandInCall]:
        """The outstanding calls that are wanted, which are outstanding no more."""
        taken = [call for call in self._open_calls if wanted(call)]
        self._open_calls = [call for call in self._open_calls if call not in taken]
        return taken


def _outcome(answer: CallResult | CallError) -> Outcome:
    return Refused(answer) if isinstance(answer, CallError) else Answered(answer.payload)
