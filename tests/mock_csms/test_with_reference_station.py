"""The central system's knowledge beside a whole station: what it expects is what is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conformance import profile
from conformance.benches import OwnBench
from conformance.plan import Plan
from conformance.testbed import TestBed
from mock_csms.domain.composite import Supply
from ocpp16.actions import EXTENSION, Role, may_start
from ocpp16.rpc import Refused
from ocpp16.rules import RuleBook, judge
from ocpp16.timestamps import to_text

EXTRA = [action for action in EXTENSION if may_start(Role.CENTRAL_SYSTEM, action)]


@pytest.fixture
def bed() -> Iterator[TestBed]:
    """A zappi of one phase in commercial mode, registered."""
    with OwnBench(profile.load("zappi"), Plan()).open() as made:
        made.power_on()
        made.pass_time(60)
        made.central_system.charge_point(made.identity).supply = Supply(32, 1)
        assert answered(made, "ChangeConfiguration", key="CommercialMode", value="true") == {
            "status": "Accepted"
        }
        yield made


def answered(bed: TestBed, action: str, **payload: Any) -> Any:
    call = bed.ask(action, payload)
    bed.pass_time(5)
    return call.response


def limited(bed: TestBed, number: int, purpose: str, **schedule: Any) -> None:
    """Send a profile that begins in a minute; it has to be accepted."""
    absolute = {"startSchedule": to_text(bed.carrier.now + 60), "chargingRateUnit": "A"}
    sent = {
        "chargingProfileId": number,
        "stackLevel": number,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {**absolute, **schedule},
    }
    status = answered(bed, "SetChargingProfile", connectorId=1, csChargingProfiles=sent)
    assert status == {"status": "Accepted"}


def composite(bed: TestBed, duration: int = 900) -> tuple[Any, Any]:
    """The composite schedule that the station tells, and the one that is expected of it."""
    expected = bed.central_system.composite_schedule(bed.carrier.now, bed.identity, 1, duration)
    asked = {"connectorId": 1, "duration": duration, "chargingRateUnit": "A"}
    told = answered(bed, "GetCompositeSchedule", **asked)["chargingSchedule"]
    return limits(told), limits(expected)


def limits(schedule: Any) -> list[tuple[int, float]]:
    return [
        (each["startPeriod"], float(each["limit"])) for each in schedule["chargingSchedulePeriod"]
    ]


def test_a_station_answers_the_composite_schedule_that_is_expected_of_it(bed):
    assert composite(bed)[0] == composite(bed)[1] == [(0, 32.0)]
    periods = [{"startPeriod": 0, "limit": 10}, {"startPeriod": 300, "limit": 16.5}]
    limited(bed, 1, "TxDefaultProfile", chargingSchedulePeriod=periods)
    bed.drive("plug in")
    answered(bed, "RemoteStartTransaction", connectorId=1, idTag="APP-7f3")
    periods = [{"startPeriod": 0, "limit": 8}]
    limited(bed, 2, "TxProfile", duration=100, chargingSchedulePeriod=periods)
    told, expected = composite(bed)
    assert told == expected
    assert [limit for _, limit in told] == [32.0, 10.0, 8.0, 10.0, 16.5]


def test_a_session_is_known_while_it_lasts_and_afterwards(bed):
    bed.drive("plug in")
    answered(bed, "RemoteStartTransaction", connectorId=1, idTag="APP-7f3")
    system = bed.central_system
    running = system.transactions.running_at(bed.identity, 1)
    assert running is not None
    assert running.id_tag == "APP-7f3"
    assert system.charge_point(bed.identity).connectors.get(1).status == "Charging"
    answered(bed, "RemoteStopTransaction", transactionId=running.id)
    assert (running.running, running.reason) == (False, "Remote")
    assert system.charge_point(bed.identity).connectors.get(1).status == "Finishing"


def test_its_configuration_is_known(bed):
    told = answered(bed, "GetConfiguration")["configurationKey"]
    known = bed.central_system.charge_point(bed.identity).configuration
    assert len(known) == len(told)
    assert known.get("commercialmode").value == "true"


@pytest.mark.parametrize("action", EXTRA)
def test_a_zappi_knows_nothing_of_the_security_extension(bed, action):
    call = bed.ask(action, {})
    bed.pass_time(5)
    assert isinstance(call.outcome, Refused)
    assert call.outcome.error.code == "NotImplemented"
    assert judge(bed.journal, RuleBook(Role.CHARGE_POINT), bed.carrier.now) == []
