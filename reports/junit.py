"""`junit.xml`: a suite per feature file, a case per scenario, classed by its behaviours."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree import ElementTree

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from reports.text import printable
from reports.wording import excerpt, heading, parts

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_RESULTS = {
    "FAIL": Failure,
    "ERROR": Error,
    "INCONCLUSIVE": Error,
    "NOT APPLICABLE": Skipped,
}
_STANDINGS = {"known": Skipped, "stale": Failure}
"""What fails a run fails here, too; a known failure is skipped, as an expected one usually is."""


def render(run: dict[str, Any]) -> str:
    """The document, without any time of day."""
    xml = JUnitXml("ocpp-conformance")
    for file, scenarios in groupby(run["scenarios"], key=_file):
        suite = TestSuite(file)
        suite.add_testcases([_case(scenario) for scenario in scenarios])
        xml.add_testsuite(suite)
    xml.update_statistics()  # type: ignore[no-untyped-call]
    root = ElementTree.fromstring(xml.tostring())  # type: ignore[no-untyped-call]
    ElementTree.indent(root)
    return f"{DECLARATION}\n{ElementTree.tostring(root, encoding='unicode')}\n"


def _case(scenario: dict[str, Any]) -> TestCase:
    classname = " ".join(scenario["behaviours"]) or printable(scenario["feature"])
    case = TestCase(printable(scenario["name"]), classname, scenario["duration"])
    kind = _STANDINGS.get(scenario["standing"], _RESULTS.get(scenario["verdict"]))
    if kind is not None:
        result = kind(_message(scenario), heading(scenario))
        result.text = _text(scenario)
        case.result = [result]
    return case


def _message(scenario: dict[str, Any]) -> str:
    failure = scenario["failure"]
    first = (
        scenario["note"]
        or scenario["reason"]
        or (failure["expected"] if failure else scenario["verdict"])
    )
    return printable(first).partition("\n")[0]


def _text(scenario: dict[str, Any]) -> str:
    lines = [f"{word}: {text}" for word, text in parts(scenario)]
    trace = excerpt(scenario["failure"])
    return "\n".join([*lines, *(["trace:", trace] if trace else [])])


def _file(scenario: dict[str, Any]) -> str:
    file, _, line = scenario["location"].rpartition(":")
    return str(file if line.isdigit() else scenario["location"])
