"""The command `platform`, against the mock as a central system of somebody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conformance.cli import app
from conformance.run_log import log_of
from mock_csms import MockCsms

NAMED = ("--id", "CP-1", "--tag", "A-TAG")


@pytest.fixture
def platform() -> Iterator[MockCsms]:
    with MockCsms() as csms:
        yield csms


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["platform", *arguments], catch_exceptions=False)
    return result.exit_code, result.output


def test_an_address_is_enough_for_a_first_report(platform: MockCsms, tmp_path: Path) -> None:
    report = tmp_path / "report"
    code, output = run(
        *("--url", platform.url, *NAMED, "--report", str(report)),
        *("--select", "CSM-CONN-001", "--select", "CSM-NEG-001", "--negatives", "5"),
    )
    assert code == 0, output
    found = json.loads((report / "report.json").read_text())
    assert found["sut"]["identity"] == {"url": platform.url}
    verdicts = {result["behaviour"]: result["verdict"] for result in found["results"]}
    assert verdicts["CSM-CONN-001"] == verdicts["CSM-NEG-001"] == "PASS"
    assert found["totals"]["scenarios"]["PASS"] == found["totals"]["planned"] == 4 + 5
    assert not log_of(report).exists()


def test_a_time_budget_leaves_the_rest_for_later(platform: MockCsms, tmp_path: Path) -> None:
    report = tmp_path / "report"
    chosen = ("--url", platform.url, *NAMED, "--report", str(report))
    selected = (*chosen, "--select", "CSM-CONN-001", "--negatives", "0")
    code, output = run(*selected, "--budget", "0.000001")
    assert code == 5
    assert "--resume goes on" in output
    code, output = run(*selected, "--resume")
    assert code == 0, output
    assert json.loads((report / "report.json").read_text())["totals"]["planned"] >= 2


def test_a_platform_that_answers_nothing_right_is_not_conformant(platform: MockCsms) -> None:
    platform.on("BootNotification").refuse("InternalError")
    code, output = run(
        "--url", platform.url, *NAMED, "--select", "CSM-CONN-001", "--negatives", "0"
    )
    assert code == 1
    assert "FAIL" in output


def test_nobody_at_the_address_is_no_fault_of_the_platform() -> None:
    code, output = run("--url", "ws://127.0.0.1:9/", *NAMED, "--select", "CSM-CONN-001",
                       "--negatives", "0")  # fmt: skip
    assert code == 3
    assert "cannot be reached" in output


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "by --url and --id, or by --statement"),
        (("--url", "ws://x/", "--id", ""), "by --url and --id"),
        (("--url", "http://x/", "--id", "A"), "is no endpoint"),
        (("--url", "ws://u:p@x/", "--id", "A"), "holds credentials"),
        (("--url", "ws://x/", "--id", "A", "--ca", "none.pem"), "is no file"),
        (("--url", "ws://x/", "--id", "A", "--profile", "zapi"), "unknown profile 'zapi'"),
        (("--url", "ws://x/", "--id", "A", "--trigger-api", "x"), "is no address"),
        (("--url", "ws://x/", "--id", "A", "--resume"), "--resume goes on with the --report"),
        (("--url", "ws://x/", "--id", "A", "--budget", "0"), "--budget is a number of seconds"),
        (("--statement", "none.toml"), "none.toml"),
        (("--statement", "none.toml", "--id", "A"), "stand in the statement"),
    ],
)
def test_mistakes_are_named_in_one_line(
    arguments: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert complaint in output
    assert len(output.strip().splitlines()) == 1


def test_a_statement_about_a_charge_point_is_for_run(tmp_path: Path) -> None:
    file = tmp_path / "conformance.toml"
    CliRunner().invoke(app, ["init", str(file)], catch_exceptions=False)
    code, output = run("--statement", str(file))
    assert code == 2
    assert "about a charge-point; use `run --statement`" in output
