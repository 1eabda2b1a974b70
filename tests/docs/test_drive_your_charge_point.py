"""Whoever follows docs/drive-your-charge-point.md gets there."""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.paths import SUITE

PAGE = (SUITE / "docs" / "drive-your-charge-point.md").read_text("utf-8")
COMMAND = "from conformance.cli import main; main()"


def block(name: str) -> str:
    """A block of code by the name in the comment before it."""
    found = re.search(rf"<!-- {re.escape(name)} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    return found[1]


def follow(line: str, folder: Path) -> tuple[int, str]:
    """Run a command of the page; returns exit code and output."""
    command, _, target = line.strip().partition(" > ")
    program, *arguments = shlex.split(command)
    assert program == "ocpp-conformance"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", COMMAND, *arguments],
        cwd=folder, env={"PYTHONPATH": str(SUITE), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    if target:
        (folder / target).write_text(ended.stdout)
    return ended.returncode, ended.stdout + ended.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the statement of the page, at a port that is free here."""
    statement = block("conformance.toml").replace(
        "listen_port = 9000", f"listen_port = {free_port()}"
    )
    (tmp_path / "conformance.toml").write_text(statement)
    return tmp_path


def test_a_statement_is_written(tmp_path: Path) -> None:
    code, _ = follow(block("init"), tmp_path)
    assert code == 0
    assert (tmp_path / "conformance.toml").exists()


def test_a_part_is_run_and_conforms(folder: Path) -> None:
    code, output = follow(block("part"), folder)
    assert code == 0, output
    assert "PASS" in output


def test_the_baseline_that_is_written_is_taken(folder: Path) -> None:
    code, output = follow(block("write-baseline"), folder)
    assert code == 0, output
    code, output = follow(block("baseline"), folder)
    assert code == 0, output


def test_the_whole_is_the_part_without_its_selection() -> None:
    plain = block("part").replace(" --select OCP-CFG", " --report report")
    assert block("whole") == plain
    assert (
        f"- run: {block('whole').strip().replace(' --report', ' --baseline baseline.toml --report')}"
        in PAGE
    )
