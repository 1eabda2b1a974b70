"""The bench for a charge point of somebody else: it stays connected from one scenario to the next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from conformance.benches import ON_FILE, OWN_TAGS, STAND_IN, STANDINGS
from conformance.cleaning import clean
from conformance.cross_check import Configuration, Finding, cross_check, reactions
from conformance.judgement import Inconclusive
from conformance.profile import Profile
from conformance.statement.model import Statement
from conformance.sut.driver import Driver, NotDrivable
from conformance.sut.drivers import make
from conformance.sut.live import Live
from conformance.sut.operator import MockOperator
from conformance.sut.stand_in import StandIn
from conformance.testbed import Setting, TestBed, Tolerances
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.tls import server_context
from ocpp16.frames import Payload

JITTER = 0.05
"""Real seconds by which a socket may blur a moment."""


class AttachedBench:
    """One central system, one carrier and one driver for a whole run; satisfies ``Bench``.

    Between scenarios everything that was scripted is forgotten, and what a scenario left in the
    charge point is cleaned by OCPP means, see :mod:`conformance.cleaning`.
    """

    def __init__(self, profile: Profile, statement: Statement) -> None:
        self.profile = profile
        self.statement = statement
        self.driver = make(
            statement.driver.kind, statement.product.identity, statement.driver.options
        )
        self.configuration: dict[str, str | None] = {}
        """Key -> value before the first scenario."""
        self._configuration: Configuration | None = None
        self._soiled: TestBed | None = None
        """That of an earlier scenario, while it left something that could not be cleaned."""
        self._unreachable: str | None = None
        self._system = CentralSystem(call_timeout=profile.limits["call_timeout"])
        connection = statement.connection
        self._carrier = Live(
            self._system,
            start=time.time(),
            host=connection.listen_host,
            port=connection.listen_port,
            ssl=server_context(connection.certificate, connection.private_key),
        )
        self._is_prepared = False

    @contextmanager
    def open(self) -> Iterator[TestBed]:
        """See ``Bench``. Raises ``Inconclusive`` when the charge point cannot be had for a scenario."""
        self._forget()
        bed = TestBed(self._setting())
        if not self._is_prepared:
            self._prepare(bed)
        self._await_return(bed)
        bed.begin()
        try:
            yield bed
        finally:
            self._forget()
            self._await_connection(bed)
            self._soiled = bed if clean(bed, self.configuration) else None

    def findings(self) -> tuple[Finding, ...]:
        """See ``Bench``."""
        if self._configuration is None:
            return ()
        return cross_check(
            self.profile.capabilities,
            self.statement.product.connectors,
            self._configuration,
            reactions(self._system.journal.exchanges),
        )

    def close(self) -> None:
        """See ``Bench``."""
        try:
            self.driver.close()
        finally:
            self._carrier.close()

    # getting and keeping the charge point ------------------------------------------------------------

    def _prepare(self, bed: TestBed) -> None:
        """Bring the charge point into service once, and learn how it is configured."""
        self._is_prepared = True
        try:
            bed.power_on()
            bed.require(bed.is_in_service, self._wanted(), self.statement.timing.connect)
            answer = bed.require_answer("GetConfiguration", {})
        except (Inconclusive, NotDrivable) as error:
            self._unreachable = None if bed.is_connected() else str(error)
            return
        self.configuration = _values(answer)
        self._configuration = Configuration.answered(answer)

    def _await_return(self, bed: TestBed) -> None:
        if self._unreachable is not None:
            raise Inconclusive(self._unreachable)
        self._await_connection(bed)
        if self._soiled is not None:
            left = clean(self._soiled, self.configuration)
            if left:
                raise Inconclusive(f"what an earlier scenario left stays: {'; '.join(left)}")
            self._soiled = None

    def _await_connection(self, bed: TestBed) -> None:
        if not bed.is_connected():
            bed.wait(bed.is_connected, self.statement.timing.connect)

    def _wanted(self) -> str:
        identity, url = self.statement.product.identity, self._carrier.url
        return f"{identity} connected to {url}{identity} and registered"

    def _forget(self) -> None:
        """Everything that a scenario told our central system to do."""

        def forget(_now: float) -> None:
            system = self._system
            system.script.clear()
            system.chaos = None
            system.admits = system.selects_subprotocol = True
            system.access = self._access()
            system.tags.clear()
            for standing, tag in self._tags():
                system.tags.put(tag, ON_FILE[standing], any_status=True)

        self._carrier.do(forget)

    def _access(self) -> Access:
        key = self.statement.connection.key
        keys = {} if key is None else {self.statement.product.identity: key.reveal()}
        return Access(keys=keys)

    def _tags(self) -> Iterator[tuple[str, str]]:
        for standing in STANDINGS:
            for tag in named_tags(self.statement)[standing]:
                yield standing, tag

    def _setting(self) -> Setting:
        timing = self.statement.timing
        return Setting(
            profile=self.profile,
            carrier=self._carrier,
            tolerances=Tolerances(timing.reaction, self.profile.period, JITTER),
            new_driver=self._the_driver,
            new_stand_in=lambda identity: StandIn(identity or STAND_IN, self._carrier.url),
            journal=self._system.journal,
            operator=MockOperator(self._system),
            tags=self._system.tags,
            named_tags=named_tags(self.statement),
            central_system=self._system,
            in_service=timing.connect,
            pace=timing.pace,
        )

    def _the_driver(self, identity: str | None) -> Driver:
        if identity is not None:
            raise NotDrivable("there is only one charge point under test")
        return self.driver


def named_tags(statement: Statement) -> dict[str, tuple[str, ...]]:
    """The tags of a statement by their standing; where it names none, ours."""
    return {each: getattr(statement.tags, each) or OWN_TAGS[each] for each in STANDINGS}


def _values(answer: Payload) -> dict[str, str | None]:
    return {str(key["key"]): key.get("value") for key in answer.get("configurationKey", ())}
