"""What can be seen at the device itself, through a driver that can read it: display, meter, store.

Every value that a verdict rests on is noted in the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from conformance.testbed import TestBed
from ocpp16.entries import Evidence
from ocpp16.expectation import UnmetError

EXCERPT = 8


class DeviceObserver:
    """Reads quantities, within the time of reaction. Raises ``UnmetError`` if in vain."""

    def __init__(self, bed: TestBed) -> None:
        self.bed = bed

    def shows(self, quantity: str, test: Callable[[Any], bool], wanted: str) -> None:
        """The device comes to show a quantity that passes the test."""
        latest = self.bed.carrier.now + self.bed.tolerances.reaction
        met = self.bed.run_until(lambda: test(self._read(quantity)), latest)
        self._conclude(met, quantity, wanted)

    def keeps(self, quantity: str, test: Callable[[Any], bool], wanted: str) -> None:
        """Once it had its time to react, the device shows a quantity that passes the test."""
        self.bed.pass_time(self.bed.tolerances.reaction)
        self._conclude(test(self._read(quantity)), quantity, wanted)

    def reads(self, readings: Sequence[tuple[str, str]]) -> None:
        """The device comes to show each of these quantities with its text."""
        for quantity, text in readings:
            self.shows(quantity, partial(says, text), repr(text))

    def reads_none_of(self, readings: Sequence[tuple[str, str]]) -> None:
        """The device shows none of these."""
        for quantity, text in readings:
            self.keeps(quantity, partial(lacks, text), f"without {text!r}")

    def follows(self, quantity: str, timetable: Sequence[tuple[float, float]]) -> None:
        """The device shows these values, each from its moment on until the next one's."""
        start, reaction = self.bed.cause_at, self.bed.tolerances.reaction
        ends = [*(moment for moment, _ in timetable[1:]), None]
        for (moment, value), end in zip(timetable, ends, strict=True):
            self._at(quantity, start + moment + reaction, moment + reaction, value)
            if end is not None and end - moment > 2 * reaction:
                self._at(quantity, start + end - reaction, end - reaction, value)

    def _at(self, quantity: str, moment: float, after: float, wanted: float) -> None:
        self.bed.run_until(lambda: False, moment)
        met = abs(self._read(quantity) - wanted) <= 0.05
        self._conclude(met, quantity, f"of {wanted:g} after {after:g} s")

    def _conclude(self, met: bool, quantity: str, wanted: str) -> None:
        value = self._read(quantity)
        self.bed.journal.observed(self.bed.carrier.now, self.bed.identity, quantity, value)
        if not met:
            raise UnmetError(f"{quantity} {wanted}", _text(value), None, self._tail())

    def _read(self, quantity: str) -> Any:
        return self.bed.read(quantity)

    def _tail(self) -> list[Evidence]:
        return list(self.bed.journal.evidence(self.bed.mark))[-EXCERPT:]


def says(text: str, seen: Any) -> bool:
    """Whether what is seen is the text; of a screen, whether one of its lines contains it.

    Regardless of case, unless it is quoted; a number is as people write it, ``(absent)`` is
    nothing at all. Parts set apart by ``…`` stand in one line of the screen, in any order.
    """
    if text == "(absent)":
        return seen is None or seen == []
    if text.startswith('"') and text.endswith('"'):
        return str(seen) == text[1:-1]
    if isinstance(seen, list | tuple):
        parts = [part.strip().casefold() for part in text.split("…")]
        return any(all(part in str(line).casefold() for part in parts) for line in seen)
    return _text(seen).casefold() == text.casefold()


def lacks(text: str, seen: Any) -> bool:
    """The opposite of ``says``."""
    return not says(text, seen)


def _text(seen: Any) -> str:
    if isinstance(seen, bool):
        return "on" if seen else "off"
    return f"{seen:g}" if isinstance(seen, int | float) else str(seen)
