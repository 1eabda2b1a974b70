"""What one can ask of the record while it grows: has this come, so often, in this order?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ocpp16.entries import Evidence
from ocpp16.expectation import Match, UnmetError
from ocpp16.journal import Direction, Exchange, Journal
from ocpp16.verification import (
    NEVER,
    ONCE_OR_MORE,
    InAnyOrder,
    Step,
    Times,
    around,
    follow,
    tally,
    unmet,
)


class Question(Protocol):
    """Something that the record answers, sooner or later."""

    def is_settled(self, journal: Journal) -> bool:
        """Whether nothing that comes could change the answer."""

    def answer(self, journal: Journal) -> Sequence[Exchange]:
        """The CALLs that meet the expectation. Raises ``UnmetError``."""


@dataclass(frozen=True, slots=True)
class HowOften:
    """Have such CALLs come so often?"""

    match: Match
    times: Times = ONCE_OR_MORE
    since: int = 0
    """The index of the journal from which it looks."""
    span: str = ""
    """The time there is, in words."""

    def seen(self, journal: Journal) -> list[Exchange]:
        """Those that fit, oldest first."""
        return [exchange for exchange in self._candidates(journal) if self.match.fits(exchange)]

    def is_settled(self, journal: Journal) -> bool:
        """See ``Question``."""
        return self.times.are_settled(len(self.seen(journal)))

    def answer(self, journal: Journal) -> Sequence[Exchange]:
        """See ``Question``."""
        seen = self.seen(journal)
        if self.times.hold(len(seen)):
            return seen
        frames = frames_of(journal, self.match.identity, self.since)
        expected, found = self._expected(), self._found(journal, len(seen))
        if seen:
            raise UnmetError(expected, found, None, around(seen[-1].call, frames))
        raise unmet(expected, found, self.match, self._candidates(journal), frames)

    def _expected(self) -> str:
        if self.times == NEVER:
            return f"no {self.match}{self.span}"
        often = "" if self.times == ONCE_OR_MORE else f" {self.times}"
        return f"{self.match}{often}{self.span}"

    def _found(self, journal: Journal, count: int) -> str:
        others = tally(calls_of(journal, self.match.direction, self.match.identity, self.since))
        return f"{count} of them" if count else f"none of them, but {others}"

    def _candidates(self, journal: Journal) -> list[Exchange]:
        return list(journal.calls(self.match.direction, self.match.action, self.since))


@dataclass(frozen=True, slots=True)
class InOrder:
    """Have these CALLs come, one step after the other?"""

    steps: Sequence[Step]
    since: int = 0
    span: str = ""

    def is_settled(self, journal: Journal) -> bool:
        """See ``Question``."""
        return not follow(self.steps, self._exchanges(journal)).missing

    def answer(self, journal: Journal) -> Sequence[Exchange]:
        """See ``Question``."""
        exchanges = self._exchanges(journal)
        progress = follow(self.steps, exchanges)
        if not progress.missing:
            return progress.seen
        done = [quoted.call for quoted in progress.seen]
        latest = max((call.index for call in done), default=-1)
        later = [exchange for exchange in exchanges if exchange.call.index > latest]
        missing = progress.missing[0]
        raise unmet(
            f"{missing} {self._place(len(done))}{self.span}", f"after that: {tally(later)}",
            missing, later or exchanges, frames_of(journal, missing.identity, self.since),
        )  # fmt: skip

    def _place(self, done: int) -> str:
        total = sum(len(s.matches) if isinstance(s, InAnyOrder) else 1 for s in self.steps)
        return f"after {done} of {total} in order"

    def _exchanges(self, journal: Journal) -> list[Exchange]:
        both = [*journal.requests_sent(since=self.since)]
        both += journal.requests_received(since=self.since)
        return sorted(both, key=lambda exchange: exchange.call.index)


def calls_of(
    journal: Journal, direction: Direction, identity: str | None, since: int
) -> list[Exchange]:
    """The CALLs one way, of one charge point or of all."""
    exchanges = journal.calls(direction, since=since)
    return [e for e in exchanges if identity in (None, e.identity)]


def frames_of(journal: Journal, identity: str | None, since: int) -> list[Evidence]:
    """The texts to and from one charge point, or all."""
    return [f for f in journal.evidence(since) if identity in (None, f.identity)]


def with_evidence(error: UnmetError) -> UnmetError:
    """The same error, which from now on shows its evidence wherever it is printed."""
    error.add_note(error.evidence())
    return error
