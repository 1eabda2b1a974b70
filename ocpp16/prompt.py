"""Exchanges whose answer was given at once, kept packed until somebody asks for more.

MeterValues are nearly all of what a central system hears, and most are never looked at. To pack
them at once spares the memory that two entries and their texts would hold until they are moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from ocpp16.entries import Direction, Entry, FrameEntry

HEAD = 3
"""Bytes before the first exchange: what says that this is an array of MessagePack, and its length."""


class PromptExchange(Struct, frozen=True, array_like=True, gc=False):
    """A valid CALL of a charge point and its valid CALLRESULT, with nothing between them.

    It stands for two entries, and needs to know of no other: it neither ends what was open before
    nor leaves anything open. Not for the actions that ``Connectors`` learns from or is asked about.
    """

    at: float
    """Suite seconds, of both."""
    identity: str
    connection: int
    action: str
    asked: str
    """The text of the CALL."""
    answered: str
    """The text of the CALLRESULT."""

    def entries(self, index: int) -> tuple[FrameEntry, FrameEntry]:
        """Of the CALL, whose index this is, and of the answer."""
        call = FrameEntry(
            index=index, at=self.at, identity=self.identity, connection=self.connection,
            direction=Direction.TO_CENTRAL_SYSTEM, text=self.asked,
        )  # fmt: skip
        answer = FrameEntry(
            index=index + 1, at=self.at, identity=self.identity, connection=self.connection,
            direction=Direction.TO_CHARGE_POINT, text=self.answered, answers=self.action,
        )  # fmt: skip
        return call, answer


class Packed(Struct, array_like=True, tag="packed", gc=False):
    """Exchanges that followed each other, with no other entry between them."""

    index: int
    """Of the first entry."""
    count: int
    """Of entries: two for each exchange."""
    data: bytearray

    def add(self, exchange: PromptExchange) -> None:
        """One more."""
        _append(exchange, self.data, -1)
        self.count += 2

    def pairs(self) -> Iterator[tuple[FrameEntry, FrameEntry]]:
        """The entries of each exchange."""
        data = bytearray(self.data)
        data[:HEAD] = b"\xdc" + (self.count // 2).to_bytes(HEAD - 1)
        for place, exchange in enumerate(_DECODER.decode(data)):
            yield exchange.entries(self.index + 2 * place)


def packed(index: int) -> Packed:
    """No exchanges yet."""
    return Packed(index, 0, bytearray(HEAD))


Kept = Entry | Packed
"""What a bounded journal keeps."""


def unfolded(kept: Iterable[Kept]) -> Iterator[Entry]:
    """All as entries."""
    for each in kept:
        if isinstance(each, Packed):
            for pair in each.pairs():
                yield from pair
        else:
            yield each


_append = msgspec.msgpack.Encoder().encode_into
_DECODER = msgspec.msgpack.Decoder(list[PromptExchange])
