"""The bench for a charge point of somebody else: it stays, and each scenario finds it clean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from conformance import profile
from conformance.attached_bench import AttachedBench
from conformance.judgement import Inconclusive
from conformance.statement.model import Choice, Connection, Product, Statement, Timing
from conformance.sut import drivers
from conformance.sut.driver import NotDrivable
from conformance.testbed import TestBed
from mock_csms.responses import Silence
from ocpp16.actions import Role
from tests.conformance.outside import OutsideDriver

STATEMENT = Statement(
    role=Role.CHARGE_POINT,
    product=Product("91234567"),
    connection=Connection(listen_port=0),
    timing=Timing(reaction=3.0, connect=10.0, pace=20.0),
    driver=Choice("outside"),
)


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(drivers.KINDS, "outside", drivers.Kind(OutsideDriver, drivers.Options))


@pytest.fixture
def bench() -> Iterator[AttachedBench]:
    made = AttachedBench(profile.load("zappi"), STATEMENT)
    yield made
    made.close()


def ask(bed: TestBed, action: str, **payload: object) -> str | None:
    response = bed.require_answer(action, payload)
    return response.get("status")


def test_the_charge_point_is_started_once_and_found_in_service(bench: AttachedBench) -> None:
    for _ in range(2):
        with bench.open() as bed:
            assert bed.is_in_service()
            assert bed.introduction()["chargePointVendor"] == "Myenergi"
    assert isinstance(bench.driver, OutsideDriver)
    assert bench.driver.starts == 1


def test_what_was_before_a_scenario_is_no_part_of_it(bench: AttachedBench) -> None:
    with bench.open() as bed:
        assert not list(bed.journal.frames(bed.first))
        ask(bed, "TriggerMessage", requestedMessage="Heartbeat")
        first = len(bed.journal.entries)
    with bench.open() as bed:
        assert bed.first >= first


def test_a_session_that_was_left_running_is_stopped(bench: AttachedBench) -> None:
    with bench.open() as bed:
        bed.drive("plug in")
        assert ask(bed, "RemoteStartTransaction", idTag="VALID-1", connectorId=1) == "Accepted"
        bed.require(lambda: any(bed.journal.requests_sent("StartTransaction")), "a session", 10)
    stops = list(bed.journal.requests_sent("StopTransaction"))
    assert [stop.payload["reason"] for stop in stops] == ["Remote"]
    with bench.open() as bed:
        assert bed.is_in_service()


def test_keys_and_availability_are_as_they_were(bench: AttachedBench) -> None:
    with bench.open() as bed:
        before = bench.configuration["ConnectionTimeOut"]
        bed.configure({"ConnectionTimeOut": "1200"})
        bed.configure({"CommercialMode": "true"})
        assert ask(bed, "ChangeAvailability", connectorId=1, type="Inoperative") == "Accepted"
    with bench.open() as bed:
        after = bed.require_answer("GetConfiguration", {"key": ["ConnectionTimeOut"]})
        assert after["configurationKey"][0]["value"] == before
    reports = [each.payload for each in bed.journal.requests_sent("StatusNotification")]
    assert [each["status"] for each in reports if each["connectorId"] == 1][-2:] == [
        "Unavailable",
        "Available",
    ]


def test_what_cannot_be_undone_leaves_the_next_scenario_open(bench: AttachedBench) -> None:
    with bench.open() as bed:
        bed.configure({"CommercialMode": "true"})
        assert ask(bed, "ChangeAvailability", connectorId=1, type="Inoperative") == "Accepted"
        bed.configure({"CommercialMode": "false"})
    with pytest.raises(Inconclusive, match="stays: ChangeAvailability"), bench.open():
        pass


def test_what_the_central_system_was_told_to_do_is_forgotten(bench: AttachedBench) -> None:
    with bench.open() as bed:
        bed.arrange(Silence(), None, "Heartbeat")
        bed.tags.put("VALID-1", "Blocked")
    with bench.open() as bed:
        assert bed.central_system.is_polite()
        assert bed.tags.status(bed.named_tag("valid"), bed.carrier.now) == "Accepted"


def test_durations_and_time_keys_are_shortened_by_the_pace(bench: AttachedBench) -> None:
    with bench.open() as bed:
        assert bed.span(600.0) == 30.0
        assert bed.span(5.0) == 1.0
        bed.configure({"MeterValueSampleInterval": "600"})
        sent = list(bed.journal.requests_received("ChangeConfiguration", bed.first))
        assert sent[0].payload["value"] == "30"


def test_what_follows_keeps_its_proportion_to_what_was_told(bench: AttachedBench) -> None:
    with bench.open() as bed:
        bed.configure({"HeartbeatInterval": "10"})
        sent = list(bed.journal.requests_received("ChangeConfiguration", bed.first))
        assert sent[0].payload["value"] == "2"
        assert bed.span(40.0) == 8.0
        assert bed.span(1.0) == 0.2
        assert bed.told(20.0) == 4
        assert bed.watched(15.0) == 3.0
    with bench.open() as bed:
        assert bed.span(40.0) == 2.0


def test_what_a_key_is_said_to_be_is_what_it_was_set_to(bench: AttachedBench) -> None:
    with bench.open() as bed:
        assert bed.told(77.0) == 4
        assert bed.shortened("ConnectionTimeOut", "77") == "4"
        assert bed.shortened("ConnectionTimeOut", "soon") == "soon"
        assert bed.shortened("NumberOfConnectors", "77") == "77"


def test_neither_reactions_nor_timers_of_its_own_are_cut(bench: AttachedBench) -> None:
    with bench.open() as bed:
        assert bed.watched(10.0) == 3.0
        assert bed.allowed(15.0) == 3.0
        assert bed.allowed(2.0) == 2.0
        assert bed.allowed(120.0) == 10.0
        assert bed.allowed(3600.0) == 180.0


def test_a_charge_point_that_waits_for_an_answer_is_freed(bench: AttachedBench) -> None:
    with bench.open() as bed:
        bed.arrange(Silence(), None, "Heartbeat")
        ask(bed, "TriggerMessage", requestedMessage="Heartbeat")
        bed.require(lambda: any(bed.journal.requests_sent("Heartbeat", bed.first)), "one", 5)
    with bench.open() as bed:
        ask(bed, "TriggerMessage", requestedMessage="Heartbeat")

        def is_answered() -> bool:
            sent = bed.journal.requests_sent("Heartbeat", bed.first)
            return any(exchange.answer for exchange in sent)

        bed.require(is_answered, "a heartbeat", 5)


def test_a_scenario_that_sets_it_up_leaves_it_as_it_was(bench: AttachedBench) -> None:
    with bench.open() as bed:
        former = bench.driver
        bed.set_up(url="ws://127.0.0.1:9/elsewhere/")
    assert bench.driver is not former
    with bench.open() as bed:
        assert bed.is_in_service()


def test_a_reset_is_over_before_the_next_scenario(bench: AttachedBench) -> None:
    with bench.open() as bed:
        assert ask(bed, "Reset", type="Soft") == "Accepted"
        before = bed.first
    assert any(bed.journal.requests_sent("BootNotification", before))


def test_a_vehicle_is_hungry_again(bench: AttachedBench) -> None:
    with bench.open() as bed:
        bed.drive("plug in")
        bed.drive("vehicle", full=True)
    with bench.open() as bed:
        bed.drive("plug in")
        assert ask(bed, "RemoteStartTransaction", idTag="VALID-1", connectorId=1) == "Accepted"
        statuses = bed.journal.requests_sent
        bed.require(
            lambda: any(
                each.payload["status"] == "Charging"
                for each in statuses("StatusNotification", bed.first)
            ),
            "a charging vehicle",
            5,
        )


def test_a_request_that_lacks_fields_leaves_nothing_to_undo(bench: AttachedBench) -> None:
    with bench.open() as bed:
        for action in ("ChangeConfiguration", "ChangeAvailability", "ReserveNow"):
            bed.ask(action, {})
        bed.pass_time(1.0)
    with bench.open() as bed:
        assert bed.is_in_service()


def test_there_is_only_one_charge_point(bench: AttachedBench) -> None:
    with bench.open() as bed, pytest.raises(NotDrivable, match="only one charge point"):
        bed.add_charge_point("ANOTHER")


def test_a_charge_point_that_never_comes_leaves_every_scenario_open() -> None:
    class Dead(OutsideDriver):
        def power_on(self, now: float) -> None:
            self.starts += 1

    statement = replace(STATEMENT, timing=replace(STATEMENT.timing, connect=0.1, reaction=0.1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(drivers.KINDS, "outside", drivers.Kind(Dead, drivers.Options))
        bench = AttachedBench(profile.load("zappi"), statement)
    for _ in range(2):
        with pytest.raises(Inconclusive, match="91234567 connected to ws://"), bench.open():
            pass
    bench.close()
    assert isinstance(bench.driver, Dead)
    assert (bench.driver.starts, bench.driver.closed) == (1, True)


def test_what_it_shows_is_compared_with_what_is_declared(bench: AttachedBench) -> None:
    declared = {name: "" for name in bench.profile.capabilities if name != "remote-trigger"}
    bench.profile = replace(bench.profile, capabilities={**declared, "reservation": "wrongly"})
    with bench.open() as bed:
        assert ask(bed, "TriggerMessage", requestedMessage="Heartbeat") == "Accepted"
    found = {(str(each.kind), each.subject) for each in bench.findings()}
    assert ("present but undeclared", "remote-trigger") in found
    assert ("declared but absent", "reservation") in found
