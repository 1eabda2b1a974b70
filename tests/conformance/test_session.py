"""Running scenarios: verdicts of every kind, selection, deviations, and the same bytes twice."""

from __future__ import annotations

import json
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from conformance import profile, session
from conformance.plan import Plan
from conformance.results import DeviationResult, RunRecord, ScenarioResult, SuiteError
from conformance.verdict import Verdict

FEATURE = """
    @charge-point
    Feature: All kinds of ends

      @ZAP-BOOT-004
      Scenario: Met
        When the charge point powers on
        Then the charge point sends "BootNotification"
          | field             | value    |
          | chargePointVendor | Myenergi |

      @ZAP-BOOT-005
      Scenario: Unmet
        When the charge point powers on
        Then the charge point sends "BootNotification"
          | field             | value   |
          | chargePointVendor | Someone |

      Scenario: Precondition not reached
        Given the central system rejects registration
        And the charge point is in service
        Then the charge point reports "Available"

      Scenario: Not drivable
        Given the charge point is in service
        And the charge point is set up with
          | setting | value |
          | model   | Other |
        Then the charge point reports "Available"

      Scenario: Undefined
        Given the moon is full
        Then the charge point reports "Available"

      @needs-telepathy
      Scenario: Not applicable
        When the charge point powers on
        Then the charge point reports "Available"

      @sockets
      Scenario: About sockets
        When the charge point powers on
        Then the charge point reports "Available"
"""


class Recorder:
    def __init__(self) -> None:
        self.total = 0
        self.results: list[ScenarioResult] = []
        self.deviations: list[DeviationResult] = []

    def started(self, total: int) -> None:
        self.total = total

    def finished(self, result: ScenarioResult) -> None:
        self.results.append(result)

    def judged(self, result: DeviationResult) -> None:
        self.deviations.append(result)


def run(folder: Path, plan: Plan | None = None, feature: str = FEATURE) -> RunRecord:
    (folder / "some.feature").write_text(textwrap.dedent(feature))
    bindings = folder / f"bindings_{abs(hash(folder))}.py"
    bindings.write_text(f"from pytest_bdd import scenarios\nscenarios({str(folder)!r})\n")
    recorder = Recorder()
    record = session.run(plan or Plan(), recorder, bindings)
    assert tuple(recorder.results) == record.results
    assert recorder.total == record.planned
    return record


def test_every_end_of_a_scenario_has_its_verdict(tmp_path: Path) -> None:
    verdicts = {result.name: result.verdict for result in run(tmp_path).results}
    assert verdicts == {
        "Met": Verdict.PASS,
        "Unmet": Verdict.FAIL,
        "Precondition not reached": Verdict.INCONCLUSIVE,
        "Not drivable": Verdict.INCONCLUSIVE,
        "Undefined": Verdict.ERROR,
        "Not applicable": Verdict.NOT_APPLICABLE,
        "About sockets": Verdict.NOT_APPLICABLE,
    }


def test_a_behaviour_needs_the_capability_of_its_catalogue_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zappi = profile.load("zappi")
    without = {name: why for name, why in zappi.capabilities.items() if name != "smart-charging"}
    monkeypatch.setattr(profile, "load", lambda _name: replace(zappi, capabilities=without))
    feature = """
        @charge-point
        Feature: Without smart charging
          @ZAP-PROF-020
          Scenario: Full power
            When the charge point powers on
            Then the charge point sends "BootNotification"
    """
    (result,) = run(tmp_path, feature=feature).results
    assert result.verdict is Verdict.NOT_APPLICABLE
    assert result.reason == "profile zappi does not declare smart-charging"


def test_a_failure_carries_its_evidence(tmp_path: Path) -> None:
    unmet = next(r for r in run(tmp_path).results if r.name == "Unmet")
    assert unmet.behaviours == ("ZAP-BOOT-005",)
    assert unmet.failure is not None
    assert unmet.failure.step == 'Then the charge point sends "BootNotification"'
    assert "expected Someone, seen 'Myenergi'" in str(unmet.failure.nearest)
    assert '"BootNotification"' in unmet.failure.excerpt[0]
    assert [row["kind"] for row in unmet.trace[:3]] == ["opened", "frame", "frame"]
    assert unmet.location.endswith("some.feature:13")


FAULTS = """
    @charge-point
    Feature: Faults of the central system

      Scenario: Unmet after faults
        Given the central system leaves the next "BootNotification" call unanswered
        And the central system refuses the next "Heartbeat" call
        And the charge point is in service
        When the central system drops the connection
        Then the charge point sends "BootNotification" after 1 second
          | field             | value   |
          | chargePointVendor | Someone |
"""


def test_what_the_central_system_did_wrong_on_purpose_is_shown_at_its_place(tmp_path: Path) -> None:
    (result,) = run(tmp_path, feature=FAULTS).results
    rows = [row for row in result.trace if row["kind"] != "observed"]
    _, boot, unanswered, *_ = rows
    assert '"BootNotification"' in boot["raw"]
    assert (unanswered["kind"], unanswered["fault"]) == ("injected", "no-answer")
    dropped = next(row for row in rows if row.get("fault") == "close-1001")
    assert rows[rows.index(dropped) + 1]["kind"] == "closed"
    assert result.failure is not None
    assert any("!!! injected close-1001" in line for line in result.failure.excerpt)


@pytest.mark.parametrize(
    ("plan", "names"),
    [
        (Plan(behaviours=("ZAP-BOOT-004",)), {"Met"}),
        (Plan(tags="@sockets or @needs-telepathy"), {"Not applicable", "About sockets"}),
        (Plan(behaviours=("ZAP-BOOT-005",), tags="not @sockets"), {"Unmet"}),
        (Plan(behaviours=("ZAP-HB-001",)), set()),
    ],
)
def test_a_plan_selects_by_behaviour_and_tags(tmp_path: Path, plan: Plan, names: set[str]) -> None:
    record = run(tmp_path, plan)
    assert {result.name for result in record.results} == names
    assert record.planned == len(names)


def test_a_standing_rule_broken_along_the_way_fails_the_scenario(tmp_path: Path) -> None:
    feature = """
        @charge-point
        Feature: Rules
          Scenario: Nobody looks at the status
            Given the central system leaves registration pending
            When the charge point powers on
            And the vehicle is plugged in
            And the PIN "12345" is entered
            Then the charge point sends "BootNotification"
    """
    record = run(tmp_path, Plan(deviation="talkative-while-pending"), feature)
    assert record.results[0].verdict is Verdict.FAIL
    assert record.results[0].failure is not None
    assert record.results[0].failure.step == "the standing rules"


def test_a_feature_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"some\.feature"):
        run(tmp_path, feature="Feature: x\n  Scenario: y\n    Given a car\n    nonsense\n")


def test_a_record_says_who_was_tested_and_by_which_clock(tmp_path: Path) -> None:
    record = run(tmp_path, Plan(behaviours=("ZAP-BOOT-004",)))
    assert record.sut["identity"]["chargePointVendor"] == "Myenergi"
    assert record.clock == {"kind": "virtual", "start": "2026-01-05T00:00:00.000Z"}


def test_two_runs_on_the_loopback_are_the_same_to_the_byte(tmp_path: Path) -> None:
    plan = Plan(report=tmp_path)
    first, second = run(tmp_path, plan).results, run(tmp_path, plan).results
    assert all(result.trace for result in first if result.verdict is Verdict.PASS)
    assert json.dumps([r.trace for r in first]) == json.dumps([r.trace for r in second])
    assert first == second


def test_deviations_in_several_processes_are_judged_as_in_one() -> None:
    names = ["silent-reboot", "talkative-while-pending"]
    alone = session.run_deviations(names, False, 1, Recorder())
    together = session.run_deviations(names, False, 2, Recorder())
    assert alone == together
    assert [result.survived for result in alone] == [False, False]
    assert all(result.caught_by and not result.also_caught_by for result in alone)


@pytest.mark.parametrize("whole_matrix", [False, True])
def test_each_deviation_is_run_under_the_vendor_profile_that_can_show_it(
    whole_matrix: bool,
) -> None:
    names = ["register-alone", "silent-reboot", "boasts-of-limits"]
    results = session.run_deviations(names, whole_matrix, 1, Recorder())
    assert {result.name for result in results if not result.survived} == set(names)


def test_what_a_profile_declares_can_exclude_a_scenario(tmp_path: Path) -> None:
    feature = """
        @charge-point
        Feature: Without smart charging
          @without-smart-charging
          Scenario: Introduced
            When the charge point powers on
            Then the charge point sends "BootNotification"
    """
    (result,) = run(tmp_path, feature=feature).results
    assert result.verdict is Verdict.NOT_APPLICABLE
    assert result.reason == "profile zappi declares smart-charging"
    (result,) = run(tmp_path, Plan(profile="zappi-5.114"), feature).results
    assert result.verdict is Verdict.PASS


def test_a_result_names_what_the_standard_asks_and_what_the_profiles_vendor_documents(
    tmp_path: Path,
) -> None:
    feature = """
        @charge-point
        Feature: Two sources
          @ZAP-CONN-011 @OCP-CONN-003
          Scenario: Introduced
            When the charge point powers on
            Then the charge point sends "BootNotification"
    """
    (zappi,) = run(tmp_path, feature=feature).results
    assert zappi.behaviours == ("OCP-CONN-003", "ZAP-CONN-011")
    (plain,) = run(tmp_path, Plan(profile="ocpp16"), feature).results
    assert plain.behaviours == ("OCP-CONN-003",)


def test_the_whole_matrix_shows_what_else_would_catch_a_deviation() -> None:
    (result,) = session.run_deviations(["silent-reboot"], True, 1, Recorder())
    assert result.caught_by
    assert set(result.caught_by).isdisjoint(result.also_caught_by)
