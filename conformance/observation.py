"""What can be expected: each method waits, within bounds, and raises ``UnmetError`` if in vain.

Moments count from the latest stimulus; frames from the mark the test bed set at the first one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from conformance.judgement import Inconclusive
from conformance.sut.operator import Request, WireRequest
from conformance.sut.stand_in import StandInCall
from conformance.testbed import TestBed
from ocpp16.actions import Role
from ocpp16.entries import Evidence
from ocpp16.expectation import Match, UnmetError, Window, mismatches, quote
from ocpp16.journal import Closed, Direction, Exchange, Opened, TurnedAway
from ocpp16.verification import EXCERPT, around, follow, tally, unmet

QUIET = 5.0
"""Seconds for which nothing more may come before a count is final."""
SHORTEST_PAUSE = 1.0
"""Seconds between two attempts to connect, at least."""
ENOUGH_ATTEMPTS = 4
"""Attempts to connect whose pauses show whether they grow."""
UNAUTHORIZED = (401, 403)
"""What HTTP has for wrong credentials; OCPP leaves the choice open."""


class Observer:
    """Looks at the journal of a test bed, and lets time pass until there is enough to see."""

    def __init__(self, bed: TestBed) -> None:
        self.bed = bed

    # what is sent ----------------------------------------------------------------------------------

    def sends(self, match: Match, window: Window) -> Exchange:
        """At least one such CALL within the window."""
        found = self._first(match, window)
        if found is None:
            raise self._unmet(f"{match} {self._span(window)}", self._seen(match), match)
        return found

    def sends_exactly(self, match: Match, count: int, leeway: int = 0) -> None:
        """So many such CALLs, and no more in a quiet time after."""

        def enough() -> bool:
            return len(self.matching(match)) >= count

        self.bed.run_until(enough, self.bed.caused_by + self.bed.tolerances.late(0))
        self.bed.pass_time(self.bed.span(QUIET))
        seen = len(self.matching(match))
        if abs(seen - count) > leeway:
            about = f", give or take {leeway}" if leeway else ""
            raise self._unmet(f"{match} {count} time(s){about}", f"{seen} time(s)", match)

    def sends_none(self, match: Match, seconds: float) -> None:
        """No such CALL from the first stimulus on until so many seconds from now."""
        self.bed.pass_time(seconds)
        seen = self.matching(match)
        if seen:
            raise self._unmet(f"no {match}", f"{len(seen)} of them", match)
        self.shows_life()

    def sends_only(
        self,
        actions: Sequence[str],
        seconds: float,
        sender: Direction = Direction.TO_CENTRAL_SYSTEM,
    ) -> None:
        """For so many seconds no CALL that way but of these actions."""
        self.bed.pass_time(seconds)
        calls = self.matching(Match(direction=sender, identity=self.bed.identity))
        others = [e for e in calls if e.action not in actions]
        if others:
            but = f" but {' and '.join(actions)}" if actions else ""
            expected = f"nothing{but} for {seconds:g} s"
            raise UnmetError(expected, quote(others[0].call), None, [e.call for e in others])
        self.shows_life()

    def sent_with_gaps(self, action: str, gaps: Sequence[float]) -> None:
        """One CALL more than there are gaps, so far apart, and none after the last."""
        count, tolerances = len(gaps) + 1, self.bed.tolerances
        match = Match(action, identity=self.bed.identity)
        patience = sum(tolerances.late(gap) for gap in gaps) + tolerances.late(0)
        self.bed.run_until(
            lambda: len(self.matching(match)) >= count, self.bed.carrier.now + patience
        )
        self.bed.pass_time(max([self.bed.span(QUIET), *(2 * gap for gap in gaps)]))
        seen = [later.at - earlier.at for earlier, later in pairwise(self.matching(match))]
        shown = ", ".join(f"{gap:.1f} s" for gap in seen) or f"{len(self.matching(match))} in all"
        fits = len(seen) == len(gaps) and all(
            tolerances.early(wanted) <= gap <= tolerances.late(wanted)
            for wanted, gap in zip(gaps, seen, strict=False)
        )
        if not fits:
            expected = f"{action} {count} time(s), apart by {', '.join(f'{g:g} s' for g in gaps)}"
            raise self._unmet(expected, f"gaps of {shown}", match)

    def repeats_identically(self, action: str) -> None:
        """All such CALLs carry the payload of the first, each under an id of its own."""
        seen = self.matching(Match(action, identity=self.bed.identity))
        if len(seen) < 2:
            raise self._unmet(f"{action} more than once", f"{len(seen)} of them", Match(action))
        for repetition in seen[1:]:
            if repetition.payload != seen[0].payload:
                raise UnmetError(
                    f"each {action} to carry the payload of the first",
                    quote(repetition.call), quote(seen[0].call), [e.call for e in seen],
                )  # fmt: skip

    def in_order(
        self, matches: Sequence[Match], *, only: Match | None = None, seconds: float = 0.0
    ) -> None:
        """These CALLs in this order, each that soon; with ``only``, none of that kind besides."""
        for count in range(1, len(matches) + 1):
            is_next = self.bed.run_until(
                lambda count=count: self._progress(matches[:count]) == count,  # type: ignore[misc]
                self.bed.carrier.now + self.bed.tolerances.late(seconds),
            )
            if not is_next:
                break
        done = self._progress(matches)
        if done < len(matches):
            raise self._unmet(
                f"{matches[done]} after {done} of {len(matches)} in order",
                self._seen(only or matches[done]), matches[done],
            )  # fmt: skip
        if only is not None and len(self.matching(only)) > len(matches):
            raise self._unmet(f"{len(matches)} of {only.action}", self._seen(only), only)

    # what is answered ------------------------------------------------------------------------------

    def answered(self, statuses: Sequence[str]) -> None:
        """The latest request of the central system, or of a stand-in, gets one of these statuses."""
        exchange = self._answered_request()
        if exchange.status not in statuses:
            raise self._wrong_answer(exchange, f"the answer {' or '.join(statuses)}")

    def answered_with(self, fields: dict[str, str]) -> None:
        """The latest request of the central system, or of a stand-in, gets an answer with these fields."""
        exchange = self._answered_request()
        misses = mismatches(fields, exchange.response or {})
        if exchange.response is None or misses:
            raise self._wrong_answer(exchange, f"an answer with {fields}", "; ".join(misses))

    def refused(self, statuses: Sequence[str] = (), codes: Sequence[str] = ()) -> None:
        """The latest request gets a CALLERROR, or one of these statuses.

        With ``codes`` the CALLERROR has one of these.
        """
        exchange = self._answered_request()
        if exchange.error is None and exchange.status not in statuses:
            raise self._wrong_answer(exchange, " or ".join(["a CALLERROR", *statuses]))
        if codes and exchange.error is not None and exchange.error.code not in codes:
            raise self._wrong_answer(exchange, f"a CALLERROR of the code {' or '.join(codes)}")

    def answered_or_refused(self, codes: Sequence[str]) -> None:
        """The latest request gets a CALLRESULT, or a CALLERROR of one of these codes."""
        exchange = self._answered_request()
        if exchange.error is not None and exchange.error.code not in codes:
            expected = f"a CALLRESULT, or a CALLERROR of the code {' or '.join(codes)}"
            raise self._wrong_answer(exchange, expected)

    def answered_somehow(self) -> None:
        """The latest request gets an answer: a CALLRESULT or a CALLERROR."""
        self._answered_request()

    def unanswered(self) -> None:
        """The latest request of the central system, or of a stand-in, gets no answer of any kind.

        A stand-in may have been turned away with it.
        """
        limit = self.bed.profile.limits["call_timeout"]
        exchange = self._concluded_request(self.bed.watched(limit))
        if exchange is None and self._is_shown_the_door():
            return
        if exchange is None:
            raise Inconclusive("precondition not reached: the request could not be delivered")
        if exchange.answer is not None:
            raise self._wrong_answer(exchange, "no answer")

    def replies(self, action: str, check: Callable[[Exchange], list[str]]) -> None:
        """The central system answers each such CALL of the charge point as the check demands."""

        def asked() -> list[Exchange]:
            return list(self.bed.journal.requests_sent(action, self.bed.mark))

        def settled() -> bool:
            return bool(asked()) and all(exchange.answer is not None for exchange in asked())

        latest = self.bed.carrier.now + self.bed.tolerances.reaction
        self.bed.run_until(settled, latest)
        if not asked() and self._is_shown_the_door():
            seen = "the central system ended the connection"
            raise UnmetError(f"an answer to {action}", seen, None, self._tail())
        if not asked():
            raise Inconclusive(f"precondition not reached: no {action} was sent")
        for exchange in asked():
            if exchange.response is None:
                refusal = exchange.answer
                seen = "none" if refusal is None else refusal.text
                entries = [entry for entry in (exchange.call, refusal) if entry]
                raise UnmetError(f"an answer to {action}", seen, quote(exchange.call), entries)
            faults = check(exchange)
            if faults:
                entries = [entry for entry in (exchange.call, exchange.answer) if entry]
                raise UnmetError(f"a right answer to {action}", "; ".join(faults), None, entries)

    # connection and device -------------------------------------------------------------------------

    def connects(self, window: Window, kind: Callable[[Opened], bool], wanted: str) -> None:
        """The first new connection is opened within the window, and is of the kind that is wanted."""
        self.bed.run_until(lambda: bool(self._opened()), window.latest)
        seen = f"{len(self._opened())} connection(s) opened since"
        in_time = [entry for entry in self._opened() if entry.at in window]
        if not in_time:
            raise UnmetError(f"a new connection {self._span(window)}", seen, None, self._tail())
        if not kind(in_time[0]):
            raise UnmetError(f"a connection {wanted}", _opening(in_time[0]), None, self._tail())

    def connects_once(self) -> None:
        """One connection has been opened since the first stimulus, by whomever, and no other is."""
        self.bed.pass_time(self.bed.span(QUIET))
        if len(self._opened()) != 1:
            seen = f"{len(self._opened())} of them"
            raise UnmetError("exactly one connection", seen, None, self._tail())

    def is_turned_away(self, window: Window) -> None:
        """Attempts to connect are refused for want of the right credentials, each of them."""

        def refused() -> list[TurnedAway]:
            entries = self.bed.journal.entries[self.bed.mark :]
            return [e for e in entries if isinstance(e, TurnedAway) and e.at in window]

        self.bed.run_until(lambda: bool(refused() or self._opened()), window.latest)
        if not self.bed.stand_ins:  # they do not try again
            self.bed.pass_time(self.bed.span(QUIET))
        if self._opened():
            raise UnmetError("no connection", _opening(self._opened()[0]), None, self._tail())
        if not refused() or refused()[0].status not in UNAUTHORIZED:
            seen = f"status {refused()[0].status}" if refused() else "no attempt to connect"
            expected = f"the status {' or '.join(map(str, UNAUTHORIZED))} in the handshake"
            raise UnmetError(expected, seen, None, self._tail())

    def dials_ever_more_slowly(self, seconds: float) -> None:
        """For so long attempts to connect go on, at most one a second, with growing pauses.

        On a product of somebody else, whose clock is its own, some attempts are enough.
        """
        enough = ENOUGH_ATTEMPTS if self.bed.setting.pace != 1 else math.inf
        self.bed.wait(lambda: len(self._attempts()) >= enough, seconds)
        pauses = [later - earlier for earlier, later in pairwise(self._attempts())]
        tolerances = self.bed.tolerances
        grows = len(pauses) > 1 and pauses[-1] > pauses[0]
        steadily = all(later >= tolerances.early(earlier) for earlier, later in pairwise(pauses))
        if not grows or not steadily or min(pauses) < SHORTEST_PAUSE - tolerances.jitter:
            seen = ", ".join(f"{pause:.1f} s" for pause in pauses[:EXCERPT]) or "hardly any attempt"
            expected = f"growing pauses between attempts, of {SHORTEST_PAUSE:g} s at least"
            raise UnmetError(expected, seen, None, self._tail())

    def regarded_as(self, state: str, window: Window) -> None:
        """The central system comes to regard the charge point as online or offline, in time."""
        operator, wanted = self.bed.operator, state == "online"

        def reached() -> bool:
            return (
                self.bed.carrier.do(lambda now: operator.online(now, self.bed.identity)) == wanted
            )

        if window.earliest > self.bed.carrier.now:
            self.bed.run_until(lambda: False, window.earliest)
            if reached():
                raise UnmetError(f"{state} {self._span(window)}", "so before", None, self._tail())
        if not self.bed.run_until(reached, window.latest):
            raise UnmetError(f"{state} {self._span(window)}", f"not {state}", None, self._tail())

    def shows_life(self) -> None:
        """A quiet charge point must still be there: it answers, unless nothing may be asked of it.

        Stand-ins are always there.
        """
        if self.bed.stand_ins:
            return
        charge_point = self.bed.central_system.charge_point(self.bed.identity)
        if charge_point.connection is None or charge_point.registration == "Rejected":
            return
        probe = self.bed.ask("GetConfiguration", {"key": ["HeartbeatInterval"]}, probe=True)
        latest = self.bed.carrier.now + self.bed.profile.limits["call_timeout"]
        self.bed.run_until(lambda: probe.outcome is not None, latest)
        if probe.response is None:
            raise Inconclusive("the charge point was silent, but it no longer answers either")

    # reading the journal ---------------------------------------------------------------------------

    def matching(self, match: Match) -> list[Exchange]:
        """The CALLs since the mark that fit."""
        exchanges = self.bed.journal.calls(match.direction, match.action, self.bed.mark)
        return [exchange for exchange in exchanges if match.fits(exchange)]

    def _is_shown_the_door(self) -> bool:
        """Whether a stand-in was kept from saying what it had to say."""
        entries = self.bed.journal.entries[self.bed.mark :]
        ends = any(
            isinstance(entry, TurnedAway)
            or (isinstance(entry, Closed) and entry.by is Role.CENTRAL_SYSTEM)
            for entry in entries
        )
        return ends and isinstance(self.bed.last_call, StandInCall)

    def _attempts(self) -> list[float]:
        """When it was tried to connect."""
        return [
            entry.at
            for entry in self.bed.journal.entries[self.bed.mark :]
            if isinstance(entry, Opened | TurnedAway) and entry.identity == self.bed.identity
        ]

    def _opened(self) -> list[Opened]:
        entries = self.bed.journal.entries[self.bed.mark :]
        return [entry for entry in entries if isinstance(entry, Opened)]

    def _first(self, match: Match, window: Window) -> Exchange | None:
        def found() -> Exchange | None:
            return next((e for e in self.matching(match) if e.at in window), None)

        self.bed.run_until(lambda: found() is not None, window.latest)
        return found()

    def _progress(self, matches: Sequence[Match]) -> int:
        return len(follow(matches, self._sent()).seen)

    def _sent(self) -> list[Exchange]:
        exchanges = self.bed.journal.requests_sent(since=self.bed.mark)
        return [e for e in exchanges if e.call.identity == self.bed.identity]

    def _concluded_request(self, patience: float | None = None) -> Exchange | None:
        own = self.bed.last_call
        if own is None:
            raise Inconclusive("no request of the central system to be answered")
        limit = self.bed.profile.limits["call_timeout"] if patience is None else patience
        latest = self.bed.carrier.now + limit
        self.bed.run_until(lambda: own.outcome is not None, latest)
        return next((e for e in self._requests(own)), None)

    def _requests(self, own: Request) -> Iterator[Exchange]:
        """The exchanges that a request may be, the latest first."""
        journal = self.bed.journal
        if isinstance(own, StandInCall):
            sent = reversed(list(journal.requests_sent(own.action, self.bed.first)))
            return (each for each in sent if each.request.id == own.id)
        return reversed(list(journal.requests_received(own.action, self.bed.first)))

    def _answered_request(self) -> Exchange:
        exchange, own = self._concluded_request(), self.bed.last_call
        if exchange is None and isinstance(own, WireRequest):
            raise Inconclusive(f"the central system was told to send {own.action}, and did not")
        if exchange is None or exchange.answer is None:
            action, outcome = (own.action, own.outcome) if own else ("", None)
            raise UnmetError(f"an answer to {action}", str(outcome), None, self._tail())
        return exchange

    # saying what was seen --------------------------------------------------------------------------

    def _unmet(self, expected: str, seen: str, match: Match) -> UnmetError:
        journal, mark = self.bed.journal, self.bed.mark
        candidates = journal.calls(match.direction, match.action, mark)
        return unmet(expected, seen, match, candidates, journal.evidence(mark))

    def _wrong_answer(self, exchange: Exchange, expected: str, why: str = "") -> UnmetError:
        entries = [entry for entry in (exchange.call, exchange.answer) if entry]
        seen = entries[-1].text + (f" ({why})" if why else "")
        return UnmetError(f"{expected} to {exchange.action}", seen, None, entries)

    def _seen(self, match: Match) -> str:
        is_sent = match.direction is Direction.TO_CENTRAL_SYSTEM
        return tally(self._sent() if is_sent else ())

    def _span(self, window: Window) -> str:
        cause = self.bed.cause_at
        earliest, latest = window.earliest - cause, window.latest - cause
        return f"between {max(earliest, 0):g} s and {latest:g} s after the stimulus"

    def _tail(self) -> list[Evidence]:
        return list(around(None, list(self.bed.journal.evidence(self.bed.mark))))


def _opening(entry: Opened) -> str:
    key = "with credentials" if entry.authorization else "without credentials"
    return f"{'an encrypted' if entry.secure else 'a plain'} one to {entry.path}, {key}"
