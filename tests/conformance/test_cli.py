import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conformance import cli, paths
from conformance.catalogue import load
from conformance.cli import app
from conformance.commands import deviations as deviations_command
from conformance.commands import run as run_command
from conformance.plan import Plan
from conformance.results import DeviationResult, RunRecord, ScenarioResult
from conformance.verdict import Verdict
from ocpp16.deviation import Deviation
from ocpp_conformance import __version__

FEATURE = """\
@charge-point
Feature: Registration
  @ZAP-BOOT-001 @vendor
  Scenario: A reboot is announced
    When the device reboots
"""


def seeded(name: str, vendor_profile: str | None = None) -> Deviation:
    return Deviation(name, "ZAP-BOOT-001", "It is silent.", (), vendor_profile)


class Engine:
    """Stands in for the session: runs nothing, answers as it is told."""

    def __init__(self) -> None:
        self.verdict = Verdict.PASS
        self.missing = 0
        self.survivors: tuple[str, ...] = ()
        self.plans: list[Plan] = []
        self.asked: list[tuple] = []

    def deviations(self):
        return {name: seeded(name) for name in ("silent-reboot", "deaf")}

    def run(self, plan, progress):
        self.plans.append(plan)
        if plan.report is not None:
            (plan.report / "allure-results").mkdir()
        result = ScenarioResult(
            "Registration", "A reboot", ("ZAP-BOOT-001",), self.verdict, "features/a.feature:4"
        )
        progress.started(1 + self.missing)
        progress.finished(result)
        sut = {"driver": plan.sut, "identity": {}}
        return RunRecord(
            plan, sut, {"kind": "virtual"}, (result,), 1 + self.missing, "2026-01-05T10:00:00Z", 0.1
        )

    def run_deviations(self, names, whole_matrix, workers, progress):
        self.asked.append((list(names), whole_matrix, workers))
        return tuple(
            DeviationResult(
                name, "ZAP-BOOT-001", "It is silent.", ("A reboot",), (), name in self.survivors
            )
            for name in names
        )


@pytest.fixture(autouse=True)
def features(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    folder = tmp_path / "features"
    folder.mkdir()
    (folder / "boot.feature").write_text(FEATURE, encoding="utf-8")
    monkeypatch.setattr(paths, "FEATURES", folder)


@pytest.fixture(autouse=True)
def engine(monkeypatch) -> Engine:
    made = Engine()
    monkeypatch.setattr(run_command, "engine", lambda: made)
    monkeypatch.setattr(deviations_command, "engine", lambda: made)
    return made


def call(*arguments: object):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_run_shows_its_verdicts_and_exits_with_0():
    result = call("run")
    assert result.exit_code == 0
    assert "ZAP-BOOT-001   PASS" in result.stdout
    assert "conformant (exit code 0)" in result.stdout
    assert result.stderr == "running 1\n"


@pytest.mark.parametrize(
    ("verdict", "code"),
    [("FAIL", 1), ("ERROR", 3), ("INCONCLUSIVE", 3), ("NOT APPLICABLE", 5)],
)
def test_the_exit_code_follows_from_the_verdicts(engine, verdict, code):
    engine.verdict = Verdict(verdict)
    assert call("run").exit_code == code


def test_a_run_that_was_cut_short_is_never_green(engine):
    engine.missing = 1
    assert call("run").exit_code == 5


def test_the_options_become_the_plan(engine):
    result = call(
        "run", "--carrier", "websocket", "--pace", "30", "--behaviour", "ZAP-BOOT-001",
        "--behaviour", "ZAP-BOOT-001", "--tags", "@vendor and not (a-tag or charge-point)"
        .replace("a-tag", "ZAP-BOOT-001"), "--deviation", "deaf", "--strict",
    )  # fmt: skip
    assert result.exit_code == 0
    (plan,) = engine.plans
    assert plan == Plan(
        carrier="websocket",
        pace=30.0,
        behaviours=("ZAP-BOOT-001",),
        tags="@vendor and not (ZAP-BOOT-001 or charge-point)",
        deviation="deaf",
        strict=True,
    )


def test_the_report_holds_what_the_session_put_there_too(tmp_path, engine):
    folder = tmp_path / "report"
    result = call("run", "--report", folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == f"report      {folder}"
    assert json.loads((folder / "report.json").read_bytes())["exit_code"] == 0
    assert (folder / "allure-results").is_dir()
    assert engine.plans[0].report != folder
    assert call("run", "--report", folder).exit_code == 0


ENTRY = '[[deviation]]\nbehaviour = "ZAP-BOOT-001"\nreason = "R"\nfinding = "F"\n'


@pytest.mark.parametrize(
    ("text", "verdict", "code"),
    [
        (ENTRY, "FAIL", 0),
        (ENTRY, "PASS", 4),
        (ENTRY, "ERROR", 3),
        (ENTRY.replace('"R"', '""'), "FAIL", 4),
        (ENTRY + "until = 2026-01-04\n", "FAIL", 1),
        ("", "FAIL", 1),
    ],
)
def test_a_baseline_decides_what_a_failure_means(tmp_path, engine, text, verdict, code):
    file = tmp_path / "baseline.toml"
    file.write_text(text, encoding="utf-8")
    engine.verdict = Verdict(verdict)
    result = call("run", "--baseline", file, "--report", tmp_path / "report")
    assert result.exit_code == code
    document = json.loads((tmp_path / "report" / "report.json").read_bytes())
    assert (document["exit_code"], document["baseline"]["file"]) == (code, str(file))


def test_a_baseline_that_cannot_be_used_is_told_before_anything_is_run(tmp_path, engine):
    file = tmp_path / "baseline.toml"
    file.write_text(ENTRY.replace("ZAP-BOOT-001", "ZAP-BOOT-999"), encoding="utf-8")
    result = call("run", "--baseline", file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {file}, line 2: no behaviour ZAP-BOOT-999 in the cata")
    assert call("run", "--baseline", tmp_path / "absent").exit_code == 2
    assert engine.plans == []


def test_what_is_written_for_a_baseline_becomes_one(tmp_path, engine):
    engine.verdict = Verdict.FAIL
    result = call("run", "--write-baseline")
    assert result.exit_code == 1
    assert result.stdout.startswith("[[deviation]]")
    assert "non-conformant (exit code 1)" in result.stderr
    file = tmp_path / "baseline.toml"
    file.write_text(result.stdout, encoding="utf-8")
    assert call("run", "--baseline", file).exit_code == 4
    file.write_text(result.stdout.replace('""', '"because"'), encoding="utf-8")
    result = call("run", "--baseline", file, "--write-baseline")
    assert (result.exit_code, result.stdout) == (0, "# nothing failed that is not listed\n")


def test_a_platform_has_its_baseline_too(tmp_path, engine):
    file = tmp_path / "baseline.toml"
    file.write_text(ENTRY, encoding="utf-8")
    engine.verdict = Verdict.FAIL
    options = ("platform", "--url", "ws://127.0.0.1:1/", "--id", "CP1")
    assert call(*options, "--baseline", file).exit_code == 0
    assert call(*options, "--write-baseline").stdout.startswith("[[deviation]]")


@pytest.mark.parametrize("key", [["--key", "hunter2"], ["--key=hunter2"]])
def test_a_key_is_not_written_into_the_report(tmp_path, monkeypatch, key):
    folder = tmp_path / "report"
    arguments = ["platform", "--url", "ws://127.0.0.1:1/", "--id", "CP1", *key, "--report", folder]
    monkeypatch.setattr("sys.argv", ["ocpp-conformance", *map(str, arguments)])
    assert call(*arguments).exit_code == 0
    text = (folder / "report.json").read_text(encoding="utf-8")
    assert "hunter2" not in text
    assert "***" in json.loads(text)["header"]["command"]


def test_a_behaviour_that_was_not_run_is_named():
    result = call("run", "--behaviour", "ZAP-TX-011")
    assert result.exit_code == 5
    assert "not run  ZAP-TX-011: a hint for trouble-shooting by people" in result.stdout


BAD_INPUT = [
    (("--behaviour", "ZAP-BOT-001"), "unknown behaviour 'ZAP-BOT-001'; did you mean ZAP-BOOT-001"),
    (("--behaviour", "zap-boot-001"), "did you mean ZAP-BOOT-001"),
    (("--behaviour", ""), "unknown behaviour ''"),
    (("--tags", "vendor and"), "the tag expression 'vendor and' cannot be understood"),
    (("--tags", "not @vendr"), "unknown tag 'vendr'; there is ZAP-BOOT-001, charge-point, vendor"),
    (("--profile", "zapi"), "unknown profile 'zapi'; there is ocpp16, zappi"),
    (("--profile", "../profiles/zappi"), "unknown profile"),
    (("--sut", "toaster"), "unknown charge point 'toaster'; there is reference"),
    (("--carrier", "pigeon"), "unknown carrier 'pigeon'; there is loopback, websocket"),
    (("--pace", "0"), "the pace has to be a number above 0"),
    (("--pace", "-3"), "the pace has to be a number above 0"),
    (("--pace", "nan"), "the pace has to be a number above 0"),
    (("--pace", "inf"), "the pace has to be a number above 0"),
    (("--deviation", "silent-rebot"), "unknown deviation 'silent-rebot'; there is deaf, silent"),
    (("--report", __file__), "is a file, not a folder"),
    (("--report", f"{__file__}/below"), "cannot be"),
    (("--report", Path(__file__).parent), "neither empty nor a report of ours"),
    (("--report", "/proc/nowhere/report"), "cannot be written"),
]


@pytest.mark.parametrize(("arguments", "complaint"), BAD_INPUT, ids=lambda value: str(value)[:40])
def test_bad_input_gets_one_clear_line_and_nothing_is_run(engine, arguments, complaint):
    result = call("run", *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not engine.plans


@pytest.mark.parametrize(
    "arguments",
    [("run", "--colour"), ("rum",), ("run", "extra"), ("run", "--pace", "fast"), ("--behaviour",)],
)
def test_wrong_usage_gets_a_few_lines(arguments):
    result = call(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") <= 4


def test_the_version_is_told():
    result = call("--version")
    assert (result.exit_code, result.stdout) == (0, f"ocpp-conformance {__version__}\n")


def test_every_command_has_help():
    listed = call("--help").stdout
    for command in ("run", "catalogue", "deviations", "serve", "simulate"):
        assert f"  {command} " in listed
        assert call(command, "--help").exit_code == 0


def test_the_catalogue_is_listed_with_its_coverage():
    result = call("catalogue")
    assert result.exit_code == 0
    assert "1 scenario " in result.stdout
    negative = sum(behaviour.area == "CSM-NEG" for behaviour in load())
    covered = f"{len(load())} behaviours: {negative + 1} covered, "
    assert result.stdout.splitlines()[-1].startswith(covered)


def test_the_negative_catalogue_is_counted_and_listed():
    counted = call("negatives")
    assert counted.exit_code == 0
    assert re.search(r"^payload +\d{4}$", counted.stdout, re.MULTILINE)
    listed = call("negatives", "--list", "--kind", "transport", "--budget", "3").stdout.splitlines()
    cases = [line for line in listed if line.startswith("NEG-TRN-")]
    assert len(cases) == 3
    assert all(line.startswith("    CSM-NEG-") for line in listed if line not in cases)


def test_an_unknown_kind_of_negative_case_is_a_mistake():
    assert call("negatives", "--kind", "weather").exit_code == 2


def test_what_is_uncovered_leaves_out_the_covered_and_the_untestable():
    result = call("catalogue", "--uncovered")
    listed = {line.split()[0] for line in result.stdout.splitlines() if line.startswith(" ZAP-")}
    assert {"ZAP-BOOT-002", "ZAP-CFG-001"} <= listed  # no scenario, whether todo or not
    assert not listed & {"ZAP-BOOT-001", "ZAP-TX-011"}


def test_the_official_test_purposes_are_listed_with_what_covers_them():
    result = call("catalogue", "--octt", "--profile", "zappi")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    shown = [" ".join(line.split()) for line in lines]
    assert "TC_012_CS covered A remote stop" in shown
    assert "zappi/remote_stop.feature: A driver taps stop" in shown
    assert "TC_051_CS not applicable Cancelling a reservation" in shown
    assert lines[-1].startswith("189 test purposes: ")


def test_uncovered_purposes_are_neither_covered_nor_excused():
    result = call("catalogue", "--octt", "--uncovered")
    assert result.exit_code == 0
    assert "covered  " not in result.stdout
    assert "not applicable" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--octt", "--profile", "zapi"), "no profile 'zapi'"),
        (("--profile", "zappi"), "--profile goes with --octt"),
    ],
)
def test_a_profile_the_catalogue_cannot_answer_for_is_refused(arguments, complaint):
    result = call("catalogue", *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_a_broken_catalogue_is_the_users_to_mend(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "CATALOGUES", (tmp_path / "none.toml",))
    result = call("catalogue")
    assert result.exit_code == 2
    assert "none.toml: cannot be read" in result.stderr


def test_all_deviations_are_run_against_the_scenarios_of_their_behaviours(engine):
    result = call("deviations", "--workers", "3")
    assert result.exit_code == 0
    assert engine.asked == [(["silent-reboot", "deaf"], False, 3)]
    assert "2 deviations, 2 caught, 0 survived" in result.stdout


def test_a_survivor_fails_the_command(engine):
    engine.survivors = ("deaf",)
    result = call("deviations", "--matrix", "--name", "deaf")
    assert result.exit_code == 1
    assert engine.asked[0][:2] == (["deaf"], True)
    assert "SURVIVED" in result.stdout


def test_no_deviation_at_all_is_not_green(engine, monkeypatch):
    monkeypatch.setattr(engine, "deviations", dict)
    assert call("deviations").exit_code == 5


def test_a_deviation_of_one_profile_is_run_with_that_profile(engine, monkeypatch):
    boastful = seeded("boastful", "zappi-5.114")
    monkeypatch.setattr(engine, "deviations", lambda: {"boastful": boastful})
    refused = call("run", "--deviation", "boastful")
    assert (refused.exit_code, engine.plans) == (2, [])
    assert "boastful shows only with --profile zappi-5.114" in refused.stderr
    assert call("run", "--deviation", "boastful", "--profile", "zappi-5.114").exit_code == 0


def test_an_unknown_deviation_is_refused(engine):
    result = call("deviations", "--name", "def")
    assert result.exit_code == 2
    assert "unknown deviation 'def'" in result.stderr
    assert not engine.asked


def test_a_fault_of_the_suite_is_not_a_finding_about_the_peer(engine, monkeypatch, capsys):
    def broken(plan, progress):
        raise RuntimeError("out of order")

    monkeypatch.setattr(engine, "run", broken)
    monkeypatch.setattr("sys.argv", ["ocpp-conformance", "run"])
    assert cli.main() == 3
    assert "error: the suite itself broke" in capsys.readouterr().err


def test_the_command_returns_its_exit_code(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ocpp-conformance", "--version"])
    assert cli.main() == 0
    assert capsys.readouterr().out == f"ocpp-conformance {__version__}\n"
