"""The journal of a running central system as JSON Lines, the password masked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Self, TextIO

from conformance.commands.usage import UsageProblem
from conformance.trace import row
from ocpp16.journal import Entry
from ocpp16.redaction import redact_row


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
        self._file.write(json.dumps(redact_row(row(entry)), ensure_ascii=False) + "\n")
        self._file.flush()
