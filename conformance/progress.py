"""Tell the user how a run gets on: a bar on a terminal, a few lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from conformance.results import DeviationResult, ScenarioResult
from conformance.verdict import Verdict
from reports.text import printable

TELL_EVERY = 15.0
"""Real seconds after which a run without a terminal tells again how long it will take."""
QUIET = (Verdict.PASS, Verdict.NOT_APPLICABLE)


class Bar:
    """A bar that moves; what was not passed is named above it at once."""

    def __init__(self, progress: Progress) -> None:
        """Show it on a display that is live already."""
        self._progress = progress
        self._task = progress.add_task("starting", total=None)

    def started(self, total: int) -> None:
        """So many scenarios are going to be run."""
        self._progress.update(self._task, total=total, description="running")

    def finished(self, result: ScenarioResult) -> None:
        """One scenario has been judged."""
        if result.verdict not in QUIET:
            self._progress.print(_line(result))
        self._progress.advance(self._task)

    def judged(self, result: DeviationResult) -> None:
        """One deviation has been caught, or has survived."""
        if result.survived:
            self._progress.print(_survivor(result))
        self._progress.advance(self._task)


class Lines:
    """The number of scenarios or deviations, and a line for each that was not passed."""

    def __init__(self, out: Console, clock: Callable[[], float] = time.monotonic) -> None:
        """Write to a console that is no terminal; ``clock`` tells real seconds."""
        self._out = out
        self._clock = clock
        self._total = self._finished = 0
        self._begun = self._told = clock()

    def started(self, total: int) -> None:
        """So many scenarios are going to be run."""
        self._total, self._begun = total, self._clock()
        self._out.print(f"running {total}", soft_wrap=True)

    def finished(self, result: ScenarioResult) -> None:
        """One scenario has been judged; now and then it is told how long the rest will take."""
        self._finished += 1
        if result.verdict not in QUIET:
            self._out.print(_line(result), soft_wrap=True)
        now = self._clock()
        if now - self._told >= TELL_EVERY:
            self._told = now
            left = (now - self._begun) / self._finished * (self._total - self._finished)
            self._out.print(f"{self._finished} of {self._total}, about {left:.0f} s left")

    def judged(self, result: DeviationResult) -> None:
        """One deviation has been caught, or has survived."""
        if result.survived:
            self._out.print(_survivor(result), soft_wrap=True)


@contextmanager
def shown(out: Console) -> Iterator[Bar | Lines]:
    """The progress that fits the console, for the length of a block."""
    if not out.is_terminal:
        yield Lines(out)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=out, transient=True) as progress:
        yield Bar(progress)


def _line(result: ScenarioResult) -> Text:
    return Text(f"{result.verdict}  {printable(result.name)}")


def _survivor(result: DeviationResult) -> Text:
    return Text(f"SURVIVED  {printable(result.name)}")
