"""Requests and answers with a program that drives a charge point: JSON objects, one a line.

A request is ``{"id": 1, "verb": "plug in", "details": {}}`` or ``{"id": 2, "quantity": "mode"}``;
its answer has the same id and is ``{"done": true}``, ``{"value": …}``, ``{"cannot": "why"}`` or
``{"error": "what broke"}``. Any other line of the program's output is its log.
"""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import count
from queue import Empty, Full, Queue
from time import monotonic
from typing import Any, Protocol

from conformance.sut.driver import DriverError, NotDrivable

LONGEST_LINE = 64 * 1024
WAITING = 100
"""Answers nobody has taken yet; further ones are dropped."""


class Listener(Protocol):
    """What requests are written to."""

    def feed(self, line: str) -> None:
        """Take a line."""

    def wait(self, seconds: float) -> int | None:
        """Wait for its end, so long; the exit code if it came."""


class Dialogue:
    """The driver's side. ``hear`` is called from the thread that reads the program's output."""

    def __init__(self) -> None:
        self._answers: Queue[dict[str, Any]] = Queue(WAITING)
        self._line = bytearray()
        self._numbers = count(1)

    def hear(self, piece: bytes) -> None:
        """Take what the program wrote."""
        *whole, rest = (bytes(self._line) + piece).split(b"\n")
        self._line = bytearray(rest[-LONGEST_LINE:])
        for line in whole:
            answer = _answer(line)
            if answer is not None:
                with suppress(Full):
                    self._answers.put_nowait(answer)

    def ask(self, program: Listener, request: dict[str, Any], seconds: float) -> Any:
        """Ask and wait for the answer; the value in it.

        Raises ``NotDrivable`` or ``DriverError``, as it says or when none comes.
        """
        number = next(self._numbers)
        program.feed(json.dumps({"id": number, **request}))
        answer = self._answer_to(number, program, seconds)
        if "cannot" in answer:
            raise NotDrivable(str(answer["cannot"]))
        if "error" in answer:
            raise DriverError(str(answer["error"]))
        if "value" not in answer and answer.get("done") is not True:
            raise DriverError(f"the answer {str(answer)[:80]} says neither done nor why not")
        return answer.get("value")

    def _answer_to(self, number: int, program: Listener, seconds: float) -> dict[str, Any]:
        deadline = monotonic() + seconds
        while (remaining := deadline - monotonic()) > 0:
            with suppress(Empty):
                answer = self._answers.get(timeout=min(remaining, 0.1))
                if answer.get("id") == number:
                    return answer
            if self._answers.empty() and program.wait(0) is not None:
                raise DriverError("it ended without an answer")
        raise DriverError(f"no answer within {seconds:g} s")


def _answer(line: bytes) -> dict[str, Any] | None:
    if not line.lstrip().startswith(b"{"):
        return None
    with suppress(ValueError, RecursionError):
        found = json.loads(line)
        if isinstance(found, dict) and "id" in found:
            return found
    return None
