"""Questions to the person at the terminal, who may take their time, but not for ever."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Queue
from typing import Protocol

from rich.console import Console
from rich.text import Text

from conformance.sut.driver import NotDrivable

Lines = Callable[[], Iterable[str]]


class Person(Protocol):
    """Somebody who can be asked."""

    def ask(self, text: str, seconds: float) -> str:
        """Their answer, without blanks around it. Raises ``NotDrivable`` when there is none."""


class Terminal:
    """The person at standard input; satisfies ``Person``."""

    def __init__(self, lines: Lines | None = None, console: Console | None = None) -> None:
        self._lines = lines or typed_lines
        self._console = console or Console(stderr=True)
        self._typed: Queue[str | None] = Queue()
        self._is_read = False
        self._is_over = False

    def ask(self, text: str, seconds: float) -> str:
        """See ``Person``. What was typed before the question is no answer to it."""
        self._listen()
        self._discard()
        self._console.print(Text(text), end=" ", soft_wrap=True)
        self._console.file.flush()
        return self._answer(seconds).strip()

    def _answer(self, seconds: float) -> str:
        try:
            line = None if self._is_over else self._typed.get(timeout=max(0.0, seconds))
        except Empty:
            self._console.print()
            raise NotDrivable("nobody answered in time") from None
        if line is None:
            self._is_over = True
            raise NotDrivable("nobody can be asked: standard input has ended")
        return line

    def _discard(self) -> None:
        while not self._typed.empty():
            self._is_over = self._typed.get_nowait() is None or self._is_over

    def _listen(self) -> None:
        if not self._is_read:
            self._is_read = True
            threading.Thread(target=self._read, name="terminal", daemon=True).start()

    def _read(self) -> None:
        for line in self._lines():
            self._typed.put(line)
        self._typed.put(None)


def at_terminal() -> bool:
    """Whether there is somebody at standard input."""
    try:
        return sys.stdin.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


def typed_lines() -> Iterator[str]:
    """Lines of standard input, unbuffered: a daemon thread in a buffered read would block the end."""
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stream:
        for line in stream:
            yield line.decode(errors="replace")
