"""What is expected of the wire: a match and a window. Unmet expectations show their near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ocpp16.entries import Evidence
from ocpp16.frames import Payload
from ocpp16.journal import Direction, Exchange, Injected
from ocpp16.timestamps import to_seconds, to_text

ABSENT, ANY = "(absent)", "(any)"
"""Expected values that mean: the field is not there; the field is there, whatever it holds."""

UNLIKE, AT_LEAST = "≠ ", "≥ "
LONGEST_LINE = 2_000
"""How much of a frame people are shown, in characters."""
REGISTER = "Energy.Active.Import.Register"
"""What a sampled value without a measurand is (OCPP 1.6, section 7.43)."""


class UnmetError(AssertionError):
    """Something expected was not seen, or something excluded was."""

    def __init__(
        self,
        expected: str,
        seen: str,
        nearest: str | None = None,
        excerpt: Iterable[Evidence] = (),
    ) -> None:
        super().__init__(f"expected {expected}; seen {seen}")
        self.expected = expected
        self.seen = seen
        self.nearest = nearest
        self.excerpt = tuple(quote(entry) for entry in excerpt)

    def evidence(self) -> str:
        """The nearest miss and the frames, for people to read below the sentence."""
        nearest = [f"nearest miss: {self.nearest}"] if self.nearest is not None else []
        frames = ["frames:", *(f"  {line}" for line in self.excerpt)] if self.excerpt else []
        lines = [_shortened(line) for line in (*nearest, *frames)]
        return "\n".join(lines) or "nothing was recorded"


def _shortened(line: str) -> str:
    cut = len(line) - LONGEST_LINE
    return line if cut <= 0 else f"{line[:LONGEST_LINE]}... ({cut} more characters)"


def quote(entry: Evidence) -> str:
    """One line of evidence: moment, direction, raw text; or what was done wrong on purpose."""
    if isinstance(entry, Injected):
        about = f" for {entry.action} number {entry.number}" if entry.action else ""
        return f"{to_text(entry.at)} {entry.identity} !!! injected {entry.fault}{about} ({entry.cause})"
    arrow = "-->" if entry.direction is Direction.TO_CENTRAL_SYSTEM else "<--"
    return f"{to_text(entry.at)} {entry.identity} {arrow} {entry.text}"


@dataclass(frozen=True, slots=True)
class Match:
    """Which CALLs are meant. What is left at its default does not matter."""

    action: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    """Path of a field -> its value as text. ``a.b[0].c`` leads into a payload."""
    direction: Direction = Direction.TO_CENTRAL_SYSTEM
    identity: str | None = None
    payload: Payload | None = None
    """The whole payload, nothing more and nothing less."""
    connector: int | None = None
    """The connector it names, or at which the transaction it names was begun."""
    transaction: int | None = None
    """The transaction it names, or has begun."""

    def fits(self, exchange: Exchange) -> bool:
        """Whether the CALL is meant."""
        return self.concerns(exchange) and not self.misses(exchange)

    def concerns(self, exchange: Exchange) -> bool:
        """Whether the CALL is of the right kind, whatever it holds."""
        return (
            self.action in (None, exchange.action)
            and exchange.direction is self.direction
            and self.identity in (None, exchange.identity)
        )

    def misses(self, exchange: Exchange) -> list[str]:
        """In what the CALL is not what is meant."""
        found = mismatches(self.fields, exchange.payload)
        if self.payload is not None and self.payload != exchange.payload:
            found += differences(self.payload, exchange.payload)
        for name in ("connector", "transaction"):
            wanted, seen = getattr(self, name), getattr(exchange, name)
            if wanted is not None and wanted != seen:
                found.append(f"{name}: expected {wanted}, seen {seen or 'nothing'}")
        return found

    def closest(self, exchanges: Iterable[Exchange]) -> Exchange | None:
        """The CALL of the right kind that lacks least."""
        candidates = [(len(self.misses(e)), e) for e in exchanges if self.concerns(e)]
        return min(candidates, key=lambda candidate: candidate[0])[1] if candidates else None

    def nearest(self, exchanges: Iterable[Exchange]) -> str | None:
        """The CALL that came closest, and what it lacks."""
        best = self.closest(exchanges)
        if best is None:
            return None
        reasons = "; ".join(self.misses(best)) or "right in content, but not in time"
        return f"{quote(best.call)} ({reasons})"

    def __str__(self) -> str:
        wanted = [f"{name} = {value}" for name, value in self.fields.items()]
        if self.payload is not None:
            wanted.append(f"the payload {self.payload}")
        numbers = {"connector": self.connector, "transaction": self.transaction}
        wanted += [f"{name} {number}" for name, number in numbers.items() if number is not None]
        action = self.action or "any action"
        return f"{action} with {', '.join(wanted)}" if wanted else action


def match(
    action: str | None = None,
    *,
    identity: str | None = None,
    connector: int | None = None,
    transaction: int | None = None,
    payload: Payload | None = None,
    fields: Mapping[str, object] | None = None,
    direction: Direction = Direction.TO_CENTRAL_SYSTEM,
    **named: object,
) -> Match:
    """A match as people write it: ``match("Authorize", idTag="X")``.

    ``named`` and ``fields`` (for paths into the payload) hold values as they are in JSON; None
    means that the field is absent. They are partial; ``payload`` is whole.
    """
    wanted = {path: _text(value) for path, value in {**(fields or {}), **named}.items()}
    return Match(action, wanted, direction, identity, payload, connector, transaction)


def _text(value: object) -> str:
    if value is None:
        return ABSENT
    return str(value).lower() if isinstance(value, bool) else str(value)


def differences(wanted: Payload, seen: Payload) -> list[str]:
    """Field by field, how one payload is not the other."""
    return [
        f"{name}: expected {wanted.get(name, 'nothing')!r}, seen {seen.get(name, 'nothing')!r}"
        for name in {**wanted, **seen}
        if wanted.get(name) != seen.get(name) or (name in wanted) != (name in seen)
    ]


def mismatches(wanted: Mapping[str, str], payload: Payload) -> list[str]:
    """How a payload misses a partial description, field by field; empty when it fits."""
    found = []
    for path, value in wanted.items():
        seen = dig(payload, path)
        if not agrees(value, seen):
            shown = "nothing" if seen is None else repr(seen)
            found.append(f"{path}: expected {value}, seen {shown}")
    return found


def dig(payload: object, path: str) -> object:
    """The value at a path such as ``meterValue[0].sampledValue``; None where it leads nowhere.

    A sampled value can be picked by its measurand: ``sampledValue[Voltage].value``.
    ``configurationKey[key=FreeCharging]`` is the member whose field has that text, in any case.
    """
    value = payload
    for step in _steps(path):
        if step.startswith("["):
            value = _member(value, step[1:-1]) if isinstance(value, list) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\[[^\]]*\]|[^.\[\]]+", path))


def _member(values: list[Any], which: str) -> object:
    if which.isdecimal():
        return values[int(which)] if int(which) < len(values) else None
    name, is_named, text = which.partition("=")
    if not is_named:
        named = (v for v in values if isinstance(v, dict))
        return next((v for v in named if v.get("measurand", REGISTER) == which), None)
    wanted = text.casefold()
    return next((v for v in values if str(dig(v, name)).casefold() == wanted), None)


def agrees(wanted: str, seen: object) -> bool:
    """Whether a value is what the text describes; numbers agree as numbers, within strings not.

    ``130816 ± 1`` leaves leeway to a number or, in seconds, to a moment.
    """
    if wanted in (ABSENT, ANY):
        return (seen is None) == (wanted == ABSENT)
    if isinstance(seen, bool):
        return wanted == str(seen).lower()
    if wanted.startswith(UNLIKE):
        return bool(seen) and str(seen) not in wanted.removeprefix(UNLIKE).split(", ")
    if wanted.startswith(AT_LEAST):
        is_number = isinstance(seen, int | float)
        return is_number and float(str(seen)) >= float(wanted.removeprefix(AT_LEAST))
    centre, _, leeway = wanted.partition(" ± ")
    if leeway:
        return _is_near(centre, leeway, seen)
    if isinstance(seen, str):
        return wanted.strip('"') == seen
    try:
        return seen is not None and float(wanted) == float(str(seen))
    except ValueError:
        return False


def other_than(values: Iterable[str]) -> str:
    """The expected value that means: some text, and none of these."""
    return UNLIKE + ", ".join(sorted(set(values)))


def at_least(least: float) -> str:
    """The expected value that means: a number, and this or more."""
    return f"{AT_LEAST}{least:g}"


def _is_near(centre: str, leeway: str, seen: object) -> bool:
    try:
        return abs(_measure(str(seen)) - _measure(centre)) <= float(leeway)
    except ValueError:
        return False


def _measure(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return to_seconds(text)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of suite seconds, both ends included."""

    earliest: float
    latest: float

    def __contains__(self, moment: float) -> bool:
        return self.earliest <= moment <= self.latest
