"""Allure results with the Gherkin steps inside: the `allure-pytest` plugin knows nothing of them.

Loaded beside ``allure-pytest`` when a report is asked for; the wire trace is attached as JSON Lines.
"""

from __future__ import annotations

import json
from typing import Any

import allure
import pytest

from conformance.scenarios import file_of, name_of, tags_of, template_of
from conformance.trace import trace
from ocpp16.redaction import redact_row


class StepReporter:
    """Opens and closes Allure steps as the scenario goes on."""

    def __init__(self) -> None:
        self._begun = 0
        self._open: list[Any] = []

    def begin(self, name: str) -> None:
        """A step begins."""
        self._begun += 1
        context = allure.step(name)
        context.__enter__()
        self._open.append(context)

    def end(self, error: BaseException | None = None) -> None:
        """The step that began last has ended."""
        self._open.pop().__exit__(type(error) if error else None, error, None)

    def finish(self, names: list[str]) -> None:
        """Show the steps that were not reached as skipped, and begin anew."""
        for name in names[self._begun :]:
            self.begin(name)
            self.end(pytest.skip.Exception("not reached"))
        self._begun = 0
        self._open.clear()


_reporter = StepReporter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Label scenarios when they are collected, so that Allure's filters work."""
    for item in items:
        template = template_of(item)
        item.add_marker(allure.feature(template.feature.name))
        item.add_marker(allure.parent_suite(file_of(item).parent.as_posix()))
        item.add_marker(allure.suite(template.feature.name))
        item.add_marker(allure.description(template.feature.description or ""))
        if template.rule is not None:
            item.add_marker(allure.story(template.rule.name))
            item.add_marker(allure.sub_suite(template.rule.name))
        item.add_marker(allure.tag(*sorted(tags_of(item))))


def pytest_bdd_before_scenario(request: pytest.FixtureRequest) -> None:
    """Name the result; rows of an outline have names of their own."""
    allure.dynamic.title(name_of(request.node))


def pytest_bdd_before_step(step: Any) -> None:
    """Open the step in the result."""
    _reporter.begin(_name(step))


def pytest_bdd_after_step() -> None:
    """Close it as passed."""
    _reporter.end()


def pytest_bdd_step_error(exception: BaseException) -> None:
    """Close it as failed."""
    _reporter.end(exception)


def pytest_bdd_after_scenario(scenario: Any, request: pytest.FixtureRequest) -> None:
    """Show the steps that were not reached, and attach what crossed the wire."""
    _reporter.finish([_name(step) for step in scenario.steps])
    journal = request.getfixturevalue("bed").journal
    text = "\n".join(json.dumps(redact_row(row)) for row in trace(journal))
    allure.attach(text, "wire trace", allure.attachment_type.JSON, "jsonl")


def _name(step: Any) -> str:
    return f"{step.keyword.strip()} {step.name}"
