"""Expectations met and unmet, on a real test bed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance import profile
from conformance.benches import OwnBench
from conformance.judgement import Inconclusive
from conformance.observation import Observer
from conformance.plan import Plan
from conformance.testbed import TestBed
from mock_csms.responses import Silence
from ocpp16.expectation import Match, UnmetError, Window


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with OwnBench(profile.load("zappi"), Plan()).open() as made:
        made.power_on()
        made.configure({"HeartbeatInterval": "60"})
        made.begin_step("when")
        yield made


@pytest.fixture
def observer(bed: TestBed) -> Observer:
    return Observer(bed)


def window(bed: TestBed, earliest: float, latest: float) -> Window:
    return Window(bed.cause_at + earliest, bed.cause_at + latest)


def status(value: str) -> Match:
    return Match("StatusNotification", {"connectorId": "1", "status": value})


def test_what_is_sent_in_time_is_found(bed: TestBed, observer: Observer) -> None:
    bed.drive("plug in")
    found = observer.sends(status("Preparing"), window(bed, 0, 2))
    assert found.payload["status"] == "Preparing"


def test_what_is_sent_too_early_is_unmet_and_named_as_the_nearest_miss(
    bed: TestBed, observer: Observer
) -> None:
    bed.drive("plug in")
    with pytest.raises(UnmetError) as unmet:
        observer.sends(status("Preparing"), window(bed, 10, 20))
    assert "not in time" in str(unmet.value.nearest)
    assert unmet.value.excerpt


def test_a_wrong_field_is_the_nearest_miss(bed: TestBed, observer: Observer) -> None:
    bed.drive("plug in")
    with pytest.raises(UnmetError) as unmet:
        observer.sends(status("Charging"), window(bed, 0, 2))
    assert "expected Charging, seen 'Preparing'" in str(unmet.value.nearest)
    assert bed.carrier.now == bed.cause_at + 2


def test_counts_are_exact_within_their_leeway(bed: TestBed, observer: Observer) -> None:
    bed.pass_time(600)
    observer.sends_exactly(Match("Heartbeat"), 10)
    observer.sends_exactly(Match("Heartbeat"), 11, leeway=1)
    with pytest.raises(UnmetError, match="seen 10 time"):
        observer.sends_exactly(Match("Heartbeat"), 12, leeway=1)


def test_silence_has_a_window_and_asks_for_a_sign_of_life(bed: TestBed, observer: Observer) -> None:
    observer.sends_none(Match("Heartbeat"), 50)
    assert any(exchange.call.probe for exchange in bed.journal.exchanges)
    with pytest.raises(UnmetError, match="seen 1 of them"):
        observer.sends_none(Match("Heartbeat"), 15)


def test_a_peer_that_is_gone_makes_silence_inconclusive(bed: TestBed, observer: Observer) -> None:
    bed.drive("fall silent")
    with pytest.raises(Inconclusive, match="no longer answers"):
        observer.sends_none(Match("Heartbeat"), 5)


def test_nothing_but_means_nothing_else(bed: TestBed, observer: Observer) -> None:
    observer.sends_only(["Heartbeat"], 130)
    bed.drive("plug in")
    with pytest.raises(UnmetError, match="StatusNotification"):
        observer.sends_only(["Heartbeat"], 5)


def test_gaps_are_measured_between_transmissions(bed: TestBed, observer: Observer) -> None:
    bed.configure({"TransactionMessageAttempts": "2", "TransactionMessageRetryInterval": "10"})
    bed.begin_step("given")
    bed.begin_step("when")
    bed.arrange(Silence(), None, "StartTransaction")
    bed.drive("plug in")
    bed.ask("RemoteStartTransaction", {"connectorId": 1, "idTag": "A"})
    observer.sent_with_gaps("StartTransaction", [40, 40])
    observer.repeats_identically("StartTransaction")
    with pytest.raises(UnmetError, match=r"gaps of 40\.0 s, 40\.0 s"):
        observer.sent_with_gaps("StartTransaction", [40, 90])


def test_order_is_kept_and_extras_are_noticed(bed: TestBed, observer: Observer) -> None:
    bed.drive("plug in")
    bed.drive("unplug")
    only = Match("StatusNotification", {"connectorId": "1"})
    observer.in_order([status("Preparing"), status("Available")], only=only)
    with pytest.raises(UnmetError):
        observer.in_order([status("Available"), status("Preparing")])
    with pytest.raises(UnmetError, match="1 of StatusNotification"):
        observer.in_order([status("Preparing")], only=only)


def test_answers_are_judged_by_status_fields_and_error(bed: TestBed, observer: Observer) -> None:
    bed.ask("GetConfiguration", {"key": ["HeartbeatInterval"]})
    observer.answered_with({"configurationKey[0].value": '"60"'})
    with pytest.raises(UnmetError, match="CALLERROR"):
        observer.refused()
    bed.ask("ChangeAvailability", {"connectorId": 1, "type": "Inoperative"})
    observer.answered(["Rejected"])
    with pytest.raises(UnmetError):
        observer.answered(["Accepted", "Scheduled"])
    with pytest.raises(UnmetError, match="CALLERROR"):
        observer.refused()
    observer.refused(["Rejected"])
    bed.ask("UnlockConnector", {"connectorId": "one"})
    observer.refused()
    observer.refused(codes=["TypeConstraintViolation"])
    with pytest.raises(UnmetError, match="of the code NotImplemented or NotSupported"):
        observer.refused(codes=["NotImplemented", "NotSupported"])


def test_no_question_asked_is_no_failure_of_the_charge_point(observer: Observer) -> None:
    observer.bed.last_call = None
    with pytest.raises(Inconclusive):
        observer.answered(["Accepted"])
