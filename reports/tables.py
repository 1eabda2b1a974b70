"""The tables of the catalogue, of the official test purposes and of the seeded deviations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from reports.console import table
from reports.text import printable

ROOMY = 110
"""From this width on, each fact has a column of its own."""


def show_catalogue(rows: Sequence[dict[str, Any]], out: Console) -> None:
    """The behaviours with what covers them, then how many there are of each kind."""
    narrow = out.width < ROOMY
    headings = ("behaviour",) if narrow else ("behaviour", "subject", "obligation")
    made = table(*headings, "covered by", last="sentence")
    for row in rows:
        whose = [row["subject"], row["obligation"]]
        head = [_stacked(row["id"], ", ".join(whose))] if narrow else [row["id"], *whose]
        made.add_row(*head, _covered(row), _said(row))
    out.print(made)
    found = Counter(_kind(row) for row in rows)
    shown = ", ".join(f"{found[kind]} {kind}" for kind in _KINDS if found[kind]) or "nothing"
    out.print(f"{len(rows)} behaviours: {shown}")


def show_purposes(rows: Sequence[dict[str, Any]], out: Console) -> None:
    """The official tool's test purposes with what covers them, then how many there are of each."""
    made = table("test purpose", "standing", last="title, and what covers it")
    for row in rows:
        made.add_row(row["id"], _standing(row), _explained(row))
    out.print(made)
    found = Counter(_purpose_kind(row) for row in rows)
    shown = ", ".join(f"{found[kind]} {kind}" for kind in _PURPOSE_STYLES if found[kind])
    out.print(f"{len(rows)} test purposes: {shown or 'nothing'}")


MOST_NAMES = 3
"""Scenarios named in one cell; the rest is counted."""


def show_deviations(rows: Sequence[dict[str, Any]], out: Console, *, matrix: bool) -> None:
    """Which scenarios caught which deviation, then how many survived."""
    made = table("deviation", "behaviour", last="caught by")
    if matrix:
        made.add_column("also caught by", overflow="fold")
    for row in rows:
        made.add_row(*_deviation(row, matrix))
    out.print(made)
    for row in rows:
        if row["survived"]:
            line = Text.assemble((row["name"], "bold red"), f": {printable(row['sentence'])}")
            out.print(Padding(line, (0, 0, 0, 2)))
    survived = sum(row["survived"] for row in rows)
    style = "bold red" if survived or not rows else "bold green"
    summary = f"{len(rows)} deviations, {len(rows) - survived} caught, {survived} survived"
    out.print(Text(summary, style))


def _deviation(row: dict[str, Any], matrix: bool) -> list[Text]:
    caught = Text("SURVIVED", "bold red") if row["survived"] else _names(row["caught_by"])
    cells = [Text(row["name"]), Text(row["behaviour"]), caught]
    return [*cells, _names(row["also_caught_by"])] if matrix else cells


def _names(names: Sequence[str]) -> Text:
    shown = [printable(name) for name in names[:MOST_NAMES]]
    if len(names) > MOST_NAMES:
        shown.append(f"and {len(names) - MOST_NAMES} more")
    return Text("\n".join(shown))


_KINDS = ("covered", "todo", "not tested", "uncovered")


def _kind(row: dict[str, Any]) -> str:
    if row["scenarios"]:
        return "covered"
    if row["not_tested"]:
        return "not tested"
    return "todo" if row["todo"] else "uncovered"


_PURPOSE_STYLES = {"covered": "green", "not applicable": "dim", "todo": "yellow"}


def _purpose_kind(row: dict[str, Any]) -> str:
    if row["covered_by"]:
        return "covered"
    return "not applicable" if row["not_applicable"] else "todo"


def _standing(row: dict[str, Any]) -> Text:
    kind = _purpose_kind(row)
    return Text(kind, _PURPOSE_STYLES[kind])


def _explained(row: dict[str, Any]) -> Text:
    said = Text(printable(row["title"]))
    for name in row["covered_by"]:
        said.append(f"\n{printable(name)}", "dim")
    if row["not_applicable"]:
        said.append(f"\n{printable(row['not_applicable'])}", "yellow")
    return said


def _stacked(first: str, second: str) -> Text:
    return Text.assemble(first, "\n", (second, "dim"))


def _covered(row: dict[str, Any]) -> Text:
    count, kind = row["scenarios"], _kind(row)
    if count:
        return Text(f"{count} scenario{'s' if count > 1 else ''}", "green")
    return Text(kind, {"todo": "yellow", "uncovered": "bold red"}.get(kind, "dim"))


def _said(row: dict[str, Any]) -> Text:
    said = Text(printable(row["sentence"]))
    if row["not_tested"] and not row["scenarios"]:
        said.append(f"\nnot tested: {row['not_tested']}", "yellow")
    return said.append(f"\n{printable(row['source'])}", "dim")
