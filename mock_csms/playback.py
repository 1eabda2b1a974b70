"""One side of a record played against a live peer: an ``Endpoint``, no I/O, no clock.

The record is followed entry by entry. Own CALLs go out when their time has come; the peer's CALLs
and answers are waited for, each for a limited time, and compared. The peer's CALLs are answered as the
same action was answered in the record, the n-th like the n-th.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto

from mock_csms.playback_payloads import Translation, differences
from mock_csms.playback_record import PERIODIC, Record, Step, unrecorded
from ocpp16.actions import Role
from ocpp16.endpoint import Close, Dial, Effect, earliest
from ocpp16.frames import Call, CallError, CallResult, Frame, Payload, serialize
from ocpp16.journal import Closed, Entry, Exchange, FrameEntry, Journal
from ocpp16.redaction import is_masked
from ocpp16.trace_format import parsed

NORMAL, GOING_AWAY, NO_CODE, ABNORMAL = 1000, 1001, 1005, 1006
LAST_ENDS = frozenset({NORMAL, GOING_AWAY, NO_CODE, ABNORMAL})
"""With these the last connection of a record ends when somebody stops, which shows nothing."""
Moment = float


class Phase(Enum):
    """Where the playback stands."""

    WAITING = auto()
    """For the next connection."""
    PLAYING = auto()
    CLOSING = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was not as recorded, and the frame of the record that it is about."""

    message: str
    recorded: Step | None = None


class Playback:
    """Plays ``side`` of what ``journal`` holds of one charge point.

    ``dial`` is how a charge point connects; a central system is connected to. ``pace`` divides the
    recorded gaps; None leaves them out. ``begins_after`` is how many recorded seconds pass before the
    first dial. ``patience`` is how many seconds something recorded may come late, ``connect_within``
    how many a connection may.
    """

    def __init__(
        self,
        journal: Journal,
        side: Role,
        *,
        dial: Dial | None = None,
        pace: float | None = 1.0,
        begins_after: float = 0.0,
        patience: float = 30.0,
        connect_within: float = 300.0,
        redacted: bool = False,
    ) -> None:
        self.side = side
        self.differences: list[Difference] = []
        self.notes: list[str] = []
        """What was left out on purpose."""
        self.broken: str | None = None
        """Why the playback ended before its end."""
        self.phase = Phase.WAITING
        self._dial = dial
        self._pace = pace
        self._begins_after = begins_after
        self._patience = patience
        self._connect_within = connect_within
        self._redacted = redacted
        self._record = Record(journal, side.peer)
        self._scenes = self._record.scenes
        self._translation = Translation()
        self._seen: Counter[str] = Counter()
        self._outstanding: dict[str, Exchange] = {}
        self._late: list[tuple[Moment, str]] = []
        self._effects: list[Effect] = []
        self._cursor = 0
        self._base: Moment = 0.0
        self._held_since: Moment | None = None
        self._dial_at: Moment | None = None
        self._deadline: Moment | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to play."""
        return self.phase is Phase.OVER

    def start(self, now: float) -> None:
        """Begin; once. A record without a connection is over at once."""
        self._await_connection(now + self._scaled(self._begins_after))
        self.advance(now)

    def abandon(self, reason: str) -> None:
        """End early, unless it is over."""
        if not self.is_over:
            self._break(reason)

    # the endpoint ----------------------------------------------------------------------------------

    def connected(self, now: float) -> None:
        """See ``Endpoint``."""
        self.phase = Phase.PLAYING
        self._cursor, self._base, self._held_since = 0, now, None
        self.advance(now)

    def disconnected(self, now: float, code: int) -> None:
        """See ``Endpoint``."""
        self._late.clear()
        self._effects.clear()
        if self.phase is Phase.WAITING:
            self._break("no connection could be opened")
        elif self.phase is Phase.CLOSING or (self.phase is Phase.PLAYING and self._may_end(code)):
            self._next_scene(now)
        elif self.phase is Phase.PLAYING:
            self._break(f"the peer ended the connection with code {code}, before the record does")
        self._outstanding.clear()
        self.advance(now)

    def receive(self, now: float, text: str) -> None:
        """See ``Endpoint``."""
        frame, malformed = parsed(text)
        match frame:
            case None:
                self._differs(f"the peer sent a text that is no frame ({malformed})")
            case Call():
                self._called(now, frame)
            case CallResult() | CallError():
                self._answered(frame)
        self.advance(now)

    def outgoing(self) -> list[Effect]:
        """See ``Endpoint``."""
        effects, self._effects = self._effects, []
        return effects

    def next_deadline(self) -> float | None:
        """See ``Endpoint``."""
        if self.is_over:
            return None
        return earliest(self._deadline, *(due for due, _ in self._late))

    def advance(self, now: float) -> None:
        """See ``Endpoint``."""
        self._deadline = None
        if self.phase is Phase.WAITING:
            self._connect(now)
        elif self.phase is Phase.PLAYING:
            self._send_late(now)
            while self.phase is Phase.PLAYING and self._step(now):
                pass

    # connections -----------------------------------------------------------------------------------

    def _await_connection(self, now: float) -> None:
        self.phase = Phase.WAITING
        if not self._scenes:
            self.phase = Phase.OVER
        elif self._dial is not None:
            self._dial_at = now
        else:
            self._held_since = now

    def _connect(self, now: float) -> None:
        if self._dial is not None and self._dial_at is not None:
            if now >= self._dial_at:
                self._dial_at = None
                self._effects.append(self._dial)
            self._deadline = self._dial_at
        elif self._dial is None and self._held_since is not None:
            limit = self._held_since + self._connect_within
            if now >= limit:
                self._break(f"nobody connected within {self._connect_within:g} s")
            self._deadline = limit

    def _next_scene(self, now: float) -> None:
        before = self._scenes.pop(0)
        self._await_connection(now)
        if self._scenes and self._dial_at is not None:
            self._dial_at += self._scaled(self._scenes[0][0].at - before[-1].at)

    def _may_end(self, code: int) -> bool:
        """Whether the record has come to its end here, too, but for what is owed to nobody."""
        rest = self._scenes[0][self._cursor :]
        if any(self._matters(step) for step in rest):
            return False
        end = rest[-1] if rest else None
        if isinstance(end, Closed) and end.by is not self.side:
            self._compare_end(end, code)
        return True

    def _compare_end(self, end: Closed, code: int) -> None:
        if end.code != code and not self._is_mere_end(end):
            self._differs(f"the connection ended with code {code} instead of {end.code}", end)

    def _matters(self, step: Step) -> bool:
        if isinstance(step, Closed):
            return False
        return step.direction.sender is self.side or not self._has_come(step)

    # following the record --------------------------------------------------------------------------

    def _step(self, now: float) -> bool:
        """Go on by one entry, if its time has come."""
        scene = self._scenes[0]
        if self._cursor >= len(scene):
            self._close(NORMAL)
            return False
        entry = scene[self._cursor]
        if self._held_since is None:
            self._held_since = now
        wait_until = self._blocked(now, entry)
        if wait_until is not None:
            self._deadline = wait_until
            return False
        self._held_since = None
        self._cursor += 1
        self._base += max(0.0, now - self._due(entry))
        return True

    def _blocked(self, now: float, entry: Step) -> Moment | None:
        """Do what an entry says and return None, or the moment until which it has to wait."""
        is_own = (entry.by if isinstance(entry, Closed) else entry.direction.sender) is self.side
        if not is_own:
            return self._awaited(now, entry)
        if self._record.is_answer(entry):
            return min((due for due, _ in self._late), default=None)
        due = self._due(entry)
        if now < due:
            return due
        if isinstance(entry, Closed):
            self._close(entry.code)
        else:
            self._send(now, entry)
        return None

    def _awaited(self, now: float, entry: Step) -> Moment | None:
        if isinstance(entry, FrameEntry) and self._has_come(entry):
            return None
        if isinstance(entry, Closed) and self._is_mere_end(entry):
            self._close(NORMAL)
            return None
        assert self._held_since is not None
        limit = max(self._held_since, self._due(entry)) + self._patience
        if now < limit:
            return limit
        if isinstance(entry, Closed):
            self._differs(f"the peer did not close the connection (code {entry.code})", entry)
            self._close(NORMAL)
        else:
            self._missed(entry)
        return None

    def _is_mere_end(self, end: Closed) -> bool:
        return len(self._scenes) == 1 and end.code in LAST_ENDS

    def _has_come(self, entry: FrameEntry) -> bool:
        """Whether the peer has sent what it sent in the record, or owes it to nobody."""
        match entry.frame:
            case Call(action=action):
                return action in PERIODIC or self._seen[action] >= self._record.ordinal(entry)
            case CallResult(id=call_id) | CallError(id=call_id):
                return call_id not in self._outstanding
        return True

    def _missed(self, entry: FrameEntry) -> None:
        if isinstance(entry.frame, Call):
            action = entry.frame.action
            self._differs(f"the peer did not send {action}", entry)
            self._seen[action] += 1
        elif entry.frame is not None:
            exchange = self._outstanding.pop(entry.frame.id)
            self._differs(f"the peer did not answer {exchange.action}", entry)

    def _send(self, now: float, entry: FrameEntry) -> None:
        frame, exchange = entry.frame, self._record.exchange(entry)
        if not isinstance(frame, Call) or exchange is None:
            self._effects.append(entry.text)
        elif self._redacted and is_masked(frame.payload):
            self.notes.append(f"{frame.action} was not sent: its credentials were redacted")
        else:
            payload = self._translation.of(frame.payload, now - entry.at)
            self._effects.append(serialize(Call(frame.id, frame.action, payload)))
            self._outstanding[frame.id] = exchange

    def _close(self, code: int) -> None:
        self.phase = Phase.CLOSING
        self._effects.append(Close(NORMAL if code == NO_CODE else code))

    def _due(self, entry: Entry) -> Moment:
        return self._base + self._scaled(entry.at - self._scenes[0][0].at)

    def _scaled(self, gap: float) -> float:
        return 0.0 if self._pace is None else max(0.0, gap) / self._pace

    # what the peer sends ---------------------------------------------------------------------------

    def _called(self, now: float, call: Call) -> None:
        self._seen[call.action] += 1
        number = self._seen[call.action]
        exchange = self._record.asked(call.action, number)
        if exchange is not None:
            self._translation.learn(exchange.payload, call.payload)
        elif call.action not in PERIODIC:
            self._differs(f"the peer sent {call.action} more often than recorded ({number} times)")
        exchange = exchange or self._record.latest(call.action)
        if exchange is None:
            self._effects.append(serialize(unrecorded(now, call)))
        elif exchange.answer is not None and exchange.answer.frame is not None:
            delay = self._scaled(exchange.answer.at - exchange.at)
            answer = self._reply(now, call, exchange.answer, exchange.answer.frame)
            self._late.append((now + delay, answer))
            self._send_late(now)

    def _reply(self, now: float, call: Call, entry: FrameEntry, recorded: Frame) -> str:
        if isinstance(recorded, CallError):
            details = recorded.details
            return serialize(CallError(call.id, recorded.code, recorded.description, details))
        return serialize(CallResult(call.id, self._payload(now, entry, recorded)))

    def _payload(self, now: float, entry: FrameEntry, recorded: Frame) -> Payload:
        payload = recorded.payload if isinstance(recorded, CallResult) else {}
        return self._translation.of(payload, now - entry.at)

    def _send_late(self, now: float) -> None:
        self._effects += [text for due, text in sorted(self._late) if due <= now]
        self._late = [(due, text) for due, text in self._late if due > now]

    def _answered(self, frame: CallResult | CallError) -> None:
        exchange = self._outstanding.pop(frame.id, None)
        if exchange is None:
            self._differs(
                f"the peer answered {frame.id!r}, which was not asked or no longer awaited"
            )
        elif exchange.answer is None:
            self._differs(
                f"the peer answered {exchange.action}, unlike in the record", exchange.call
            )
        else:
            for message in self._compared(exchange, frame):
                self._differs(f"{exchange.action} was answered {message}", exchange.answer)

    def _compared(self, exchange: Exchange, live: CallResult | CallError) -> list[str]:
        response, error = exchange.response, exchange.error
        if isinstance(live, CallError):
            expected = error.code if error is not None else "a CALLRESULT"
            return [] if live.code == expected else [f"with {live.code} instead of {expected}"]
        if response is None:
            return [f"with a CALLRESULT instead of {error.code if error else 'nothing'}"]
        self._translation.learn(response, live.payload)
        found = differences(response, live.payload, redacted=self._redacted)
        return [f"otherwise: {each}" for each in found]

    # the end -----------------------------------------------------------------------------------------

    def _differs(self, message: str, recorded: Step | None = None) -> None:
        self.differences.append(Difference(message, recorded))

    def _break(self, reason: str) -> None:
        self.broken = reason
        self.phase = Phase.OVER
