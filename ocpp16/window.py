"""A bounded record: the latest entries in memory, earlier ones wherever an archive keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol, overload

from ocpp16.entries import Entry

SHARE, MOST = 8, 64
"""Moved at a time: this share of the limit, but no more than what a processor keeps at hand."""


class Archive(Protocol):
    """Where entries go that are no longer kept in memory."""

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep these entries, which follow on those added before."""

    def read(self, start: int, stop: int) -> Iterable[Entry]:
        """The entries kept with ``start <= index < stop``, in order."""


class Forgetful:
    """An archive that keeps nothing."""

    def add(self, entries: Sequence[Entry]) -> None:
        """Let them go."""

    def read(self, start: int, stop: int) -> Iterable[Entry]:
        """There are none."""
        return ()


class Window(Sequence[Entry]):
    """All entries, at the places their indices name, of which at most ``limit`` are in memory.

    What an archive has let go is left out of slices and iteration, and is an ``IndexError``
    when it is asked for by its index. Raises ``ValueError`` for a limit below 1.
    """

    def __init__(self, limit: int, archive: Archive, on_move: Callable[[int], None]) -> None:
        if limit < 1:
            raise ValueError(f"limit is {limit}, must be at least 1")
        self._limit = limit
        self._archive = archive
        self._on_move = on_move
        """Called with the index of the oldest entry left in memory."""
        self._latest: list[Entry] = []
        self.first = 0
        """Index of the oldest entry in memory."""

    @property
    def first_kept(self) -> int:
        """Index of the oldest entry there is."""
        return self.first if isinstance(self._archive, Forgetful) else 0

    def append(self, entry: Entry) -> None:
        """Add the newest entry; when memory is full, older ones move to the archive first."""
        if len(self._latest) >= self._limit:
            self._move()
        self._latest.append(entry)

    def __len__(self) -> int:
        """How many there are in all, the archive's included."""
        return self.first + len(self._latest)

    def __iter__(self) -> Iterator[Entry]:
        return self.since(0)

    def since(self, index: int) -> Iterator[Entry]:
        """The entries from an index on, read one by one."""
        latest = self._latest[max(0, index - self.first) :]
        if index >= self.first:
            return iter(latest)
        return chain(self._archive.read(index, self.first), latest)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return self._slice(*place.indices(len(self)))
        index = place if place >= 0 else len(self) + place
        found = self._slice(index, index + 1, 1) if index >= 0 else []
        if not found:
            raise IndexError(f"there is no entry {place}, or it is no longer kept")
        return found[0]

    def _slice(self, start: int, stop: int, step: int) -> list[Entry]:
        if step != 1:
            return self._strided(range(start, stop, step))
        early = self._archive.read(start, min(stop, self.first)) if start < self.first else ()
        late = self._latest[max(0, start - self.first) : max(0, stop - self.first)]
        return [*early, *late]

    def _strided(self, wanted: range) -> list[Entry]:
        if not wanted:
            return []
        span = self._slice(min(wanted), max(wanted) + 1, 1)
        found = {entry.index: entry for entry in span}
        return [found[index] for index in wanted if index in found]

    def _move(self) -> None:
        moved = max(1, min(self._limit // SHARE, MOST))
        self._archive.add(self._latest[:moved])
        del self._latest[:moved]
        self.first += moved
        self._on_move(self.first)
