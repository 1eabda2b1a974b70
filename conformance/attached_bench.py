"""The bench for a charge point of somebody else: it stays connected from one scenario to the next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

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
from ocpp16.journal import Exchange, Opened

JITTER = 0.05
"""Real seconds by which a socket may blur a moment."""
GIVES_UP_AFTER = 5.0
"""Seconds after which a product may give up on an answer (OCPP-J 4.1.1 names none)."""


class AttachedBench:
    """One central system, one carrier and one driver for a whole run; satisfies ``Bench``.

    Between scenarios everything that was scripted is forgotten, and what a scenario left in the
    charge point is cleaned by OCPP means, see :mod:`conformance.cleaning`.
    """

    def __init__(self, profile: Profile, statement: Statement) -> None:
        self.profile = profile
        self.statement = statement
        self.driver = self._new_driver()
        self.configuration: dict[str, str | None] = {}
        """Key -> value before the first scenario."""
        self._configuration: Configuration | None = None
        self._soiled: TestBed | None = None
        """That of an earlier scenario, while it left something that could not be cleaned."""
        self._glance = min(statement.timing.reaction, statement.timing.connect)
        self._away: str | None = None
        """Why it is not in service, once it has been waited for in vain."""
        self._is_mute = self._was_mute = False
        """Whether it left the last thing it was asked in a scenario unanswered."""
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
            self._clear_up(bed)

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

    def _new_driver(self) -> Driver:
        chosen = self.statement.driver
        return make(chosen.kind, self.statement.product.identity, chosen.options)

    # getting and keeping the charge point ------------------------------------------------------------

    def _prepare(self, bed: TestBed) -> None:
        """Bring the charge point into service once, and learn how it is configured."""
        self._is_prepared = True
        try:
            bed.power_on()
            bed.require(bed.is_in_service, self._wanted(), self.statement.timing.connect)
            answer = bed.require_answer("GetConfiguration", {})
        except (Inconclusive, NotDrivable) as error:
            self._away = None if bed.is_in_service() else str(error)
            return
        self.configuration = _values(answer)
        self._configuration = Configuration.answered(answer)

    def _await_return(self, bed: TestBed) -> None:
        """See to it that a scenario finds the charge point as it should be."""
        self._await_service(bed)
        self._await_voice(bed)
        if self._soiled is not None:
            left = clean(self._soiled, self.configuration)
            if left:
                raise Inconclusive(f"what an earlier scenario left stays: {'; '.join(left)}")
            self._soiled = None

    def _await_service(self, bed: TestBed) -> None:
        """One that stays away is switched on once, and is hardly waited for from then on.

        One that is there and does not register is left to the scenario.
        """
        if not self._returns(bed) and self._away is None:
            with suppress(NotDrivable):
                bed.power_on()
            if not self._returns(bed):
                self._away = f"precondition not reached: {self._wanted()}"
        if self._away is not None and not bed.is_connected():
            raise Inconclusive(self._away)

    def _returns(self, bed: TestBed) -> bool:
        patience = self.statement.timing.connect if self._away is None else self._glance
        is_back = bed.wait(bed.is_in_service, patience)
        if is_back:
            self._away = None
        return is_back

    def _answers(self, bed: TestBed) -> bool:
        probe = bed.ask("GetConfiguration", {"key": ["HeartbeatInterval"]}, probe=True)
        return bed.wait(lambda: probe.response is not None, self._glance)

    def _await_voice(self, bed: TestBed) -> None:
        """One that has fallen silent is asked whether it is still there; at length the first time only.

        It may have been right to be silent, and be so for a while: while it is Rejected.
        """
        if not self._is_mute:
            return
        patience = self._glance if self._was_mute else self.statement.timing.connect
        deadline = self._carrier.now + patience
        while not self._answers(bed):
            if self._carrier.now >= deadline:
                self._was_mute = True
                raise Inconclusive("the charge point no longer answers")
        self._was_mute = False
        self._is_mute = False

    def _clear_up(self, bed: TestBed) -> None:
        """Undo what a scenario did, as far as that goes."""
        if bed.set_up_as:
            self._set_up_anew(bed)
        self._end_waiting(bed)
        self._let_restart(bed)
        if not self._returns(bed):
            self._soiled = bed
            return
        self._soiled = bed if clean(bed, self.configuration) else None
        asked = list(bed.journal.requests_received(since=bed.first))
        self._is_mute = bool(asked) and asked[-1].answer is None

    def _set_up_anew(self, bed: TestBed) -> None:
        """What a scenario set up goes with the driver that knows of it."""
        self.driver.close()
        self.driver = bed.drivers[0] = self._new_driver()
        self.driver.configure({"url": self._carrier.url})
        with suppress(NotDrivable):
            bed.power_on()

    def _let_restart(self, bed: TestBed) -> None:
        """A reset that was accepted is waited for, and one that ends in disorder is ended by hand."""
        resets = bed.journal.requests_received("Reset", bed.first)
        ordered = [each.call.index for each in resets if each.status == "Accepted"]
        if not ordered:
            return
        bed.wait(lambda: bool(self._boots(bed, ordered[-1])), self.statement.timing.connect)
        since = len(bed.journal.entries)
        bed.wait(lambda: self._has_reconnected(bed, since), self._glance + 1)
        if self._has_reconnected(bed, since):
            with suppress(NotDrivable):
                bed.power_on()

    @staticmethod
    def _boots(bed: TestBed, since: int) -> list[Exchange]:
        return list(bed.journal.requests_sent("BootNotification", since))

    @staticmethod
    def _has_reconnected(bed: TestBed, since: int) -> bool:
        return any(isinstance(entry, Opened) for entry in bed.journal.entries[since:])

    def _end_waiting(self, bed: TestBed) -> None:
        """A charge point that waits for an answer says nothing else: without connection it gives up."""
        calls = list(bed.journal.requests_sent(since=bed.first))
        if bed.is_connected() and any(call.answer is None for call in calls):
            bed.drop_connection()
            bed.wait(lambda: not bed.is_connected(), self.statement.timing.reaction)

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
            gives_up_after=GIVES_UP_AFTER,
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
