"""The pytest plugin in somebody else's test suite, which runs in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "ocpp_conformance.pytest_plugin"


def run(folder: Path, suite: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a suite with the plugin, warnings being errors; ours is loaded by name, others not."""
    (folder / "test_suite.py").write_text(suite, encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-W", "error", "--strict-markers", "-p", PLUGIN, *options],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def passes(folder: Path, suite: str, count: int, *options: str) -> None:
    done = run(folder, suite, *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{count} passed" in done.stdout


def test_both_fixtures_work_together(tmp_path: Path) -> None:
    suite = """
def test_a_session(mock_csms, reference_station):
    reference_station.plug_in()
    charge_point = mock_csms.wait_for("91234567")
    charge_point.call("RemoteStartTransaction", connectorId=1, idTag="X")
    mock_csms.expect("StartTransaction", idTag="X", within=5)

def test_the_next_is_fresh(mock_csms):
    mock_csms.never()
    assert mock_csms.charge_points == {}
"""
    passes(tmp_path, suite, 2)


def test_markers_and_a_fixture_set_them_up(tmp_path: Path) -> None:
    suite = """
import pytest

pytestmark = [pytest.mark.mock_csms(heartbeat_interval=7, call_timeout=3)]

@pytest.fixture
def reference_settings():
    return {"identity": "A", "model": "Zappi 2"}

@pytest.mark.mock_csms(heartbeat_interval=8)
def test_the_closest_marker_counts(mock_csms, reference_station):
    boot = mock_csms.expect("BootNotification", identity="A", chargePointModel="Zappi 2")
    assert boot.response["interval"] == 8

@pytest.mark.reference_station(identity="B")
def test_markers_go_before_the_fixture(mock_csms, reference_station):
    assert reference_station.identity == "B"
    assert mock_csms.expect("BootNotification").response["interval"] == 7

def test_several_stations_and_one_that_is_not_accepted(mock_csms, reference_stations):
    mock_csms.on("BootNotification", identity="C").answer(status="Rejected")
    for identity in "BC":
        reference_stations(identity=identity)
    mock_csms.expect("BootNotification", identity="C", within=5)
    mock_csms.wait_for("B")
"""
    passes(tmp_path, suite, 3)


def test_a_failure_reads_well(tmp_path: Path) -> None:
    suite = """
def test_it(mock_csms, reference_station):
    mock_csms.expect("BootNotification", chargePointModel="Eddi")
"""
    done = run(tmp_path, suite)
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if line.startswith(("E ", "> "))]
    assert lines[0].startswith('>       mock_csms.expect("BootNotification"')
    assert "expected BootNotification with chargePointModel = Eddi; seen none of them" in lines[1]
    assert "chargePointModel: expected Eddi, seen 'Zappi'" in lines[2]
    assert lines[3].split() == ["E", "frames:"]
    assert '"BootNotification"' in lines[4]
    assert "mock.py" not in done.stdout
    assert "loop_thread.py" not in done.stdout


def test_a_marker_with_nameless_options_is_explained(tmp_path: Path) -> None:
    suite = """
import pytest

@pytest.mark.mock_csms(60)
def test_it(mock_csms):
    pass
"""
    assert "the marker mock_csms takes options by name" in run(tmp_path, suite).stdout


def test_nothing_heavy_is_imported_before_a_fixture_is_used(tmp_path: Path) -> None:
    suite = """
import sys

def test_it(pytestconfig):
    assert "ocpp_conformance.pytest_plugin" in sys.modules
    tops = {name.partition(".")[0] for name in sys.modules}
    ours = {"mock_csms", "ocpp16", "reference_impl", "conformance", "steps", "features", "reports"}
    assert not tops & (ours | {"websockets", "jsonschema", "ocpp", "asyncio_"})
"""
    passes(tmp_path, suite, 1)


def test_the_suite_is_never_imported(tmp_path: Path) -> None:
    suite = """
import sys

def test_it(reference_station):
    tops = {name.partition(".")[0] for name in sys.modules}
    assert not tops & {"conformance", "steps", "features", "reports"}
"""
    passes(tmp_path, suite, 1)


def test_it_shares_out_over_workers(tmp_path: Path) -> None:
    suite = """
import pytest

@pytest.mark.parametrize("number", range(4))
def test_it(mock_csms, reference_station, number):
    assert mock_csms.wait_for().identity == "91234567"
"""
    passes(tmp_path, suite, 4, "-p", "xdist.plugin", "-n", "2")


@pytest.mark.parametrize("options", [(), ("-p", f"no:{PLUGIN}")], ids=["with it", "without it"])
def test_a_suite_that_does_not_use_it_notices_nothing(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    passes(tmp_path, "def test_it(): pass\n", 1, *options)
