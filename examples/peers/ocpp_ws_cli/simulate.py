"""Runs ``ocpp simulate`` on a terminal of its own and presses its keys.

    python simulate.py PROGRAM URL IDENTITY

Verbs come as lines on standard input and are each answered by a line, "ok" or "cannot: why":
plug in, unplug, present tag TAG, vehicle true|false (whether it is full), fault, clear fault, reboot.
The simulator has no vehicle and no cable: "plug in" has it report Preparing, or start the transaction
of a tag that was presented before; "unplug" Available, or ends its transaction; a full vehicle is the
status SuspendedEV.
Lines of JSON are answered in JSON: the dialogue of the suite's command driver.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|[\r\x07]")
STATUS = re.compile(r"Status: (\w+) \[(?:Auth: ([^\]]*)|No Auth)\] \[(?:Tx: (\d+)|No Tx)\]")
ENTER, DOWN, ERASE = "\r", "\x1b[B", "\x15"
USUAL_TAG = "SIM-USER-001"
PROMPT = 10.0
"""Seconds in which it shows what a key is to show."""
SETTLING = 0.3
"""Seconds without anything new after which what it shows is what is so."""
CHANGE = 4.0
"""Seconds in which a status has changed, if it does."""
KEPT = 20_000
"""Characters of the terminal that are looked at."""
SHOWN_LINES = 5
"""How many lines of its log it shows."""
AUTHORIZED = ("Authorize Response", "Authorize rejected", "Authorize failed")
"""What its log says of an authorization, the accepted one first."""
STATUSES = ("Available", "Preparing", "Charging", "SuspendedEV")
"""The first entries of its menu of statuses, in its order."""


class CannotError(Exception):
    """A verb that it cannot carry out; says why."""


class Simulator:
    """The program on its terminal."""

    def __init__(self, program: str, url: str, identity: str) -> None:
        self._command = [
            program, "simulate", "-e", url.rstrip("/"), "-i", identity, "-p", "ocpp1.6",
            "-t", USUAL_TAG,
        ]  # fmt: skip
        self._pid = self.terminal = -1
        self._seen = ""
        self._state: tuple[str, str, str] = ("", "", "")
        self._plugged = self._accepted = False

    def start(self) -> None:
        """Start it, and say no to its question about a report."""
        self._pid, self.terminal = pty.fork()
        if self._pid == 0:
            os.environ["TERM"] = "xterm"
            os.execvp(self._command[0], self._command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 160, 0, 0))
        self._seen, self._plugged, self._accepted = "", False, False
        self.wait_for("report file")
        self.press(ENTER)
        self.wait_for("INTERACTIVE CONTROLS")

    def stop(self) -> None:
        """End it as if the power were cut."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self.terminal)

    def read(self) -> bool:
        """Take in what it shows; returns whether it goes on."""
        try:
            shown = os.read(self.terminal, 65_536)
        except OSError:  # what Linux says of a terminal whose program has ended
            return False
        text = ESCAPES.sub("", shown.decode(errors="replace"))
        sys.stderr.write(text)
        sys.stderr.flush()
        self._seen = (self._seen + text)[-KEPT:]
        if found := STATUS.findall(self._seen):
            self._state = found[-1]  # only lines that have changed are shown anew
        return bool(shown)

    def wait_for(self, *texts: str) -> str:
        """Wait until one of these is shown from now on; returns it. Raises ``CannotError``."""
        deadline = time.monotonic() + PROMPT
        while time.monotonic() < deadline:
            if shown := next((text for text in texts if text in self._seen), None):
                return shown
            if select.select([self.terminal], [], [], 0.1)[0] and not self.read():
                raise CannotError("the simulator has ended")
        raise CannotError(f"the simulator did not show {' or '.join(texts)!r}")

    def press(self, keys: str) -> None:
        """Press keys; what it showed before is no longer looked at."""
        self._seen = ""
        os.write(self.terminal, keys.encode())

    def state(self) -> tuple[str, str, str]:
        """Status, idTag and transaction as it shows them; the latter two may be empty."""
        while select.select([self.terminal], [], [], SETTLING)[0] and self.read():
            pass
        return self._state

    # verbs -------------------------------------------------------------------------------------------

    def plug_in(self) -> None:
        """Report Preparing, or start a transaction if somebody has identified before."""
        self._plugged = True
        if self._accepted:
            self._accepted = False
            self.press("t")
        elif not self.state()[2]:
            self._choose_status("Preparing")

    def unplug(self) -> None:
        """End the transaction, if there is one, else report Available."""
        self._plugged = self._accepted = False
        if self.state()[2]:
            self.press("e")
        else:
            self._choose_status("Available")

    def present_tag(self, tag: str) -> None:
        """Authorize it, and start a transaction if a vehicle is there; or stop the one it began."""
        _, shown, transaction = self.state()
        if transaction and shown == tag:
            return self.press("e")
        for _ in range(SHOWN_LINES - 1):  # no line of an earlier answer is left to be mistaken
            self._take_tag(tag)
        self.press("a")
        accepted, *others = AUTHORIZED
        is_accepted = self.wait_for(accepted, *others) == accepted
        if is_accepted and self._plugged and not transaction:
            self.press("t")
        self._accepted = is_accepted and not self._plugged
        return None

    def fill(self, full: bool) -> None:
        """The vehicle is full, or no longer."""
        if self.state()[2]:
            self._choose_status("SuspendedEV" if full else "Charging")

    def _take_tag(self, tag: str) -> None:
        self.press("i")
        self.wait_for("Enter new ID Tag")
        self.press(f"{ERASE}{tag}{ENTER}")
        self.wait_for("ID Tag changed")

    def fault(self) -> None:
        """Report Faulted; it can do so only when it is Available."""
        if self.state()[0] != "Available":
            raise CannotError("the simulator can break down only when it is Available")
        self.press("s")

    def clear_fault(self) -> None:
        """Report Available."""
        if self.state()[0] == "Faulted":
            self.press("s")

    def reboot(self) -> None:
        """Cut its power, and switch it on again."""
        self.stop()
        self.start()

    def _choose_status(self, status: str) -> None:
        if self.state()[0] == "Finishing" and status == "Available":  # it does so by itself
            self._await_status(status)
        if self.state()[0] == status:
            return
        self.press("u")
        self.wait_for("Select new Connector Status")
        self.press(f"{DOWN * STATUSES.index(status)}{ENTER}")
        self._await_status(status)

    def _await_status(self, status: str) -> None:
        deadline = time.monotonic() + CHANGE
        while self.state()[0] != status and time.monotonic() < deadline:
            pass


def obey(simulator: Simulator, line: str) -> None:
    """Do what a line says. Raises ``CannotError``."""
    verbs: dict[str, Callable[[], None]] = {
        "power on": lambda: None,
        "plug in": simulator.plug_in,
        "unplug": simulator.unplug,
        "vehicle true": lambda: simulator.fill(True),
        "vehicle false": lambda: simulator.fill(False),
        "fault": simulator.fault,
        "clear fault": simulator.clear_fault,
        "reboot": simulator.reboot,
    }
    if line.startswith("present tag "):
        simulator.present_tag(line.removeprefix("present tag ").strip())
    elif line in verbs:
        verbs[line]()
    else:
        raise CannotError(f"there is no verb {line!r}")


def answer(simulator: Simulator, line: str) -> None:
    """Obey, and say whether it could be done."""
    asked = json.loads(line) if line.startswith("{") else None
    why = ""
    try:
        obey(simulator, line if asked is None else as_line(asked))
    except CannotError as reason:
        why = str(reason)
    if asked is None:
        print(f"cannot: {why}" if why else "ok", flush=True)
    else:
        outcome: dict[str, object] = {"cannot": why} if why else {"done": True}
        print(json.dumps({"id": asked["id"], **outcome}), flush=True)


def as_line(asked: dict[str, Any]) -> str:
    """A request of the dialogue, as a line."""
    verb, details = asked.get("verb", "read"), asked.get("details", {})
    if verb == "vehicle" and set(details) == {"full"}:
        return f"vehicle {str(details['full']).lower()}"
    return f"{verb} {details.get('tag', '')}".strip() if verb == "present tag" else str(verb)


def main(program: str, url: str, identity: str) -> None:
    """Run until standard input or the simulator ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    simulator = Simulator(program, url, identity)
    simulator.start()
    told, given = 0, b""
    try:
        while True:
            ready = select.select([simulator.terminal, told], [], [])[0]
            if simulator.terminal in ready and not simulator.read():
                return
            if told in ready:
                part = os.read(told, 4096)
                if not part:
                    return
                *lines, given = (given + part).split(b"\n")
                for line in filter(None, (line.decode().strip() for line in lines)):
                    answer(simulator, line)
    finally:
        simulator.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
