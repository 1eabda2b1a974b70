"""`negatives`: the catalogue of what a platform must survive, listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from conformance.negative.behaviours import STILL_WORKS
from conformance.negative.case import Case, Group
from conformance.negative.performance import LIFE
from conformance.negative.selection import of_groups, spread


def negatives(
    listed: Annotated[
        bool, typer.Option("--list", help="Print every case, and what is demanded of it.")
    ] = False,
    kinds: Annotated[
        list[Group] | None, typer.Option("--kind", help="Only cases of this kind; may be repeated.")
    ] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            "--budget", min=1, help="Only so many cases, spread evenly over what can be wrong."
        ),
    ] = None,
) -> None:
    """Show the negative catalogue.

    It holds wrong payloads, frames, sequences and transports for a central system under test.
    """
    cases = sorted(spread(of_groups(kinds or ()), budget), key=lambda case: case.id)
    lines = _listed(cases) if listed else _counted(cases)
    typer.echo("\n".join(lines))


def _listed(cases: Sequence[Case]) -> list[str]:
    return [line for case in cases for line in (f"{case.id}  {case.sentence}", *_demands(case))]


def _demands(case: Case) -> list[str]:
    demanded = [f"{each.behaviour}: {each.acceptable.described}" for each in case.demands]
    return [f"    {line}" for line in (*demanded, f"{STILL_WORKS}: {LIFE}")]


def _counted(cases: Sequence[Case]) -> list[str]:
    counts = {group: sum(case.group is group for case in cases) for group in Group}
    lines = [f"{group:<10} {count:>5}" for group, count in counts.items() if count]
    return [*lines, f"{'in all':<10} {len(cases):>5}"]
