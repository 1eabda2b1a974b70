from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from conformance.catalogue import Catalogue, load
from conformance.plan import Plan
from conformance.results import Failure, RunRecord, ScenarioResult
from conformance.summary import plain, summarize
from conformance.verdict import Verdict


def scenario(name: str, verdict: Verdict, *ids: str, line: int = 1) -> ScenarioResult:
    return ScenarioResult("Boot", name, ids, verdict, f"features/boot.feature:{line}")


def record(*results: ScenarioResult, planned: int | None = None, **plan: object) -> RunRecord:
    return RunRecord(
        plan=Plan(**plan),  # type: ignore[arg-type]
        sut={"driver": "reference", "identity": {"chargePointVendor": "Myenergi"}},
        clock={"kind": "virtual"},
        results=results,
        planned=len(results) if planned is None else planned,
        started="2026-01-05T10:00:00+00:00",
        elapsed=0.5,
    )


def summary(run: RunRecord) -> dict:
    behaviours = dict(load().behaviours)
    behaviours["ZAP-CFG-001"] = replace(behaviours["ZAP-CFG-001"], todo=True)
    return summarize(run, Catalogue(behaviours), "ocpp-conformance run")


def test_a_scenario_speaks_for_each_of_its_behaviours_in_the_order_of_the_catalogue():
    run = summary(
        record(
            scenario("b", Verdict.FAIL, "ZAP-TX-001", "ZAP-BOOT-001", line=20),
            scenario("a", Verdict.PASS, "ZAP-BOOT-001", line=3),
        )
    )
    assert [(r["behaviour"], r["verdict"], r["scenarios"]) for r in run["results"]] == [
        ("ZAP-BOOT-001", "FAIL", [0, 1]),
        ("ZAP-TX-001", "FAIL", [1]),
    ]
    assert [each["name"] for each in run["scenarios"]] == ["a", "b"]
    assert run["exit_code"] == 1


def test_the_order_of_finishing_does_not_matter():
    results = [scenario(str(n), Verdict.PASS, "ZAP-BOOT-001", line=n) for n in (2, 10, 1)]
    assert summary(record(*results)) == summary(record(*reversed(results)))


def test_the_totals_count_behaviours_and_scenarios_apart():
    run = summary(
        record(
            scenario("a", Verdict.PASS, "ZAP-BOOT-001", "ZAP-BOOT-002"),
            scenario("b", Verdict.FAIL, "ZAP-STAT-016"),
        )
    )
    assert run["totals"]["behaviours"]["PASS"] == 2
    assert run["totals"]["scenarios"]["PASS"] == 1
    assert run["totals"]["warnings"] == 1
    assert run["exit_code"] == 0


def test_a_failing_scenario_without_behaviour_still_fails_the_run():
    run = summary(record(scenario("a", Verdict.PASS, "ZAP-BOOT-001"), scenario("b", Verdict.FAIL)))
    assert run["exit_code"] == 1


def test_what_was_asked_for_and_not_run_makes_the_run_incomplete():
    asked = ("ZAP-BOOT-001", "ZAP-CFG-001", "ZAP-TX-011", "ZAP-BOOT-002")
    run = summary(record(scenario("a", Verdict.PASS, "ZAP-BOOT-001"), behaviours=asked))
    reasons = {each["behaviour"]: each["reason"] for each in run["not_run"]}
    assert list(reasons) == ["ZAP-CFG-001", "ZAP-TX-011", "ZAP-BOOT-002"]
    assert "no scenario for it yet" in reasons["ZAP-CFG-001"]
    assert "ZAP-TX-003" in reasons["ZAP-TX-011"]
    assert run["exit_code"] == 5


def test_fewer_scenarios_than_planned_make_the_run_incomplete():
    one = scenario("a", Verdict.PASS, "ZAP-BOOT-001")
    assert summary(record(one, planned=2))["exit_code"] == 5
    assert summary(record())["exit_code"] == 5


def test_only_the_header_knows_the_time():
    first = record(scenario("a", Verdict.PASS, "ZAP-BOOT-001"))
    later = replace(first, started="2027-01-01T00:00:00+00:00", elapsed=99.0)
    one, two = summary(first), summary(later)
    assert one.pop("header") != two.pop("header")
    assert one == two


def test_a_failure_is_kept_whole():
    failed = replace(
        scenario("a", Verdict.FAIL, "ZAP-BOOT-001"),
        failure=Failure("Then x", "this", "that", None, ("line",)),
    )
    assert summary(record(failed))["scenarios"][0]["failure"] == {
        "step": "Then x",
        "expected": "this",
        "seen": "that",
        "nearest": None,
        "excerpt": ["line"],
    }


def test_plain_data_has_only_the_types_of_json():
    odd = {1: (Decimal("1.5"), Path("a"), Verdict.PASS, None, True, 0.1 + 0.2, {2})}
    assert plain(odd) == {"1": [1.5, "a", "PASS", None, True, 0.3, "{2}"]}
