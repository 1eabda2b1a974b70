"""A reference station that lives outside of the bench, as a product of somebody else does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conformance import profile
from conformance.sut.outward import Outward
from conformance.sut.reference import ReferenceDriver
from ocpp16.journal import Journal


class OutsideDriver:
    """Acts on a station with a carrier of its own; satisfies ``Driver``."""

    def __init__(self, identity: str, options: Mapping[str, Any]) -> None:
        self.identity = identity
        self.starts = 0
        self.closed = False
        self._url = ""
        self._carrier: Outward | None = None
        self._inner: ReferenceDriver | None = None

    def endpoint(self) -> None:
        """It is not in this process, as far as the bench knows."""

    def configure(self, settings: Mapping[str, Any]) -> None:
        self._url = str(settings["url"])

    def power_on(self, now: float) -> None:
        if self._inner is not None and self._carrier is not None:
            self._carrier.do(lambda now: self.inner.act(now, "reboot"))
            return
        self.starts += 1
        self._inner = ReferenceDriver(profile.load("zappi"), identity=self.identity)
        self._carrier = Outward(Journal(), self._url)
        self.inner.configure({"url": self._url})
        self._carrier.add(self.inner.endpoint(), self.identity)
        self._carrier.do(self.inner.power_on)

    def act(self, now: float, verb: str, **details: Any) -> None:
        assert self._carrier is not None
        self._carrier.do(lambda there: self.inner.act(there, verb, **details))

    def settle(self) -> None:
        """It acts at once."""

    def observe(self, now: float, quantity: str) -> Any:
        assert self._carrier is not None
        return self._carrier.do(lambda there: self.inner.observe(there, quantity))

    def close(self) -> None:
        self.closed = True
        if self._carrier is not None:
            self._carrier.close()
            self._carrier = None

    @property
    def inner(self) -> ReferenceDriver:
        assert self._inner is not None
        return self._inner
