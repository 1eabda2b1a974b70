"""Write the report folder.

A run is handed over as plain data: what `report.json` holds (see `report.schema.json`), and
beside it `scenarios`, each scenario once with its frames. There, the `scenarios` of a result
are indices into that list. Of all that is written only `header` in `report.json` differs
between two equal runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports import junit, markdown
from reports.folder import MARKER, staged
from reports.redaction import redact
from reports.text import slug

TRACES = "traces"


def write(run: dict[str, Any], folder: Path) -> None:
    """Write the report, replacing an earlier one."""
    with staged(folder) as stage:
        write_into(run, stage)


def write_into(run: dict[str, Any], folder: Path) -> None:
    """Write the report's files into a folder that exists, passwords masked."""
    run = redact(run)
    traces = _trace_files(run["scenarios"])
    (folder / TRACES).mkdir(exist_ok=True)
    for scenario, name in zip(run["scenarios"], traces, strict=True):
        lines = (f"{_json(entry)}\n" for entry in scenario["trace"])
        _put(folder / name, "".join(lines))
    _put(folder / "junit.xml", junit.render(run))
    _put(folder / "summary.md", markdown.render(run, traces))
    _put(folder / MARKER, _json(document(run, traces), indent=2) + "\n")


def document(run: dict[str, Any], traces: list[str]) -> dict[str, Any]:
    """The content of `report.json`: the frames replaced by the names of their files."""
    scenarios = [
        {**_without(scenario, "behaviours"), "trace": trace}
        for scenario, trace in zip(run["scenarios"], traces, strict=True)
    ]
    results = [
        {**result, "scenarios": [scenarios[place] for place in result["scenarios"]]}
        for result in run["results"]
    ]
    others = [
        shown
        for shown, scenario in zip(scenarios, run["scenarios"], strict=True)
        if not scenario["behaviours"]
    ]
    return {**_without(run, "scenarios"), "results": results, "other_scenarios": others}


def _trace_files(scenarios: list[dict[str, Any]]) -> list[str]:
    names: dict[str, None] = {}
    for scenario in scenarios:
        names[slug(scenario["name"], names)] = None
    return [f"{TRACES}/{name}.jsonl" for name in names]


def _without(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


def _json(data: Any, indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent)


def _put(file: Path, text: str) -> None:
    """Lone surrogates, which UTF-8 cannot hold, are escaped as JSON does."""
    file.write_bytes(text.encode("utf-8", "backslashreplace"))
