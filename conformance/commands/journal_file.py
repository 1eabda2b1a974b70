"""The journal of a running central system as JSON Lines, the password masked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from conformance.commands.usage import UsageProblem
from mock_csms.archive_file import Blocks
from ocpp16.entry_rows import entry_of, exact_row, row
from ocpp16.journal import Entry
from ocpp16.prompt import Kept
from ocpp16.redaction import redact_row


class JournalFile:
    """Appends one line an entry, each of them on disk before the next. A context manager.

    It is an ``Archive``, too: what a bounded journal moves to it is there already, and what is
    read back is masked.
    """

    def __init__(self, path: Path) -> None:
        """Raises ``UsageProblem`` when the file cannot be written."""
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise UsageProblem(
                f"--journal {path} cannot be written ({error.strerror}); "
                "name a file in an existing folder"
            ) from None
        self._path = path
        self._blocks = Blocks()

    def __enter__(self) -> Self:
        """Nothing to begin: the file is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def write(self, entry: Entry) -> None:
        """Append an entry."""
        self._blocks.note(entry.index, self._file.tell())
        masked = redact_row({**row(entry), **exact_row(entry)})
        # A lone surrogate, which JSON can express and UTF-8 cannot, stays an escape.
        line = json.dumps(masked, ensure_ascii=False).encode(errors="backslashreplace")
        self._file.write(line + b"\n")
        self._file.flush()

    def add(self, kept: Sequence[Kept]) -> None:
        """They have been written, each when it was recorded."""

    def read(self, start: int, stop: int) -> Iterator[Entry]:
        """See ``Archive``."""
        with self._path.open("rb") as file:
            yield from self._blocks.read(file, start, stop, _entries)


def _entries(block: bytes) -> Iterator[Entry]:
    return (entry_of(json.loads(line)) for line in block.splitlines())
