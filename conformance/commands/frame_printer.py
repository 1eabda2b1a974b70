"""Frames for people: one line each, the password masked."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from ocpp16.frames import Call, CallError, CallResult, Frame, MalformedFrameError, parse
from ocpp16.journal import Direction
from ocpp16.redaction import redact_text

LONGEST_MALFORMED = 200
"""Characters shown of a text that is no frame."""

_UNICODE_ARROWS = {Direction.TO_CENTRAL_SYSTEM: "→", Direction.TO_CHARGE_POINT: "←"}
_ASCII_ARROWS = {Direction.TO_CENTRAL_SYSTEM: "->", Direction.TO_CHARGE_POINT: "<-"}
_STYLES = {Direction.TO_CENTRAL_SYSTEM: "green", Direction.TO_CHARGE_POINT: "blue"}
_OPPOSITE = {
    Direction.TO_CENTRAL_SYSTEM: Direction.TO_CHARGE_POINT,
    Direction.TO_CHARGE_POINT: Direction.TO_CENTRAL_SYSTEM,
}

OpenCall = tuple[str, Direction, str]


class FramePrinter:
    """Prints frames and notes; knows the action of a CALL that an answer belongs to."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.has_unicode = console.encoding.casefold().startswith("utf")
        self._open: dict[OpenCall, str] = {}

    @property
    def unanswered(self) -> int:
        """How many CALLs printed so far have no answer yet."""
        return len(self._open)

    def frame(self, at: float, identity: str, direction: Direction, text: str) -> None:
        """Print one text message, whatever it is."""
        text = redact_text(text)
        try:
            frame = parse(text)
        except MalformedFrameError as error:
            kind, content = "MALFORMED", f"({error}) {text[:LONGEST_MALFORMED]}"
        else:
            kind, content = self._described(identity, direction, frame)
        arrows = _UNICODE_ARROWS if self.has_unicode else _ASCII_ARROWS
        style = "red" if kind.startswith(("MALFORMED", "ERROR")) else _STYLES[direction]
        self._line(at, identity, (f"{arrows[direction]} {kind}", style), content)

    def note(self, at: float, identity: str, content: str, style: str = "yellow") -> None:
        """Print something that is no frame, e.g. the end of a connection."""
        self._line(at, identity, ("*", style), content)

    def connection_over(self, identity: str) -> None:
        """Forget what was unanswered: ids live only as long as their connection."""
        self._open = {key: action for key, action in self._open.items() if key[0] != identity}

    def _described(self, identity: str, direction: Direction, frame: Frame) -> tuple[str, str]:
        match frame:
            case Call(call_id, action, payload):
                self._open[(identity, direction, call_id)] = action
                return f"CALL {action}", self._compact(payload)
            case CallResult(call_id, payload):
                action = self._answered(identity, direction, call_id)
                return f"RESULT {action}", self._compact(payload)
            case CallError(call_id, code, description, details):
                action = self._answered(identity, direction, call_id)
                content = f"{code} {json.dumps(description)} {self._compact(details)}"
                return f"ERROR {action}", content

    def _answered(self, identity: str, direction: Direction, call_id: str) -> str:
        unknown = f"to nothing asked ({call_id})"
        return self._open.pop((identity, _OPPOSITE[direction], call_id), unknown)

    def _compact(self, value: object) -> str:
        return json.dumps(
            value, separators=(",", ":"), ensure_ascii=not self.has_unicode, default=float
        )

    def _line(self, at: float, identity: str, what: tuple[str, str], content: str) -> None:
        line = Text.assemble(
            (_clock_time(at), "dim"), "  ", (visible(identity), "cyan"), " ",
            (visible(what[0]), what[1]), " ", visible(content),
        )  # fmt: skip
        self.console.print(line, soft_wrap=True, highlight=False)


def visible(text: str) -> str:
    """The text with escapes for what a terminal would obey instead of show."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _clock_time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M:%S.%f")[:-3] + "Z"
