"""The guards bite: each is shown what it is there to find."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import given, parsers, then

from conformance.observation import Observer
from tests.features import guards


def defined(*decorated: tuple[object, object]) -> list[guards.Definition]:
    """Phrases of a module made up on the spot: step decorators write where they are called."""
    module = ModuleType("made_up")
    module.__dict__["decorated"] = decorated
    exec("for decorate, function in decorated:\n    decorate(function)", module.__dict__)
    return guards.definitions([module])


async def waits(bed: object) -> None:
    """A step that would never be awaited."""


def asserts_nothing(observer: Observer) -> None:
    """A step that only looks as if."""
    str(observer)


def expects(observer: Observer) -> None:
    observer.refused()


def test_a_coroutine_step_is_found() -> None:
    phrases = defined((then(parsers.re("it waits")), waits))
    assert guards.coroutines(phrases) == ["it waits"]


def test_a_step_that_asserts_nothing_is_found() -> None:
    phrases = defined(
        (then(parsers.re("it looks on")), asserts_nothing), (then(parsers.re("it fails")), expects)
    )
    assert guards.without_expectation(phrases) == ["it looks on"]


def test_undefined_unused_and_ambiguous_phrases_are_found() -> None:
    phrases = defined(
        (given(parsers.re("a .+")), expects),
        (given(parsers.re("a car")), expects),
        (given(parsers.re("never said")), expects),
    )
    steps = [
        guards.Written("given", "a car", "x.feature:1"),
        guards.Written("given", "something else", "x.feature:2"),
        guards.Written("when", "a bus", "x.feature:3"),
    ]
    found = guards.undefined_or_ambiguous(steps, phrases)
    assert [line.split(": ")[1].split(" ")[0] for line in found] == ["2", "0", "0"]
    assert guards.unused(steps, phrases) == ["never said"]


@pytest.fixture
def features(tmp_path: Path) -> Path:
    text = """
    @charge-point
    Feature: Something

      Scenario: The same name
        Given a car
        Then it drives

      Rule: A rule
        Scenario: The same name
          Then it drives
        Scenario Outline: It should work
          When it goes <speed>
          Then it drives
          Examples:
            | speed |
            | fast  |
            | slow  |
    """
    (tmp_path / "some.feature").write_text(text)
    return tmp_path


def test_scenarios_of_one_name_are_found(features: Path) -> None:
    assert guards.doubled_names(guards.scenarios(features)) == ["some.feature: The same name"]


def test_titles_of_testers_and_thin_scenarios_are_found(features: Path) -> None:
    written = guards.scenarios(features)
    assert guards.badly_titled(written) == ["some.feature: It should work"]
    assert guards.oversized(written) == ["some.feature:10 The same name (1 steps)"]


def test_outlines_are_read_with_their_rows(features: Path) -> None:
    outline = guards.scenarios(features)[2]
    assert outline.examples == 2
    assert {step.text for step in outline.steps} == {"it goes fast", "it goes slow", "it drives"}
    assert outline.tags == {"charge-point"}


def scenario(last: str, *tags: str) -> guards.Scenario:
    """A scenario with one step."""
    written = guards.Written("then", last, "some.feature:2")
    return guards.Scenario("A name", "some.feature", 1, frozenset(tags), (written,), 0, 0)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("the central system sends nothing for 2 seconds", ["some.feature: A name"]),
        ('the central system sends no "Reset" for 2 seconds', ["some.feature: A name"]),
        ('the answer is "Accepted"', []),
    ],
)
def test_silence_without_a_sign_of_life_is_found(last: str, found: list[str]) -> None:
    assert guards.ends_in_silence([scenario(last, "central-system")]) == found
    assert guards.ends_in_silence([scenario(last, "charge-point")]) == []


@pytest.mark.parametrize(
    ("last", "tags", "found"),
    [
        ('the central system requests "Reset"', {"CSM-A-001"}, True),
        ("a vehicle is charging", {"CSM-A-001"}, True),
        ('the central system requests "Reset"', {"CSM-A-001", "operator"}, False),
        ("a stand-in connects", {"CSM-A-001"}, False),
        ("a stand-in connects", {"CSM-A-001", "operator"}, True),
        ('the central system requests "Reset"', {"ZAP-A-001"}, False),
    ],
)
def test_the_tag_of_an_operator_goes_with_what_is_asked(
    last: str, tags: set[str], found: bool
) -> None:
    assert bool(guards.without_operator([scenario(last, *tags)])) == found
