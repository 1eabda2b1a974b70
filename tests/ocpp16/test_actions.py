"""The table of actions."""

import pytest

from ocpp16.actions import ACTIONS, ALL_ACTIONS, EXTENSION, SECURITY, Role, may_start

FROM_THE_CHARGE_POINT = {
    "Authorize",
    "BootNotification",
    "DataTransfer",
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
    "Heartbeat",
    "MeterValues",
    "StartTransaction",
    "StatusNotification",
    "StopTransaction",
}


def test_there_are_28_actions():
    assert len(ACTIONS) == 28


def test_ten_of_them_come_from_charge_points():
    assert {a for a in ACTIONS if may_start(Role.CHARGE_POINT, a)} == FROM_THE_CHARGE_POINT


def test_all_others_and_data_transfer_come_from_central_systems():
    others = set(ACTIONS) - FROM_THE_CHARGE_POINT | {"DataTransfer"}
    assert {a for a in ACTIONS if may_start(Role.CENTRAL_SYSTEM, a)} == others


@pytest.mark.parametrize("action", ["", "heartbeat", "HeartbeatResponse", "NotifyReport"])
@pytest.mark.parametrize("role", Role)
def test_nobody_starts_an_unknown_action(role, action):
    assert not may_start(role, action)


def test_transaction_messages_are_the_queued_ones():
    queued = {action for action, row in ACTIONS.items() if row.transaction_message}
    assert queued == {"StartTransaction", "StopTransaction", "MeterValues"}


def test_feature_profiles_are_the_six_of_the_standard():
    profiles = {row.feature_profile for row in ACTIONS.values()}
    assert profiles == {
        "Core",
        "FirmwareManagement",
        "LocalAuthListManagement",
        "Reservation",
        "SmartCharging",
        "RemoteTrigger",
    }


SECURED = {
    "LogStatusNotification",
    "SecurityEventNotification",
    "SignCertificate",
    "SignedFirmwareStatusNotification",
}


def test_the_white_paper_adds_eleven_actions_of_which_four_come_from_charge_points():
    assert len(EXTENSION) == 11
    assert {a for a in EXTENSION if may_start(Role.CHARGE_POINT, a)} == SECURED
    assert {a for a in EXTENSION if may_start(Role.CENTRAL_SYSTEM, a)} == set(EXTENSION) - SECURED


def test_what_the_white_paper_adds_is_marked_and_apart_from_the_standard():
    assert ACTIONS.keys().isdisjoint(EXTENSION)
    assert ALL_ACTIONS == {**ACTIONS, **EXTENSION}
    assert {a for a, row in ALL_ACTIONS.items() if row.feature_profile == SECURITY} == set(
        EXTENSION
    )
    assert not any(row.transaction_message for row in EXTENSION.values())


def test_each_role_has_the_other_as_its_peer():
    assert Role.CHARGE_POINT.peer is Role.CENTRAL_SYSTEM
    assert Role.CENTRAL_SYSTEM.peer is Role.CHARGE_POINT
