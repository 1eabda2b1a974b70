"""What the owner's app says of a device, from the facts that the cloud has of it.

Overview, 'Display and User Communication', app status. The vendor documents the words of one
status; the others are ours.
"""

from __future__ import annotations

from reference_impl.device_link import DeviceState


class App:
    """Puts facts into words."""

    WAITING_FOR_SCHEDULE = "Waiting for Schedule"

    def status(self, state: DeviceState) -> str:
        """The status line."""
        if state.fault is not None:
            return "Fault"
        if state.drawing:
            return "Charging"
        if state.waits_for_schedule:
            return self.WAITING_FOR_SCHEDULE
        if state.permitted:
            return "Paused"
        return "EV Connected" if state.plugged_in else "EV Disconnected"
