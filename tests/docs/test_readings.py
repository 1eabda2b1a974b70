"""docs/readings.md speaks of behaviours that are tested, and of choices that there are."""

from __future__ import annotations

import re
from functools import cache

import pytest

from conformance import catalogue, coverage, profile
from conformance.paths import SUITE

ROW = re.compile(r"^\| (X-\d\d) \| .+ \| (.+) \| (.*) \|$", re.M)


@cache
def rows() -> list[tuple[str, str, str]]:
    return ROW.findall((SUITE / "docs" / "readings.md").read_text(encoding="utf-8"))


@cache
def covered() -> set[str]:
    known = catalogue.load()
    counts = coverage.coverage(known, coverage.scenarios())
    reasons = {behaviour.id for behaviour in known if not behaviour.testable}
    return reasons | {identity for identity, count in counts.items() if count}


def test_each_contradiction_is_decided_once() -> None:
    numbers = [number for number, _, _ in rows()]
    assert len(numbers) > 40
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(("number", "_reading", "behaviours"), rows())
def test_its_behaviours_are_tested_or_say_why_not(
    number: str, _reading: str, behaviours: str
) -> None:
    named = set(behaviours.split(", "))
    assert named, number
    assert named - covered() == set()


def test_the_choices_it_names_can_be_declared() -> None:
    choices = {name for _, reading, _ in rows() for name in re.findall(r"`(\w+) = ", reading)}
    assert choices
    assert choices <= set(profile.load("zappi").semantics)
