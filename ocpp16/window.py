"""A bounded record: the latest entries in memory, earlier ones wherever an archive keeps them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol, overload

from ocpp16.entries import Entry, Exchange
from ocpp16.prompt import Kept, Packed, PromptExchange, packed, unfolded

SHARE, MOST = 8, 128
"""Moved at a time: this share of the limit, but no more than what a processor keeps at hand."""


class Archive(Protocol):
    """Where entries go that are no longer kept in memory."""

    def add(self, kept: Sequence[Kept]) -> None:
        """Keep what follows on that which was added before."""

    def read(self, start: int, stop: int) -> Iterable[Entry]:
        """The entries kept with ``start <= index < stop``, in order."""


class Forgetful:
    """An archive that keeps nothing."""

    def add(self, kept: Sequence[Kept]) -> None:
        """Let it go."""

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
        self._moved = max(1, min(limit // SHARE, MOST))
        self._archive = archive
        self._on_move = on_move
        """Called with the index of the oldest entry left in memory."""
        self._latest: list[Kept] = []
        self.first = 0
        """Index of the oldest entry in memory."""
        self._end = 0
        """Index of the next entry."""
        self._open: Packed | None = None
        """The newest of what is in memory, when more can be packed into it."""
        self._folded_from: int | None = None
        """Before this index nothing in memory is packed; None: nothing is at all."""

    @property
    def first_kept(self) -> int:
        """Index of the oldest entry there is."""
        return self.first if isinstance(self._archive, Forgetful) else 0

    def append(self, entry: Entry) -> None:
        """Add the newest entry; when memory is full, older ones move to the archive first."""
        if self._end - self.first >= self._limit:
            self._move()
        self._latest.append(entry)
        self._end += 1
        self._open = None

    def append_both(self, exchange: PromptExchange) -> None:
        """Add the two newest entries at once; the limit must not be 1."""
        newest = self._open
        if newest is None or newest.count >= self._moved:
            newest = self._begin_packing()
        newest.add(exchange)
        self._end += 2

    def unfold(self) -> list[Exchange]:
        """Put entries in the place of what is packed in memory; returns the exchanges."""
        if self._folded_from is None:
            return []
        place, self._folded_from = max(0, self._place(self._folded_from)), None
        found: list[Exchange] = []
        entries: list[Kept] = []
        for kept in self._latest[place:]:
            if isinstance(kept, Packed):
                for call, answer in kept.pairs():
                    entries += call, answer
                    found.append(Exchange(call, answer.answers or "", answer))
            else:
                entries.append(kept)
        self._latest[place:], self._open = entries, None
        return found

    def __len__(self) -> int:
        """How many there are in all, the archive's included."""
        return self._end

    def __iter__(self) -> Iterator[Entry]:
        return self.since(0)

    def since(self, index: int) -> Iterator[Entry]:
        """The entries from an index on, read one by one."""
        return self._between(index, self._end)

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
        return list(self._between(start, stop))

    def _strided(self, wanted: range) -> list[Entry]:
        if not wanted:
            return []
        span = self._slice(min(wanted), max(wanted) + 1, 1)
        found = {entry.index: entry for entry in span}
        return [found[index] for index in wanted if index in found]

    def _between(self, start: int, stop: int) -> Iterator[Entry]:
        """Those in memory as they are now: who reads on is not disturbed by what is added."""
        latest = self._latest[max(0, self._place(start)) : self._place(stop - 1) + 1]
        late = (entry for entry in unfolded(latest) if start <= entry.index < stop)
        if start >= self.first:
            return late
        return chain(self._archive.read(start, min(stop, self.first)), late)

    def _place(self, index: int) -> int:
        """Where in memory that is which holds this entry; -1 before everything."""
        return bisect_right(self._latest, index, key=_index) - 1

    def _begin_packing(self) -> Packed:
        """Room is made for all that will go in: two entries at a time, as many as move at once."""
        while self._end + self._moved + self._moved % 2 - self.first > self._limit:
            self._move()
        self._open = newest = packed(self._end)
        self._latest.append(newest)
        if self._folded_from is None:
            self._folded_from = self._end
        return newest

    def _move(self) -> None:
        moved = max(1, self._place(self.first + self._moved))
        self._archive.add(self._latest[:moved])
        del self._latest[:moved]
        self.first = self._latest[0].index if self._latest else self._end
        if not self._latest:
            self._open = None
        self._on_move(self.first)


def _index(kept: Kept) -> int:
    return kept.index
