"""What went over the wire in one case, as rows of a trace."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

from ocpp16.actions import Role
from ocpp16.entries import Closed, Entry, FrameEntry, Noted
from ocpp16.entry_rows import row
from ocpp16.journal import Direction
from ocpp16.redaction import redact_row

LONGEST = 1000
"""Characters of a text that are kept."""
MOST = 200
"""Rows that are kept of one case."""


@dataclass
class Record:
    """The rows of one case, in order."""

    identity: str
    connection: int = 0
    _entries: list[Entry] = field(default_factory=list)
    _left_out: int = 0

    def begin(self) -> None:
        """Forget the case before."""
        self._entries, self._left_out = [], 0

    def text(self, direction: Direction, text: str, *, probe: bool = False) -> None:
        """A text message."""
        self._keep(FrameEntry(**self._common, direction=direction, text=_cut(text), probe=probe))

    def note(self, note: str) -> None:
        """Anything else."""
        self._keep(Noted(**self._common, note=_cut(note)))

    def closed(self, code: int, by: Role) -> None:
        """The end of a connection."""
        self._keep(Closed(**self._common, code=code, by=by))

    def rows(self) -> tuple[dict[str, Any], ...]:
        """As plain data, with credentials masked."""
        if self._left_out:
            entry = Noted(**self._common, note=f"{self._left_out} more entries were left out")
            return tuple(redact_row(row(each)) for each in (*self._entries, entry))
        return tuple(redact_row(row(each)) for each in self._entries)

    @property
    def _common(self) -> dict[str, Any]:
        return {
            "index": len(self._entries),
            "at": time.time(),
            "identity": self.identity,
            "connection": self.connection,
        }

    def _keep(self, entry: Entry) -> None:
        if len(self._entries) < MOST:
            self._entries.append(entry)
        else:
            self._left_out += 1


def shown(octets: bytes) -> str:
    """Octets as a line of text."""
    return json.dumps(octets[:LONGEST].decode("latin-1"))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"
