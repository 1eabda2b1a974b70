"""The append-only record of what crossed a central system's connections: the only source of verdicts.

The raw text is the truth; frames and exchanges are derived from it when it is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ocpp16.actions import Role
from ocpp16.connectors import Connectors
from ocpp16.entries import (
    Closed,
    Direction,
    Entry,
    Evidence,
    Exchange,
    FrameEntry,
    Injected,
    Noted,
    Observed,
    Opened,
    Stray,
    TurnedAway,
)
from ocpp16.exchanges import Exchanges
from ocpp16.frames import Frame, read
from ocpp16.prompt import PromptExchange
from ocpp16.window import Archive, Forgetful, Window

__all__ = [
    "Closed",
    "Direction",
    "Entry",
    "Exchange",
    "FrameEntry",
    "Injected",
    "Journal",
    "Noted",
    "Observed",
    "Opened",
    "Stray",
    "TurnedAway",
]


class Journal:
    """Entries in the order in which they happened, and the questions one can ask of them.

    With a ``limit`` at most so many entries, and the exchanges begun by them, are in memory;
    earlier ones go to the ``archive``, by default nowhere. Indices stay what they were, and a
    question that reaches back beyond what is in memory is answered from the archive.
    Raises ``ValueError`` for a limit below 1.
    """

    def __init__(
        self,
        *,
        limit: int | None = None,
        archive: Archive | None = None,
        on_entry: Callable[[Entry], None] | None = None,
    ) -> None:
        self._connectors = Connectors()
        self._exchanges = Exchanges(self._connectors)
        self._window = (
            None
            if limit is None
            else Window(limit, archive or Forgetful(), self._exchanges.forget_before)
        )
        self._unbounded: list[Entry] = []
        self._keep = self._unbounded.append if self._window is None else self._window.append
        self._keep_prompt = (
            self._window.append_both if self._window is not None and limit != 1 else None
        )
        self._count = 0
        self.on_entry = on_entry
        """Called after each entry, e.g. to print it or to wake somebody who waits."""
        self._connections = 0

    @property
    def entries(self) -> Sequence[Entry]:
        """Everything that was recorded, each entry at the place that its index names."""
        return self._unbounded if self._window is None else self._window

    @property
    def first(self) -> int:
        """The index of the first entry that can still be read."""
        return 0 if self._window is None else self._window.first_kept

    @property
    def exchanges(self) -> list[Exchange]:
        """The exchanges whose CALL is in memory: all of them when the journal has no limit."""
        if self._window is not None:
            self._exchanges.take_settled(self._window.unfold())
        return self._exchanges.all

    @property
    def open_count(self) -> int:
        """How many answers may still come; at most one for each CALL in memory."""
        return self._exchanges.open_count

    def opened(
        self,
        at: float,
        identity: str,
        path: str,
        subprotocols: tuple[str, ...] = (),
        authorization: str | None = None,
        *,
        secure: bool = False,
    ) -> int:
        """Record a handshake; returns the number of the new connection."""
        self._connections += 1
        self._append(
            Opened(
                index=self._count, at=at, identity=identity, connection=self._connections,
                path=path, subprotocols=subprotocols, authorization=authorization, secure=secure,
            )
        )  # fmt: skip
        return self._connections

    def turned_away(self, at: float, identity: str, path: str, status: int) -> None:
        """Record a handshake answered with an HTTP error."""
        self._append(
            TurnedAway(
                index=self._count, at=at, identity=identity, connection=0, path=path,
                status=status,
            )
        )  # fmt: skip

    def stray(self, at: float, remote: str, octets: str, count: int, reason: str) -> None:
        """Record octets that were no HTTP request, see ``Stray``."""
        self._append(
            Stray(
                index=self._count, at=at, identity="", connection=0, remote=remote,
                octets=octets, count=count, reason=reason,
            )
        )  # fmt: skip

    def closed(self, at: float, identity: str, connection: int, code: int, by: Role) -> None:
        """Record the end of a connection."""
        entry = Closed(
            index=self._count, at=at, identity=identity, connection=connection, code=code, by=by
        )
        self._exchanges.take(entry)
        self._append(entry)

    def observed(self, at: float, identity: str, quantity: str, value: object) -> None:
        """Record what a driver read off the device."""
        self._append(
            Observed(
                index=self._count, at=at, identity=identity, connection=self._connections,
                quantity=quantity, value=value,
            )
        )  # fmt: skip

    def injected(
        self, at: float, identity: str, connection: int, fault: str, **details: Any
    ) -> None:
        """Record a fault committed on purpose; ``details`` are the further fields of ``Injected``."""
        self._append(
            Injected(
                index=self._count, at=at, identity=identity, connection=connection,
                fault=fault, **details,
            )
        )  # fmt: skip

    def frame(
        self,
        at: float,
        identity: str,
        connection: int,
        direction: Direction,
        text: str,
        *,
        probe: bool = False,
        frame: Frame | None = None,
    ) -> FrameEntry:
        """Record one text message; ``frame`` is what it says, when that is known already."""
        if frame is None:
            frame = read(text)
        asked = self._exchanges.asked(connection, direction, frame)
        entry = FrameEntry(
            index=self._count, at=at, identity=identity, connection=connection,
            direction=direction, text=text,
            probe=probe or (asked is not None and asked.call.probe),
            answers=asked.action if asked is not None else None,
        )  # fmt: skip
        if frame is not None and self._window is None:
            entry.is_read_as(frame)
        self._exchanges.take_frame(entry, frame, asked)
        self._append(entry)
        return entry

    def exchanged(
        self, at: float, identity: str, connection: int, action: str, asked: str, answered: str
    ) -> None:
        """Record a CALL that a charge point was answered at once, as its text and the answer's.

        Both are valid; see ``PromptExchange`` for the actions it may be. With a limit, and when nobody
        listens, their entries are made when somebody asks for them: most often nobody does.
        """
        if self._keep_prompt is not None and self.on_entry is None:
            self._count += 2
            self._keep_prompt(PromptExchange(at, identity, connection, action, asked, answered))
        else:
            self.frame(at, identity, connection, Direction.TO_CENTRAL_SYSTEM, asked)
            self.frame(at, identity, connection, Direction.TO_CHARGE_POINT, answered)

    def binary(
        self, at: float, identity: str, connection: int, direction: Direction, data: bytes
    ) -> None:
        """Record a binary message: never a frame, whatever it holds (OCPP-J 4.1.2)."""
        self._append(
            FrameEntry(
                index=self._count, at=at, identity=identity, connection=connection,
                direction=direction, text=data.decode(errors="backslashreplace"),
                unreadable=f"a binary message of {len(data)} bytes",
            )
        )  # fmt: skip

    def since(self, index: int) -> Iterator[Entry]:
        """The entries from an index on, read one by one."""
        if self._window is not None:
            return self._window.since(index)
        return iter(self._unbounded[max(0, index) :])

    def frames(self, since: int = 0) -> Iterator[FrameEntry]:
        """The text messages from an index on, the harness's own left out."""
        for entry in self.since(since):
            if isinstance(entry, FrameEntry) and not entry.probe:
                yield entry

    def evidence(self, since: int = 0) -> Iterator[Evidence]:
        """As ``frames``, with the faults that our end committed on purpose among them."""
        for entry in self.since(since):
            if isinstance(entry, Injected) or (isinstance(entry, FrameEntry) and not entry.probe):
                yield entry

    def calls(
        self, direction: Direction, action: str | None = None, since: int = 0
    ) -> Iterator[Exchange]:
        """The exchanges begun in one direction from an entry index on, oldest first."""
        for exchange in self._since(since):
            if exchange.direction is direction and action in (None, exchange.action):
                yield exchange

    def requests_sent(self, action: str | None = None, since: int = 0) -> Iterator[Exchange]:
        """What the charge point asked the central system."""
        return self.calls(Direction.TO_CENTRAL_SYSTEM, action, since)

    def requests_received(self, action: str | None = None, since: int = 0) -> Iterator[Exchange]:
        """What the central system asked the charge point."""
        return self.calls(Direction.TO_CHARGE_POINT, action, since)

    def whole(self) -> Journal:
        """A copy of all of it, without a limit: to be judged, or to be read in another thread.

        What no archive has kept is missing, so that indices may not name places.
        """
        journal = Journal()
        journal._connectors = self._connectors
        journal._unbounded.extend(self.entries)
        journal._count = len(journal._unbounded)
        journal._exchanges = self._replay(0) if self._window else self._exchanges.copy()
        return journal

    def _since(self, index: int) -> Iterator[Exchange]:
        if self._window is not None and index < self._window.first:
            return self._replayed(index)
        found: list[Exchange] = []
        for exchange in reversed(self.exchanges):
            if exchange.call.index < index:
                break
            if not exchange.call.probe:
                found.append(exchange)
        return reversed(found)

    def _replayed(self, index: int) -> Iterator[Exchange]:
        return (each for each in self._replay(index).all if not each.call.probe)

    def _replay(self, index: int) -> Exchanges:
        exchanges = Exchanges(self._connectors)
        for entry in self.since(index):
            exchanges.take(entry)
        return exchanges

    def _append(self, entry: Entry) -> None:
        self._count += 1
        self._keep(entry)
        if self.on_entry is not None:
            self.on_entry(entry)
