"""What is expected of a central system that a stand-in talks to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance import profile
from conformance.benches import OwnBench
from conformance.judgement import Inconclusive
from conformance.observation import Observer
from conformance.plan import Plan
from conformance.sut.stand_in import StandIn
from conformance.testbed import TestBed
from mock_csms.access import Access, Handshake, TurnAway
from ocpp16.expectation import UnmetError, Window
from ocpp16.frames import Payload
from ocpp16.journal import Direction, Opened
from ocpp16.rpc import Answered

BOOT: Payload = {"chargePointVendor": "V", "chargePointModel": "M"}


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with OwnBench(profile.load("zappi"), Plan()).open() as made:
        made.begin_step("when")
        yield made


@pytest.fixture
def stand_in(bed: TestBed) -> StandIn:
    stand_in = bed.stand_in()
    bed.tell(stand_in.connect)
    return stand_in


@pytest.fixture
def observer(bed: TestBed) -> Observer:
    return Observer(bed)


def ask(bed: TestBed, action: str, payload: Payload | None = None) -> None:
    bed.last_call = bed.tell(lambda now: bed.stand_in().call(now, action, payload or {}))


class Forbidding(Access):
    def refusal(self, handshake: Handshake) -> TurnAway | None:
        return TurnAway(403, "no")


def test_who_is_turned_away_with_a_request_is_left_unanswered(
    bed: TestBed, observer: Observer
) -> None:
    bed.tell(lambda now: bed.stand_in().connect(now, subprotocols=("ocpp1.5",)))
    ask(bed, "Heartbeat")
    observer.unanswered()


def test_who_hung_up_itself_has_not_been_left_unanswered(
    bed: TestBed, stand_in: StandIn, observer: Observer
) -> None:
    bed.tell(stand_in.close)
    ask(bed, "Heartbeat")
    with pytest.raises(Inconclusive, match="could not be delivered"):
        observer.unanswered()


@pytest.mark.usefixtures("stand_in")
def test_an_answer_is_not_taken_for_silence(bed: TestBed, observer: Observer) -> None:
    ask(bed, "Heartbeat")
    with pytest.raises(UnmetError, match="no answer"):
        observer.unanswered()


@pytest.mark.usefixtures("stand_in")
def test_a_connection_that_the_platform_ended_is_no_missing_precondition(
    bed: TestBed, observer: Observer
) -> None:
    bed.drop_connection()
    ask(bed, "Heartbeat")
    with pytest.raises(UnmetError, match="ended the connection"):
        observer.replies("Heartbeat", lambda _exchange: [])


@pytest.mark.usefixtures("stand_in")
def test_any_answer_will_do_or_one_of_some_errors(bed: TestBed, observer: Observer) -> None:
    ask(bed, "BootNotification", BOOT)
    observer.answered_somehow()
    observer.answered_or_refused(["NotSupported"])
    ask(bed, "MakeCoffee")
    observer.answered_somehow()
    observer.answered_or_refused(["NotSupported", "NotImplemented"])
    with pytest.raises(UnmetError, match="CALLERROR of the code NotSupported"):
        observer.answered_or_refused(["NotSupported"])


def test_what_the_platform_asks_for_is_seen(
    bed: TestBed, stand_in: StandIn, observer: Observer
) -> None:
    observer.sends_only([], 2.0, Direction.TO_CHARGE_POINT)
    bed.ask("ClearCache", {})
    observer.sends_only(["ClearCache"], 2.0, Direction.TO_CHARGE_POINT)
    with pytest.raises(UnmetError, match="nothing for 2 s"):
        observer.sends_only([], 2.0, Direction.TO_CHARGE_POINT)


def test_a_stand_in_that_is_turned_away_does_not_come_again(
    bed: TestBed, observer: Observer
) -> None:
    bed.central_system.access = Forbidding()
    bed.tell(bed.stand_in().connect)
    observer.is_turned_away(Window(bed.cause_at, bed.cause_at + 2))
    assert bed.carrier.now == bed.cause_at


@pytest.mark.usefixtures("stand_in")
def test_a_stand_in_that_is_let_in_was_not_turned_away(bed: TestBed, observer: Observer) -> None:
    with pytest.raises(UnmetError, match="no connection"):
        observer.is_turned_away(Window(bed.cause_at, bed.cause_at + 2))


def test_over_another_line_the_same_charge_point_comes_again(
    bed: TestBed, stand_in: StandIn
) -> None:
    renewed = bed.stand_in_anew()
    bed.tell(renewed.connect)
    opened = [each.identity for each in bed.journal.entries if isinstance(each, Opened)]
    assert opened == [stand_in.identity] * 2
    assert bed.stand_in() is renewed
    call = bed.tell(lambda now: renewed.call(now, "Heartbeat", {}))
    assert isinstance(call.outcome, Answered)


def test_our_own_central_system_demands_the_key_of_the_stand_in(bed: TestBed) -> None:
    key = bed.key_of_stand_in()
    stand_in = bed.stand_in()
    bed.tell(lambda now: stand_in.connect(now, password=b"another"))
    assert not stand_in.is_connected
    bed.tell(stand_in.connect)
    assert stand_in.is_connected
    assert len(bytes.fromhex(key)) == 20
