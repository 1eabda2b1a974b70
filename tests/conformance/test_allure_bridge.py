"""Allure results: the Gherkin steps with their fates, the labels, the trace without secrets."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

from conformance import session
from conformance.plan import Plan

FEATURE = """
    @charge-point
    Feature: Results for Allure
      What the feature is for.

      Rule: A rule in one sentence

        @ZAP-BOOT-004
        Scenario: Passed
          Given the charge point is in service
          When the central system requests "ChangeConfiguration"
            | field | value            |
            | key   | AuthorizationKey |
            | value | s3cret-of-theirs |
          Then the answer is "Accepted"

        @ZAP-BOOT-005
        Scenario: Failed halfway
          Given the charge point is in service
          When the central system requests "ChangeConfiguration"
            | field | value            |
            | key   | AuthorizationKey |
            | value | s3cret-of-theirs |
          Then the answer is "RebootRequired"
          And the charge point reports "Charging"
"""


class Nobody:
    def started(self, total: int) -> None: ...

    def finished(self, result: object) -> None: ...


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("allure")
    (folder / "some.feature").write_text(textwrap.dedent(FEATURE))
    bindings = folder / "bindings_allure.py"
    bindings.write_text(f"from pytest_bdd import scenarios\nscenarios({str(folder)!r})\n")
    session.run(Plan(report=folder), Nobody(), bindings)
    return folder / "allure-results"


def result(folder: Path, name: str) -> dict[str, Any]:
    found = [json.loads(file.read_text()) for file in folder.glob("*-result.json")]
    return next(dict(each) for each in found if each["name"] == name)


def test_every_step_has_its_fate(results: Path) -> None:
    passed, failed = result(results, "Passed"), result(results, "Failed halfway")
    assert [step["status"] for step in passed["steps"]] == ["passed"] * 3
    assert [step["status"] for step in failed["steps"]] == ["passed", "passed", "failed", "skipped"]
    assert failed["steps"][2]["name"] == 'Then the answer is "RebootRequired"'
    assert (passed["status"], failed["status"]) == ("passed", "failed")


def test_labels_are_the_suites_words(results: Path) -> None:
    labels = {(label["name"], label.get("value")) for label in result(results, "Passed")["labels"]}
    assert ("feature", "Results for Allure") in labels
    assert ("story", "A rule in one sentence") in labels
    assert ("tag", "ZAP-BOOT-004") in labels
    assert result(results, "Passed")["description"].strip() == "What the feature is for."


def test_the_failure_is_told_in_words(results: Path) -> None:
    details = result(results, "Failed halfway")["statusDetails"]
    assert "expected: the answer RebootRequired" in details["trace"]
    assert "Traceback" not in details["trace"]


def test_the_trace_is_attached(results: Path) -> None:
    (attachment,) = result(results, "Passed")["attachments"]
    rows = (results / attachment["source"]).read_text().splitlines()
    assert "BootNotification" in rows[1]


def test_the_key_is_nowhere_in_what_is_written(results: Path) -> None:
    written = "".join(file.read_text() for file in results.iterdir())
    assert "AuthorizationKey" in written
    assert "s3cret-of-theirs" not in written
