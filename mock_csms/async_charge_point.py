"""One charge point, as a test in an event loop holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mock_csms.charge_points import ChargePoint
from mock_csms.connection import Connection
from mock_csms.own_call import OwnCall
from ocpp16.frames import Payload
from ocpp16.journal import Exchange
from ocpp16.rpc import Answered, Disconnected, Outcome, Refused, TimedOut

if TYPE_CHECKING:
    from mock_csms.async_mock import AsyncMockCsms

CLOSING = 5.0
"""Real seconds for a connection to end once it is closed."""
LONGEST_REASON = 123
"""Bytes that fit into a close frame (RFC 6455, section 5.5)."""
GRACE = 1.0
"""Real seconds for the core to notice that a call is given up."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """The call is on its way, or waits for its turn; nobody waits for what becomes of it."""

    call: OwnCall

    @property
    def outcome(self) -> Outcome | None:
        """What has become of it by now; None while that is open."""
        return self.call.outcome


CallResult = Dispatched | Answered | Refused | TimedOut | Disconnected
"""The five things that can become of a call. ``Disconnected``: there was no connection, or it went."""


class AsyncChargePointHandle:
    """One charge point by its identity; it may come and go."""

    def __init__(self, csms: AsyncMockCsms, identity: str) -> None:
        self.csms = csms
        self.identity = identity

    def __repr__(self) -> str:
        return f"<charge point {self.identity}>"

    @property
    def connected(self) -> bool:
        """Whether it is connected now."""
        return self._known.connection is not None

    @property
    def registration(self) -> str | None:
        """The latest registration status it was given."""
        return self._known.registration

    @property
    def boot(self) -> Payload | None:
        """Its latest BootNotification."""
        return self._known.boot

    def status(self, connector: int = 1) -> str | None:
        """The status a connector reported last; connector 0 is the whole. None before any report."""
        known = self._known.connectors.get(connector)
        return None if known is None else known.status

    async def call(
        self,
        action: str,
        payload: Mapping[str, Any] | None = None,
        *,
        within: float | None = None,
        wait: bool = True,
        **fields: Any,
    ) -> CallResult:
        """Ask the charge point for something and wait for what becomes of it.

        The payload is sent as it is, valid or not. After ``within`` seconds, else the call time-out,
        it is given up. Without ``wait`` the result is ``Dispatched``, unless nothing is connected.
        """
        csms, content = self.csms, {**(payload or {}), **fields}
        patience = csms.system.call_timeout if within is None else within
        own = csms.system.call(csms.clock(), self.identity, action, content, timeout=patience)
        csms.flush()
        if wait:
            await csms.until(lambda: own.outcome is not None, patience + GRACE * csms.pace)
            return own.outcome or TimedOut()
        return own.outcome if isinstance(own.outcome, Disconnected) else Dispatched(own)

    async def close(self, code: int = 1000, reason: str = "") -> None:
        """Close its connection, and wait until it is gone; 1006 breaks it without a close.

        Raises ``ConnectionError`` when it is not connected, ``ValueError`` for a code that cannot
        be sent.
        """
        _check_close(code, reason)
        connection = self._connection()
        connection.close(code, reason)
        self.csms.flush()
        await self.csms.until(
            lambda: self._known.connection is not connection, CLOSING * self.csms.pace
        )

    async def send_text(self, text: str) -> None:
        """Send any text, well-formed or not. Raises ``ConnectionError`` when it is not connected."""
        self._connection().send_text(self.csms.clock(), text)
        self.csms.flush()

    async def expect(self, action: str | None = None, **question: Any) -> Exchange:
        """As ``AsyncMockCsms.expect``, of this charge point."""
        return await self.csms.expect(action, identity=self.identity, **question)

    async def never(self, action: str | None = None, **question: Any) -> None:
        """As ``AsyncMockCsms.never``, of this charge point."""
        await self.csms.never(action, identity=self.identity, **question)

    @property
    def _known(self) -> ChargePoint:
        return self.csms.system.charge_point(self.identity)

    def _connection(self) -> Connection:
        connection = self._known.connection
        if connection is None:
            raise ConnectionError(f"{self.identity} is not connected; wait_for it first")
        return connection


def _check_close(code: int, reason: str) -> None:
    if not (1000 <= code <= 1003 or 1006 <= code <= 1014 or 3000 <= code <= 4999):
        raise ValueError(f"{code} is no close code; choose e.g. 1000, 1001, 1011 or 4000")
    if len(reason.encode()) > LONGEST_REASON:
        raise ValueError(f"the reason is longer than {LONGEST_REASON} bytes; shorten it")
