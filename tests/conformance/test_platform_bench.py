"""The bench for a central system of somebody else: here the mock, reached over sockets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from conformance import profile
from conformance.judgement import Inconclusive, NotApplicable
from conformance.observation import Observer
from conformance.platform_bench import PlatformBench
from conformance.statement import Choice, Connection, Product, Secret, Statement, Tags, Timing
from conformance.sut.driver import NotDrivable
from mock_csms import MockCsms
from ocpp16.actions import Role
from ocpp16.expectation import Match, Window
from ocpp16.journal import Opened

ZAPPI = profile.load("zappi")
BOOT = {"chargePointVendor": "Stand-in", "chargePointModel": "Plain"}


@pytest.fixture
def platform() -> Iterator[MockCsms]:
    with MockCsms() as csms:
        yield csms


@pytest.fixture
def statement(platform: MockCsms) -> Statement:
    return Statement(
        role=Role.CENTRAL_SYSTEM,
        product=Product("CP-77"),
        connection=Connection(url=platform.url),
        tags=Tags(valid=("GOOD-1",), blocked=("BAD-1",)),
        timing=Timing(reaction=3.0, connect=5.0),
        operator=Choice("none"),
    )


def test_a_stand_in_connects_by_the_identity_of_the_statement(
    platform: MockCsms, statement: Statement
) -> None:
    with PlatformBench(ZAPPI, statement).open() as bed:
        stand_in = bed.stand_in()
        bed.tell(stand_in.connect)
        bed.require(lambda: stand_in.is_connected, "a connection")
        bed.last_call = bed.tell(lambda now: stand_in.call(now, "BootNotification", BOOT))
        Observer(bed).answered(["Accepted"])
        opened = [entry for entry in bed.journal.entries if isinstance(entry, Opened)]
        assert [(each.identity, each.path) for each in opened] == [("CP-77", "/ocpp/CP-77")]
        assert platform.wait_for("CP-77", registered=False).boot == BOOT


def test_what_crosses_the_wire_is_recorded_on_our_side(statement: Statement) -> None:
    with PlatformBench(ZAPPI, statement).open() as bed:
        bed.power_on()
        boot = Observer(bed).sends(
            Match("BootNotification", identity="CP-77"), Window(0, bed.carrier.now + 5)
        )
        bed.require(lambda: boot.status == "Accepted", "registration", 5.0)
        assert bed.journal.entries[-1].connection == 1


def test_a_key_is_presented(platform: MockCsms, statement: Statement) -> None:
    key = Secret("a-secret-of-16-chars")
    stated = replace(statement, connection=replace(statement.connection, key=key))
    with PlatformBench(ZAPPI, stated).open() as bed:
        stand_in = bed.stand_in()
        bed.tell(stand_in.connect)
        bed.require(lambda: stand_in.is_connected, "a connection")
        opened = [entry for entry in bed.journal.entries if isinstance(entry, Opened)]
        assert opened[0].authorization == "Basic"


def test_the_tags_of_the_statement_are_those_on_file(statement: Statement) -> None:
    with PlatformBench(ZAPPI, statement).open() as bed:
        assert bed.named_tag("valid") == "GOOD-1"
        assert bed.tags.status("BAD-1", bed.carrier.now) == "Blocked"
        with pytest.raises(NotDrivable, match="names 0 expired tags"):
            bed.named_tag("expired")


def test_a_standing_that_no_tag_has_does_not_apply(statement: Statement) -> None:
    stated = replace(statement, tags=replace(statement.tags, without=("expired",)))
    with (
        PlatformBench(ZAPPI, stated).open() as bed,
        pytest.raises(NotApplicable, match="there are no expired tags"),
    ):
        bed.named_tag("expired")


def test_message_ids_are_not_those_of_an_earlier_scenario(statement: Statement) -> None:
    bench, ids = PlatformBench(ZAPPI, statement), set()
    for _ in range(2):
        with bench.open() as bed:
            stand_in = bed.stand_in()
            ids.add(bed.tell(lambda now, it=stand_in: it.call(now, "Heartbeat", {})).id)
    assert len(ids) == 2


def test_a_key_is_demanded_where_the_statement_names_one(statement: Statement) -> None:
    stated = replace(statement, connection=replace(statement.connection, key=Secret("k" * 16)))
    with PlatformBench(ZAPPI, stated).open() as bed:
        assert bed.key_of_stand_in() == "k" * 16
    with (
        PlatformBench(ZAPPI, statement).open() as bed,
        pytest.raises(NotApplicable, match="names no key"),
    ):
        bed.key_of_stand_in()


def test_it_cannot_be_told_how_to_behave(statement: Statement) -> None:
    with PlatformBench(ZAPPI, statement).open() as bed:
        with pytest.raises(NotDrivable, match="only our own central system"):
            bed.admit(False)
        with pytest.raises(NotDrivable, match="no operator makes"):
            bed.ask("Reset", {"type": "Hard"})


def test_nobody_at_the_address_is_said_at_once(statement: Statement) -> None:
    connection = replace(statement.connection, url="ws://127.0.0.1:9/ocpp")
    bench = PlatformBench(ZAPPI, replace(statement, connection=connection))
    for _ in range(2):
        with (
            pytest.raises(Inconclusive, match=r"127\.0\.0\.1:9/ocpp cannot be reached"),
            bench.open(),
        ):
            pass
