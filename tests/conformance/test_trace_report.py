"""The report on a trace: a scenario for each rule and charge point, in the form that all reports have."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from conformance.commands.judge import judgement
from conformance.paths import SUITE
from conformance.trace_report import report_on
from ocpp16.actions import Role
from ocpp16.rules import RULES, RuleBook
from reports.writer import write
from tests.conformance.test_trace_judgement import lines_of, spoilt

HEADER = {"started": "2026-01-05T08:00:00+00:00", "elapsed": 0.5, "command": "x judge"}
BOOT = '[2,"b","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]'
SECRET = '[2,"s","ChangeConfiguration",{"key":"AuthorizationKey","value":"sesame","x":1}]'


def report(tmp_path: Path, lines: list[str], side: Role = Role.CHARGE_POINT) -> dict[str, Any]:
    """Judge these lines and write the report; what ``report.json`` holds."""
    trace = tmp_path / "trace.jsonl"
    trace.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    judged, content = judgement(trace, RuleBook(side, registered=True))
    until = content.ends_at
    write(
        report_on(trace, judged, profile="zappi", until=until, header=HEADER), tmp_path / "report"
    )
    document: dict[str, Any] = json.loads((tmp_path / "report" / "report.json").read_text("utf-8"))
    jsonschema.validate(document, json.loads((SUITE / "reports/report.schema.json").read_text()))
    return document


def line(raw: str, **fields: Any) -> str:
    said = {"schemaVersion": "1.1", "timestamp": "2026-01-05T08:00:00Z", "chargePointId": "CP1"}
    return json.dumps({**said, "direction": "cp-to-csms", "raw": raw, **fields})


def test_each_rule_is_a_scenario_for_each_charge_point(tmp_path: Path) -> None:
    document = report(tmp_path, lines_of(spoilt("CP1", 0.0), spoilt("CP2", 0.5)))
    rules = [rule.name for rule in RULES if rule.is_in(RuleBook(Role.CHARGE_POINT))]
    verdicts = {each["name"]: each["verdict"] for each in document["other_scenarios"]}
    assert verdicts.keys() == {f"{cp}: {rule}" for cp in ("CP1", "CP2") for rule in rules}
    failed = {name for name, verdict in verdicts.items() if verdict == "FAIL"}
    assert failed == {
        f"{cp}: {rule}" for cp in ("CP1", "CP2") for rule in ("well-formed", "message-ids", "answers")
    }  # fmt: skip
    assert "pins-stay-private" not in rules
    assert document["exit_code"] == 1
    assert document["totals"]["scenarios"]["FAIL"] == 6


def test_a_failure_names_rule_section_line_and_frame(tmp_path: Path) -> None:
    document = report(tmp_path, [line(BOOT), line("[2,")])
    (failed,) = [each for each in document["other_scenarios"] if each["verdict"] == "FAIL"]
    assert failed["location"] == "trace.jsonl:2"
    assert "'well-formed'" in failed["failure"]["expected"]
    assert "OCPP-J 4.2" in failed["failure"]["expected"]
    assert "(1 violation(s) in all)" in failed["failure"]["seen"]
    (quoted,) = failed["failure"]["excerpt"]
    assert quoted.startswith("line 2: ")
    rows = (tmp_path / "report" / failed["trace"]).read_text("utf-8").splitlines()
    assert [json.loads(row)["raw"] for row in rows] == ["[2,"]


def test_what_was_judged_is_identified(tmp_path: Path) -> None:
    document = report(tmp_path, [line(BOOT)])
    digest = sha256((tmp_path / "trace.jsonl").read_bytes()).hexdigest()
    assert document["sut"]["driver"] == f"charge point in the trace trace.jsonl, SHA-256 {digest}"
    assert document["sut"]["identity"] == {"chargePointVendor": "V", "chargePointModel": "M"}
    assert document["clock"] == {"kind": "recorded", "until": "2026-01-05T08:00:00.000Z"}
    assert document["exit_code"] == 0


def test_people_and_ci_read_the_same(tmp_path: Path) -> None:
    report(tmp_path, [line(BOOT), line("[2,")])
    cases = ElementTree.parse(tmp_path / "report" / "junit.xml").findall(".//testcase")
    failed = [case.get("name") for case in cases if case.find("failure") is not None]
    assert failed == ["CP1: well-formed"]
    assert {case.get("classname") for case in cases} == {"Standing rules for the charge point"}
    summary = (tmp_path / "report" / "summary.md").read_text("utf-8")
    assert "| CP1: answers | PASS |" in summary
    assert "| CP1: well-formed | FAIL |" in summary
    assert "| behaviour |" not in summary
    assert "\n`trace.jsonl:2` · [trace](traces/cp1-well-formed.jsonl)" in summary


def test_who_sent_nothing_is_not_judged(tmp_path: Path) -> None:
    document = report(tmp_path, [line(BOOT)], Role.CENTRAL_SYSTEM)
    assert {each["verdict"] for each in document["other_scenarios"]} == {"NOT APPLICABLE"}
    assert {each["reason"] for each in document["other_scenarios"]} == {"it sent nothing"}
    assert document["exit_code"] == 5


@pytest.mark.parametrize("file", ["report.json", "junit.xml", "summary.md"])
def test_a_password_in_a_trace_is_not_reported(tmp_path: Path, file: str) -> None:
    row = line(SECRET, direction="csms-to-cp")
    assert report(tmp_path, [row], Role.CENTRAL_SYSTEM)["exit_code"] == 1
    written = [tmp_path / "report" / file, *(tmp_path / "report" / "traces").iterdir()]
    assert "ChangeConfiguration" in (written[0]).read_text("utf-8")
    assert all("sesame" not in each.read_text("utf-8") for each in written)
