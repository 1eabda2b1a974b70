"""From a run's record to the plain data that the reports are handed.

`scenarios` holds each scenario once, with its frames; the `scenarios` of a result are
indices into it, since one scenario may speak for several behaviours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from conformance.baseline import Baseline
from conformance.catalogue import Behaviour, Catalogue
from conformance.cross_check import Finding
from conformance.results import Failure, RunRecord, ScenarioResult
from conformance.standings import Standings, excused
from conformance.verdict import Verdict, aggregate, exit_code, is_warning
from ocpp_conformance import __version__

FORMAT = "ocpp-conformance-report/1"
_ORPHAN = "must"
"""The obligation of a scenario that names no behaviour: its failure is never lost."""


def summarize(
    record: RunRecord, catalogue: Catalogue, command: str, baseline: Baseline | None = None
) -> dict[str, Any]:
    """Everything there is to say about a run, and what a baseline makes of it."""
    scenarios = sorted(record.results, key=_place)
    standings = Standings(baseline, date.fromisoformat(record.started[:10]))
    results = [
        _result(behaviour, scenarios, standings, strict=record.plan.strict)
        for behaviour in _spoken_for(scenarios, catalogue)
    ]
    not_run = _not_run(record, catalogue)
    judged = [(excused(result), result["obligation"]) for result in results]
    judged += [(each.verdict, _ORPHAN) for each in scenarios if not each.behaviours]
    complete = not not_run and len(scenarios) >= max(record.planned, 1)
    return {
        "format": FORMAT,
        "header": {"generated": record.started, "elapsed": record.elapsed, "command": command},
        "suite_version": __version__,
        **_conditions(record),
        "results": results,
        "baseline": standings.account(results),
        "findings": [_finding(finding) for finding in record.findings],
        "not_run": not_run,
        "totals": {
            "behaviours": _count(Verdict(result["verdict"]) for result in results),
            "scenarios": _count(each.verdict for each in scenarios),
            "planned": record.planned,
            "warnings": sum(result["warning"] for result in results),
        },
        "exit_code": int(
            exit_code(
                judged,
                complete=complete,
                strict=record.plan.strict,
                baseline_holds=standings.hold(results),
            )
        ),
        "scenarios": [
            _scenario(each) | standings.of_scenario(each.verdict, _results_of(place, results))
            for place, each in enumerate(scenarios)
        ],
    }


def _results_of(place: int, results: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [result for result in results if place in result["scenarios"]]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": str(finding.kind),
        "subject": finding.subject,
        "evidence": list(finding.evidence),
    }


def _conditions(record: RunRecord) -> dict[str, Any]:
    plan = record.plan
    return {
        "sut": plain(record.sut),
        "profile": plan.profile,
        "carrier": plan.carrier,
        "clock": plain(record.clock),
        "deviation": plan.deviation,
        "strict": plan.strict,
        "selection": {"behaviours": list(plan.behaviours), "tags": plan.tags},
    }


def _spoken_for(scenarios: Iterable[ScenarioResult], catalogue: Catalogue) -> list[Behaviour]:
    ids = {identity for each in scenarios for identity in each.behaviours}
    order = {behaviour.id: place for place, behaviour in enumerate(catalogue)}
    return sorted((catalogue[identity] for identity in ids), key=lambda each: order[each.id])


def _result(
    behaviour: Behaviour,
    scenarios: Sequence[ScenarioResult],
    standings: Standings,
    *,
    strict: bool,
) -> dict[str, Any]:
    of_it = [place for place, each in enumerate(scenarios) if behaviour.id in each.behaviours]
    verdict = aggregate(scenarios[place].verdict for place in of_it)
    return {
        "behaviour": behaviour.id,
        "sentence": behaviour.sentence,
        "source": behaviour.source,
        "obligation": behaviour.obligation,
        "verdict": str(verdict),
        "warning": is_warning(verdict, behaviour.obligation, strict=strict),
        **standings.of_behaviour(behaviour.id, verdict),
        "scenarios": of_it,
    }


def _not_run(record: RunRecord, catalogue: Catalogue) -> list[dict[str, str]]:
    """The behaviours that were asked for by name and for which no scenario was run."""
    ran = {identity for each in record.results for identity in each.behaviours}
    return [
        {"behaviour": identity, "reason": _why_not(catalogue[identity])}
        for identity in dict.fromkeys(record.plan.behaviours)
        if identity not in ran
    ]


def _why_not(behaviour: Behaviour) -> str:
    if behaviour.todo:
        return "there is no scenario for it yet"
    return behaviour.not_tested or "none of its scenarios was selected or run"


def _count(verdicts: Iterable[Verdict]) -> dict[str, int]:
    counted = Counter(verdicts)
    return {str(verdict): counted[verdict] for verdict in Verdict}


def _scenario(result: ScenarioResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "feature": result.feature,
        "location": result.location,
        "behaviours": list(result.behaviours),
        "verdict": str(result.verdict),
        "reason": result.reason,
        "duration": round(result.duration, 6),
        "failure": _failure(result.failure),
        "trace": plain(result.trace),
    }


def _failure(failure: Failure | None) -> dict[str, Any] | None:
    if failure is None:
        return None
    return {
        "step": failure.step,
        "expected": failure.expected,
        "seen": failure.seen,
        "nearest": failure.nearest,
        "excerpt": list(failure.excerpt),
    }


def _place(result: ScenarioResult) -> tuple[str, int, str]:
    file, _, line = result.location.rpartition(":")
    return (file, int(line), result.name) if line.isdigit() else (result.location, 0, result.name)


def plain(value: Any) -> Any:
    """The same in the types of JSON."""
    for types, convert in _PLAIN:
        if isinstance(value, types):
            return convert(value)
    return str(value)


_PLAIN: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((bool, int, type(None)), lambda value: value),
    (float, lambda value: round(value, 6)),
    (Decimal, float),
    ((str, PurePath), str),
    (Mapping, lambda value: {str(key): plain(each) for key, each in value.items()}),
    ((list, tuple), lambda value: [plain(each) for each in value]),
)
