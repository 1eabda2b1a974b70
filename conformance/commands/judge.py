"""`judge`: the standing rules on a recorded trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from conformance import profile
from conformance.commands.choices import one_of
from conformance.commands.frame_printer import visible
from conformance.commands.trace_file import read_trace_file
from conformance.commands.usage import UsageProblem
from conformance.verdict import ExitCode
from ocpp16.actions import Role
from ocpp16.expectation import quote
from ocpp16.journal import FrameEntry
from ocpp16.redaction import redact_text
from ocpp16.rules import RULES, RuleBook, Violation
from ocpp16.rules import judge as apply_rules
from ocpp16.timestamps import to_text
from ocpp16.trace_reader import Recording, Trace

LONGEST_QUOTE = 1_000
"""Characters shown of a frame on the screen; the JSON file has all of it."""
SECTIONS = {rule.name: rule.section for rule in RULES}
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
) -> None:
    """Judge a recorded trace by all standing rules: form, schema, ids, answers, order, meters.

    Each violation is shown with its rule, the line of the trace and the frame. What was redacted
    in the trace does not change the judgement.

    Exit codes: 0 conformant, 1 violations, 2 unreadable, 5 that side sent nothing to judge.
    """
    one_of("side", side, [role.value for role in Role])
    one_of("profile", vendor_profile, profile.names())
    if json_file is not None and (json_file.is_dir() or not json_file.absolute().parent.is_dir()):
        raise UsageProblem(f"--json {json_file}: name a file in a folder that exists")
    content = read_trace_file(trace)
    book = rule_book(profile.load(vendor_profile), Role(side), registered=registered)
    found = judgement(content, book)
    _show(found)
    if json_file is not None:
        about = {"format": FORMAT, "trace": trace.name, "profile": vendor_profile}
        text = json.dumps({**about, **found}, indent=2, ensure_ascii=False) + "\n"
        json_file.write_text(text, encoding="utf-8", errors="backslashreplace")
    raise typer.Exit(found["exit_code"])


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


def judgement(trace: Trace, book: RuleBook) -> dict[str, Any]:
    """What the rules say of each charge point of a trace, as plain data."""
    charge_points = [_of_charge_point(each, book, trace.ends_at) for each in _judged(trace)]
    counts = [len(each["violations"]) for each in charge_points]
    code = ExitCode.NON_CONFORMANT if any(counts) else ExitCode.CONFORMANT
    if not any(each["frames"] for each in charge_points):
        code = ExitCode.INCOMPLETE
    return {
        "side": book.side.value,
        "redacted": trace.is_redacted,
        "exit_code": int(code),
        "charge_points": charge_points,
    }


def _judged(trace: Trace) -> list[Recording]:
    return [each for each in trace.recordings.values() if each.identity or each.frame_count]


def _of_charge_point(recording: Recording, book: RuleBook, until: float) -> dict[str, Any]:
    violations = apply_rules(recording.journal, book, until)
    sent = [each for each in recording.journal.frames() if each.direction.sender is book.side]
    return {
        "id": recording.identity,
        "frames": len(sent),
        "begins_registered": book.registered or _begins_with_boot(recording),
        "violations": [_row(recording, violation) for violation in violations],
    }


def _begins_with_boot(recording: Recording) -> bool:
    first = next(recording.journal.requests_sent(), None)
    return first is None or first.action == "BootNotification"


def _row(recording: Recording, violation: Violation) -> dict[str, Any]:
    entry: FrameEntry = violation.entry
    return {
        "rule": violation.rule,
        "section": SECTIONS[violation.rule],
        "message": redact_text(violation.message),
        "line": recording.line_of(entry),
        "time": to_text(entry.at),
        "direction": entry.direction.value,
        "raw": redact_text(entry.text),
        "quote": redact_text(quote(entry)),
    }


def _show(found: dict[str, Any]) -> None:
    for charge_point in found["charge_points"]:
        _show_charge_point(charge_point, found["side"])
    if found["exit_code"] == ExitCode.INCOMPLETE:
        typer.echo(
            f"Nothing was judged: the trace holds no frame of the {found['side']}.", err=True
        )


def _show_charge_point(charge_point: dict[str, Any], side: str) -> None:
    violations, frames = charge_point["violations"], charge_point["frames"]
    name = visible(charge_point["id"] or "(unnamed charge point)")
    for each in violations:
        typer.echo(f"line {each['line']}: {each['rule']} ({each['section']})")
        typer.echo(f"  {visible(each['message'])}")
        typer.echo(f"  {visible(_shortened(each['quote']))}")
    if frames:
        verdict = f"{len(violations)} violation(s)" if violations else "no violation"
        typer.echo(f"{name}: {verdict} in {frames} frame(s) of the {side}")
    is_late = not charge_point["begins_registered"]
    if is_late and any(each["rule"] == "registration" for each in violations):
        typer.echo(
            "  (The trace begins without a BootNotification: if the charge point was registered "
            "before, judge with --registered.)"
        )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + " ..."
