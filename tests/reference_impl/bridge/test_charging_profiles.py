"""Charging profiles over the wire: what is taken, replaced, cleared and forecast."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp16.timestamps import to_text
from tests.reference_impl.bridge.desk import ACCEPTED, START, Desk

REJECTED, UNKNOWN = {"status": "Rejected"}, {"status": "Unknown"}
DEFAULT = "TxDefaultProfile"


@pytest.fixture
def desk() -> Desk:
    """A station in commercial mode."""
    made = Desk()
    assert made.ask("ChangeConfiguration", key="CommercialMode", value="true") == ACCEPTED
    return made


def profile(
    number: int = 1, purpose: str = "TxProfile", level: int = 0, limit: float = 10.0, **fields: Any
) -> dict[str, Any]:
    """A profile of one period; ``duration`` and ``startSchedule`` belong to its schedule."""
    schedule = {
        "chargingRateUnit": "A",
        "startSchedule": to_text(START),
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": limit}],
    }
    for name in ("duration", "startSchedule"):
        if name in fields:
            schedule[name] = fields.pop(name)
    return {
        "chargingProfileId": number,
        "stackLevel": level,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {name: v for name, v in schedule.items() if v is not None},
        **fields,
    }


def put(desk: Desk, *args: Any, connector: int = 1, **fields: Any) -> Any:
    """Set a profile; the answer."""
    asked = profile(*args, **fields)
    return desk.ask("SetChargingProfile", connectorId=connector, csChargingProfiles=asked)


def forecast(desk: Desk, **more: Any) -> list[tuple[int, float]]:
    """The periods of the composite schedule for the next minutes."""
    asked = {"connectorId": 1, "duration": 400, **more}
    schedule = desk.ask("GetCompositeSchedule", **asked)["chargingSchedule"]
    return [(p["startPeriod"], p["limit"]) for p in schedule["chargingSchedulePeriod"]]


# taking ----------------------------------------------------------------------------------------------


def test_limits_with_a_decimal_arrive_at_the_device(desk: Desk) -> None:
    desk.charge()
    assert put(desk, limit=15.7) == ACCEPTED
    assert desk.current == 15.7


def test_a_station_set_up_in_commercial_mode_keeps_to_profiles_from_the_start() -> None:
    desk = Desk(configuration={"CommercialMode": "true"})
    desk.charge()
    assert put(desk) == ACCEPTED
    assert desk.current == 10


@pytest.mark.parametrize("connector", [0, 2])
def test_a_transaction_profile_is_for_the_connector_with_the_transaction(
    desk: Desk, connector: int
) -> None:
    desk.charge()
    assert put(desk, connector=connector) == REJECTED
    assert desk.slots == 0


def test_a_default_may_be_for_the_whole_station(desk: Desk) -> None:
    assert put(desk, 1, DEFAULT, connector=0) == ACCEPTED


@pytest.mark.parametrize(
    "fields",
    [
        {"duration": 0},
        {"duration": -60},
        {"level": -1},
        {"level": 16},
        {"chargingProfileKind": "Recurring"},
        {"chargingProfileKind": "Recurring", "recurrencyKind": "Daily", "startSchedule": None},
    ],
)
def test_a_profile_that_cannot_be_carried_out_is_rejected(
    desk: Desk, fields: dict[str, Any]
) -> None:
    assert put(desk, 1, DEFAULT, **fields) == REJECTED
    assert desk.station.device.memory.writes == []


@pytest.mark.parametrize(
    ("purpose", "kind"), [("ChargePointMaxProfile", "Absolute"), (DEFAULT, "Relative")]
)
def test_what_is_not_documented_is_not_supported(desk: Desk, purpose: str, kind: str) -> None:
    answer = put(desk, 1, purpose, chargingProfileKind=kind, connector=0)
    assert answer == {"status": "NotSupported"}


def test_the_transaction_must_be_the_running_one(desk: Desk) -> None:
    running = desk.charge()
    assert put(desk, transactionId=running + 1) == REJECTED
    assert put(desk, transactionId=running) == ACCEPTED


def test_a_remote_start_brings_a_profile_that_a_later_one_replaces(desk: Desk) -> None:
    running = desk.charge(chargingProfile=profile(5, limit=13))
    assert desk.current == 13
    assert put(desk, 6, limit=20, transactionId=running) == ACCEPTED
    assert (desk.current, desk.slots) == (20, 1)


def test_without_a_start_a_transaction_profile_counts_from_the_transaction(desk: Desk) -> None:
    began = desk.now
    desk.charge()
    desk.wait(99)
    put(desk, startSchedule=None, duration=300)
    left = round(began + 300 - desk.now)
    assert forecast(desk) == [(0, 10), (left, 32)]


def test_an_id_is_used_once_whatever_the_purpose(desk: Desk) -> None:
    desk.charge()
    put(desk, 1, DEFAULT, limit=8)
    put(desk, 1, "TxProfile", limit=9)
    assert (desk.current, desk.slots) == (9, 1)


def test_a_refused_successor_leaves_its_predecessor_in_force(desk: Desk) -> None:
    desk.charge()
    for number in range(26):
        put(desk, 1, DEFAULT, limit=6 + number / 10)
    assert put(desk, 2, DEFAULT, limit=20) == REJECTED
    assert (desk.current, desk.slots) == (8.5, 1)
    assert desk.ask("ClearChargingProfile", id=2) == UNKNOWN
    assert desk.ask("ClearChargingProfile", id=1) == ACCEPTED


def test_profiles_survive_a_restart_of_the_bridge(desk: Desk) -> None:
    put(desk, 1, DEFAULT, limit=8.5)
    desk.station.restart_bridge(desk.now)
    desk.wait(60)
    assert forecast(desk) == [(0, 8.5)]
    assert desk.ask("ClearChargingProfile", id=1) == ACCEPTED


def test_validity_is_kept_to(desk: Desk) -> None:
    desk.charge()
    begin = desk.now + 50
    put(desk, 1, DEFAULT, validFrom=to_text(begin), validTo=to_text(begin + 60))
    seen = []
    for moment in (begin - 1, begin + 1, begin + 59, begin + 61):
        desk.wait(moment - desk.now)
        seen.append(desk.current)
    assert seen == [32, 10, 10, 32]


# clearing --------------------------------------------------------------------------------------------


def test_the_connector_is_a_criterion(desk: Desk) -> None:
    put(desk, 1, DEFAULT, connector=0)
    assert desk.ask("ClearChargingProfile", connectorId=1) == UNKNOWN
    assert desk.ask("ClearChargingProfile", connectorId=0) == ACCEPTED


def test_beside_an_id_only_the_purpose_counts(desk: Desk) -> None:
    put(desk, 1, DEFAULT, level=3)
    assert desk.ask("ClearChargingProfile", id=1, chargingProfilePurpose="TxProfile") == UNKNOWN
    assert desk.ask("ClearChargingProfile", id=1, stackLevel=5, connectorId=0) == ACCEPTED


def test_level_0_is_a_criterion(desk: Desk) -> None:
    put(desk, 1, DEFAULT, level=3)
    assert desk.ask("ClearChargingProfile", stackLevel=0) == UNKNOWN


def test_a_transaction_takes_its_profiles_with_it(desk: Desk) -> None:
    desk.silent.add("StopTransaction")
    running = desk.charge()
    put(desk, 1, DEFAULT)
    put(desk, 2, "TxProfile", limit=20)
    desk.ask("RemoteStopTransaction", transactionId=running)
    assert desk.calls[-1][0] in ("StopTransaction", "StatusNotification")
    assert (desk.slots, forecast(desk)) == (1, [(0, 10)])


# an unreachable device -------------------------------------------------------------------------------


def test_nothing_is_installed_on_a_device_that_cannot_be_reached(desk: Desk) -> None:
    desk.station.cut_link(desk.now)
    assert put(desk, 1, DEFAULT) == REJECTED
    assert forecast(desk) == [(0, 32)]


def test_clearing_a_device_that_cannot_be_reached_is_an_error_and_changes_nothing(
    desk: Desk,
) -> None:
    put(desk, 1, DEFAULT)
    desk.station.cut_link(desk.now)
    assert desk.ask("ClearChargingProfile", id=1) == "InternalError"
    assert forecast(desk) == [(0, 10)]
    desk.station.restore_link(desk.now)
    assert desk.ask("ClearChargingProfile", id=1) == ACCEPTED
    assert desk.slots == 0


def test_a_session_that_ends_out_of_reach_loses_its_profiles_afterwards(desk: Desk) -> None:
    desk.charge()
    put(desk, 1, limit=13)
    desk.station.cut_link(desk.now)
    desk.station.unplug(desk.now)
    desk.wait(60)
    desk.station.restore_link(desk.now)
    desk.wait(1)
    assert desk.slots == 0
    desk.charge()
    assert desk.current == 32


def test_a_profile_that_arrives_after_its_transaction_is_cleared() -> None:
    desk = Desk(link_latency=0.4)
    desk.ask("ChangeConfiguration", key="CommercialMode", value="true")
    desk.charge()
    desk.station.unplug(desk.now)
    assert put(desk) == ACCEPTED
    desk.wait(5)
    assert (desk.slots, forecast(desk)) == (0, [(0, 32)])


# forecasting -----------------------------------------------------------------------------------------


def test_a_forecast_in_watts_counts_all_phases() -> None:
    desk = Desk(phases=3)
    desk.ask("ChangeConfiguration", key="CommercialMode", value="true")
    put(desk, 1, DEFAULT, limit=10)
    assert forecast(desk, chargingRateUnit="W") == [(0, 6900)]


def test_outside_commercial_mode_profiles_are_dormant_not_lost(desk: Desk) -> None:
    put(desk, 1, DEFAULT)
    desk.ask("ChangeConfiguration", key="CommercialMode", value="false")
    assert forecast(desk) == [(0, 32)]
    desk.ask("ChangeConfiguration", key="CommercialMode", value="true")
    assert forecast(desk) == [(0, 10)]


def test_a_forecast_for_an_unknown_connector_is_rejected(desk: Desk) -> None:
    assert desk.ask("GetCompositeSchedule", connectorId=2, duration=60) == REJECTED


def test_an_endless_forecast_is_cut_short(desk: Desk) -> None:
    put(desk, 1, DEFAULT, chargingProfileKind="Recurring", recurrencyKind="Daily", duration=60)
    answer = desk.ask("GetCompositeSchedule", connectorId=0, duration=2**31 - 1)
    assert answer["chargingSchedule"]["duration"] == 31 * 86_400
    assert len(answer["chargingSchedule"]["chargingSchedulePeriod"]) == 2 * 31 + 1
