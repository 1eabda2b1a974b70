"""The report on a recorded trace, as plain data of the same form as that on a run.

A scenario is one standing rule on one charge point. It speaks for no behaviour of the catalogue:
nobody knows what a recorded charge point was asked to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from conformance.catalogue import Catalogue
from conformance.plan import Plan
from conformance.results import Failure, RunRecord, ScenarioResult
from conformance.summary import summarize
from conformance.trace_judgement import Account, TraceJudge
from conformance.verdict import Verdict
from ocpp16.rules import RULES, Rule
from ocpp16.timestamps import to_text

CARRIER = "recorded"
UNNAMED = "(unnamed charge point)"
MOST_QUOTED = 20
"""Lines of the trace that a failure quotes; its file in `traces/` has what is listed."""


def report_on(
    trace: Path,
    judged: TraceJudge,
    *,
    profile: str,
    until: float,
    header: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything there is to say about a trace; ``header`` is started, elapsed and command."""
    results = tuple(_results(trace.name, judged))
    record = RunRecord(
        plan=Plan(sut="trace", profile=profile, carrier=CARRIER),
        sut={"driver": _tested(trace, judged), "identity": _introduction(judged)},
        clock={"kind": CARRIER, "until": to_text(until)},
        results=results,
        planned=len(results),
        started=header["started"],
        elapsed=header["elapsed"],
    )
    found = summarize(record, Catalogue({}), header["command"])
    return {**found, "exit_code": int(judged.exit_code)}


def _tested(trace: Path, judged: TraceJudge) -> str:
    with trace.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return f"{_side(judged)} in the trace {trace.name}, SHA-256 {digest}"


def _side(of: TraceJudge | Account) -> str:
    return of.book.side.value.replace("-", " ")


def _introduction(judged: TraceJudge) -> Mapping[str, Any]:
    return next((each.boot for each in judged.accounts if each.boot is not None), {})


def _results(trace: str, judged: TraceJudge) -> Iterator[ScenarioResult]:
    for account in judged.accounts:
        for rule in RULES:
            if rule.is_in(judged.book):
                yield _result(trace, account, rule)


def _result(trace: str, account: Account, rule: type[Rule]) -> ScenarioResult:
    violations = account.of_rule(rule.name)
    verdict = _verdict(account, rule.name)
    return ScenarioResult(
        feature=f"Standing rules for the {_side(account)}",
        name=f"{account.identity or UNNAMED}: {rule.name}",
        behaviours=(),
        verdict=verdict,
        location=f"{trace}:{violations[0]['line']}" if violations else trace,
        reason="it sent nothing" if verdict is Verdict.NOT_APPLICABLE else None,
        failure=_failure(account, rule, violations) if violations else None,
        trace=tuple(_trace_row(account, each) for each in violations),
    )


def _verdict(account: Account, rule: str) -> Verdict:
    if account.counts[rule]:
        return Verdict.FAIL
    return Verdict.PASS if account.frames else Verdict.NOT_APPLICABLE


def _failure(account: Account, rule: type[Rule], violations: list[dict[str, Any]]) -> Failure:
    first, count = violations[0], account.counts[rule.name]
    return Failure(
        step=f"the standing rules, line {first['line']} of the trace",
        expected=f"the standing rule {rule.name!r} to hold ({rule.section})",
        seen=f"{first['message']} ({count} violation(s) in all)",
        excerpt=tuple(f"line {each['line']}: {each['quote']}" for each in violations[:MOST_QUOTED]),
    )


def _trace_row(account: Account, violation: dict[str, Any]) -> dict[str, Any]:
    told = {name: violation[name] for name in ("line", "time", "direction", "raw", "message")}
    return {"identity": account.identity, "kind": "frame", **told}
