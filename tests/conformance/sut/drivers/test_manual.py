"""The driver that asks a person: few questions, answers understood, nobody waited for in vain."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterable

import pytest
from rich.console import Console

from conformance.sut.driver import NotDrivable
from conformance.sut.drivers import make, problems
from conformance.sut.drivers import manual as module
from conformance.sut.drivers.manual import ManualDriver
from conformance.sut.drivers.person import Terminal


class Scripted:
    """Gives these answers in turn; satisfies ``Person``."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []

    def ask(self, text: str, seconds: float) -> str:
        assert 0 < seconds <= 300
        self.questions.append(text)
        return self.answers.pop(0)


def asking(*answers: str, **options: object) -> tuple[ManualDriver, Scripted]:
    person = Scripted(*answers)
    return ManualDriver("CP-1", options, person), person


def test_what_nothing_observes_in_between_is_one_question() -> None:
    driver, person = asking("")
    driver.configure({"url": "ws://127.0.0.1:9000/ocpp/"})
    driver.power_on(0.0)
    driver.act(0.0, "plug in")
    driver.act(0.0, "enter pin", pin="01234")
    assert person.questions == []
    driver.settle()
    driver.settle()
    (question,) = person.questions
    assert [line.split(":")[0] for line in question.splitlines()[1:4]] == [
        "  1. power on",
        "  2. plug in",
        "  3. enter pin",
    ]
    assert "url = ws://127.0.0.1:9000/ocpp/" in question
    assert "pin = 01234" in question


def test_a_single_wish_has_no_number() -> None:
    driver, person = asking("done")
    driver.act(0.0, "unplug")
    driver.settle()
    assert "  unplug: the vehicle is disconnected\n" in person.questions[0]


def test_cannot_has_its_reason_and_is_asked_for_again_next_time() -> None:
    driver, person = asking("cannot the socket is welded", "")
    driver.act(0.0, "unplug")
    with pytest.raises(NotDrivable, match="unplug cannot be done: the socket is welded"):
        driver.settle()
    driver.act(0.0, "unplug")
    driver.settle()
    assert len(person.questions) == 2


def test_never_is_not_asked_for_again() -> None:
    driver, person = asking("never 2 no keypad", "")
    driver.act(0.0, "plug in")
    driver.act(0.0, "enter pin", pin="1")
    with pytest.raises(NotDrivable, match="enter pin cannot be done: no keypad"):
        driver.settle()
    with pytest.raises(NotDrivable, match="no keypad"):
        driver.act(0.0, "enter pin", pin="1")
    driver.act(0.0, "plug in")
    driver.settle()
    assert len(person.questions) == 2


def test_the_statement_says_what_never_is_asked_for() -> None:
    driver, _ = asking(cannot=["fault", "screen"])
    with pytest.raises(NotDrivable, match="statement"):
        driver.act(0.0, "fault", code="OtherError")
    with pytest.raises(NotDrivable, match="statement"):
        driver.observe(0.0, "screen")
    assert problems("manual", {"cannot": ["dance"]}) != []


def test_an_answer_that_is_not_understood_is_asked_for_once_more() -> None:
    driver, person = asking("what?", "y", "seven", "7,5", "")
    driver.act(0.0, "plug in")
    driver.settle()
    assert "press Enter when it is done" in person.questions[1]
    assert driver.observe(0.0, "charging current") == 7.5


def test_readings_are_typed_and_stand_for_a_moment() -> None:
    driver, person = asking("Charging | 7 kW", "-", "", "Eco", "")
    assert driver.observe(0.0, "screen") == ["Charging", "7 kW"]
    assert driver.observe(0.0, "screen") == ["Charging", "7 kW"]
    assert driver.observe(0.0, "QR code") is None
    assert driver.observe(0.0, "mode") == "Eco"
    assert len(person.questions) == 4


def test_what_was_read_is_read_again_after_something_was_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    driver, _ = asking("Eco", "", "Fast", "STOP")
    driver.observe(0.0, "mode")
    driver.act(0.0, "choose", what="Fast")
    assert driver.observe(0.0, "mode") == "Fast"
    monkeypatch.setattr(module, "FRESH", -1.0)
    assert driver.observe(0.0, "mode") == "STOP"


def test_a_key_is_not_shown() -> None:
    driver, _ = asking()
    with pytest.raises(NotDrivable, match="password"):
        driver.configure({"password": "geheim"})


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\n"))
    driver = make("manual", "CP-1", {})
    with pytest.raises(NotDrivable, match="no terminal"):
        driver.act(0.0, "plug in")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(NotDrivable, match="no terminal"):
        driver.observe(0.0, "mode")


def terminal(lines: Iterable[str]) -> tuple[Terminal, io.StringIO]:
    screen = io.StringIO()
    return Terminal(lambda: lines, Console(file=screen, width=100)), screen


def test_the_end_of_input_is_nobody() -> None:
    person, screen = terminal([])
    for _ in range(2):
        with pytest.raises(NotDrivable, match="input has ended"):
            person.ask("Plug in [y]", 10.0)
    assert "Plug in [y]" in screen.getvalue()


def test_who_does_not_answer_is_not_waited_for() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as pipe, os.fdopen(writing, "w"):
        person, _ = terminal(pipe)
        with pytest.raises(NotDrivable, match="nobody answered in time"):
            person.ask("Plug in", 0.05)


ASK = """
from conformance.sut.drivers import make
driver = make("manual", "CP-1", {"timeout": 60})
driver.act(0.0, "plug in"); driver.settle()
print("current", driver.observe(0.0, "charging current"))
"""


def test_a_person_at_a_real_terminal() -> None:
    master, slave = pty.openpty()
    with (
        os.fdopen(master, "rb+", buffering=0) as keyboard,
        subprocess.Popen(
            [sys.executable, "-c", ASK], stdin=slave, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as program,
    ):  # fmt: skip
        os.close(slave)
        assert program.stderr is not None
        assert until(program.stderr, b"never WHY") == 1
        keyboard.write(b"\n")
        assert until(program.stderr, b"never WHY") == 1
        keyboard.write(b"16\n")
        output, _ = program.communicate(timeout=60)
        assert output == b"current 16.0\n"


def until(stream: object, words: bytes) -> int:
    seen = b""
    while words not in seen:
        piece = os.read(stream.fileno(), 4096)  # type: ignore[attr-defined]
        assert piece, seen.decode()
        seen += piece
    return 1
