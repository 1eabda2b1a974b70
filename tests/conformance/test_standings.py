"""What a baseline changes in the account of a run, and in its exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conformance.baseline import load as load_baseline
from conformance.catalogue import load
from conformance.plan import Plan
from conformance.results import RunRecord, ScenarioResult
from conformance.summary import summarize
from conformance.verdict import Verdict

CATALOGUE = load()
LISTED, OTHER, THIRD = "ZAP-BOOT-001", "ZAP-TX-001", "ZAP-BOOT-002"
SHOULD = next(each.id for each in CATALOGUE if each.obligation == "should")
FAIL, PASS, ERROR, OPEN = Verdict.FAIL, Verdict.PASS, Verdict.ERROR, Verdict.INCONCLUSIVE


def entries(*ids: str, reason: str = "R", until: str = "") -> str:
    last = f"until = {until}\n" if until else ""
    return "".join(
        f'[[deviation]]\nbehaviour = "{each}"\nreason = "{reason}"\nfinding = "F"\n{last}'
        for each in ids
    )


def judged(
    tmp_path: Path, text: str | None, *scenarios: tuple[Verdict, tuple[str, ...]], **plan: Any
) -> dict[str, Any]:
    results = tuple(
        ScenarioResult("Boot", f"s{n}", ids, verdict, f"features/boot.feature:{n}")
        for n, (verdict, ids) in enumerate(scenarios, 1)
    )
    record = RunRecord(
        plan=Plan(**plan),
        sut={"driver": "reference", "identity": {}},
        clock={"kind": "virtual"},
        results=results,
        planned=len(results),
        started="2026-06-15T23:59:00+00:00",
        elapsed=0.5,
    )
    if text is None:
        return summarize(record, CATALOGUE, "run")
    file = tmp_path / "baseline.toml"
    file.write_text(text, encoding="utf-8")
    return summarize(record, CATALOGUE, "run", load_baseline(file, CATALOGUE))


@pytest.mark.parametrize(
    ("text", "scenarios", "code"),
    [
        (entries(LISTED), [(FAIL, (LISTED,))], 0),
        (entries(LISTED), [(PASS, (LISTED,))], 4),
        (entries(LISTED), [(ERROR, (LISTED,))], 3),
        (entries(LISTED), [(OPEN, (LISTED,))], 3),
        (entries(LISTED), [(FAIL, (LISTED,)), (FAIL, (OTHER,))], 1),
        (entries(LISTED), [(FAIL, (LISTED,)), (PASS, (OTHER,))], 0),
        (entries(LISTED), [(FAIL, (LISTED,)), (ERROR, (OTHER,))], 3),
        (entries(LISTED, OTHER), [(PASS, (LISTED,)), (OPEN, (THIRD,))], 4),
        (entries(LISTED, OTHER), [(PASS, (LISTED,)), (FAIL, (THIRD,))], 1),
        (entries(LISTED, OTHER), [(PASS, (LISTED,)), (ERROR, (THIRD,))], 3),
        (entries(LISTED, reason=""), [(FAIL, (LISTED,))], 4),
        (entries(LISTED, reason=""), [(PASS, (OTHER,))], 4),
        (entries(LISTED, reason=""), [(FAIL, (OTHER,))], 1),
        (entries(LISTED), [(PASS, (OTHER,))], 0),
        (entries(LISTED, until="2026-06-15"), [(FAIL, (LISTED,))], 0),
        (entries(LISTED, until="2026-06-14"), [(FAIL, (LISTED,))], 1),
        (entries(LISTED, until="2026-06-14"), [(PASS, (LISTED,))], 0),
        (entries(LISTED), [(FAIL, ())], 1),
        (entries(SHOULD), [(PASS, (SHOULD,))], 4),
        ("", [(FAIL, (SHOULD,))], 0),
        (entries(LISTED), [(FAIL, (LISTED, OTHER))], 1),
        (entries(LISTED), [], 5),
        (None, [(FAIL, (LISTED,))], 1),
    ],
)
def test_the_exit_code_with_a_baseline(
    tmp_path: Path, text: str | None, scenarios: list[Any], code: int
) -> None:
    assert judged(tmp_path, text, *scenarios)["exit_code"] == code


def test_a_run_that_is_not_whole_says_so_before_its_baseline(tmp_path: Path) -> None:
    run = judged(tmp_path, entries(LISTED), (PASS, (LISTED,)), behaviours=(OTHER,))
    assert run["exit_code"] == 5


def test_a_known_should_does_not_fail_a_strict_run(tmp_path: Path) -> None:
    scenario = (FAIL, (SHOULD,))
    assert judged(tmp_path, entries(SHOULD), scenario, strict=True)["exit_code"] == 0
    assert judged(tmp_path, "", scenario, strict=True)["exit_code"] == 1


def test_without_a_baseline_nothing_is_said_of_one(tmp_path: Path) -> None:
    run = judged(tmp_path, None, (FAIL, (LISTED,)))
    assert run["baseline"] is None
    assert (run["results"][0]["standing"], run["results"][0]["listed"]) == (None, None)
    assert (run["scenarios"][0]["standing"], run["scenarios"][0]["note"]) == (None, None)


def test_each_result_has_its_standing_and_its_entry(tmp_path: Path) -> None:
    text = entries(LISTED, until="2027-01-01") + entries(THIRD, reason="")
    run = judged(tmp_path, text, (FAIL, (LISTED,)), (FAIL, (THIRD,)), (FAIL, (OTHER,)))
    found = {each["behaviour"]: (each["standing"], each["listed"]) for each in run["results"]}
    assert found == {
        LISTED: ("known", {"reason": "R", "finding": "F", "until": "2027-01-01"}),
        THIRD: ("unjustified", {"reason": "", "finding": "F", "until": None}),
        OTHER: ("new", None),
    }
    assert run["baseline"] == {
        "file": str(tmp_path / "baseline.toml"),
        "entries": 2,
        "standings": {"known": 1, "new": 1, "stale": 0, "unjudged": 0, "unjustified": 1},
        "unjustified": [THIRD],
        "expired": [],
    }


def test_a_scenario_is_known_where_all_its_behaviours_are(tmp_path: Path) -> None:
    run = judged(tmp_path, entries(LISTED), (FAIL, (LISTED,)), (FAIL, (LISTED, OTHER)))
    found = [(each["standing"], each["note"]) for each in run["scenarios"]]
    assert found == [("known", f"{LISTED}: R (F)"), (None, None)]


def test_a_scenario_is_stale_where_one_behaviour_is(tmp_path: Path) -> None:
    run = judged(tmp_path, entries(LISTED), (PASS, (LISTED, OTHER)), (PASS, (OTHER,)))
    assert [each["standing"] for each in run["scenarios"]] == ["stale", None]
    run = judged(tmp_path, entries(LISTED), (PASS, (LISTED,)), (FAIL, (LISTED,)))
    assert [each["standing"] for each in run["scenarios"]] == [None, "known"]
