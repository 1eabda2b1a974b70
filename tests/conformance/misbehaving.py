"""Charge points that misbehave, each on a socket and in a thread of its own."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Mapping
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from conformance.sut.driver import NotDrivable

FLOOD = 10_000
"""Messages."""
HUGE = 100 * 1024 * 1024
"""Bytes."""
PAUSE = 0.02
"""Seconds between two attempts of one that comes back at once."""
BOOT = ["BootNotification", {"chargePointVendor": "Wild", "chargePointModel": "One"}]
AVAILABLE = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}

Line = ClientConnection
Conduct = Callable[[Line], None]


def boots(line: Line) -> None:
    """Register as any charge point does."""
    for number, (action, payload) in enumerate([BOOT, ["StatusNotification", AVAILABLE]]):
        line.send(json.dumps([2, f"boot-{number}", action, payload]))
        while json.loads(line.recv())[1] != f"boot-{number}":
            pass


def stays(line: Line) -> None:
    """Take in what comes, for as long as it comes."""
    for _ in line:
        pass


def behaves(line: Line) -> None:
    """Register, and answer every request for the configuration."""
    boots(line)
    rows = [{"key": "HeartbeatInterval", "readonly": False, "value": "300"}]
    for message in line:
        asked = json.loads(message)
        if asked[0] == 2:
            line.send(json.dumps([3, asked[1], {"configurationKey": rows}]))


def drops(line: Line) -> None:
    """Let go of each connection at once."""


def is_silent(line: Line) -> None:
    """Never say a word."""
    stays(line)


def is_mute(line: Line) -> None:
    """Register, and answer nothing from then on."""
    boots(line)
    stays(line)


def floods(line: Line) -> None:
    """Register, and then say the same ten thousand times without waiting."""
    boots(line)
    for number in range(FLOOD):
        line.send(json.dumps([2, f"flood-{number}", "StatusNotification", AVAILABLE]))
    stays(line)


def sends_garbage(line: Line) -> None:
    """Say what is no OCPP, as text and as bytes."""
    for words in ("", "{", "[]", "[2]", '[2,"1","Nonsense",{}]', "\x00", '[3,"x",[]]', "[9,1]"):
        line.send(words)
    line.send(b"\xff\xfe\x00")
    boots(line)
    for message in line:
        asked = json.loads(message)
        if asked[0] == 2:
            line.send('[3,"somebody else\'s",{}]')
            line.send(f'[3,"{asked[1]}","no object"]')


def sends_huge_frames(line: Line) -> None:
    """Register, and send a frame of 100 MB."""
    boots(line)
    line.send("x" * HUGE)
    stays(line)


class MisbehavingDriver:
    """Lets a charge point misbehave on each connection it opens; satisfies ``Driver``."""

    def __init__(self, conduct: Conduct, identity: str, at_a_time: int = 1) -> None:
        self.identity = identity
        self._conduct = conduct
        self._url = ""
        self._ends = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lines: set[Line] = set()
        self._at_a_time = at_a_time

    def endpoint(self) -> None:
        """It is not in this process, as far as the bench knows."""

    def configure(self, settings: Mapping[str, Any]) -> None:
        self._url = str(settings["url"])

    def power_on(self, now: float) -> None:
        while len(self._threads) < self._at_a_time:
            thread = threading.Thread(target=self._live, daemon=True)
            self._threads.append(thread)
            thread.start()

    def act(self, now: float, verb: str, **details: Any) -> None:
        if verb not in ("plug in", "unplug"):
            raise NotDrivable(f"there is no {verb!r}")

    def settle(self) -> None:
        """It acts at once."""

    def observe(self, now: float, quantity: str) -> Any:
        raise NotDrivable("it shows nothing")

    def close(self) -> None:
        self._ends.set()
        for line in tuple(self._lines):
            with contextlib.suppress(OSError):
                line.socket.close()
        for thread in self._threads:
            thread.join(10)

    def _live(self) -> None:
        while not self._ends.wait(PAUSE):
            with contextlib.suppress(WebSocketException, OSError, TimeoutError, EOFError):
                self._connect_once()

    def _connect_once(self) -> None:
        with connect(
            f"{self._url}{self.identity}",
            subprotocols=[Subprotocol("ocpp1.6")],
            compression=None,
            max_size=None,
            close_timeout=1,
            proxy=None,
        ) as line:
            self._lines.add(line)
            try:
                self._conduct(line)
            finally:
                self._lines.discard(line)
