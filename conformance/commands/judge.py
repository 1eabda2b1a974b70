"""`judge`: the standing rules on a recorded trace."""

from __future__ import annotations

import json
import shlex
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from conformance import profile
from conformance.commands.choices import one_of
from conformance.commands.frame_printer import visible
from conformance.commands.trace_file import follow_trace_file
from conformance.commands.usage import UsageProblem
from conformance.trace_judgement import Account, TraceJudge
from conformance.trace_report import UNNAMED, report_on
from conformance.verdict import ExitCode
from ocpp16.actions import Role
from ocpp16.rules import RuleBook
from ocpp16.trace_reader import Trace
from reports.folder import staged
from reports.writer import write_into

LONGEST_QUOTE = 1_000
"""Characters shown of a frame on the screen; the JSON file has all of it."""
FORMAT = "ocpp-conformance-judgement"


def judge(
    trace: Annotated[
        Path, typer.Argument(metavar="TRACE", help="An Open OCPP Trace (JSON Lines).")
    ],
    side: Annotated[
        str, typer.Option(help="Whose frames are judged: charge-point or central-system.")
    ] = Role.CHARGE_POINT.value,
    vendor_profile: Annotated[
        str, typer.Option("--profile", help="What the vendor declares of the charge point.")
    ] = "zappi",
    registered: Annotated[
        bool,
        typer.Option(
            "--registered",
            help="Charge points were accepted before the trace begins; without it they owe a "
            "BootNotification first.",
        ),
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the findings here as well.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a report, as `run` does, into DIR.")
    ] = None,
) -> None:
    """Judge a recorded trace by all standing rules: form, schema, ids, answers, order, meters.

    Each violation is shown with its rule, the line of the trace and the frame. What was redacted
    in the trace does not change the judgement. A trace of any length is judged while it is read.

    Exit codes: 0 conformant, 1 violations, 2 unreadable, 5 that side sent nothing to judge.
    """
    one_of("side", side, [role.value for role in Role])
    one_of("profile", vendor_profile, profile.names())
    if json_file is not None and (json_file.is_dir() or not json_file.absolute().parent.is_dir()):
        raise UsageProblem(f"--json {json_file}: name a file in a folder that exists")
    book = rule_book(profile.load(vendor_profile), Role(side), registered=registered)
    with ExitStack() as stack:
        stage = stack.enter_context(staged(report)) if report else None
        started, begun = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
        judged, content = judgement(trace, book)
        _show(judged)
        if json_file is not None:
            _write_json(json_file, trace, vendor_profile, _as_data(judged, content))
        if stage is not None:
            header = {
                "started": started,
                "elapsed": time.monotonic() - begun,
                "command": shlex.join(["ocpp-conformance", *sys.argv[1:]]),
            }
            until = content.ends_at
            found = report_on(trace, judged, profile=vendor_profile, until=until, header=header)
            write_into(found, stage)
    if report is not None:
        typer.echo(f"report: {report}")
    raise typer.Exit(judged.exit_code)


def judgement(trace: Path, book: RuleBook) -> tuple[TraceJudge, Trace]:
    """What the rules say of a trace file, and what it says of itself."""
    judged = TraceJudge(book)
    content = follow_trace_file(trace, judged.take)
    judged.end(content.ends_at)
    return judged, content


def rule_book(declared: profile.Profile, side: Role, *, registered: bool) -> RuleBook:
    """The rules for a recorded trace, with what the vendor declares."""
    return RuleBook(
        side=side,
        call_timeout=declared.limits["call_timeout"],
        extra_transitions=declared.extra_transitions,
        meter_values_outside_transactions=declared.meter_values_outside_transactions,
        tolerance=declared.period,
        registered=registered,
    )


def _as_data(judged: TraceJudge, content: Trace) -> dict[str, Any]:
    return {
        "side": judged.book.side.value,
        "redacted": content.is_redacted,
        "exit_code": int(judged.exit_code),
        "charge_points": [account.as_data() for account in judged.accounts],
    }


def _write_json(file: Path, trace: Path, vendor_profile: str, found: dict[str, Any]) -> None:
    about = {"format": FORMAT, "trace": trace.name, "profile": vendor_profile}
    text = json.dumps({**about, **found}, indent=2, ensure_ascii=False) + "\n"
    file.write_text(text, encoding="utf-8", errors="backslashreplace")


def _show(judged: TraceJudge) -> None:
    for account in judged.accounts:
        _show_account(account)
    if judged.exit_code is ExitCode.INCOMPLETE:
        typer.echo(
            f"Nothing was judged: the trace holds no frame of the {judged.book.side}.", err=True
        )


def _show_account(account: Account) -> None:
    for each in account.violations:
        typer.echo(f"line {each['line']}: {each['rule']} ({each['section']})")
        typer.echo(f"  {visible(each['message'])}")
        typer.echo(f"  {visible(_shortened(each['quote']))}")
    for rule, count in account.not_listed.items():
        typer.echo(f"{rule}: {count} more violation(s)")
    if account.frames:
        count = account.counts.total()
        verdict = f"{count} violation(s)" if count else "no violation"
        name = visible(account.identity or UNNAMED)
        typer.echo(f"{name}: {verdict} in {account.frames} frame(s) of the {account.book.side}")
    if account.counts["registration"] and not account.begins_registered:
        typer.echo(
            "  (The trace begins without a BootNotification: if the charge point was registered "
            "before, judge with --registered.)"
        )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + " ..."
