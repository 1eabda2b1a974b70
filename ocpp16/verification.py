"""Asking what was sent: how often, and in which order. Pure functions over exchanges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ocpp16.entries import Evidence
from ocpp16.expectation import Match, UnmetError
from ocpp16.journal import Exchange, FrameEntry

EXCERPT = 8
"""How many frames are shown as evidence."""


@dataclass(frozen=True, slots=True)
class Times:
    """How often something has to be seen. Raises ``ValueError`` for a range that is none."""

    at_least: int = 1
    at_most: int | None = None

    def __post_init__(self) -> None:
        if self.at_least < 0:
            raise ValueError(f"at least {self.at_least} times says nothing; choose 0 or more")
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"{self} is impossible; choose a larger upper limit")

    @classmethod
    def exactly(cls, count: int) -> Times:
        """So often, no more and no less."""
        return cls(count, count)

    def hold(self, count: int) -> bool:
        """Whether that many are enough, and not too many."""
        return count >= self.at_least and not self.are_exceeded(count)

    def are_exceeded(self, count: int) -> bool:
        """Whether that many are too many, whatever comes."""
        return self.at_most is not None and count > self.at_most

    def are_settled(self, count: int) -> bool:
        """Whether nothing that comes could change the answer."""
        return self.are_exceeded(count) or (self.at_most is None and count >= self.at_least)

    def __str__(self) -> str:
        if self.at_most is None:
            return f"at least {_times(self.at_least)}"
        if self.at_most == self.at_least:
            return f"exactly {_times(self.at_least)}" if self.at_least else "never"
        return f"{self.at_least} to {_times(self.at_most)}"


ONCE_OR_MORE, NEVER = Times(), Times.exactly(0)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


@dataclass(frozen=True, slots=True)
class InAnyOrder:
    """Several CALLs, each a different one, that may come in any order."""

    matches: tuple[Match, ...]

    def __str__(self) -> str:
        return " and ".join(map(str, self.matches))


Step = Match | InAnyOrder
"""One step of a partial order: all of it comes after the steps before."""


def in_any_order(*matches: Match) -> InAnyOrder:
    """One step made of several CALLs whose order does not matter."""
    return InAnyOrder(matches)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a partial order has been followed."""

    seen: tuple[Exchange, ...]
    """The CALLs that count, in the order of the steps."""
    missing: tuple[Match, ...]
    """What has not come of the step under way, and all later steps."""


def follow(steps: Sequence[Step], exchanges: Iterable[Exchange]) -> Progress:
    """Find the steps among the exchanges; others may come in between.

    Each step takes the earliest CALLs it can, which leaves the most to the steps after it.
    """
    rest, seen, missing = iter(exchanges), list[Exchange](), list[Match]()
    for step in steps:
        matches = step.matches if isinstance(step, InAnyOrder) else (step,)
        found = {} if missing else _taken(matches, rest)
        seen += [found[index] for index in sorted(found)]
        missing += [match for index, match in enumerate(matches) if index not in found]
    return Progress(tuple(seen), tuple(missing))


def _taken(matches: Sequence[Match], rest: Iterator[Exchange]) -> dict[int, Exchange]:
    """Number of a match -> the CALL taken for it; looks no further than it has to."""
    taken: dict[int, Exchange] = {}
    while len(taken) < len(matches):
        exchange = next(rest, None)
        if exchange is None:
            break
        _find_place(exchange, matches, taken, set())
    return taken


def _find_place(
    exchange: Exchange, matches: Sequence[Match], taken: dict[int, Exchange], tried: set[int]
) -> bool:
    """Take a CALL for a match, moving others to further matches that they fit as well."""
    for index, match in enumerate(matches):
        if index in tried or not match.fits(exchange):
            continue
        tried.add(index)
        if index not in taken or _find_place(taken[index], matches, taken, tried):
            taken[index] = exchange
            return True
    return False


def tally(exchanges: Iterable[Exchange]) -> str:
    """How many CALLs of each action there are, in words."""
    counts = Counter(exchange.action for exchange in exchanges)
    return ", ".join(f"{count} x {action}" for action, count in sorted(counts.items())) or "nothing"


def unmet(
    expected: str,
    seen: str,
    match: Match,
    exchanges: Iterable[Exchange],
    frames: Iterable[Evidence],
) -> UnmetError:
    """The error that shows the nearest miss among the exchanges, and the frames around it."""
    candidates = list(exchanges)
    closest = match.closest(candidates)
    excerpt = around(closest.call if closest else None, list(frames))
    return UnmetError(expected, seen, match.nearest(candidates), excerpt)


def around(entry: FrameEntry | None, frames: Sequence[Evidence]) -> Sequence[Evidence]:
    """Some frames before and after one of them; without it, the latest."""
    end = len(frames)
    if entry is not None:
        before = sum(1 for frame in frames if frame.index <= entry.index)
        end = min(end, max(before + EXCERPT // 2, EXCERPT))
    return frames[max(0, end - EXCERPT) : end]
