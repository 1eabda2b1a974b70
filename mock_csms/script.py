"""What the central system does instead of answering politely: which call, what, how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ocpp16.frames import ErrorCode, Payload


@dataclass(frozen=True, slots=True)
class Reply:
    """The polite answer with some fields replaced, e.g. ``{"status": "Pending"}``."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    after: float = 0.0
    """Seconds to wait before answering."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer at all."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A CALLERROR."""

    code: str = ErrorCode.INTERNAL_ERROR
    description: str = ""
    after: float = 0.0


Response = Reply | Silence | Refusal


@dataclass(slots=True)
class Instruction:
    """One line of the script. ``times`` is how often it still applies; None: from now on.

    ``skip`` calls that fit are answered as usual before it applies the first time.
    """

    action: str
    response: Response
    times: int | None = None
    skip: int = 0
    identity: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Fields the call must carry, with these values, for the instruction to apply."""

    def fits(self, identity: str, action: str, payload: Payload) -> bool:
        """Whether the instruction is about this call."""
        return (
            action == self.action
            and self.identity in (None, identity)
            and all(payload.get(name) == value for name, value in self.fields.items())
        )


class Script:
    """Instructions in force; of several that fit a call the newest applies."""

    def __init__(self) -> None:
        self._instructions: list[Instruction] = []

    def add(self, instruction: Instruction) -> Instruction:
        """Put an instruction in force. Raises ``ValueError`` unless ``times`` is positive."""
        if instruction.times is not None and instruction.times < 1:
            raise ValueError(f"times is {instruction.times}, must be at least 1 or None")
        self._instructions.append(instruction)
        return instruction

    def clear(self, action: str | None = None) -> None:
        """Go back to polite answers, for one action or for all."""
        self._instructions = [i for i in self._instructions if action not in (None, i.action)]

    def response_to(self, identity: str, action: str, payload: Payload) -> Response:
        """What to do about a call; uses up one of the instruction's times."""
        for instruction in reversed(self._instructions):
            if not instruction.fits(identity, action, payload):
                continue
            if instruction.skip > 0:
                instruction.skip -= 1
                continue
            self._use(instruction)
            return instruction.response
        return Reply()

    def _use(self, instruction: Instruction) -> None:
        if instruction.times is None:
            return
        instruction.times -= 1
        if instruction.times == 0:
            self._instructions.remove(instruction)
