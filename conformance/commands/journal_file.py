"""The journal of a running central system as JSON Lines, the password masked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self, TextIO

from conformance.commands.usage import UsageProblem
from ocpp16.journal import Closed, Entry, FrameEntry, Opened, TurnedAway
from ocpp16.timestamps import to_text
from reports.redaction import redact_text


class JournalFile:
    """Appends one line an entry, each of them on disk before the next. A context manager."""

    def __init__(self, path: Path) -> None:
        """Raises ``UsageProblem`` when the file cannot be written."""
        try:
            # A lone surrogate, which JSON can express and UTF-8 cannot, stays an escape.
            self._file: TextIO = path.open("a", encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise UsageProblem(
                f"--journal {path} cannot be written ({error.strerror}); "
                "name a file in an existing folder"
            ) from None

    def __enter__(self) -> Self:
        """Nothing to begin: the file is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def write(self, entry: Entry) -> None:
        """Append an entry."""
        self._file.write(json.dumps(record(entry), ensure_ascii=False) + "\n")
        self._file.flush()


def record(entry: Entry) -> dict[str, Any]:
    """An entry as plain data."""
    common = {
        "time": to_text(entry.at),
        "identity": entry.identity,
        "connection": entry.connection,
    }
    match entry:
        case FrameEntry():
            text = redact_text(entry.text)
            frame = {"kind": "frame", "direction": str(entry.direction), "text": text}
            flaw = {"malformed": entry.malformed} if entry.malformed else {}
            return {**common, **frame, **flaw}
        case Opened():
            return {
                **common, "kind": "opened", "path": entry.path,
                "subprotocols": list(entry.subprotocols), "authorization": entry.authorization,
            }  # fmt: skip
        case TurnedAway():
            return {**common, "kind": "turned away", "path": entry.path, "status": entry.status}
        case Closed():
            return {**common, "kind": "closed", "code": entry.code, "by": str(entry.by)}
    return {**common, "kind": type(entry).__name__.casefold()}
