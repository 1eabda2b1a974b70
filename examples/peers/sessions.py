"""A session between two products that are both not ours: recorded, and judged by the standing rules."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_connection
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from examples.peers.process import LOOPBACK, Peer, free_port, running

BEGIN = "from ocpp_conformance.launch import main; main()"
LISTENS, SEEN, BEAT = 60.0, 45.0, 0.1
"""Seconds for the recorder to listen, and for a message to be seen; between two looks."""
ORDERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("get-configuration", {}),
    ("trigger-message", {"requestedMessage": "Heartbeat"}),
)
"""What the central system is made to ask for, where it has a trigger API."""


class NotSeenError(Exception):
    """A message that belongs to the session did not come."""


def command(*arguments: str) -> list[str]:
    """The suite's own command, from wherever this runs."""
    return [sys.executable, "-c", BEGIN, *arguments]


def record(central_system: Peer, name: str, cache: Path, trace: Path) -> None:
    """Let a charge point charge once at a central system, and write what crosses into ``trace``.

    Raises ``NotSeenError`` when a message of the session does not come in time.
    """
    with recorder(central_system.url, trace) as url:
        key = central_system.kind.key
        with running(name, cache, url=url, key=key) as charge_point:
            await_frames(trace, "BootNotification", "StatusNotification")
            for action, payload in ORDERS:
                order(central_system, charge_point.identity, action, payload)
            for verb in ("plug in", "present tag TAG-1"):
                charge_point.say(verb)
            await_frames(trace, "StartTransaction")
            charge_point.say("unplug")
            await_frames(trace, "StopTransaction")


@contextmanager
def recorder(upstream: str, trace: Path) -> Iterator[str]:
    """The recorder before a central system, as long as the block lasts; its URL."""
    port = free_port()
    arguments = ("--listen", f"{LOOPBACK}:{port}", "--upstream", upstream, "--output", str(trace))
    with (trace.parent / "recorder.txt").open("w") as log:
        process = subprocess.Popen(command("record", *arguments), stdout=log, stderr=log)
    try:
        await_listener(port)
        yield f"ws://{LOOPBACK}:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(LISTENS)
        process.kill()
        process.wait()


def order(central_system: Peer, identity: str, action: str, payload: object) -> None:
    """Make a central system send a request, if it has a trigger API; the trace shows what comes of it."""
    if not central_system.operator_url:
        return
    url = f"{central_system.operator_url}/api/octt/1.6/{quote(identity, safe='')}/{action}"
    with suppress(URLError, TimeoutError):  # what it answers is no part of the session
        post(url, payload)


def post(url: str, content: object) -> None:
    """Post JSON. Raises ``URLError`` and ``TimeoutError``."""
    headers = {"Content-Type": "application/json"}
    urlopen(Request(url, json.dumps(content).encode(), headers), timeout=SEEN).close()


def await_frames(trace: Path, *actions: str) -> None:
    """Wait until each of these actions has been answered. Raises ``NotSeenError``."""
    deadline = time.monotonic() + SEEN
    while missing := [action for action in actions if action not in _answered(trace)]:
        if time.monotonic() > deadline:
            raise NotSeenError(f"no {' and no '.join(missing)} was answered within {SEEN:g} s")
        time.sleep(BEAT)


def _answered(trace: Path) -> set[str]:
    """The actions of which a CALL has been answered."""
    calls: dict[str, str] = {}
    answered: set[str] = set()
    for row in _rows(trace):
        if row.get("messageType") == "CALL":
            calls[str(row.get("messageId"))] = str(row.get("action"))
        elif row.get("messageType") in ("CALLRESULT", "CALLERROR"):
            answered.add(calls.get(str(row.get("messageId")), ""))
    return answered


def _rows(trace: Path) -> Iterator[dict[str, object]]:
    lines: Sequence[bytes] = trace.read_bytes().splitlines() if trace.exists() else ()
    for line in lines:
        with suppress(ValueError):  # the line that is being written
            yield json.loads(line)


def await_listener(port: int) -> None:
    """Wait until somebody listens on a loopback port. Raises ``NotSeenError``."""
    deadline = time.monotonic() + LISTENS
    while time.monotonic() < deadline:
        with suppress(OSError), create_connection((LOOPBACK, port), BEAT):
            return
        time.sleep(BEAT)
    raise NotSeenError(f"the recorder does not listen after {LISTENS:g} s")
