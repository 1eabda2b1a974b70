"""Remote procedure calls for either end: one own CALL outstanding, answers correlated, time-outs.

OCPP-J 1.6, section 4.1.1 (synchronicity per sender and connection) and 4.2; errata JE3.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ocpp16.endpoint import Effect
from ocpp16.frames import (
    Call,
    CallError,
    CallResult,
    ErrorCode,
    Frame,
    MalformedFrameError,
    Payload,
    parse,
    serialize,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """The peer sent a CALLRESULT."""

    payload: Payload


@dataclass(frozen=True, slots=True)
class Refused:
    """The peer sent a CALLERROR."""

    error: CallError


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The peer sent nothing within the call time-out."""


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The connection went away before an answer came."""


Outcome = Answered | Refused | TimedOut | Disconnected
OnOutcome = Callable[[float, Outcome], None]


@dataclass(frozen=True, slots=True)
class _Outstanding:
    call: Call
    deadline: float
    on_outcome: OnOutcome


class Answer:
    """The duty to answer one CALL, which may be passed on and fulfilled later, once."""

    def __init__(self, call: Call, send: Callable[[str], None]) -> None:
        self.call = call
        self._send: Callable[[str], None] | None = send

    def __call__(self, payload: Payload) -> None:
        """Answer with a CALLRESULT."""
        self._fulfil(serialize(CallResult(self.call.id, payload)))

    def error(self, code: str, description: str = "") -> None:
        """Answer with a CALLERROR."""
        self._fulfil(serialize(CallError(self.call.id, code, description[:255])))

    def _fulfil(self, text: str) -> None:
        send, self._send = self._send, None
        if send is None:
            raise RuntimeError(f"{self.call.action} {self.call.id} was answered before")
        send(text)


class Rpc:
    """The calls and answers of one end on one connection.

    ``new_ids`` yields the message ids of own CALLs; ``call_timeout`` is in seconds.
    """

    def __init__(self, new_ids: Iterator[str], call_timeout: float) -> None:
        self._new_ids = new_ids
        self._call_timeout = call_timeout
        self._outstanding: _Outstanding | None = None
        self._texts: list[Effect] = []
        self._connection = 0

    @property
    def idle(self) -> bool:
        """Whether a CALL may be sent now."""
        return self._outstanding is None

    def call(
        self,
        now: float,
        action: str,
        payload: Payload,
        on_outcome: OnOutcome,
        *,
        deadline: float | None = None,
    ) -> Call:
        """Send a CALL; its outcome is reported exactly once. The end must be idle.

        ``deadline`` is the moment at which it times out, when that is not the call time-out.
        """
        if self._outstanding is not None:
            raise RuntimeError(f"{self._outstanding.call.action} is still unanswered")
        call = Call(next(self._new_ids), action, payload)
        deadline = now + self._call_timeout if deadline is None else deadline
        self._outstanding = _Outstanding(call, deadline, on_outcome)
        self._texts.append(serialize(call))
        return call

    def receive(self, now: float, text: str) -> Answer | None:
        """Take a text in. Returns the duty to answer when it is a CALL, else None.

        A malformed text gets a CALLERROR only when it was meant as a CALL and its id is
        readable; an answer nobody waits for is dropped (the standard settles neither).
        """
        try:
            return self.take(now, parse(text))
        except MalformedFrameError as error:
            if error.call_id is not None:
                refusal = CallError(error.call_id, ErrorCode.FORMATION_VIOLATION, str(error)[:255])
                self._texts.append(serialize(refusal))
            return None

    def take(self, now: float, frame: Frame) -> Answer | None:
        """As ``receive``, for a text that was parsed already."""
        if isinstance(frame, Call):
            return Answer(frame, self._sender())
        self._settle(now, frame)
        return None

    def disconnected(self, now: float) -> None:
        """Give up what is outstanding and unsent: ids live only as long as their connection."""
        self._connection += 1
        self._texts.clear()
        self._conclude(now, Disconnected())

    def outgoing(self) -> list[Effect]:
        """Texts to send, in order; each is handed over once."""
        texts, self._texts = self._texts, []
        return texts

    def next_deadline(self) -> float | None:
        """When the outstanding CALL times out."""
        return self._outstanding.deadline if self._outstanding else None

    def advance(self, now: float) -> None:
        """Conclude the outstanding CALL when its time is over."""
        if self._outstanding is not None and now >= self._outstanding.deadline:
            self._conclude(now, TimedOut())

    def _sender(self) -> Callable[[str], None]:
        connection = self._connection

        def send(text: str) -> None:
            if connection == self._connection:
                self._texts.append(text)

        return send

    def _settle(self, now: float, frame: CallResult | CallError) -> None:
        if self._outstanding is None or self._outstanding.call.id != frame.id:
            return
        self._conclude(
            now, Answered(frame.payload) if isinstance(frame, CallResult) else Refused(frame)
        )

    def _conclude(self, now: float, outcome: Outcome) -> None:
        outstanding, self._outstanding = self._outstanding, None
        if outstanding is not None:
            outstanding.on_outcome(now, outcome)
