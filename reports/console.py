"""What is shown on the terminal, or written plainly where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from reports.redaction import redact
from reports.text import printable
from reports.wording import (
    OPEN_VERDICTS,
    baseline,
    conditions,
    counts,
    excerpt,
    findings,
    not_applicable,
    outcome,
    parts,
    verdict_of,
    warnings,
)

PLAIN_WIDTH = 120
STYLES = {
    "PASS": "green",
    "FAIL": "bold red",
    "ERROR": "bold magenta",
    "INCONCLUSIVE": "yellow",
    "NOT APPLICABLE": "dim",
}
_WARNING = "yellow"
_STANDINGS = {"known": "dim", "stale": "bold red", "unjustified": "bold red"}


def console(file: IO[str] | None = None, *, stderr: bool = False) -> Console:
    """A console that is wide enough where nobody is looking at a terminal."""
    made = Console(file=file, stderr=stderr, highlight=False, emoji=False, markup=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = PLAIN_WIDTH
    return made


def show_run(run: dict[str, Any], out: Console, folder: Path | None = None) -> None:
    """The whole account of a run: behaviours, what failed and why, totals."""
    run = redact(run)
    out.print(_conditions(run))
    out.print(_results(run))
    for scenario in run["scenarios"]:
        if scenario["verdict"] in OPEN_VERDICTS and scenario["standing"] is None:
            _show_open(scenario, out)
    for line in _left_out(run):
        out.print(line)
    out.print(_totals(run))
    if folder is not None:
        out.print(Text(f"report      {folder}"), soft_wrap=True)


def table(*headings: str, last: str) -> Table:
    """A table whose last column takes what the others leave."""
    made = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, header_style="bold")
    for heading in headings:
        made.add_column(heading, no_wrap=True)
    made.add_column(last, overflow="fold", ratio=None)
    return made


def _verdict(result: dict[str, Any]) -> Text:
    """A verdict in its colour, or in that of its standing."""
    style = _WARNING if result["warning"] else STYLES.get(result["verdict"], "")
    return Text(verdict_of(result), _STANDINGS.get(result["standing"], style))


def _conditions(run: dict[str, Any]) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for word, value in conditions(run):
        grid.add_row(Text(word, "dim"), Text(value))
    return Padding(grid, (1, 0, 0, 0))


def _results(run: dict[str, Any]) -> Table:
    made = table("behaviour", "verdict", last="sentence")
    for result in run["results"]:
        made.add_row(
            result["behaviour"],
            _verdict(result),
            Text(printable(result["sentence"])),
        )
    return made


def _show_open(scenario: dict[str, Any], out: Console) -> None:
    """A scenario that was not passed: in a frame on a terminal, else under a heading."""
    style = STYLES[scenario["verdict"]]
    title = Text.assemble((scenario["verdict"], style), "  ", (printable(scenario["name"]), "bold"))
    place = " ".join([*scenario["behaviours"], printable(scenario["location"])])
    facts, trace = _facts(scenario), excerpt(scenario["failure"])
    if out.is_terminal:
        body = Group(facts, *(Padding(part, (0, 0, 0, depth)) for depth, part in _trace(trace)))
        out.print(Panel(body, title=title, subtitle=Text(place, "dim"), title_align="left",
                        subtitle_align="left", border_style=style, padding=(0, 1)))  # fmt: skip
        return
    out.print(title, soft_wrap=True)
    out.print(Padding(Group(Text(place), facts), (0, 0, 0, 2)))
    for depth, part in _trace(trace):
        out.print(Text(" " * (2 + depth)) + part, soft_wrap=True)
    out.print()


def _facts(scenario: dict[str, Any]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for word, text in parts(scenario):
        grid.add_row(Text(word, "dim"), Text(text))
    return grid


def _trace(text: str) -> list[tuple[int, Text]]:
    """The excerpt, in the full width: how deep each line stands, and the line."""
    lines = [(2, Text(line, overflow="fold")) for line in text.splitlines()]
    return [(0, Text("trace", "dim")), *lines] if lines else []


def _left_out(run: dict[str, Any]) -> Iterable[RenderableType]:
    for scenario in run["scenarios"]:
        if scenario["standing"] is not None:
            style = _STANDINGS[scenario["standing"]]
            told = printable(f"  {scenario['name']}: {scenario['note']}")
            yield Text.assemble((scenario["standing"], style), told)
    for what, evidence in findings(run):
        yield Text.assemble(("finding", "yellow"), f"  {what}: {evidence}")
    for reason, names in not_applicable(run).items():
        shown = names[0] if len(names) == 1 else f"{len(names)} scenarios"
        yield Text.assemble(("not applicable", "dim"), f"  {shown}: {reason}")
    for each in run["not_run"]:
        yield Text.assemble(("not run", "yellow"), f"  {each['behaviour']}: {each['reason']}")


def _totals(run: dict[str, Any]) -> RenderableType:
    totals = run["totals"]
    grid = Table.grid(padding=(0, 2))
    style = "bold green" if run["exit_code"] == 0 else "bold red"
    grid.add_row("behaviours", counts(totals["behaviours"]))
    grid.add_row("scenarios", f"{counts(totals['scenarios'])}, of {totals['planned']} planned")
    if warnings(run):
        grid.add_row("warnings", warnings(run))
    for line in baseline(run):
        grid.add_row("baseline", Text(line))
    grid.add_row("outcome", Text(outcome(run), style))
    return Padding(grid, (1, 0, 0, 0))
