"""`summary.md`: a line per behaviour, then what failed and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.text import printable
from reports.wording import (
    baseline,
    conditions,
    counts,
    excerpt,
    findings,
    heading,
    is_open,
    not_applicable,
    outcome,
    parts,
    verdict_of,
    warnings,
)


def render(run: dict[str, Any], traces: list[str]) -> str:
    """The page; `traces` are the files of the scenarios, in their order."""
    parts_of_it = (
        *(_head(run), _table(run), _others(run), _findings(run), _failures(run, traces)),
        _left_out(run),
    )
    return "\n".join(line for part in parts_of_it for line in part)


def deviations_table(rows: list[dict[str, Any]]) -> str:
    """Every seeded deviation, the behaviour it breaks, and all scenarios that catch it."""
    lines = [
        "| deviation | what it does wrong | behaviour | caught by | also caught by |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        cells = [
            row["name"],
            row["sentence"],
            row["behaviour"],
            "; ".join(row["caught_by"]) or "**SURVIVED**",
            "; ".join(row["also_caught_by"]),
        ]
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _head(run: dict[str, Any]) -> Iterator[str]:
    said = " · ".join(f"{word}: {inline(value)}" for word, value in conditions(run))
    totals = run["totals"]
    yield f"# Conformance: {outcome(run)}\n"
    yield f"{said}\n"
    yield f"Behaviours: {counts(totals['behaviours'])}  "
    yield f"Scenarios: {counts(totals['scenarios'])}, of {totals['planned']} planned\n"
    if warnings(run):
        yield f"Warnings: {warnings(run)}\n"
    for line in baseline(run):
        yield f"Baseline: {inline(line)}\n"


def _findings(run: dict[str, Any]) -> Iterator[str]:
    found = findings(run)
    if found:
        yield "## Declared and found\n"
        yield from (f"- {inline(what)}: {inline(evidence)}" for what, evidence in found)
        yield ""


def _table(run: dict[str, Any]) -> Iterator[str]:
    if not run["results"]:
        return
    yield "| behaviour | verdict | obligation | sentence |"
    yield "|---|---|---|---|"
    for result in run["results"]:
        cells = (
            result["behaviour"],
            verdict_of(result),
            result["obligation"],
            result["sentence"],
        )
        yield f"| {' | '.join(inline(cell) for cell in cells)} |"
    yield ""


def _others(run: dict[str, Any]) -> Iterator[str]:
    """The scenarios that speak for no behaviour, as those on a recorded trace do."""
    others = [scenario for scenario in run["scenarios"] if not scenario["behaviours"]]
    if not others:
        return
    yield "| scenario | verdict |"
    yield "|---|---|"
    for scenario in others:
        yield f"| {inline(scenario['name'])} | {scenario['verdict']} |"
    yield ""


def _failures(run: dict[str, Any], traces: list[str]) -> Iterator[str]:
    for scenario, trace in zip(run["scenarios"], traces, strict=True):
        if is_open(scenario):
            yield f"## {heading(scenario)}: {inline(scenario['name'])}\n"
            place = [f"`{scenario['location']}`", f"[trace]({trace})"]
            ids = inline(" ".join(scenario["behaviours"]))
            yield " · ".join([ids, *place] if ids else place) + "\n"
            for word, text in parts(scenario):
                yield f"- **{word}**: {inline(text)}"
            yield from _fenced(excerpt(scenario["failure"]))
            yield ""


def _left_out(run: dict[str, Any]) -> Iterator[str]:
    reasons = not_applicable(run)
    if reasons:
        yield "## Not applicable\n"
        for reason, names in reasons.items():
            yield f"- {inline(reason)}: {inline(', '.join(names))}"
        yield ""
    if run["not_run"]:
        yield "## Not run\n"
        for each in run["not_run"]:
            yield f"- {each['behaviour']}: {inline(each['reason'])}"
        yield ""


def inline(text: str) -> str:
    """Text that stays within its table cell or list item, whatever it contains."""
    flat = " ".join(printable(text).split())
    return re.sub(r"([\\`*|<>\[\]])", r"\\\1", flat)


def _fenced(text: str) -> Iterator[str]:
    if text:
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"\n{fence}text\n{text}\n{fence}"
