"""The file that holds what a bounded journal no longer keeps in memory.

It consists of chunks, each the length of what follows (4 bytes) and a MessagePack array of what
was moved at once: texts go in and come out as they are, where JSON would have to escape them.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from os import SEEK_END
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
from ocpp16.prompt import Kept, Packed, unfolded

BLOCK = 256
"""Entries that are read back at once, at least."""
LENGTH = 4
"""Bytes that tell the length of a chunk."""
Decode = Callable[[bytes], Iterable[Entry]]
"""The entries of a block."""

_ENCODER = msgspec.msgpack.Encoder()
_CHUNK = list[
    FrameEntry | Packed | Injected | Noted | Opened | TurnedAway | Stray | Closed | Observed
]
_DECODER = msgspec.msgpack.Decoder(_CHUNK)


class Blocks:
    """Where in a file entries are, so that reading need not start at its top."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._offsets: list[int] = []

    def note(self, index: int, offset: int) -> None:
        """What is written at this byte begins with this entry."""
        if not self._starts or index >= self._starts[-1] + BLOCK:
            self._starts.append(index)
            self._offsets.append(offset)

    def read(self, file: BinaryIO, start: int, stop: int, decode: Decode) -> Iterator[Entry]:
        """The entries with ``start <= index < stop``, one block in memory at a time."""
        number = max(0, bisect_right(self._starts, start) - 1)
        while number < len(self._starts) and self._starts[number] < stop:
            for entry in decode(self._block(file, number)):
                if start <= entry.index < stop:
                    yield entry
            number += 1

    def _block(self, file: BinaryIO, number: int) -> bytes:
        begin, *end = self._offsets[number : number + 2]
        file.seek(begin)
        return file.read(end[0] - begin if end else -1)


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
        self._chunk = bytearray()
        """Where a chunk is made; what has been used before is at the processor's hand."""

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

    def add(self, kept: Sequence[Kept]) -> None:
        """See ``Archive``."""
        self._blocks.note(kept[0].index, self._file.seek(0, SEEK_END))
        encode(kept, self._chunk)
        rest = memoryview(self._chunk)
        while rest:
            rest = rest[self._file.write(rest) :]

    def read(self, start: int, stop: int) -> Iterator[Entry]:
        """See ``Archive``."""
        return self._blocks.read(self._file, start, stop, entries_in)


def encode(kept: Sequence[Kept], chunk: bytearray) -> None:
    """Make a chunk: of MessagePack, unless half a character is in it, which only JSON can carry."""
    try:
        _ENCODER.encode_into(kept, chunk, LENGTH)
    except UnicodeEncodeError:
        chunk[LENGTH:] = json.dumps(msgspec.to_builtins(kept)).encode()
    chunk[:LENGTH] = (len(chunk) - LENGTH).to_bytes(LENGTH)


def entries_in(block: bytes) -> Iterator[Entry]:
    """The entries of all chunks of a block."""
    at = 0
    while at < len(block):
        begin, at = at + LENGTH, at + LENGTH + int.from_bytes(block[at : at + LENGTH])
        yield from unfolded(decoded(block[begin:at]))


def decoded(chunk: bytes) -> list[Kept]:
    """What a chunk holds; an observed value comes back as plain data."""
    if chunk.startswith(b"["):  # no array of MessagePack does
        return cast(list[Kept], msgspec.convert(json.loads(chunk), _CHUNK))
    return cast(list[Kept], _DECODER.decode(chunk))
