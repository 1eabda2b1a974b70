"""The matrix: its cells, its page, and one session between two products that are both not ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examples.peers import PEERS, CannotInstallError, install, matrix, sessions
from examples.peers.__main__ import main
from examples.peers.matrix import Account, Cell, Matrix, our_mock, page, plain
from examples.peers.sessions import NotSeenError, await_frames

WELL = Account("charge point", 0, {"PASS": 3, "FAIL": 1, "ERROR": 0}, known=1)
BAD = Account("central system", 1, {"PASS": 2, "FAIL": 1})
GONE = Account("session", 3, why="no StopTransaction was answered within 45 s")


def frame(kind: str, number: int, action: str | None = None) -> str:
    return json.dumps({"messageType": kind, "messageId": str(number), "action": action}) + "\n"


def test_an_account_tells_what_was_found_and_what_was_known() -> None:
    assert WELL.told == "charge point: 1 known deviations, no other (3 PASS, 1 FAIL)"
    assert BAD.told == "central system: not conformant (2 PASS, 1 FAIL)"
    assert GONE.told == "session: could not be judged (no StopTransaction was answered within 45 s)"


def test_a_cell_is_well_when_nothing_new_was_found() -> None:
    assert Cell("a", "b", (WELL,)).is_well
    assert not Cell("a", "b", (WELL, BAD)).is_well
    assert not Cell("a", "b", (GONE,)).is_well


def test_the_page_has_a_row_a_charge_point_and_a_column_a_central_system() -> None:
    cells = [Cell(row, column, (WELL,)) for row in "ab" for column in "xyz"]
    lines = page(cells).splitlines()
    assert lines[0] == "| charge point | x | y | z |"
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| a", "| b"]
    assert all(line.count("no other") == 3 for line in lines[2:])
    assert [cell["charge_point"] for cell in json.loads(plain(cells))] == list("aaabbb")


def test_cells_that_are_not_filled_yet_are_empty() -> None:
    cells = [Cell("a", "x", (WELL,)), Cell("a", "y", (BAD,)), Cell("b", "x", (WELL,))]
    assert page(cells).splitlines()[-1] == f"| b | {WELL.told} |  |"


def test_a_message_counts_once_it_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = tmp_path / "trace.jsonl"
    monkeypatch.setattr(sessions, "SEEN", 0.0)
    trace.write_text(frame("CALL", 1, "BootNotification") + frame("CALL", 2, "Heartbeat"))
    with pytest.raises(NotSeenError, match="no BootNotification was answered"):
        await_frames(trace, "BootNotification")
    trace.write_text(trace.read_text() + frame("CALLRESULT", 1) + frame("CALLERROR", 2) + '{"mess')
    await_frames(trace, "BootNotification", "Heartbeat")


def test_a_report_that_was_not_written_is_said(tmp_path: Path) -> None:
    found = Matrix(tmp_path, tmp_path)._run("charge point", tmp_path / "r", "run", "--profile", "x")
    assert found.exit_code == 2
    assert "unknown profile 'x'" in found.why


def test_our_mock_is_tested_by_its_statement(tmp_path: Path) -> None:
    chosen = ("--select", "CSM-CONN-001", "--negatives", "0")
    with our_mock(tmp_path) as statement:
        arguments = ("platform", "--statement", str(statement), *chosen)
        found = Matrix(tmp_path, tmp_path)._run("central system", tmp_path / "report", *arguments)
    assert (found.exit_code, found.totals["FAIL"]) == (0, 0), found.told


@pytest.mark.parametrize("installed", ["ocpp-rpc-charge-point"], indirect=True, ids=["ocpp-rpc"])
def test_a_session_of_two_others_is_recorded_and_judged(
    installed: str, cache: Path, tmp_path: Path
) -> None:
    (cell,) = Matrix(tmp_path, cache).cells([installed], ["ocpp-rpc-central-system"])
    assert [(a.about, a.exit_code) for a in cell.accounts] == [
        ("charge point", 0),
        ("central system", 0),
    ]
    assert (tmp_path / f"{installed}-at-ocpp-rpc-central-system" / "charge-point").is_dir()


def test_what_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["matrix", "--report", "x", "--charge-points", "toaster"])
    assert "toaster" in capsys.readouterr().err
    assert set(matrix.CHARGE_POINTS) - {"reference"} <= set(PEERS)
    assert set(matrix.CENTRAL_SYSTEMS) - {"mock"} <= set(PEERS)


def test_the_whole_matrix_is_well(cache: Path, tmp_path: Path) -> None:
    """Narrowed to what is quickly seen of each; the documented command runs all of it."""
    for name in (*matrix.CHARGE_POINTS, *matrix.CENTRAL_SYSTEMS):
        if name in PEERS:
            try:
                install(name, cache)
            except CannotInstallError as reason:
                pytest.skip(str(reason))
    narrowed = ("--select", "OCP-RPC-001", "CSM-CONN-001")
    report = tmp_path / "matrix"
    assert main(["--cache", str(cache), "matrix", "--report", str(report), *narrowed]) == 0, (
        report / "matrix.md"
    ).read_text()
    assert len(json.loads((report / "matrix.json").read_text())) == 9
