"""What makes things happen to a charge point under test. One protocol, one file a product.

A driver raises ``NotDrivable`` for what it cannot do, never for what OCPP regards as an answer;
it never invents an observation and never knows which scenario runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ocpp16.endpoint import Endpoint


class NotDrivable(Exception):  # noqa: N818 - the word of the architecture
    """This driver cannot do, or observe, what was asked: verdict INCONCLUSIVE."""


class DriverError(Exception):
    """The driver itself broke, or what it drives by did: verdict ERROR, never FAIL."""


class Driver(Protocol):
    """The verbs. ``now`` is in suite seconds; durations are suite seconds, currents ampere."""

    @property
    def identity(self) -> str:
        """The charge point's identity."""

    def endpoint(self) -> Endpoint | None:
        """The core to be carried, of a charge point that lives in this process."""

    def configure(self, settings: Mapping[str, Any]) -> None:
        """Before power-on: how the station is set up (identity, key, declared choices)."""

    def power_on(self, now: float) -> None:
        """Switch the charge point on."""

    def act(self, now: float, verb: str, **details: Any) -> None:
        """Do one of the verbs below, or take note of it until ``settle``."""

    def settle(self) -> None:
        """Do what was only taken note of: called before anything is observed or time passes."""

    def observe(self, now: float, quantity: str) -> Any:
        """Read a quantity off the device: display, meter or store."""

    def close(self) -> None:
        """Let go of processes, containers and the like; may be called more than once."""


VERBS = {
    "plug in": "a vehicle is connected",
    "unplug": "the vehicle is disconnected",
    "take off cable": "the cable is taken off the vehicle, and left in the charger",
    "take out cable": "somebody pulls at the cable in the charger",
    "enter pin": "a PIN is typed on the device (pin)",
    "present tag": "somebody identifies with a tag at the device (tag)",
    "choose": "at the device: a mode, Menu, or an entry of the page that is open (what)",
    "choose in app": "the owner of the account chooses a mode in the app (mode)",
    "set by hand": "the owner changes settings in the device's menu (settings: EV plugged, "
    "EV unplugged, AutoHide, charge: on or off; default mode; lock time-out)",
    "reboot": "the device is power-cycled",
    "restart bridge": "the cloud service restarts",
    "cut link": "the device loses its link to the bridge",
    "restore link": "that link works again",
    "delay link": "what goes over that link arrives later (seconds)",
    "fall silent": "nothing is sent any more, the connection stays open",
    "speak again": "what is to be sent goes out again",
    "fault": "the device develops a fault (code)",
    "clear fault": "the fault goes away",
    "vehicle": "facts of the vehicle change (full, ev_fault, waits_until, max_current, "
    "holds_cable)",
    "installation": "facts of the installation change (site_limit, device_limit, surplus, boosts, "
    "failing_downloads, failing_installations)",
    "report every": "the device reports its state periodically (seconds)",
}
"""The verbs of ``act``, and their details."""

QUANTITIES = {
    "charging current": "A",
    "offered current": "A",
    "occupied slots": "",
    "free slots": "",
    "cleared slots": "",
    "slot writes": "",
    "current at release": "A",
    "recorded sessions": "",
    "recorded energy": "Wh",
}
"""What ``observe`` may be asked for as a number, and its unit."""

READINGS = {
    "mode": "STOP, Fast, Eco or Eco_Plus",
    "default mode": "the mode after unplugging and after a restart",
    "lock EV plugged": "on or off",
    "lock EV unplugged": "on or off",
    "lock AutoHide": "on or off",
    "lock charge": "on or off",
    "lock time-out": "s",
    "screen lock": "on or off",
    "menu": "open, closed, or locked: closed and not to be opened",
    "menu page": "which page of the menu is open, if any",
    "PIN entry": "offered, refused (what was entered), or absent",
    "listed profiles": "where composite_mode is documented: a line a charging profile, as the vendor's "
    "service lists them beside the latest composite schedule",
    "screen": "the lines of the display, each as long as it likes",
    "QR code": "what a QR code on the display encodes, None without one",
    "backlight": "whether the backlight of the display is on",
    "cable": "locked, free to be taken out, absent, or fixed to the charger",
    "app status": "the status line of the owner's app",
}
"""What ``observe`` may be asked for as text, and what it reads; a screen reads as its lines."""
