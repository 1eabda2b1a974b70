"""What was said on one connection and is waited for: which answer belongs to what. No I/O."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from conformance.negative.reactions import Kind, Reaction
from conformance.sut.stand_in_answers import POLITELY, texts
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS
from ocpp16.frames import (
    CALL_ERROR,
    CALL_RESULT,
    Call,
    CallError,
    CallResult,
    MalformedFrameError,
    Payload,
    parse,
)

MOST_MESSAGES = 2000
"""Messages after which a platform that was asked for next to nothing is said to flood."""


@dataclass(eq=False)
class Waiting:
    """Something that was sent, and the reaction to it once there is one."""

    call_id: str | None
    """None: an answer to it may come under any id."""
    action: str | None = None
    sent_at: float = 0.0
    reaction: Reaction | None = None
    response: Payload = field(default_factory=dict)


class Conversation:
    """One connection's answers. A platform's own requests are answered politely."""

    def __init__(self, improper: str | None = None) -> None:
        self._waiting: list[Waiting] = []
        self._settled: set[str] = set()
        self._given_up: set[str] = set()
        self._given_up_nameless = 0
        self._messages = 0
        self.improper = improper
        """The first thing that no platform should ever send."""

    def expect(self, call_id: str | None, action: str | None = None, now: float = 0.0) -> Waiting:
        """Wait for an answer from now on."""
        waiting = Waiting(call_id, action, now)
        self._waiting.append(waiting)
        return waiting

    def give_up(self, waiting: Waiting) -> None:
        """Wait no longer; an answer that comes later is no concern of what follows."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            if waiting.call_id is None:
                self._given_up_nameless += 1
            else:
                self._given_up.add(waiting.call_id)

    def new_case(self) -> None:
        """Forget what was improper and how much came: they were the case before."""
        self.improper, self._messages = None, 0

    def text(self, text: str) -> list[str]:
        """Take a text in; what is to be sent in return."""
        self._messages += 1
        if self._messages > MOST_MESSAGES:
            self._object(f"more than {MOST_MESSAGES} messages, unasked")
        try:
            frame = parse(text)
        except MalformedFrameError as error:
            self._malformed(text, f"a text that is no frame of OCPP-J: {error}")
            return []
        if isinstance(frame, Call):
            return list(texts(frame, POLITELY))
        self._settle(frame)
        return []

    def binary(self, size: int) -> None:
        """A message came that is no text."""
        self._object(f"a binary message of {size} octets")

    @property
    def floods(self) -> bool:
        """Whether so much came that it is pointless to go on reading."""
        return self._messages > MOST_MESSAGES

    def _settle(self, frame: CallResult | CallError) -> None:
        waiting = self._addressee(frame.id)
        if waiting is not None:
            self._waiting.remove(waiting)
            self._settled.add(frame.id)
            waiting.reaction = self._reaction(waiting, frame)
        elif frame.id in self._given_up:
            self._given_up.remove(frame.id)
        elif frame.id in self._settled:
            self._object(f"a second answer to {frame.id!r}")
        elif self._given_up_nameless:
            self._given_up_nameless -= 1
        else:
            self._object(f"an answer to {frame.id!r:.60}, which was not asked")

    def _addressee(self, call_id: str) -> Waiting | None:
        named = (each for each in self._waiting if each.call_id == call_id)
        of_any_id = (each for each in self._waiting if each.call_id is None)
        return next(named, None) or next(of_any_id, None)

    def _reaction(self, waiting: Waiting, frame: CallResult | CallError) -> Reaction:
        if isinstance(frame, CallError):
            return Reaction(Kind.ERROR, frame.code)
        waiting.response = frame.payload
        if waiting.action in ALL_ACTIONS:
            faults = schema.faults(waiting.action, frame.payload, answer=True)
            if faults:
                return Reaction(Kind.IMPROPER, f"a CALLRESULT that is not valid: {faults[0]}")
        return Reaction(Kind.RESULT)

    def _malformed(self, text: str, reason: str) -> None:
        """An answer that is malformed, but shows what it answers, is one.

        To what had no id a CALLERROR may have any, be it a text or not.
        """
        kind, call_id = _answer_in(text)
        named = next((each for each in self._waiting if each.call_id == call_id), None)
        nameless = next((each for each in self._waiting if each.call_id is None), None)
        if kind == CALL_ERROR and nameless is not None and not isinstance(call_id, str):
            self._waiting.remove(nameless)
            nameless.reaction = Reaction(Kind.ERROR, "without an id")
            return
        self._object(reason)
        if isinstance(call_id, str) and named is not None:
            self._waiting.remove(named)
            self._settled.add(call_id)
            named.reaction = Reaction(Kind.IMPROPER, reason)

    def _object(self, reason: str) -> None:
        self.improper = self.improper or reason


def _answer_in(text: str) -> tuple[int | None, object]:
    """The type and the id of what may be meant as an answer."""
    try:
        value = json.loads(text[:10_000])
    except (ValueError, RecursionError):
        return None, None
    is_answer = isinstance(value, list) and len(value) > 1 and value[0] in (CALL_RESULT, CALL_ERROR)
    return (value[0], value[1]) if is_answer else (None, None)
