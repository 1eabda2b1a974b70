"""`platform`: test a central system of somebody else with our charge point."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from conformance import profile
from conformance.catalogue import load
from conformance.commands.choices import one_of
from conformance.commands.endpoints import check_url
from conformance.commands.known_deviations import BaselineFile, WriteBaseline, known
from conformance.commands.options import Budget, Resume, Select
from conformance.commands.run import checked, run_plan
from conformance.commands.stated import stated as stated_in
from conformance.commands.usage import UsageProblem
from conformance.plan import Plan
from conformance.statement import Choice, Connection, Product, Secret, Statement, Tags, Timing
from conformance.sut import operators
from ocpp16.actions import Role

FIRST_SPREAD = 150
"""Cases of the negative catalogue that a run begins with: a minute or so on a quick platform."""


def platform(
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Endpoint; the identity is appended.")
    ] = None,
    identity: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Identity it knows us by.")
    ] = None,
    key: Annotated[
        str | None, typer.Option(envvar="OCPP_PASSWORD", help="Key for HTTP Basic.")
    ] = None,
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="PEM certificates to trust for wss.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option(metavar="TAG", help="A tag it accepts (repeatable).")
    ] = None,
    vendor_profile: Annotated[
        str, typer.Option("--profile", help="What our charge point is to be like.")
    ] = "zappi",
    trigger_api: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where POST /api/octt/1.6/… makes it send requests."),
    ] = None,
    statement: Annotated[
        Path | None, typer.Option(metavar="FILE", help="All of this from a file, see `init`.")
    ] = None,
    tag_expression: Annotated[
        str, typer.Option("--tags", metavar="EXPR", help="Only scenarios whose tags fit.")
    ] = "",
    behaviour: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this behaviour (repeatable).")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="A failed 'should' fails the run.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the report into this folder.")
    ] = None,
    select: Select = None,
    negatives: Annotated[
        int,
        typer.Option(
            min=0, help="Cases of the negative catalogue, a spread of it; see `negatives`."
        ),
    ] = FIRST_SPREAD,
    budget: Budget = None,
    resume: Resume = False,
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = False,
) -> None:
    """Test a central system: our charge points connect to it, and what it does is judged.

    Exit codes: 0 conformant, 1 not, 2 wrong usage, 3 could not be judged,
    4 stale or unjustified baseline, 5 not all was run.
    """
    stated = (
        _stated(statement, url, identity)
        if statement is not None
        else _from_options(url, identity, key, ca, tuple(tag or ()), vendor_profile, trigger_api)
    )
    catalogue = load()
    plan = Plan(
        sut=stated.product.name or str(stated.connection.url),
        profile=stated.product.vendor_profile,
        carrier="websocket",
        behaviours=tuple(dict.fromkeys(behaviour or ())),
        tags=tag_expression,
        select=tuple(select or ()),
        negatives=negatives,
        strict=strict,
        report=report,
        statement=stated,
        budget=budget if budget is not None else stated.timing.budget,
        resume=resume,
    )
    code = run_plan(
        checked(plan, catalogue),
        catalogue,
        known(baseline, catalogue),
        write_baseline=write_baseline,
    )
    raise typer.Exit(code)


def _stated(file: Path, url: str | None, identity: str | None) -> Statement:
    if url is not None or identity is not None:
        raise UsageProblem("--url and --id stand in the statement; leave them or it out")
    return stated_in(file, Role.CENTRAL_SYSTEM)


def _from_options(
    url: str | None,
    identity: str | None,
    key: str | None,
    ca: Path | None,
    tags: tuple[str, ...],
    vendor_profile: str,
    trigger_api: str | None,
) -> Statement:
    if url is None or not identity:
        raise UsageProblem("name the central system by --url and --id, or by --statement")
    check_url(url, "--url", "--key")
    one_of("profile", vendor_profile, profile.names())
    if ca is not None and not ca.is_file():
        raise UsageProblem(f"--ca {ca} is no file; name an existing PEM file")
    operator = Choice("none") if trigger_api is None else Choice("octt", {"url": trigger_api})
    mistakes = operators.problems(operator.kind, operator.options)
    if mistakes:
        raise UsageProblem(f"--trigger-api: {'; '.join(mistakes)}")
    return Statement(
        role=Role.CENTRAL_SYSTEM,
        product=Product(identity, vendor_profile=vendor_profile),
        connection=Connection(url=url, key=None if key is None else Secret(key), ca=ca),
        tags=Tags(valid=tags),
        timing=Timing(),
        operator=operator,
    )
