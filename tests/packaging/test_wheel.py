"""What is installed: nothing generic at the top, everything the command needs inside."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
OURS = {"mock_csms", "ocpp16", "ocpp_conformance", "reference_impl"}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    return Path(next(SdistBuilder(str(ROOT)).build(directory=str(folder))))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source distribution, as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # since 3.11.4
        archive.extractall(folder)
    source = next(path for path in folder.iterdir() if path.is_dir())
    return Path(next(WheelBuilder(str(source)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of site-packages in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def command(site: Path) -> list[str]:
    """The installed command, run by this Python."""
    start = (
        "import sys\n"
        f"sys.path = [{str(site)!r}] + [p for p in sys.path if p and p != {str(ROOT)!r}]\n"
        "from ocpp_conformance.launch import main\n"
        "sys.exit(main())\n"
    )
    return [sys.executable, "-P", "-c", start]


def test_generic_names_stay_out_of_the_top_of_site_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == OURS


def test_the_wheel_brings_the_suite_along(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    suite = "ocpp_conformance/suite"
    assert f"{suite}/features/catalogue.toml" in names
    assert f"{suite}/features/octt.toml" in names
    assert {f"{package}/py.typed" for package in OURS} <= names
    assert f"{suite}/features/zappi/registration.feature" in names
    assert f"{suite}/conformance/sut/profiles/zappi.toml" in names
    assert f"{suite}/conformance/suite.ini" in names
    assert f"{suite}/reports/report.schema.json" in names
    assert f"{suite}/steps/observations.py" in names


def test_the_wheel_brings_the_console_along(wheel: Path) -> None:
    folder = ROOT / "mock_csms/console"
    wanted = {f"mock_csms/console/{path.name}" for path in folder.iterdir()}
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())
    assert "mock_csms/console/index.html" in wanted


def run(command: list[str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTEST_ADDOPTS": "--no-such-option",
        "PYTEST_PLUGINS": "no_such_plugin",
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
    }
    return subprocess.run(
        [*command, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with everything that could lead the suite astray."""
    (tmp_path / "conftest.py").write_text("raise RuntimeError('picked up the conftest')\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    for package in ("steps", "reports", "features", "conformance", "mock_csms", "ocpp16"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise RuntimeError('picked up')\n")
    return tmp_path


def test_the_installed_command_runs_from_a_hostile_folder(
    command: list[str], hostile: Path
) -> None:
    done = run(command, hostile, "run", "--behaviour", "ZAP-BOOT-001", "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (hostile / "out" / "report.json").is_file()
    assert "ZAP-BOOT-001" in done.stdout


def test_the_installed_command_seeds_deviations_in_processes_of_its_own(
    command: list[str], hostile: Path
) -> None:
    done = run(command, hostile, "deviations", "--name", "silent-reboot", "--matrix")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "silent-reboot" in done.stdout


def test_the_installed_fixtures_are_there_in_somebody_elses_suite(
    site: Path, tmp_path: Path
) -> None:
    (tmp_path / "test_theirs.py").write_text(
        "import sys\n"
        "def test_it(mock_csms, reference_station):\n"
        "    reference_station.plug_in()\n"
        "    mock_csms.expect('StatusNotification', status='Preparing', within=5)\n"
        f"    assert sys.modules['mock_csms'].__file__.startswith({str(site)!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(site)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
