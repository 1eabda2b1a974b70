"""A deviation can change only the scenarios that ask for what it overrides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conformance import session
from conformance.plan import Plan
from conformance.reach import Reach, decisions
from conformance.results import ScenarioResult
from conformance.verdict import Verdict
from ocpp16.deviation import Deviation


class Part:
    limit = 3

    def decide(self) -> bool:
        return True

    def other(self) -> bool:
        return self.decide()


class Decided(Part):
    """Decides otherwise."""

    def decide(self) -> bool:
        return self._helper()

    def _helper(self) -> bool:
        return False


class Limited(Part):
    """Has another limit."""

    limit = 4


SEEDED = {
    "decided": Deviation("decided", "ZAP-X-001", "", (Decided,)),
    "limited": Deviation("limited", "ZAP-X-002", "", (Limited,)),
}


def result(name: str) -> ScenarioResult:
    return ScenarioResult("Feature", name, (), Verdict.PASS, "a.feature:1")


def test_a_deviation_overrides_what_its_part_has_not_what_it_adds() -> None:
    assert list(decisions(Decided)) == [(Part, "decide")]
    assert list(decisions(Limited)) == [(Part, "limit")]


def test_what_a_scenario_asks_is_noted_and_answered_as_before() -> None:
    reach = Reach(SEEDED)
    (watched,) = reach.substitutes()
    assert watched().other()
    reach.finished(result("asks"))
    reach.finished(result("asks nothing"))
    assert reach.of("decided") == {"a.feature:1 asks"}


def test_what_is_no_method_may_be_asked_for_by_anyone() -> None:
    reach = Reach(SEEDED)
    reach.finished(result("asks nothing"))
    assert reach.of("limited") == {"a.feature:1 asks nothing"}
    assert reach.of("decided") == frozenset()


class Failed:
    """Collects the names of scenarios that fail."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def started(self, total: int) -> None:
        """Not counted."""

    def finished(self, each: ScenarioResult) -> None:
        if each.verdict is Verdict.FAIL:
            self.names.add(each.name)

    def judged(self, found: object) -> None:
        """Not shown."""


@pytest.mark.parametrize("name", ["fourteen-stacked", "restarted-twice", "never-asks"])
def test_the_scenarios_left_out_would_not_have_noticed(name: str) -> None:
    failed = Failed()
    plan = Plan(tags="@OCPP16-5.14 or @ZAP-PROF-010 or @needs-pin-pad")
    (found,) = session.run_deviations([name], True, 1, failed, plan)
    session.run(replace(plan, deviation=name), failed)
    assert failed.names
    assert {*found.caught_by, *found.also_caught_by} == failed.names
