"""Setting up test beds: which carrier, which ends, which tolerances."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from conformance.plan import Plan
from conformance.profile import Profile
from conformance.sut.driver import Driver
from conformance.sut.loopback import Carrier, Loopback
from conformance.sut.operator import MockOperator
from conformance.sut.reference import ReferenceDriver
from conformance.testbed import Setting, TestBed, Tolerances
from mock_csms.access import Access
from mock_csms.answers import Answers
from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.requests import Requests

Part = TypeVar("Part")
HEARTBEAT_INTERVAL = 3600
"""Seconds agreed on where a scenario says nothing: rare enough to keep traces readable."""


@dataclass(frozen=True)
class Bench:
    """Makes the test bed of one scenario, and clears it away."""

    profile: Profile
    plan: Plan
    substitutes: tuple[type, ...] = ()

    @contextmanager
    def open(self) -> Iterator[TestBed]:
        """A fresh test bed; closed afterwards, whatever happens."""
        central_system = self._central_system()
        carrier = self._carrier(central_system)
        try:
            yield TestBed(
                Setting(
                    profile=self.profile,
                    carrier=carrier,
                    tolerances=self.tolerances(),
                    new_driver=self._new_driver,
                    journal=central_system.journal,
                    operator=MockOperator(central_system),
                    tags=central_system.tags,
                    central_system=central_system,
                )
            )
        finally:
            carrier.close()

    def tolerances(self) -> Tolerances:
        """Real seconds count on sockets, suite seconds on the loopback."""
        if self.plan.carrier == "loopback":
            return Tolerances(self.profile.reaction, self.profile.period)
        pace = self.plan.pace
        return Tolerances(
            self.profile.reaction * max(1.0, pace), self.profile.period, jitter=0.05 * pace
        )

    def _new_driver(self, identity: str | None) -> Driver:
        return ReferenceDriver(
            self.profile, substitutes=self._of("reference_impl"), identity=identity
        )

    def _central_system(self) -> CentralSystem:
        return CentralSystem(
            answers=self._part(Answers)(heartbeat_interval=HEARTBEAT_INTERVAL),
            access=self._part(Access)(),
            requests=self._part(Requests)(),
            new_charge_point=self._part(ChargePoint),
            call_timeout=self.profile.limits["call_timeout"],
        )

    def _carrier(self, central_system: CentralSystem) -> Carrier:
        if self.plan.carrier == "loopback":
            return Loopback(central_system)
        from conformance.sut.live import Live  # sockets are opened only when they are wanted

        return Live(central_system, self.plan.pace)

    def _part(self, base: type[Part]) -> type[Part]:
        return next((s for s in self.substitutes if issubclass(s, base)), base)

    def _of(self, package: str) -> tuple[type, ...]:
        return tuple(s for s in self.substitutes if s.__mro__[1].__module__.startswith(package))
