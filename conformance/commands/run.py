"""`run`: run scenarios against a charge point, judge and report."""

from __future__ import annotations

import math
import shlex
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from conformance import coverage, profile, progress, tags
from conformance.baseline import Baseline
from conformance.catalogue import Catalogue, load
from conformance.commands.choices import one_of
from conformance.commands.engine import engine
from conformance.commands.known_deviations import BaselineFile, WriteBaseline, known, show
from conformance.commands.options import Budget, Resume, Select
from conformance.commands.stated import stated as stated_in
from conformance.commands.usage import UsageProblem
from conformance.plan import Plan
from conformance.run_log import log_of
from conformance.summary import summarize
from conformance.verdict import ExitCode
from ocpp16.actions import Role
from ocpp16.redaction import MASK
from reports.console import console
from reports.folder import staged
from reports.writer import write_into

SUTS = ("reference",)
_KEY = "--key"
CARRIERS = ("loopback", "websocket")


def run(
    sut: Annotated[str, typer.Option(help="What to test.")] = "reference",
    vendor_profile: Annotated[
        str, typer.Option("--profile", help="What the vendor declares of it.")
    ] = "zappi",
    carrier: Annotated[
        str, typer.Option(help="loopback (virtual time) or websocket (real sockets).")
    ] = "loopback",
    pace: Annotated[
        float, typer.Option(help="Suite seconds per real second, on real sockets.")
    ] = 60.0,
    behaviour: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this behaviour (repeatable)."),
    ] = None,
    tag_expression: Annotated[
        str,
        typer.Option(
            "--tags", metavar="EXPR", help="Only scenarios whose tags fit, e.g. 'a and not b'."
        ),
    ] = "",
    deviation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Seed a deviation into the reference.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="A failed 'should' fails the run.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the report into this folder.")
    ] = None,
    select: Select = None,
    budget: Budget = None,
    resume: Resume = False,
    statement: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Test the product that this file states, see `init`."),
    ] = None,
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = False,
) -> None:
    """Run the suite and say what conforms.

    Exit codes: 0 conformant, 1 not, 2 wrong usage, 3 could not be judged,
    4 stale or unjustified baseline, 5 not all was run.
    """
    catalogue = load()
    stated = None if statement is None else stated_in(statement, Role.CHARGE_POINT)
    plan = checked(
        Plan(
            sut=sut if stated is None else stated.driver.kind,
            profile=vendor_profile if stated is None else stated.product.vendor_profile,
            carrier=carrier if stated is None else "websocket",
            pace=pace,
            behaviours=tuple(dict.fromkeys(behaviour or ())),
            tags=tag_expression,
            select=tuple(select or ()),
            deviation=deviation,
            strict=strict,
            report=report,
            statement=stated,
            budget=budget if budget is not None or stated is None else stated.timing.budget,
            resume=resume,
        ),
        catalogue,
    )
    code = run_plan(plan, catalogue, known(baseline, catalogue), write_baseline=write_baseline)
    raise typer.Exit(code)


def checked(plan: Plan, catalogue: Catalogue) -> Plan:
    """The plan, if everything in it exists; else a ``UsageProblem``."""
    if plan.statement is None:
        one_of("charge point", plan.sut, SUTS)
    elif plan.deviation is not None:
        raise UsageProblem("--deviation is for our own ends; leave it or --statement out")
    one_of("profile", plan.profile, profile.names())
    one_of("carrier", plan.carrier, CARRIERS)
    if not (plan.pace > 0 and math.isfinite(plan.pace)):
        raise UsageProblem(f"the pace has to be a number above 0, not {plan.pace:g}")
    if plan.resume and (plan.report is None or plan.statement is None):
        raise UsageProblem("--resume goes on with the --report of a run that has a statement")
    if plan.budget is not None and not (plan.budget > 0 and math.isfinite(plan.budget)):
        raise UsageProblem(f"--budget is a number of seconds above 0, not {plan.budget:g}")
    for identity in plan.behaviours:
        one_of("behaviour", identity, catalogue.behaviours)
    _check_tags(plan.tags)
    if plan.deviation is not None:
        known = engine().deviations()
        only = known[one_of("deviation", plan.deviation, known)].vendor_profile
        if only not in (None, plan.profile):
            raise UsageProblem(f"{plan.deviation} shows only with --profile {only}")
    return plan


def _check_tags(text: str) -> None:
    try:
        expression = tags.parse(text)
    except tags.TagExpressionError as error:
        raise UsageProblem(f"the tag expression {text!r} cannot be understood: {error}") from error
    if expression.names:
        known = coverage.known_tags(coverage.scenarios())
        for name in expression.names:
            one_of("tag", name, known)


def run_plan(
    plan: Plan,
    catalogue: Catalogue,
    baseline: Baseline | None = None,
    *,
    write_baseline: bool = False,
) -> int:
    """Run, report, show and, if asked for, print entries for a baseline; the exit code."""
    plan = replace(plan, log=_log(plan))
    try:
        found = _judged(plan, catalogue, baseline)
    except KeyboardInterrupt:
        typer.echo(f"interrupted{_way_on(plan)}", err=True)
        return ExitCode.INCOMPLETE
    if plan.log is not None and found["exit_code"] != ExitCode.INCOMPLETE:
        plan.log.unlink(missing_ok=True)
    elif plan.log is not None:
        typer.echo(f"not all was run{_way_on(plan)}", err=True)
    show(found, plan.report, write_baseline=write_baseline)
    return int(found["exit_code"])


def _judged(plan: Plan, catalogue: Catalogue, baseline: Baseline | None) -> dict[str, Any]:
    with ExitStack() as stack:
        stage = stack.enter_context(staged(plan.report)) if plan.report else None
        with progress.shown(console(stderr=True)) as shown:
            record = engine().run(replace(plan, report=stage), shown)
        found = summarize(record, catalogue, _command(sys.argv[1:]), baseline)
        if stage is not None:
            write_into(found, stage)
        return found


def _log(plan: Plan) -> Path | None:
    """Our own ends are done in seconds; with a product every result is dear."""
    if plan.report is None or plan.statement is None:
        return None
    return log_of(plan.report)


def _way_on(plan: Plan) -> str:
    if plan.log is None:
        return ""
    return f"; what was found is kept in {plan.log}: the same command with --resume goes on"


def _command(arguments: Sequence[str]) -> str:
    """The command that was called, for the report; a key is never written down."""
    masked = [
        MASK if before == _KEY else f"{_KEY}={MASK}" if each.startswith(f"{_KEY}=") else each
        for before, each in pairwise(["", *arguments])
    ]
    return shlex.join(["ocpp-conformance", *masked])
