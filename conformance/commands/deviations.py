"""`deviations`: seed each known fault into the reference and see which scenario catches it."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import Annotated

import typer

from conformance import progress
from conformance.commands.choices import one_of
from conformance.commands.engine import engine
from conformance.verdict import ExitCode
from reports.console import console
from reports.tables import show_deviations


def deviations(
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this one (repeatable).")
    ] = None,
    matrix: Annotated[
        bool, typer.Option(help="Run all scenarios with each, not only those of its behaviour.")
    ] = True,
    workers: Annotated[int, typer.Option(min=1, help="Processes to spread them over.")] = (
        os.cpu_count() or 1
    ),
) -> None:
    """Show that the suite catches every seeded fault.

    Exit codes: 0 all caught, 1 one survived, 5 there was none to run.
    """
    known = engine().deviations()
    names = [one_of("deviation", each, known) for each in dict.fromkeys(name or known)]
    with progress.shown(console(stderr=True)) as shown:
        found = engine().run_deviations(names, matrix, workers, shown)
    show_deviations([asdict(each) for each in found], console(), matrix=matrix)
    if len(found) < max(len(names), 1):
        raise typer.Exit(ExitCode.INCOMPLETE)
    raise typer.Exit(int(any(each.survived for each in found)))
