"""Drivers of every kind, each with something to drive that tells what was done to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.sut.driver import Driver, NotDrivable
from conformance.sut.drivers import make
from conformance.sut.drivers.manual import ManualDriver
from tests.conformance.sut import fake_device

PROGRAM = str(Path(fake_device.__file__))
CALL = [sys.executable, "-P", PROGRAM]
IDENTITY = "CP 1"
SHORT = 1.5
"""Seconds after which a driver of a rig takes its device to hang."""
READ = [*fake_device.READINGS, "QR code"]


@dataclass(frozen=True)
class Rig:
    """A driver and what it drives."""

    driver: Driver
    folder: Path
    reads: bool = True
    tells_hanging: bool = True
    """Whether the driver waits for the end of what it asks for."""
    broken_at_once: bool = True
    takes_settings: bool = False
    """Whether it takes any setting there is."""

    def acts(self) -> list[Any]:
        """What was done to the device: verbs and details."""
        return [json.loads(line) for line in self._noted("acts")]

    def processes(self) -> list[int]:
        """The processes the device has, of those it ever had."""
        return [number for number in map(int, self._noted("processes")) if is_alive(number)]

    def eventually_acts(self, enough: Callable[[list[Any]], bool]) -> list[Any]:
        """What was done, once that is enough, or after a while."""
        deadline = time.monotonic() + 10
        while not enough(self.acts()) and time.monotonic() < deadline:
            os.sched_yield()
        return self.acts()

    def _noted(self, kind: str) -> list[str]:
        file = self.folder / kind
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{number}/status").read_text(encoding="utf-8")


@contextmanager
def commands(folder: Path) -> Iterator[Rig]:
    options = {
        "commands": {verb: [*CALL, "do", verb, "{details}"] for verb in fake_device.VERBS},
        "readings": {quantity: [*CALL, "read", quantity] for quantity in READ},
        "environment": {"FAKE_DEVICE": str(folder)},
        "timeout": SHORT,
    }
    yield Rig(make("command", IDENTITY, options), folder)


@contextmanager
def lines(folder: Path) -> Iterator[Rig]:
    told = [verb for verb in fake_device.VERBS if verb not in ("power on", "clear fault")]
    options = {
        "start": [*CALL, "lines"],
        "stdin": True,
        "lines": {verb: f"{verb}|{{details}}" for verb in told},
        "environment": {"FAKE_DEVICE": str(folder)},
        "timeout": SHORT,
    }
    driver = make("command", IDENTITY, options)
    yield Rig(driver, folder, reads=False, tells_hanging=False, broken_at_once=False)


@contextmanager
def dialogue(folder: Path) -> Iterator[Rig]:
    options = {
        "start": [*CALL, "json"],
        "stdin": "json",
        "environment": {"FAKE_DEVICE": str(folder)},
        "timeout": SHORT,
    }
    yield Rig(make("command", IDENTITY, options), folder, takes_settings=True)


@contextmanager
def http(folder: Path) -> Iterator[Rig]:
    environment = {**os.environ, "FAKE_DEVICE": str(folder)}
    command = [*CALL, "serve", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        url = f"http://127.0.0.1:{int(server.stdout.readline())}"
        try:
            elsewhere = folder / "of the server"
            elsewhere.mkdir()
            (folder / "processes").rename(elsewhere / "processes")
            yield Rig(make("http", IDENTITY, {"url": url, "timeout": SHORT}), folder)
        finally:
            server.kill()
            for child in Rig(make("http", IDENTITY, {"url": url}), folder).processes():
                os.kill(child, 9)


class Bystander:
    """A person who does to the device what they are asked for; satisfies ``Person``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions: list[str] = []

    def ask(self, text: str, seconds: float) -> str:
        assert seconds <= SHORT
        self.questions.append(text)
        for quantity in READ:
            if f"read the {quantity} " in text:
                return self._read(quantity)
        for verb in fake_device.VERBS:
            if f"{verb}: " in text:
                return self._do(verb, text)
        return "cannot"

    def _do(self, verb: str, text: str) -> str:
        if verb in fake_device.CANNOT:
            return f"cannot {fake_device.CANNOT[verb]}"
        if verb in fake_device.BROKEN:
            return "cannot smoke comes out of it"
        if verb == fake_device.HANGING:
            raise NotDrivable("nobody answered in time")
        details = dict(part.split(" = ") for part in _told(text))
        with (self.folder / "acts").open("a", encoding="utf-8") as file:
            file.write(json.dumps([verb, details]) + "\n")
        return ""

    def _read(self, quantity: str) -> str:
        if quantity in fake_device.CANNOT:
            return f"cannot {fake_device.CANNOT[quantity]}"
        value = fake_device.READINGS[quantity]
        if value == "lots":
            return "cannot read that"
        return " | ".join(value) if isinstance(value, list) else str(value)


def _told(text: str) -> list[str]:
    line = text.splitlines()[1]
    return [part for part in line.rpartition(": ")[2].split(", ") if " = " in part]


@contextmanager
def manual(folder: Path) -> Iterator[Rig]:
    driver = ManualDriver(IDENTITY, {"timeout": SHORT}, Bystander(folder))
    yield Rig(driver, folder)


RIGS: dict[str, Callable[[Path], AbstractContextManager[Rig]]] = {
    "command": commands,
    "command with lines": lines,
    "command in dialogue": dialogue,
    "http": http,
    "manual": manual,
}
