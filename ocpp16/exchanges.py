"""Which answer belongs to which CALL."""

from __future__ import annotations

from bisect import bisect_left

from ocpp16.connectors import Connectors
from ocpp16.entries import Closed, Direction, Entry, Exchange, FrameEntry
from ocpp16.frames import Call, Frame

Key = tuple[int, Direction, str]
"""Connection, direction and id of a CALL."""


class Exchanges:
    """The exchanges begun so far, oldest first, and those whose answer may still come.

    An id lives as long as its connection (OCPP-J 4.1.4), so nothing is waited for beyond that.
    Of several open CALLs of one id the newest is answered first.
    """

    def __init__(self, connectors: Connectors) -> None:
        self.all: list[Exchange] = []
        self._connectors = connectors
        self._open: dict[Key, Exchange] = {}
        self._shadowed: dict[Key, list[Exchange]] = {}

    def asked(self, connection: int, direction: Direction, frame: Frame | None) -> Exchange | None:
        """The exchange that this frame ends, if it is an answer somebody waits for."""
        if frame is None or isinstance(frame, Call):
            return None
        return self._open.get((connection, direction.opposite, frame.id))

    def take(self, entry: Entry) -> None:
        """Begin an exchange, end one, or give up those of a connection that is gone."""
        if isinstance(entry, Closed):
            self._give_up_connection(entry.connection)
        elif isinstance(entry, FrameEntry):
            frame = entry.frame
            self.take_frame(entry, frame, self.asked(entry.connection, entry.direction, frame))

    def take_frame(self, entry: FrameEntry, frame: Frame | None, asked: Exchange | None) -> None:
        """As ``take``, for an entry of which is known what it says and what it ends."""
        if isinstance(frame, Call):
            self._begin(entry, frame)
        elif asked is not None and frame is not None:
            asked.answer = entry
            self._settle((entry.connection, asked.call.direction, frame.id))
            self._connectors.note(asked)

    def take_settled(self, exchanges: list[Exchange]) -> None:
        """Put in their places exchanges that are over, and that began and ended nothing else."""
        if exchanges:
            self.all = sorted(self.all + exchanges, key=_index)

    def forget_before(self, index: int) -> None:
        """Drop the exchanges whose CALL has a lower index, also those without an answer."""
        kept = bisect_left(self.all, index, key=_index)
        if not kept:
            return
        for exchange in self.all[:kept]:
            if exchange.answer is None:
                self._give_up(exchange)
        self.all = self.all[kept:]

    def copy(self) -> Exchanges:
        """What is known now; it does not change any more."""
        copy = Exchanges(self._connectors)
        copy.all = list(self.all)
        return copy

    @property
    def open_count(self) -> int:
        """How many answers may still come."""
        return len(self._open) + sum(map(len, self._shadowed.values()))

    def _begin(self, entry: FrameEntry, call: Call) -> None:
        started_at = self._connectors.of(entry.identity, call.payload)
        exchange = Exchange(entry, call.action, started_at=started_at)
        self.all.append(exchange)
        key = entry.connection, entry.direction, call.id
        if key in self._open:
            self._shadowed.setdefault(key, []).append(self._open[key])
        self._open[key] = exchange

    def _settle(self, key: Key) -> None:
        """The newest CALL of this id is waited for no longer; an earlier one may be."""
        del self._open[key]
        if key in self._shadowed:
            self._open[key] = self._shadowed[key].pop()
            if not self._shadowed[key]:
                del self._shadowed[key]

    def _give_up(self, exchange: Exchange) -> None:
        key = exchange.call.connection, exchange.direction, exchange.request.id
        earlier = self._shadowed.get(key, [])
        if any(each is exchange for each in earlier):
            self._shadowed[key] = [each for each in earlier if each is not exchange]
            if not self._shadowed[key]:
                del self._shadowed[key]
        elif self._open.get(key) is exchange:
            self._settle(key)

    def _give_up_connection(self, connection: int) -> None:
        for key in [key for key in self._open if key[0] == connection]:
            del self._open[key]
            self._shadowed.pop(key, None)


def _index(exchange: Exchange) -> int:
    return exchange.call.index
