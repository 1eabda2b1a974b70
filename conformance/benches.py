"""Setting up test beds: which carrier, which ends, which tolerances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from conformance.cross_check import Finding
from conformance.plan import Plan
from conformance.profile import Profile
from conformance.sut.driver import Driver
from conformance.sut.loopback import Carrier, Loopback
from conformance.sut.operator import MockOperator
from conformance.sut.reference import ReferenceDriver
from conformance.sut.stand_in import StandIn
from conformance.testbed import Setting, TestBed, Tolerances
from mock_csms.access import Access
from mock_csms.answers import Answers
from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.connection import Connection
from mock_csms.domain.transactions import Transactions
from mock_csms.requests import Requests
from ocpp16.actions import Role

Part = TypeVar("Part")
HEARTBEAT_INTERVAL = 3600
"""Seconds agreed on where a scenario says nothing: rare enough to keep traces readable."""
STAND_IN = "STAND-IN-1"
"""The identity of a stand-in at our own central system, which takes everybody."""
STANDINGS = ("valid", "invalid", "blocked", "expired")
OWN_TAGS: Mapping[str, tuple[str, ...]] = {
    standing: (f"{standing.upper()}-1", f"{standing.upper()}-2") for standing in STANDINGS
}
"""The tags that our own central system has on file for scenarios that only ask for a standing."""
OWN_KEY = "5a0cd6e1379b42f80a6c91de357b48f2a0c6e913"
"""The key of a stand-in at our own central system, where a scenario has it demand one."""
ON_FILE = {"valid": "Accepted", "invalid": "Invalid", "blocked": "Blocked", "expired": "Expired"}


class Bench(Protocol):
    """Makes the test bed of one scenario after the other."""

    def open(self) -> AbstractContextManager[TestBed]:
        """A test bed; cleared away afterwards, whatever happens."""

    def findings(self) -> tuple[Finding, ...]:
        """Where the product differs from what is declared of it, as far as was seen by now."""

    def close(self) -> None:
        """Let go of everything that outlives a scenario."""


def bench(profile: Profile, plan: Plan, substitutes: tuple[type, ...] = ()) -> Bench:
    """The bench for what a plan names; ``substitutes`` are the classes of a seeded deviation."""
    if plan.statement is None:
        return OwnBench(profile, plan, substitutes)
    # what is only needed for products of somebody else is imported only then
    if plan.statement.role is Role.CENTRAL_SYSTEM:
        from conformance.platform_bench import PlatformBench

        return PlatformBench(profile, plan.statement)
    from conformance.attached_bench import AttachedBench

    return AttachedBench(profile, plan.statement)


@dataclass(frozen=True)
class OwnBench:
    """The bench of our own reference station and central system: a fresh pair for each scenario."""

    profile: Profile
    plan: Plan
    substitutes: tuple[type, ...] = ()

    @contextmanager
    def open(self) -> Iterator[TestBed]:
        """See ``Bench``."""
        central_system = self._central_system()
        carrier = self._carrier(central_system)
        try:
            yield TestBed(self._setting(central_system, carrier))
        finally:
            carrier.close()

    def findings(self) -> tuple[Finding, ...]:
        """See ``Bench``: what our own ends are is no question."""
        return ()

    def close(self) -> None:
        """See ``Bench``."""

    def tolerances(self) -> Tolerances:
        """Real seconds count on sockets, suite seconds on the loopback."""
        if self.plan.carrier == "loopback":
            return Tolerances(self.profile.reaction, self.profile.period)
        pace = self.plan.pace
        return Tolerances(
            self.profile.reaction * max(1.0, pace), self.profile.period, jitter=0.05 * pace
        )

    def _setting(self, central_system: CentralSystem, carrier: Carrier) -> Setting:
        return Setting(
            profile=self.profile,
            carrier=carrier,
            tolerances=self.tolerances(),
            new_driver=self._new_driver,
            new_stand_in=lambda identity: StandIn(identity or STAND_IN, carrier.url),
            journal=central_system.journal,
            operator=MockOperator(central_system),
            tags=central_system.tags,
            named_tags=OWN_TAGS,
            key=OWN_KEY,
            central_system=central_system,
        )

    def _new_driver(self, identity: str | None) -> Driver:
        return ReferenceDriver(
            self.profile, substitutes=self._of("reference_impl"), identity=identity
        )

    def _central_system(self) -> CentralSystem:
        system = CentralSystem(
            answers=self._part(Answers)(
                heartbeat_interval=HEARTBEAT_INTERVAL, transactions=self._part(Transactions)()
            ),
            access=self._part(Access)(),
            requests=self._part(Requests)(),
            new_charge_point=self._part(ChargePoint),
            new_connection=self._part(Connection),
            call_timeout=self.profile.limits["call_timeout"],
        )
        for standing, tags in OWN_TAGS.items():
            for tag in tags:
                system.tags.put(tag, ON_FILE[standing], any_status=True)
        return system

    def _carrier(self, central_system: CentralSystem) -> Carrier:
        if self.plan.carrier == "loopback":
            return Loopback(central_system)
        from conformance.sut.live import Live  # sockets are opened only when they are wanted

        return Live(central_system, self.plan.pace)

    def _part(self, base: type[Part]) -> type[Part]:
        return next((s for s in self.substitutes if issubclass(s, base)), base)

    def _of(self, package: str) -> tuple[type, ...]:
        return tuple(s for s in self.substitutes if s.__mro__[1].__module__.startswith(package))
