"""Results as they come: kept, taken up again, and never mixed with those of another run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conformance.plan import Plan
from conformance.results import Failure, ScenarioResult, SuiteError
from conformance.run_log import RunLog, RunLogError, earlier_results, log_of
from conformance.verdict import Verdict

PASSED = ScenarioResult("F", "one", ("ZAP-A-001",), Verdict.PASS, "features/a.feature:3")
FAILED = ScenarioResult(
    "F", "two", (), Verdict.FAIL, "features/a.feature:9",
    failure=Failure("Then it rains", "rain", "sun", None, ("a", "b")),
    trace=({"at": 1.5, "kind": "frame", "text": "[2]"},), duration=2.5,
)  # fmt: skip


def kept(file: Path, *results: ScenarioResult) -> RunLog:
    log = RunLog(file, Plan())
    for result in results:
        log.add(result)
    return log


def test_what_was_found_before_an_interruption_is_found_again(tmp_path: Path) -> None:
    file = log_of(tmp_path / "report")
    kept(file, PASSED, FAILED).close()
    assert earlier_results(file, Plan()) == (PASSED, FAILED)


def test_it_is_there_before_the_run_is_over(tmp_path: Path) -> None:
    log = kept(tmp_path / "log", PASSED)
    assert earlier_results(tmp_path / "log", Plan()) == (PASSED,)
    log.close()


def test_the_line_that_was_being_written_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "log"
    kept(file, PASSED, FAILED).close()
    file.write_bytes(file.read_bytes()[:-20])
    assert earlier_results(file, Plan()) == (PASSED,)


def test_a_resumed_run_keeps_what_it_took_up(tmp_path: Path) -> None:
    RunLog(tmp_path / "log", Plan(), (PASSED,)).close()
    assert earlier_results(tmp_path / "log", Plan()) == (PASSED,)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"", "is no run"), (b"hello", "is no run"), (b'{"format":"x"}\n', "is no run")],
)
def test_what_is_no_log_is_not_resumed(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "log").write_bytes(content)
    with pytest.raises(RunLogError, match=complaint):
        earlier_results(tmp_path / "log", Plan())


def test_another_plan_is_not_resumed(tmp_path: Path) -> None:
    kept(tmp_path / "log", PASSED).close()
    with pytest.raises(RunLogError, match="of another plan"):
        earlier_results(tmp_path / "log", replace(Plan(), tags="@live"))
    with pytest.raises(RunLogError, match="no run to resume"):
        earlier_results(tmp_path / "other", Plan())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SuiteError, match="cannot be written"):
        RunLog(tmp_path / "file" / "log", Plan())
