"""The platform command tests each central system of somebody else: no more than is known is found.

Where the whole takes longer than a minute and a half, a part of it is run here; `python -m
examples.peers matrix` runs the whole.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from conformance import baseline, catalogue
from examples.peers import PEERS, Peer, running
from examples.peers.sessions import command
from examples.peers.statements import baseline_of, of_central_system

WHOLE: tuple[str, ...] = ()
CONVERSATION = ("CSM-CONN", "CSM-BOOT", "CSM-AUTH", "CSM-FRAME", "CSM-HB", "CSM-CROSS", "CSM-REQ")
SESSIONS = ("CSM-CONN", "CSM-AUTH", "CSM-DATA", "CSM-FRAME", "CSM-MTR", "CSM-TX", "CSM-REQ-018")
PARTS = {
    "ocpp-csms": WHOLE,
    "ocpp-broker": WHOLE,
    "arthexis": SESSIONS,
    "ocpp-rpc-central-system": CONVERSATION,
    "mobilityhouse-central-system": CONVERSATION,
}
TIME_LIMIT = 400.0
"""Seconds; a machine with other things to do is slow."""


def tell(peer: Peer, folder: Path, chosen: Sequence[str], *more: str) -> tuple[int, str]:
    """Run the platform command; its exit code and what it printed."""
    selected = [part for text in chosen for part in ("--select", text)]
    report = ("--report", str(folder / "report"))
    called = command(
        "platform", "--statement", str(of_central_system(peer, folder)), *selected, *more, *report
    )
    done = subprocess.run(called, capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("installed", PARTS, indirect=True)
def test_nothing_is_found_that_is_not_known(installed: str, cache: Path, tmp_path: Path) -> None:
    with running(installed, cache) as peer:
        code, said = tell(
            peer, tmp_path, PARTS[installed], "--baseline", str(baseline_of(PEERS[installed]))
        )
    assert code == 0, said


@pytest.mark.parametrize("installed", ["ocpp-csms"], indirect=True)
def test_what_is_known_is_found_anew_each_time(installed: str, cache: Path, tmp_path: Path) -> None:
    with running(installed, cache) as peer:
        code, said = tell(peer, tmp_path, ("CSM-NEG-014", "CSM-NEG-016", "CSM-CONN-001"))
    report = json.loads((tmp_path / "report" / "report.json").read_text("utf-8"))
    verdicts = {found["behaviour"]: found["verdict"] for found in report["results"]}
    assert code == 1, said
    assert {verdicts[name] for name in ("CSM-NEG-014", "CSM-NEG-016")} == {"FAIL"}
    assert verdicts["CSM-CONN-001"] == "PASS"


@pytest.mark.parametrize("name", PARTS)
def test_each_known_deviation_has_its_reason_and_its_finding(name: str) -> None:
    listed = baseline.load(baseline_of(PEERS[name]), catalogue.load())
    assert listed.entries
    assert not listed.unjustified
