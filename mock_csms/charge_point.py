"""One charge point, as an ordinary test holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mock_csms.async_charge_point import AsyncChargePointHandle, CallResult
from mock_csms.loop_thread import LoopThread
from ocpp16.frames import Payload
from ocpp16.journal import Exchange


class ChargePointHandle:
    """One charge point by its identity; does what ``AsyncChargePointHandle`` does."""

    def __init__(self, inner: AsyncChargePointHandle, loop: LoopThread) -> None:
        self._inner = inner
        self._loop = loop

    def __repr__(self) -> str:
        return repr(self._inner)

    @property
    def identity(self) -> str:
        """Its identity."""
        return self._inner.identity

    @property
    def connected(self) -> bool:
        """Whether it is connected now."""
        return self._loop.do(lambda: self._inner.connected)

    @property
    def registration(self) -> str | None:
        """The latest registration status it was given."""
        return self._loop.do(lambda: self._inner.registration)

    @property
    def boot(self) -> Payload | None:
        """Its latest BootNotification."""
        return self._loop.do(lambda: self._inner.boot)

    def status(self, connector: int = 1) -> str | None:
        """The status a connector reported last; connector 0 is the whole. None before any report."""
        return self._loop.do(lambda: self._inner.status(connector))

    def call(
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
        __tracebackhide__ = True
        patience = self._inner.csms.system.call_timeout if within is None else within
        calling = self._inner.call(action, payload, within=within, wait=wait, **fields)
        return self._loop.run(calling, self._real(patience))

    def close(self, code: int = 1000, reason: str = "") -> None:
        """Close its connection, and wait until it is gone; 1006 breaks it without a close."""
        __tracebackhide__ = True
        self._loop.run(self._inner.close(code, reason))

    def send_text(self, text: str) -> None:
        """Send any text, well-formed or not. Raises ``ConnectionError`` when it is not connected."""
        __tracebackhide__ = True
        self._loop.run(self._inner.send_text(text))

    def expect(
        self, action: str | None = None, *, within: float = 0.0, **question: Any
    ) -> Exchange:
        """As ``MockCsms.expect``, of this charge point."""
        __tracebackhide__ = True
        asking = self._inner.expect(action, within=within, **question)
        return self._loop.run(asking, self._real(within))

    def never(
        self, action: str | None = None, *, for_seconds: float = 0.0, **question: Any
    ) -> None:
        """As ``MockCsms.never``, of this charge point."""
        __tracebackhide__ = True
        asking = self._inner.never(action, for_seconds=for_seconds, **question)
        self._loop.run(asking, self._real(for_seconds))

    def _real(self, seconds: float) -> float:
        return seconds / self._inner.csms.pace
