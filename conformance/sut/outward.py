"""The outward carrier: our charge points dial a central system of somebody else's, in real time."""

from __future__ import annotations

import time
from ssl import SSLContext
from urllib.parse import unquote, urlsplit

from conformance.sut.driver import NotDrivable
from conformance.sut.sockets import Sockets
from ocpp16.actions import Role
from ocpp16.endpoint import Endpoint
from ocpp16.journal import Direction, Journal
from reference_impl.wire_events import (
    Connected,
    Dialling,
    Gone,
    Received,
    ReceivedBinary,
    Sent,
    Unreachable,
    WireEvent,
)


class Outward(Sockets):
    """A ``Carrier`` to ``url``, to which an identity is appended. What crosses is recorded on our side."""

    def __init__(self, journal: Journal, url: str, *, ssl: SSLContext | None = None) -> None:
        super().__init__(journal, start=time.time())
        self.url = url if url.endswith("/") else f"{url}/"
        self._trust = ssl
        self._journal = journal
        self._recorders: list[Recorder] = []

    @property
    def trouble(self) -> str | None:
        """Why the latest attempt to connect failed, if one did."""
        return next((each.trouble for each in reversed(self._recorders) if each.trouble), None)

    def add(self, station: Endpoint, identity: str) -> None:
        """See ``Carrier``."""
        recorder = Recorder(self._journal, identity)
        self._recorders.append(recorder)
        self._start_client(station, recorder)

    def secure(self, *, name_fits: bool = True) -> None:
        """See ``Carrier``."""
        raise NotDrivable("the certificate of the central system under test is its own")


class Recorder:
    """Writes what happens on one charge point's wire into a journal, as its central system would."""

    def __init__(self, journal: Journal, identity: str) -> None:
        self._journal = journal
        self._identity = identity
        self._dialling = Dialling("")
        self._connection = 0
        self.trouble: str | None = None
        """Why the latest attempt to connect failed, if it did."""

    def __call__(self, at: float, event: WireEvent) -> None:
        """Take one event."""
        journal, identity = self._journal, self._identity
        match event:
            case Dialling():
                self._dialling = event
            case Unreachable(reason, status):
                self.trouble = reason
                journal.turned_away(at, identity, self._path(), status or 0)
            case Connected():
                self._connection = self._opened(at)
            case Sent(text):
                self._frame(at, Direction.TO_CENTRAL_SYSTEM, text)
            case Received(text):
                self._frame(at, Direction.TO_CHARGE_POINT, text)
            case ReceivedBinary(content):
                direction = Direction.TO_CHARGE_POINT
                journal.binary(at, identity, self._connection, direction, content)
            case Gone(code, _, by_us):
                by = Role.CHARGE_POINT if by_us else Role.CENTRAL_SYSTEM
                journal.closed(at, identity, self._connection, code, by)

    def _opened(self, at: float) -> int:
        dialling = self._dialling
        return self._journal.opened(
            at,
            self._identity,
            self._path(),
            dialling.subprotocols,
            "Basic" if dialling.authorized else None,
            secure=urlsplit(dialling.url).scheme == "wss",
        )

    def _frame(self, at: float, direction: Direction, text: str) -> None:
        self._journal.frame(at, self._identity, self._connection, direction, text)

    def _path(self) -> str:
        return unquote(urlsplit(self._dialling.url).path)
