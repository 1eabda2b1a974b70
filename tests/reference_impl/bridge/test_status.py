"""The status of connectors: what it is, and that it arrives."""

from __future__ import annotations

import pytest

from tests.reference_impl.by_hand import ERROR, SILENCE
from tests.reference_impl.wire import COMMERCIAL, Wire

ZERO_LIMIT = (
    '{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,'
    '"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",'
    '"chargingSchedule":{"startSchedule":"2026-01-05T08:00:00Z","chargingRateUnit":"A",'
    '"chargingSchedulePeriod":[{"startPeriod":0,"limit":0}]}}}'
)


def test_at_the_start_the_whole_station_is_told_of_first() -> None:
    wire = Wire()
    assert [call.action for call in wire.calls] == [
        "BootNotification", "StatusNotification", "StatusNotification",
    ]  # fmt: skip
    assert [told["connectorId"] for told in wire.sent("StatusNotification")] == [0, 1]
    assert wire.sent("StatusNotification")[1] == {
        "connectorId": 1,
        "errorCode": "NoError",
        "status": "Available",
        "timestamp": "2026-01-05T08:00:00.000Z",
    }


def test_a_session_from_plugging_in_to_driving_off() -> None:
    wire = Wire()
    wire.forget()
    wire.charge()
    wire.do(wire.station.vehicle, full=True)
    wire.do(wire.station.vehicle_ready)
    wire.stop()
    wire.unplug()
    assert wire.statuses() == [
        "Preparing", "Charging", "SuspendedEV", "Charging", "Finishing", "Available",
    ]  # fmt: skip
    assert wire.statuses(0) == []


def test_a_session_asked_for_before_the_vehicle_is_there_runs_out() -> None:
    wire = Wire()
    wire.forget()
    wire.start()
    assert wire.statuses() == ["Preparing"]
    wire.wait(121)
    assert wire.statuses() == ["Preparing", "Available"]


def test_a_second_session_passes_through_preparing() -> None:
    wire = Wire()
    wire.charge()
    wire.stop()
    wire.forget()
    wire.enter_pin()
    assert wire.statuses() == ["Preparing", "Charging"]


@pytest.mark.parametrize("facts", [{"full": True}, {"ev_fault": True}, {"waits_until": 9e9}])
def test_a_vehicle_that_takes_nothing_suspends_itself(facts: dict[str, object]) -> None:
    wire = Wire()
    wire.do(wire.station.vehicle, **facts)
    wire.charge()
    told = wire.sent("StatusNotification")[-1]
    assert (told["status"], told["errorCode"]) == ("SuspendedEV", "NoError")
    assert wire.sent("StopTransaction") == []


def test_the_smart_charge_delay_is_the_chargers_doing() -> None:
    wire = Wire(region="GB", smart_charge_delays=(300.0,))
    wire.forget()
    wire.charge()
    wire.wait(299)
    assert wire.statuses() == ["Preparing", "SuspendedEVSE"]
    wire.wait(1)
    assert wire.statuses() == ["Preparing", "SuspendedEVSE", "Charging"]


def test_where_both_hold_back_the_charger_takes_the_blame() -> None:
    wire = Wire(keys=COMMERCIAL)
    wire.do(wire.station.vehicle, full=True)
    assert wire.status_of("SetChargingProfile", ZERO_LIMIT) == "Accepted"
    wire.charge()
    assert wire.statuses()[-1] == "SuspendedEVSE"


def test_an_unchanged_state_is_not_told_again() -> None:
    wire = Wire()
    wire.charge()
    wire.forget()
    wire.do(wire.station.report_every, seconds=10.0)
    wire.wait(7200)
    assert wire.sent("StatusNotification") == []


# faults ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "told"), [("GroundFailure", "GroundFailure"), ("E21", "OtherError")]
)
def test_a_fault_is_told_by_a_name_that_ocpp_knows(fault: str, told: str) -> None:
    wire = Wire()
    wire.forget()
    wire.do(wire.station.raise_fault, code=fault)
    assert [n["errorCode"] for n in wire.sent("StatusNotification")] == [told, told]
    assert wire.statuses(0) == wire.statuses(1) == ["Faulted"]


def test_a_fault_stops_the_current_and_leaves_the_transaction_open() -> None:
    wire = Wire()
    wire.charge()
    wire.forget()
    wire.do(wire.station.raise_fault)
    assert wire.station.device.meter.current == 0
    wire.do(wire.station.clear_fault)
    assert wire.statuses() == ["Faulted", "Charging"]
    assert wire.sent("StopTransaction") == []


def test_a_session_can_be_stopped_during_a_fault() -> None:
    wire = Wire()
    wire.charge()
    wire.do(wire.station.raise_fault)
    assert wire.stop() == "Accepted"
    wire.do(wire.station.clear_fault)
    assert wire.statuses()[-2:] == ["Faulted", "Finishing"]


def test_a_vehicle_that_leaves_during_a_fault_ends_its_transaction() -> None:
    wire = Wire()
    wire.charge()
    wire.forget()
    wire.do(wire.station.raise_fault)
    wire.unplug()
    assert [stop["reason"] for stop in wire.sent("StopTransaction")] == ["EVDisconnected"]
    wire.do(wire.station.clear_fault)
    assert wire.statuses() == ["Faulted", "Available"]


# delivery --------------------------------------------------------------------------------------------


def test_what_nobody_acknowledged_is_sent_again_after_the_call_timeout() -> None:
    wire = Wire()
    wire.forget()
    wire.answers["StatusNotification"] = SILENCE
    wire.plug_in()
    wire.wait(31)
    wire.answers["StatusNotification"] = "{}"
    wire.wait(120)
    assert wire.statuses() == ["Preparing"] * 3
    assert wire.moments() == [0, 30, 60]


def test_what_was_refused_waits_and_holds_nothing_else_up() -> None:
    wire = Wire()
    wire.forget()
    wire.answers["StatusNotification"] = ERROR
    wire.plug_in()
    wire.answers["StatusNotification"] = "{}"
    wire.wait(10)
    wire.unplug()
    wire.wait(60)
    assert wire.statuses() == ["Preparing", "Available"]
    assert wire.moments() == [0, 10]


def test_what_was_refused_is_repeated_as_long_as_it_is_true() -> None:
    wire = Wire()
    wire.forget()
    wire.answers["StatusNotification"] = ERROR
    wire.plug_in()
    wire.answers["StatusNotification"] = "{}"
    wire.wait(60)
    assert (wire.statuses(), wire.moments()) == (["Preparing", "Preparing"], [0, 30])


def test_what_is_no_longer_true_is_not_repeated() -> None:
    wire = Wire()
    wire.forget()
    wire.answers["StatusNotification"] = SILENCE
    wire.plug_in()
    wire.unplug()
    wire.answers["StatusNotification"] = "{}"
    wire.wait(60)
    assert (wire.statuses(), wire.moments()) == (["Preparing", "Available"], [0, 30])


def test_a_new_connection_is_told_of_both_connectors_as_they_are() -> None:
    wire = Wire()
    wire.drop()
    wire.forget()
    wire.plug_in()
    wire.wait(5)
    assert (wire.statuses(0), wire.statuses(1)) == (["Available"], ["Preparing"])
