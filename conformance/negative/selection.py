"""The whole negative catalogue, and a spread of it when there is not time for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from conformance.negative import framing, payloads, sequences, transport
from conformance.negative.case import Case, Group

MAKERS: dict[Group, Callable[[], tuple[Case, ...]]] = {
    Group.PAYLOAD: payloads.cases,
    Group.FRAMING: framing.cases,
    Group.SEQUENCE: sequences.cases,
    Group.TRANSPORT: transport.cases,
}
KEYS: tuple[Callable[[Case], str], ...] = (
    lambda case: case.group,
    lambda case: case.topic,
    lambda case: case.fault.partition(":")[0],
    lambda case: case.fault,
)
"""What a spread is even over: the group, the action or topic, the kind of fault, its place."""


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, in the order of their ids; the same in every run."""
    return tuple(case for make in MAKERS.values() for case in make())


def of_groups(groups: Iterable[Group]) -> tuple[Case, ...]:
    """The cases of some groups; of all when none is named."""
    wanted = frozenset(groups) or frozenset(Group)
    return tuple(case for case in all_cases() if case.group in wanted)


def spread(cases: Sequence[Case], count: int | None = None) -> tuple[Case, ...]:
    """So many cases, as different as possible, the most telling first; all of them in that order.

    Deterministic: of two spreads the smaller is the beginning of the larger.
    """
    return tuple(_in_turn(cases, KEYS))[:count]


def _in_turn(cases: Sequence[Case], keys: Sequence[Callable[[Case], str]]) -> Iterator[Case]:
    """One case of each kind, then the next of each, and so on."""
    if not keys:
        yield from cases
        return
    kinds: dict[str, list[Case]] = {}
    for case in cases:
        kinds.setdefault(keys[0](case), []).append(case)
    rest = [_in_turn(kind, keys[1:]) for kind in kinds.values()]
    while rest:
        remaining = []
        for kind in rest:
            following = next(kind, None)
            if following is not None:
                yield following
                remaining.append(kind)
        rest = remaining
