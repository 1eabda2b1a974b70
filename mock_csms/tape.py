"""What a recorder writes: the entries of a journal, handed on at once instead of kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from ocpp16.actions import Role
from ocpp16.journal import Closed, Direction, Entry, FrameEntry, Noted, Opened, TurnedAway

if TYPE_CHECKING:
    from mock_csms.access import Handshake


class Tape:
    """Numbers entries and hands each to ``on_entry``."""

    def __init__(self, on_entry: Callable[[Entry], None]) -> None:
        self._on_entry = on_entry
        self._indices = count()

    def opened(self, at: float, connection: int, handshake: Handshake, *, secure: bool) -> None:
        """A charge point and the central system are connected."""
        self._on_entry(
            Opened(
                index=next(self._indices), at=at, identity=handshake.identity,
                connection=connection, path=handshake.path, subprotocols=handshake.subprotocols,
                authorization="Basic" if handshake.password is not None else None, secure=secure,
            )
        )  # fmt: skip

    def turned_away(
        self, at: float, identity: str, path: str, status: int, note: str | None = None
    ) -> None:
        """A handshake was answered with an HTTP error; a note says so when it is not upstream's."""
        if note is not None:
            self.noted(at, identity, 0, note)
        self._on_entry(
            TurnedAway(
                index=next(self._indices), at=at, identity=identity, connection=0, path=path,
                status=int(status),
            )
        )  # fmt: skip

    def text(
        self, at: float, identity: str, connection: int, direction: Direction, text: str
    ) -> None:
        """A text message, well-formed or not."""
        self._on_entry(
            FrameEntry(
                index=next(self._indices), at=at, identity=identity, connection=connection,
                direction=direction, text=text,
            )
        )  # fmt: skip

    def noted(self, at: float, identity: str, connection: int, note: str) -> None:
        """Something the recorder has to say."""
        self._on_entry(
            Noted(
                index=next(self._indices), at=at, identity=identity, connection=connection,
                note=note,
            )
        )  # fmt: skip

    def closed(self, at: float, identity: str, connection: int, code: int, by: Role) -> None:
        """The end of a connection."""
        self._on_entry(
            Closed(
                index=next(self._indices), at=at, identity=identity, connection=connection,
                code=code, by=by,
            )
        )  # fmt: skip
