"""What the owner's app says."""

from __future__ import annotations

import pytest

from reference_impl.account.app import App
from reference_impl.device_link import DeviceState


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (DeviceState(), "EV Disconnected"),
        (DeviceState(plugged_in=True), "EV Connected"),
        (DeviceState(plugged_in=True, permitted=True), "Paused"),
        (
            DeviceState(permitted=True, withheld=True, waits_for_schedule=True),
            "Waiting for Schedule",
        ),
        (DeviceState(permitted=True, drawing=True), "Charging"),
        (DeviceState(permitted=True, fault="GroundFailure"), "Fault"),
    ],
)
def test_the_status_of_a_device(state: DeviceState, status: str) -> None:
    assert App().status(state) == status
