"""The shadow of charging profiles."""

from typing import Any

import pytest

from mock_csms.domain.charging_profiles import ChargingProfiles

PROFILE = {
    "chargingProfileId": 1,
    "stackLevel": 0,
    "chargingProfilePurpose": "TxDefaultProfile",
    "chargingProfileKind": "Relative",
    "chargingSchedule": {
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 6}],
    },
}
PURPOSES = {"tx": "TxProfile", "default": "TxDefaultProfile", "max": "ChargePointMaxProfile"}


def profile(number: int = 1, purpose: str = "default", level: int = 0, **more: Any) -> Any:
    known = {"chargingProfileId": number, "chargingProfilePurpose": PURPOSES[purpose]}
    return {**PROFILE, **known, "stackLevel": level, **more}


@pytest.fixture
def profiles() -> ChargingProfiles:
    return ChargingProfiles()


def ids(profiles: ChargingProfiles) -> list[int]:
    return [each.id for each in profiles.installed]


@pytest.mark.parametrize(
    ("second", "left"),
    [
        ((0, profile(2, level=1)), [1, 2]),
        ((0, profile(2, level=0)), [2]),
        ((0, profile(1, level=1)), [1]),
        ((1, profile(1, "tx")), [1]),
        ((0, profile(2, "max")), [1, 2]),
        ((1, profile(2)), [1, 2]),
    ],
)
def test_a_profile_replaces_its_like(profiles, second, left):
    profiles.set(0, profile(1), None)
    profiles.set(*second, None)
    assert ids(profiles) == left
    assert profiles.installed[-1].profile == second[1]


def test_a_profile_of_a_transaction_goes_with_it(profiles):
    profiles.set(1, profile(1, "tx", transactionId=7), None)
    profiles.set(1, profile(2, "tx", 1), 7)
    profiles.set(1, profile(3), 7)
    profiles.set(2, profile(4, "tx"), 8)
    profiles.ended(7)
    assert ids(profiles) == [3, 4]


def test_the_next_transaction_does_not_inherit_a_profile(profiles):
    profiles.set(1, profile(1, "tx"), 7)
    profiles.set(2, profile(2, "tx"), 8)
    profiles.begun(1, "04A1", 9)
    assert ids(profiles) == [2]


def test_a_profile_that_came_with_a_remote_start_waits_for_its_transaction(profiles):
    profiles.announced("04A1", None, profile(1, "tx"))
    assert ids(profiles) == []
    profiles.begun(1, "04B2", 7)
    assert ids(profiles) == []
    profiles.begun(2, "04a1", 8)
    assert [(each.connector, each.transaction) for each in profiles.installed] == [(2, 8)]
    profiles.ended(8)
    profiles.begun(2, "04A1", 9)
    assert ids(profiles) == []


def test_it_waits_at_its_connector_and_only_the_latest_of_a_tag(profiles):
    profiles.announced("04A1", 1, profile(1, "tx"))
    profiles.announced("04a1", 2, profile(2, "tx"))
    profiles.begun(1, "04A1", 7)
    assert ids(profiles) == []
    profiles.begun(2, "04A1", 8)
    assert ids(profiles) == [2]


ALL = {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("criteria", "cleared"),
    [
        ({}, ALL),
        ({"id": 2}, {2}),
        ({"id": 2, "connectorId": 0, "stackLevel": 9}, {2}),
        ({"id": 9}, set()),
        ({"connectorId": 0}, {1, 4}),
        ({"connectorId": 1}, {2, 3}),
        ({"stackLevel": 0}, {1, 2, 4}),
        ({"chargingProfilePurpose": "TxDefaultProfile"}, {1, 2}),
        ({"chargingProfilePurpose": "TxDefaultProfile", "connectorId": 1}, {2}),
        ({"chargingProfilePurpose": "TxProfile", "stackLevel": 0}, set()),
    ],
)
def test_what_fits_all_criteria_is_cleared(profiles, criteria, cleared):
    profiles.set(0, profile(1), None)
    profiles.set(1, profile(2), None)
    profiles.set(1, profile(3, "tx", 1), 7)
    profiles.set(0, profile(4, "max"), None)
    profiles.clear(criteria)
    assert set(ids(profiles)) == ALL - cleared
