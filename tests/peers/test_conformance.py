"""Each charge point that this project did not write deviates as its baseline says, and in nothing else.

The whole of the generic profile takes minutes a peer, in real time; here each plays the parts that take
least for what they show. The documented command plays all of it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conformance.paths import SUITE
from examples.peers import PEERS, Role
from examples.peers.statements import baseline_of, of_charge_point

CHARGE_POINTS = [name for name, kind in PEERS.items() if kind.role is Role.CHARGE_POINT]
AREAS = (
    "OCP-BOOT-001", "OCP-BOOT-011", "OCP-CFG", "OCP-RMT", "OCP-RPC-001", "OCP-RPC-002", "OCP-RPC-003",
    "OCP-RPC-004", "OCP-RPC-005", "OCP-STAT", "OCP-TRG", "OCP-TX-001", "OCP-TX-003", "OCP-TX-008",
    "OCP-TX-009", "OCP-UNL",
)  # fmt: skip
QUICK = (
    "OCP-CFG",
    "OCP-RPC-001",
    "OCP-RPC-002",
    "OCP-RPC-003",
    "OCP-RPC-004",
    "OCP-TRG-005",
    "OCP-UNL",
)
"""For one whose every status is chosen on a terminal, which takes its time."""
PARTS = {"ocpp-ws-cli-simulate": QUICK}
COMMAND = "from conformance.cli import main; main()"
BOUND = 180.0
"""Seconds a peer may take."""


@pytest.mark.parametrize("installed", CHARGE_POINTS, indirect=True)
def test_it_deviates_as_its_baseline_says(installed: str, tmp_path: Path) -> None:
    statement = of_charge_point(PEERS[installed], tmp_path)
    selected = [part for area in PARTS.get(installed, AREAS) for part in ("--select", area)]
    ended = subprocess.run(
        [
            *(sys.executable, "-c", COMMAND, "run", "--statement", str(statement)),
            *("--baseline", str(baseline_of(PEERS[installed]))),
            *("--report", str(tmp_path / "report"), *selected),
        ],
        cwd=SUITE, capture_output=True, text=True, timeout=BOUND, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
