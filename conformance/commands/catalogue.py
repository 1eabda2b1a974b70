"""`catalogue`: the documented behaviours and what covers them."""

from __future__ import annotations

from typing import Annotated

import typer

from conformance.catalogue import load
from conformance.coverage import coverage, scenarios, standing
from reports.console import console
from reports.tables import show_catalogue


def catalogue(
    uncovered: Annotated[
        bool, typer.Option("--uncovered", help="Only what could be tested and is not.")
    ] = False,
) -> None:
    """List the documented behaviours.

    Each with its source and the number of scenarios that cover it.
    """
    behaviours = load()
    rows = standing(behaviours, coverage(behaviours, scenarios()))
    if uncovered:
        rows = [row for row in rows if not row["scenarios"] and not row["not_tested"]]
    show_catalogue(rows, console())
