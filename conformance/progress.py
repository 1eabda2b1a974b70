"""Tell the user how a run gets on: a bar on a terminal, a few lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from conformance.results import DeviationResult, ScenarioResult
from conformance.verdict import Verdict
from reports.text import printable

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

    def __init__(self, out: Console) -> None:
        """Write to a console that is no terminal."""
        self._out = out

    def started(self, total: int) -> None:
        """So many scenarios are going to be run."""
        self._out.print(f"running {total}", soft_wrap=True)

    def finished(self, result: ScenarioResult) -> None:
        """One scenario has been judged."""
        if result.verdict not in QUIET:
            self._out.print(_line(result), soft_wrap=True)

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
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=out, transient=True) as progress:
        yield Bar(progress)


def _line(result: ScenarioResult) -> Text:
    return Text(f"{result.verdict}  {printable(result.name)}")


def _survivor(result: DeviationResult) -> Text:
    return Text(f"SURVIVED  {printable(result.name)}")
