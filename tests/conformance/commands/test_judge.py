"""`judge` on recorded sessions, sound and spoilt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from conformance.cli import main
from conformance.commands.judge import judge
from conformance.commands.usage import UsageProblem
from reports.folder import ReportFolderError
from tests.recorded import IDENTITY, TAG, record_session


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recorded") / "trace.jsonl"
    record_session(file, redacted=False)
    return file


def spoilt(recorded: Path, target: Path, old: str, new: str) -> Path:
    """The trace with the raw texts of one kind changed, and what is derived from them left out."""
    rows = [json.loads(line) for line in recorded.read_text("utf-8").splitlines()]
    for row in rows:
        if old in row.get("raw", ""):
            row["raw"] = row["raw"].replace(old, new)
            for derived in ("messageType", "messageId", "action", "payload"):
                row.pop(derived, None)
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return target


def judged(trace: Path, **options: Any) -> int:
    with pytest.raises(typer.Exit) as end:
        judge(trace, **options)
    return end.value.exit_code


@pytest.mark.parametrize("side", ["charge-point", "central-system"])
def test_a_sound_session_is_conformant(
    recorded: Path, side: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert judged(recorded, side=side) == 0
    assert f"{IDENTITY}: no violation in 1" in capsys.readouterr().out


def test_a_seeded_violation_is_found_and_quoted_with_its_line(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = spoilt(recorded, tmp_path / "t.jsonl", '"Preparing"', '"Occupied"')
    findings = tmp_path / "found.json"
    assert judged(trace, json_file=findings) == 1
    shown = capsys.readouterr().out
    lines = trace.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if "Occupied" in line)
    assert f"line {number}: schema-valid" in shown
    assert json.loads(lines[number - 1])["raw"] in shown
    found = json.loads(findings.read_text("utf-8"))
    (charge_point,) = found["charge_points"]
    (violation,) = charge_point["violations"]
    assert (found["exit_code"], found["side"], found["redacted"]) == (1, "charge-point", False)
    assert (violation["rule"], violation["line"]) == ("schema-valid", number)
    assert "'Occupied' is not one of" in violation["message"]


def test_the_other_side_is_judged_on_demand(recorded: Path, tmp_path: Path) -> None:
    trace = spoilt(recorded, tmp_path / "t.jsonl", '"interval":300', '"interval":"300"')
    assert judged(trace) == 0
    assert judged(trace, side="central-system") == 1


def test_a_redacted_trace_judges_as_the_original(tmp_path: Path) -> None:
    original, redacted = tmp_path / "original.jsonl", tmp_path / "redacted.jsonl"
    record_session(original, redacted=False)
    record_session(redacted, redacted=True)
    assert TAG in original.read_text("utf-8")
    assert TAG not in redacted.read_text("utf-8")
    for old, new in [('"Charging"', '"Reserved"'), ('"meterStop":123456', '"meterStop":1')]:
        found = []
        for trace in (original, redacted):
            findings = tmp_path / "found.json"
            assert judged(spoilt(trace, tmp_path / "t.jsonl", old, new), json_file=findings) == 1
            (charge_point,) = json.loads(findings.read_text("utf-8"))["charge_points"]
            found.append([(each["rule"], each["line"]) for each in charge_point["violations"]])
        assert found[0] == found[1]


def without_boot(recorded: Path, target: Path) -> Path:
    rows = recorded.read_text("utf-8").splitlines(keepends=True)
    target.write_text("".join(row for row in rows if '"cp-1"' not in row), encoding="utf-8")
    return target


def test_a_trace_that_begins_later_is_judged_so_on_demand(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = without_boot(recorded, tmp_path / "t.jsonl")
    assert judged(trace) == 1
    assert "judge with --registered" in capsys.readouterr().out
    assert judged(trace, registered=True) == 0


def test_a_password_in_a_trace_is_not_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"sesame","x":1}]'
    row = {
        "schemaVersion": "1.1",
        "timestamp": "2026-01-05T08:00:00Z",
        "direction": "csms-to-cp",
        "raw": raw,
    }
    trace, findings = tmp_path / "t.jsonl", tmp_path / "f.json"
    trace.write_text(json.dumps(row), encoding="utf-8")
    assert judged(trace, side="central-system", json_file=findings) == 1
    assert "sesame" not in capsys.readouterr().out + findings.read_text("utf-8")


def test_a_report_is_written_beside_what_is_shown(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = spoilt(recorded, tmp_path / "t.jsonl", '"Preparing"', '"Occupied"')
    folder, findings = tmp_path / "report", tmp_path / "found.json"
    assert judged(trace, report=folder, json_file=findings) == 1
    assert f"report: {folder}" in capsys.readouterr().out
    document = json.loads((folder / "report.json").read_text("utf-8"))
    assert document["exit_code"] == json.loads(findings.read_text("utf-8"))["exit_code"] == 1
    assert judged(recorded, report=folder) == 0
    assert json.loads((folder / "report.json").read_text("utf-8"))["exit_code"] == 0


def test_a_folder_of_others_is_left_alone_and_nothing_is_judged(
    recorded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "theirs").write_text("x", encoding="utf-8")
    with pytest.raises(ReportFolderError, match="neither empty nor a report of ours"):
        judge(recorded, report=tmp_path)
    assert capsys.readouterr().out == ""


def test_an_unreadable_trace_leaves_no_report(tmp_path: Path) -> None:
    trace = tmp_path / "t.jsonl"
    trace.write_text("nonsense", encoding="utf-8")
    with pytest.raises(UsageProblem, match="line 1"):
        judge(trace, report=tmp_path / "report")
    assert list(tmp_path.iterdir()) == [trace]


FIRST_LINE = {
    "schemaVersion": "1.1",
    "timestamp": "2026-01-05T08:00:00Z",
    "messageType": None,
    "meta": {"event": "trace"},
}


@pytest.mark.parametrize("content", ["", "\n", json.dumps(FIRST_LINE)])
def test_no_frame_means_nothing_was_judged(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "t.jsonl"
    trace.write_text(content, encoding="utf-8")
    assert judged(trace) == 5
    assert "Nothing was judged" in capsys.readouterr().err


def test_a_side_that_sent_nothing_was_not_judged(recorded: Path, tmp_path: Path) -> None:
    rows = recorded.read_text("utf-8").splitlines(keepends=True)
    trace = tmp_path / "t.jsonl"
    trace.write_text("".join(row for row in rows if "csms-to-cp" not in row), encoding="utf-8")
    assert judged(trace, side="central-system") == 5


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", r"t\.jsonl: line 1 is not JSON .*one JSON object a line"),
        (b'{"schemaVersion":"2.0"}', r"t\.jsonl: line 1: schemaVersion is '2\.0'"),
        (b"\xff\xfe{", r"t\.jsonl is not UTF-8 text"),
    ],
)
def test_an_unreadable_trace_is_named(tmp_path: Path, content: bytes, problem: str) -> None:
    trace = tmp_path / "t.jsonl"
    trace.write_bytes(content)
    with pytest.raises(UsageProblem, match=problem):
        judge(trace)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"side": "csms"}, "unknown side 'csms'; there is central-system, charge-point"),
        ({"vendor_profile": "zapi"}, "unknown profile 'zapi'"),
        ({"json_file": Path("no/such/f.json")}, "--json no/such/f.json: name a file in a folder"),
        ({"trace": Path("no.jsonl")}, r"no\.jsonl cannot be read \(No such file"),
        ({"trace": Path("tests")}, r"tests cannot be read \(Is a directory"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(
    recorded: Path, options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(UsageProblem, match=problem):
        judge(**{"trace": recorded, **options})


def test_the_command_says_what_is_wrong_and_exits_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "t.jsonl"
    trace.write_text("nonsense", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["ocpp-conformance", "judge", str(trace)])
    assert main() == 2
    assert "error: " in (shown := capsys.readouterr().err)
    assert "line 1 is not JSON" in shown
