"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

Budget = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS", help="Begin no further scenario after so long; the rest is not run."
    ),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Go on with a run into the same --report that was not finished."),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT", help="Only what this names: an area, a file, part of a title (repeatable)."
    ),
]
