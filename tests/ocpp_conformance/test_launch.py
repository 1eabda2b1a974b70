import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ocpp_conformance import __version__
from ocpp_conformance.launch import search_path, suite_folder

ROOT = Path(__file__).parents[2]
PACKAGES = ("conformance", "reports", "steps", "features", "mock_csms", "reference_impl", "ocpp16")


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_in_a_checkout_the_suite_is_the_repository():
    assert suite_folder() == ROOT


def test_in_an_installed_wheel_the_suite_lies_beside(tmp_path):
    (tmp_path / "suite").mkdir()
    assert suite_folder(tmp_path) == tmp_path / "suite"


def test_the_suite_comes_first_and_the_callers_folder_goes(tmp_path):
    working, suite, home = tmp_path / "work", tmp_path / "suite", tmp_path / "site"
    working.mkdir()
    link = tmp_path / "link"
    link.symlink_to(working)
    entries = ["", str(working), str(link), str(home), str(suite), "/usr/lib/python3"]
    assert search_path(entries, suite, working.resolve(), home) == [
        str(suite),
        str(home),
        "/usr/lib/python3",
    ]


def test_a_caller_who_stands_where_we_are_installed_is_served(tmp_path):
    entries = ["", str(tmp_path)]
    assert search_path(entries, tmp_path / "s" / "suite", tmp_path, tmp_path) == [
        str(tmp_path / "s" / "suite"),
        str(tmp_path),
    ]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('shadowed')")
    (tmp_path / "conftest.py").write_text("raise SystemExit('conftest')")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --nonsense\n")
    return tmp_path


def launch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = (
        f"import sys; sys.path[:0] = ['', {str(folder)!r}]; sys.path.insert(0, {str(ROOT)!r}); "
        f"from ocpp_conformance.launch import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_hostile_folder_does_not_shadow_the_suite(hostile):
    done = launch(hostile, "catalogue", "--uncovered")
    assert (done.returncode, done.stderr) == (0, "")
    assert "behaviours: " in done.stdout


def test_the_exit_code_reaches_the_caller(tmp_path):
    done = launch(tmp_path, "run", "--pace", "0")
    assert done.returncode == 2
    assert done.stderr == "error: the pace has to be a number above 0, not 0\n"


def ended_by(number: signal.Signals, process_id: int) -> int:
    """Exit code of a command that is told to stop while it still starts."""
    code = (
        f"import os, sys, types; sys.path.insert(0, {str(ROOT)!r}); os.getpid = lambda: {process_id}\n"
        "def command(): print('ready', flush=True); sys.stdin.read()\n"
        "sys.modules['conformance.cli'] = types.SimpleNamespace(main=command)\n"
        "from ocpp_conformance.launch import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            process.send_signal(number)
            return process.wait(timeout=10)
        finally:
            process.kill()


def test_the_first_process_of_a_container_ends_when_told_to():
    """The kernel would ignore the signal there; elsewhere it does its work without us."""
    assert ended_by(signal.SIGTERM, 1) == 143
    assert ended_by(signal.SIGTERM, 1234) == -signal.SIGTERM
