"""The options about a baseline of known deviations, for every command that judges a product."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from conformance import baseline
from conformance.baseline import Baseline
from conformance.catalogue import Catalogue
from reports.console import console, show_run

BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Known deviations of the product."),
]
WriteBaseline = Annotated[
    bool,
    typer.Option(
        "--write-baseline",
        help="Print entries for the failures it does not list; the account goes to stderr.",
    ),
]


def known(file: Path | None, catalogue: Catalogue) -> Baseline | None:
    """The baseline of that file. Raises ``BaselineError`` for one that cannot be used."""
    return baseline.load(file, catalogue) if file else None


def show(found: dict[str, Any], folder: Path | None, *, write_baseline: bool) -> None:
    """The account of a summarized run; with entries on stdout, if asked for, out of their way."""
    show_run(found, console(stderr=write_baseline), folder)
    if write_baseline:
        typer.echo(baseline.template(found["results"]), nl=False)
