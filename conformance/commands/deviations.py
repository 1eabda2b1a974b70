"""`deviations`: seed each known fault into the reference and see which scenario catches it."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from conformance import progress
from conformance.commands.choices import one_of
from conformance.commands.engine import engine
from conformance.commands.usage import UsageProblem
from conformance.verdict import ExitCode
from reports.console import console
from reports.markdown import deviations_table
from reports.tables import show_deviations


def deviations(
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this one (repeatable).")
    ] = None,
    matrix: Annotated[
        bool,
        typer.Option(
            "--matrix",
            help="Run all scenarios that each can change, not only those of its behaviour: "
            "shows what else catches it, and takes much longer.",
        ),
    ] = False,
    markdown: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the whole table here as well.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to spread them over.")] = (
        os.cpu_count() or 1
    ),
) -> None:
    """Show that the suite catches every seeded fault.

    With --markdown the table is written to a file too, no name left out.

    Exit codes: 0 all caught, 1 one survived, 5 there was none to run.
    """
    if markdown is not None and (markdown.is_dir() or not markdown.absolute().parent.is_dir()):
        raise UsageProblem(f"--markdown {markdown}: name a file in a folder that exists")
    known = engine().deviations()
    names = [one_of("deviation", each, known) for each in dict.fromkeys(name or known)]
    with progress.shown(console(stderr=True)) as shown:
        found = engine().run_deviations(names, matrix, workers, shown)
    rows = [asdict(each) for each in found]
    show_deviations(rows, console(), matrix=matrix)
    if markdown is not None:
        markdown.write_text(deviations_table(rows), encoding="utf-8")
    if len(found) < max(len(names), 1):
        raise typer.Exit(ExitCode.INCOMPLETE)
    raise typer.Exit(int(any(each.survived for each in found)))
