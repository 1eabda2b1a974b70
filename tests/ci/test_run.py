"""`.ci/run`: what it says at its end, and what it installs before it begins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "dirname", "grep", "head", "mktemp", "rm", "sed", "tail", "tee", "timeout")
CLOSING = "===== 812 passed in 200.11s (0:03:20) ====="
REASON = "no engine answers, and there is no dockerd to start one"
SKIPPED = {
    "console": f"SKIPPED [4] tests/mock_csms/console/conftest.py:31: {REASON}",
    "image": f"SKIPPED [9] tests/packaging/test_image.py:54: {REASON}",
    "peers": f"SKIPPED [5] tests/peers/conftest.py:26: {REASON}",
}


class Machine:
    """A folder with the script, a README whose test command prints, and these programs only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        self.programs.mkdir()
        (folder / ".ci").mkdir()
        shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
        for name in TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.programs / name).symlink_to(found)

    def has(self, program: str, script: str) -> None:
        file = self.programs / program
        file.write_text(f"#!{self.programs}/bash\n{script}\n")
        file.chmod(0o755)

    def run(self, printed: str, code: int = 0, **environment: str) -> tuple[int, list[str]]:
        """Exit code and what it printed, of a test command that prints and ends like this."""
        (self.folder / "printed").write_text(f"{printed}\n")
        command = f"tail -n +1 printed; exit {code}"
        readme = f"<!-- test-command -->\n```sh\n{command}\n```\n"
        (self.folder / "README.md").write_text(readme)
        done = subprocess.run(
            [str(self.programs / "bash"), ".ci/run"],
            cwd=self.folder, env={"PATH": str(self.programs), **environment},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("name", SKIPPED)
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("  {name}: OK (50.10 seconds)", "ran"),
        (
            "{skipped}\n===== 9 skipped in 0.10s =====\n  {name}: OK (1.00 seconds)",
            f"NOT RUN: {REASON}",
        ),
        ("  {name}x: OK (1.00 seconds)", "FAILED, or the run did not get to them"),
    ],
    ids=["ran", "skipped", "not reached"],
)
def test_it_says_whether_they_ran(machine: Machine, name: str, printed: str, said: str) -> None:
    text = printed.format(name=name, skipped=SKIPPED[name])
    code, lines = machine.run(f"{text}\n{CLOSING}")
    assert code == 0
    assert f"{name} tests: {said}" in lines
    assert lines[-1] == CLOSING


def test_it_says_so_when_the_tests_fail(machine: Machine) -> None:
    code, lines = machine.run(f"{CLOSING}\n  image: FAIL code 1 (50.10 seconds)", code=1)
    assert code == 1
    assert lines[-2:] == ["peers tests: FAILED, or the run did not get to them", CLOSING]
    assert "image tests: FAILED, or the run did not get to them" in lines


def test_a_silent_skip_elsewhere_fails(machine: Machine) -> None:
    code, lines = machine.run("===== 811 passed, 1 skipped in 200.11s =====")
    assert code == 1
    assert lines[-1].startswith("tests were skipped: ")


INSTALLS = 'echo "$*" >>asked; [ "$1" = update ] && : >updated; [ -e updated ]'
INSTALL = "install -qq -y --no-install-recommends"
BROWSER, ENGINE = f"{INSTALL} chromium", f"{INSTALL} docker.io busybox-static"
NODE = f"{INSTALL} nodejs npm"
CI = {"CI": "true"}
THERE = "exit 0"


@pytest.mark.parametrize(
    ("has", "user", "environment", "asked"),
    [
        ({}, 0, CI, [BROWSER, "update -qq", BROWSER, ENGINE, NODE]),
        ({"chromium": THERE, "npm": THERE}, 0, CI, [ENGINE, "update -qq", ENGINE]),
        ({"docker": THERE, "npm": THERE}, 0, CI, [BROWSER, "update -qq", BROWSER]),
        ({"chromium": THERE, "docker": THERE}, 0, CI, [NODE, "update -qq", NODE]),
        ({"chromium": THERE, "docker": THERE, "npm": THERE}, 0, CI, []),
        (
            {"chromium": THERE, "dockerd": "exit 1", "busybox": "exit 1", "npm": THERE},
            0,
            CI,
            [],
        ),
        ({}, 0, {}, []),
        ({}, 1000, CI, []),
    ],
    ids=[
        "none",
        "no engine",
        "no browser",
        "no Node.js",
        "all",
        "an engine to be started",
        "elsewhere",
        "not root",
    ],
)
def test_what_is_missing_is_installed_where_it_may_be(
    machine: Machine,
    has: dict[str, str],
    user: int,
    environment: dict[str, str],
    asked: list[str],
) -> None:
    for program, script in {"id": f"echo {user}", "apt-get": INSTALLS, **has}.items():
        machine.has(program, script)
    assert machine.run(CLOSING, **environment)[0] == 0
    file = machine.folder / "asked"
    assert (file.read_text().splitlines() if file.exists() else []) == asked


def test_ci_goes_on_without_them(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "exit 100")
    code, lines = machine.run(CLOSING, CI="true")
    assert code == 0
    assert {"a browser could not be installed", "a container engine could not be installed"} <= set(
        lines
    )
