"""The bench for a central system of somebody else: ours is a charge point that dials it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from ssl import SSLContext, create_default_context
from uuid import uuid4

from conformance.benches import ON_FILE, STANDINGS
from conformance.cross_check import Finding
from conformance.judgement import Inconclusive
from conformance.profile import Profile
from conformance.statement.model import Statement
from conformance.sut.driver import Driver
from conformance.sut.operator import Operator
from conformance.sut.operators import make
from conformance.sut.outward import Outward
from conformance.sut.reference import ReferenceDriver
from conformance.sut.stand_in import StandIn
from conformance.testbed import Setting, TestBed, Tolerances
from mock_csms.domain.tags import Tags
from ocpp16.journal import Journal, TurnedAway

JITTER = 0.05
"""Real seconds by which a socket may blur a moment."""
UNLIKE = 8
"""Hexadecimal digits that begin a stand-in's message ids: a platform may remember earlier ones."""


class PlatformBench:
    """Each scenario has a charge point and a journal of its own; satisfies ``Bench``."""

    def __init__(self, profile: Profile, statement: Statement) -> None:
        self.profile = profile
        self.statement = statement
        if statement.connection.url is None:
            raise ValueError("a statement about a central system names its URL")
        self._url = statement.connection.url
        self._trust = _trust(statement)
        self._tags = _tags(statement)
        self._is_tried = False
        self._trouble: str | None = None

    @contextmanager
    def open(self) -> Iterator[TestBed]:
        """See ``Bench``. Raises ``Inconclusive`` when nothing answers at the address."""
        if not self._is_tried:
            self._is_tried, self._trouble = True, self._try()
        if self._trouble is not None:
            raise Inconclusive(f"{self._url} cannot be reached: {self._trouble}")
        journal = Journal()
        carrier = Outward(journal, self._url, ssl=self._trust)
        operator = make(self.statement, journal)
        try:
            yield TestBed(self._setting(carrier, journal, operator))
        finally:
            operator.close()
            carrier.close()

    def findings(self) -> tuple[Finding, ...]:
        """See ``Bench``: a statement about a central system declares no capabilities."""
        return ()

    def close(self) -> None:
        """See ``Bench``."""

    def _try(self) -> str | None:
        """Why nothing answers at the address; None when something does, whatever it says."""
        journal = Journal()
        carrier = Outward(journal, self._url, ssl=self._trust)
        try:
            stand_in = self._new_stand_in(None)
            carrier.add(stand_in, stand_in.identity)
            carrier.do(stand_in.connect)
            seconds = self.statement.timing.connect
            carrier.run_until(lambda: bool(journal.entries), carrier.now + seconds)
            first = next(iter(journal.entries), None)
            if isinstance(first, TurnedAway) and first.status == 0:
                return carrier.trouble
            return None if first is not None else f"no answer within {seconds:g} s"
        finally:
            carrier.close()

    def _setting(self, carrier: Outward, journal: Journal, operator: Operator) -> Setting:
        timing, connection = self.statement.timing, self.statement.connection
        return Setting(
            profile=self._impatient(),
            carrier=carrier,
            tolerances=Tolerances(timing.reaction, self.profile.period, JITTER),
            new_driver=self._new_driver,
            new_stand_in=self._new_stand_in,
            journal=journal,
            operator=operator,
            tags=self._tags,
            named_tags={each: getattr(self.statement.tags, each) for each in STANDINGS},
            without_tags=self.statement.tags.without,
            key=None if connection.key is None else connection.key.reveal(),
            in_service=timing.connect,
        )

    def _impatient(self) -> Profile:
        """An answer is an effect, too: it may take no longer than any other."""
        limits = {**self.profile.limits, "call_timeout": self.statement.timing.reaction}
        return replace(self.profile, limits=limits)

    def _new_driver(self, identity: str | None) -> Driver:
        driver = ReferenceDriver(self.profile, identity=identity or self.statement.product.identity)
        key = self.statement.connection.key
        if key is not None:
            driver.configure({"password": key.reveal()})
        return driver

    def _new_stand_in(self, identity: str | None) -> StandIn:
        connection = self.statement.connection
        return StandIn(
            identity or self.statement.product.identity,
            self._url,
            username=connection.username,
            password=None if connection.key is None else connection.key.reveal(),
            prefix=uuid4().hex[:UNLIKE],
        )


def _trust(statement: Statement) -> SSLContext | None:
    ca = statement.connection.ca
    return None if ca is None else create_default_context(cafile=ca)


def _tags(statement: Statement) -> Tags:
    tags = Tags()
    for standing in STANDINGS:
        for tag in getattr(statement.tags, standing):
            tags.put(tag, ON_FILE[standing], any_status=True)
    return tags
