"""Every report shows what a baseline makes of the verdicts, and where statement and product differ."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from rich.console import Console

from reports.console import show_run
from reports.writer import write

SCHEMA = json.loads((Path(__file__).parents[2] / "reports" / "report.schema.json").read_bytes())


def terminal(run: dict[str, Any], width: int = 140) -> list[str]:
    out = io.StringIO()
    show_run(run, Console(file=out, width=width, highlight=False, markup=False, emoji=False))
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.fixture
def folder(baseline_run: dict[str, Any], tmp_path: Path) -> Path:
    write(baseline_run, tmp_path / "report")
    return tmp_path / "report"


def test_the_document_satisfies_the_schema(folder: Path) -> None:
    document = json.loads((folder / "report.json").read_bytes())
    jsonschema.validate(document, SCHEMA)
    assert document["findings"][0]["evidence"] == ["one", "two"]
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for wrong in ({"baseline": {}}, {"findings": [{}]}, {"findings": [{"kind": "odd"}]}):
        assert not validator.is_valid({**document, **wrong})
    document["results"][0]["standing"] = "odd"
    assert not validator.is_valid(document)


def test_a_product_with_a_statement_satisfies_the_schema(folder: Path) -> None:
    document = json.loads((folder / "report.json").read_bytes())
    document["sut"] |= {"role": "central-system", "name": "Ours", "revision": ""}
    jsonschema.validate(document, SCHEMA)
    document["sut"]["role"] = "bystander"
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


def test_junit_skips_what_is_known_and_fails_what_is_stale(folder: Path) -> None:
    root = ElementTree.parse(folder / "junit.xml").getroot()
    found = {case.attrib["name"]: case[0] for case in root.iter("testcase")}
    assert {name: (each.tag, each.attrib["type"]) for name, each in found.items()} == {
        "A known one": ("skipped", "FAIL (known)"),
        "A new one": ("failure", "FAIL"),
        "A stale one": ("failure", "PASS (stale)"),
    }
    assert found["A known one"].attrib["message"] == "ZAP-BOOT-001: No | fix (T-1)"
    assert "seen: Heartbeat" in (found["A known one"].text or "")
    assert found["A stale one"].attrib["message"] == "ZAP-HB-004: Broken (T-2)"


def test_the_summary_shows_standings_and_findings(folder: Path) -> None:
    lines = (folder / "summary.md").read_text(encoding="utf-8").splitlines()
    verdicts = {line.split(" | ")[0][2:]: line.split(" | ")[1] for line in lines if " | " in line}
    assert verdicts["ZAP-BOOT-001"] == "FAIL (known)"
    assert verdicts["ZAP-BOOT-002"] == "FAIL (new)"
    assert verdicts["ZAP-HB-004"] == "PASS (stale)"
    for line in (
        "Baseline: baseline.toml: 3 listed; 1 known, 1 new, 1 stale",
        "Baseline: stale, take it out: ZAP-HB-004",
        "Baseline: without reason or finding: ZAP-HB-005",
        "Baseline: past its last day: ZAP-HB-006",
        "## FAIL (known): A known one",
        "## FAIL: A new one",
        "## PASS (stale): A stale one",
        r"- **baseline**: ZAP-BOOT-001: No \| fix (T-1)",
        "- smart-charging: declared but absent: one; two",
        r"- connectors: present but undeclared: 2 \| 1",
    ):
        assert line in lines


def test_the_terminal_shows_standings_and_findings(baseline_run: dict[str, Any]) -> None:
    lines = terminal(baseline_run)
    for line in (
        "known  A known one: ZAP-BOOT-001: No | fix (T-1)",
        "FAIL  A new one",
        "stale  A stale one: ZAP-HB-004: Broken (T-2)",
        "finding  smart-charging: declared but absent: one; two",
        "baseline    baseline.toml: 3 listed; 1 known, 1 new, 1 stale",
        "baseline    stale, take it out: ZAP-HB-004",
        "baseline    without reason or finding: ZAP-HB-005",
        "outcome     stale or unjustified baseline (exit code 4)",
    ):
        assert line in lines
    assert "FAIL  A known one" not in lines
    assert any(each.startswith(" ZAP-BOOT-001") and "FAIL (known)" in each for each in lines)


def test_an_empty_baseline_says_that_it_does_not_matter(baseline_run: dict[str, Any]) -> None:
    told = baseline_run["baseline"]
    told["standings"] = dict.fromkeys(told["standings"], 0)
    assert "baseline    baseline.toml: 3 listed; none matters" in terminal(baseline_run)


def test_without_baseline_and_findings_nothing_is_said_of_them(
    run: dict[str, Any], tmp_path: Path
) -> None:
    write(run, tmp_path / "report")
    text = (tmp_path / "report" / "summary.md").read_text(encoding="utf-8")
    assert "aseline" not in text
    assert "Declared" not in text
    assert not [each for each in terminal(run) if each.startswith(("baseline", "finding"))]


def test_who_deviates_as_is_known_is_not_called_conformant(baseline_run: dict[str, Any]) -> None:
    standings = {**baseline_run["baseline"]["standings"], "known": 2}
    known = {**baseline_run["baseline"], "standings": standings}
    run = {**baseline_run, "baseline": known, "exit_code": 0}
    assert "outcome     2 known deviations, no other (exit code 0)" in terminal(run)
    run = {**run, "baseline": {**known, "standings": {**standings, "known": 0}}}
    assert "outcome     conformant (exit code 0)" in terminal(run)
