"""`catalogue`: the documented behaviours, or the official tool's purposes, and what covers them."""

from __future__ import annotations

from typing import Annotated

import typer

from conformance import octt, profile
from conformance.catalogue import load
from conformance.commands.usage import UsageProblem
from conformance.coverage import coverage, scenarios, standing
from reports.console import console
from reports.tables import show_catalogue, show_purposes


def catalogue(
    uncovered: Annotated[
        bool, typer.Option("--uncovered", help="Only what could be tested and is not.")
    ] = False,
    purposes: Annotated[
        bool, typer.Option("--octt", help="The test purposes of the official tool instead.")
    ] = False,
    vendor: Annotated[
        str | None, typer.Option("--profile", help="The vendor profile --octt is about.")
    ] = None,
) -> None:
    """List the documented behaviours.

    Each with its source and the number of scenarios that cover it.
    """
    if purposes:
        _show_purposes(vendor or octt.PRINCIPAL, uncovered)
        return
    if vendor:
        raise UsageProblem("--profile goes with --octt: documented behaviours know no profile")
    behaviours = load()
    rows = standing(behaviours, coverage(behaviours, scenarios()))
    if uncovered:
        rows = [row for row in rows if not row["scenarios"] and not row["not_tested"]]
    show_catalogue(rows, console())


def _show_purposes(vendor: str, uncovered: bool) -> None:
    rows = octt.rows(octt.load(), profile.load(vendor).name)
    if uncovered:
        rows = [row for row in rows if not row["covered_by"] and not row["not_applicable"]]
    show_purposes(rows, console())
