"""Rules about the correlation of CALLs and answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ocpp16.actions import Role
from ocpp16.frames import Call, CallError, CallResult
from ocpp16.journal import Closed, Entry, FrameEntry, Opened
from ocpp16.rules.base import Rule, RuleBook, Violation
from ocpp16.rules.context import REJECTED, Context


class Answers(Rule):
    """Every CALL gets one answer, in time, while its connection lasts.

    A CALL whose id is in use, or that reaches a rejected charge point, may be answered but need
    not be; so may a malformed text, under whatever id (the documents leave it open).
    """

    name = "answers"
    section = "OCPP-J 4.1.1, 4.2; OCPP 1.6 4.2 for the rejected charge point"

    def __init__(self, book: RuleBook, context: Context) -> None:
        super().__init__(book, context)
        self._due: defaultdict[int, dict[str, FrameEntry]] = defaultdict(dict)
        self._optional: Counter[tuple[int, str | None]] = Counter()
        self._answered: defaultdict[int, set[str]] = defaultdict(set)
        self._connections: dict[str, int] = {}

    def received(self, entry: FrameEntry) -> Iterable[Violation]:
        """Note the duty to answer."""
        frame = entry.frame
        if frame is None:
            self._optional[entry.connection, None] += 1
        elif isinstance(frame, Call):
            due = self._due[entry.connection]
            if frame.id in due or self._is_exempt(entry):
                self._optional[entry.connection, frame.id] += 1
            else:
                due[frame.id] = entry
        return ()

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Look for the CALL that this answers."""
        if not isinstance(entry.frame, CallResult | CallError):
            return
        call_id = entry.frame.id
        call = self._due[entry.connection].pop(call_id, None)
        if call is not None:
            self._answered[entry.connection].add(call_id)
            if self._is_overdue(call, entry.at):
                yield self.violation(entry, f"answered {entry.at - call.at:.1f} s after the CALL")
        elif not self._is_optional(entry.connection, call_id):
            yield self.violation(entry, self._surplus(entry.connection, call_id))

    def happened(self, entry: Entry) -> Iterator[Violation]:
        """The end of a connection, or its replacement, ends the duties on it."""
        if isinstance(entry, Closed):
            yield from self._settle(entry.connection, entry.at)
            self._answered.pop(entry.connection, None)
        elif isinstance(entry, Opened):
            stale = self._connections.get(entry.identity)
            self._connections[entry.identity] = entry.connection
            if stale is not None:
                yield from self._settle(stale, entry.at)

    def end(self, now: float) -> Iterator[Violation]:
        """Report what should have been answered by now."""
        for connection in list(self._due):
            yield from self._settle(connection, now)

    def _settle(self, connection: int, now: float) -> Iterator[Violation]:
        for call_id, call in self._due.pop(connection, {}).items():
            if self._is_overdue(call, now) and not self._is_exempt(call):
                yield self.violation(call, f"not answered within {self.book.answer_limit:g} s")
            self._optional[connection, call_id] += 1

    def _is_overdue(self, call: FrameEntry, now: float) -> bool:
        return now - call.at > self.book.answer_limit + self.book.tolerance

    def _is_exempt(self, call: FrameEntry) -> bool:
        is_charge_point = self.book.side is Role.CHARGE_POINT
        return is_charge_point and self.context.registration(call).status == REJECTED

    def _is_optional(self, connection: int, call_id: str) -> bool:
        for key in ((connection, call_id), (connection, None)):
            if self._optional[key] > 0:
                self._optional[key] -= 1
                return True
        return False

    def _surplus(self, connection: int, call_id: str) -> str:
        if call_id in self._answered[connection]:
            return f"the CALL {call_id!r} was answered before"
        return f"there is no CALL {call_id!r} to answer"


class OneOutstandingCall(Rule):
    """No CALL while an own CALL on the same connection is neither answered nor timed out."""

    name = "one-outstanding-call"
    section = "OCPP-J 4.1.1, errata JE3.4"

    def __init__(self, book: RuleBook, context: Context) -> None:
        super().__init__(book, context)
        self._outstanding: defaultdict[int, dict[str, FrameEntry]] = defaultdict(dict)

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Compare with the CALLs still waiting."""
        if not isinstance(entry.frame, Call):
            return
        waiting = {
            call_id: call
            for call_id, call in self._outstanding[entry.connection].items()
            if not self._is_given_up(call, entry.at)
        }
        if waiting:
            ids = ", ".join(map(repr, waiting))
            yield self.violation(entry, f"sent while {ids} still waits for its answer")
        self._outstanding[entry.connection] = {**waiting, entry.frame.id: entry}

    def happened(self, entry: Entry) -> Iterable[Violation]:
        """Nothing is waited for beyond the end of a connection."""
        if isinstance(entry, Closed):
            self._outstanding.pop(entry.connection, None)
        return ()

    def received(self, entry: FrameEntry) -> Iterable[Violation]:
        """An answer frees the connection, and so does a malformed text that names the id."""
        waiting = self._outstanding[entry.connection]
        if isinstance(entry.frame, CallResult | CallError):
            waiting.pop(entry.frame.id, None)
        elif entry.frame is None:
            for call_id in [call_id for call_id in waiting if f'"{call_id}"' in entry.text]:
                del waiting[call_id]
        return ()

    def _is_given_up(self, call: FrameEntry, now: float) -> bool:
        return now - call.at >= self.book.call_timeout - self.book.tolerance
