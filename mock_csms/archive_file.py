"""The file that holds what a bounded journal no longer keeps in memory: JSON Lines, readable again."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Self, cast

import msgspec

from ocpp16.entries import (
    Closed,
    Entry,
    FrameEntry,
    Injected,
    Noted,
    Observed,
    Opened,
    Stray,
    TurnedAway,
)

BLOCK = 256
"""Entries that are read back at once, at least."""
Decode = Callable[[bytes], Entry]

_ENCODER = msgspec.json.Encoder()
_ANY = FrameEntry | Injected | Noted | Opened | TurnedAway | Stray | Closed | Observed
_DECODER = msgspec.json.Decoder(_ANY)


class Blocks:
    """Where in a file the lines of entries are, so that reading need not start at its top."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._offsets: list[int] = []

    def note(self, index: int, offset: int) -> None:
        """The line of this entry begins at this byte."""
        if not self._starts or index >= self._starts[-1] + BLOCK:
            self._starts.append(index)
            self._offsets.append(offset)

    def read(self, file: BinaryIO, start: int, stop: int, decode: Decode) -> Iterator[Entry]:
        """The entries with ``start <= index < stop``, one block in memory at a time."""
        number = max(0, bisect_right(self._starts, start) - 1)
        while number < len(self._starts) and self._starts[number] < stop:
            for line in self._lines(file, number):
                entry = decode(line)
                if start <= entry.index < stop:
                    yield entry
            number += 1

    def _lines(self, file: BinaryIO, number: int) -> list[bytes]:
        begin, *end = self._offsets[number : number + 2]
        file.seek(begin)
        return file.read(end[0] - begin if end else -1).splitlines()


class ArchiveFile:
    """A temporary file that only this user can read and that is gone with the process.

    It is as frank as the memory it relieves: nothing in it is redacted. A context manager;
    raises ``OSError`` when the disk is full.
    """

    def __init__(self, folder: Path | None = None) -> None:
        # Unbuffered: what is written at once is large, and a buffer costs ten times the writing.
        file = TemporaryFile(prefix="ocpp-journal-", dir=folder, buffering=0)  # noqa: SIM115
        self._file = cast(BinaryIO, file)
        self._blocks = Blocks()

    def __enter__(self) -> Self:
        """Nothing to begin: the file is open."""
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close and thereby delete the file."""
        self._file.close()

    def add(self, entries: Sequence[Entry]) -> None:
        """See ``Archive``."""
        self._blocks.note(entries[0].index, self._file.seek(0, 2))
        rest = memoryview(encoded(entries))
        while rest:
            rest = rest[self._file.write(rest) :]

    def read(self, start: int, stop: int) -> Iterator[Entry]:
        """See ``Archive``."""
        return self._blocks.read(self._file, start, stop, decoded)


def encoded(entries: Sequence[Entry]) -> bytes:
    """One line of JSON for each entry."""
    try:
        return _ENCODER.encode_lines(entries)
    except UnicodeEncodeError:  # half a character, which JSON can only escape
        rows = (msgspec.to_builtins(entry) for entry in entries)
        return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def decoded(line: bytes) -> Entry:
    """The entry of a line; an observed value comes back as what JSON made of it."""
    try:
        return cast(Entry, _DECODER.decode(line))
    except msgspec.DecodeError:  # half a character
        return cast(Entry, msgspec.convert(json.loads(line), _ANY))
