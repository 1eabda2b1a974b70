"""The driver of our own reference station."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count
from typing import Any

from conformance.profile import Profile
from conformance.sut.driver import NotDrivable
from ocpp16.endpoint import Endpoint
from reference_impl.settings import StationSettings, declared, typed
from reference_impl.station import Station
from reference_impl.zappi.zappi import Zappi


class ReferenceDriver:
    """Makes a reference station and acts on it; satisfies ``Driver``."""

    def __init__(
        self, profile: Profile, *, substitutes: Iterable[type] = (), identity: str | None = None
    ) -> None:
        self._settings: dict[str, Any] = dict(profile.station)
        self._settings["semantics"] = dict(profile.semantics)
        self._settings["call_timeout"] = profile.limits["call_timeout"]
        self._substitutes = tuple(substitutes)
        self._station: Station | None = None
        if identity is not None:
            self._settings |= {"identity": identity, "serial": identity}

    @property
    def identity(self) -> str:
        """The charge point's identity."""
        return str(self._settings["identity"])

    @property
    def station(self) -> Station:
        """The station, made on first use: settings are fixed from then on."""
        if self._station is None:
            settings = {**self._settings, "semantics": declared(self._settings["semantics"])}
            self._station = Station(
                StationSettings(**typed(settings)),
                substitutes=self._substitutes,
                new_ids=(f"{self.identity}-{number}" for number in count(1)),
            )
        return self._station

    def endpoint(self) -> Endpoint:
        """See ``Driver``."""
        return self.station

    def configure(self, settings: Mapping[str, Any]) -> None:
        """See ``Driver``. Settings under ``semantics`` are merged."""
        if self._station is not None:
            raise NotDrivable("the station is set up already")
        self._settings["semantics"] |= settings.get("semantics", {})
        declared(self._settings["semantics"])
        self._settings |= {k: v for k, v in settings.items() if k != "semantics"}

    def power_on(self, now: float) -> None:
        """See ``Driver``."""
        self.station.power_on(now)

    def act(self, now: float, verb: str, **details: Any) -> None:
        """See ``Driver``."""
        verbs: dict[str, Callable[..., None]] = {
            "plug in": self.station.plug_in,
            "unplug": self.station.unplug,
            "take off cable": self.station.take_off_cable,
            "take out cable": self.station.take_out_cable,
            "enter pin": self.station.enter_pin,
            "present tag": self._present_tag,
            "choose": self.station.choose,
            "choose in app": self.station.choose_in_app,
            "set by hand": self.station.set_by_hand,
            "reboot": self.station.reboot,
            "restart bridge": self.station.restart_bridge,
            "cut link": self.station.cut_link,
            "restore link": self.station.restore_link,
            "delay link": self.station.delay_link,
            "fall silent": self.station.fall_silent,
            "speak again": self.station.speak_again,
            "fault": self.station.raise_fault,
            "clear fault": self.station.clear_fault,
            "vehicle": self.station.vehicle,
            "installation": self.station.installation,
            "report every": self.station.report_every,
        }
        if verb not in verbs:
            raise NotDrivable(f"the reference station cannot {verb!r}")
        verbs[verb](now, **details)

    def _present_tag(self, now: float, tag: str) -> None:
        """A zappi has no reader: whoever has the tag types the PIN that stands for it."""
        for user in self.station.settings.users:
            if user.tag == tag:
                self.station.enter_pin(now, user.pin)
                return
        raise NotDrivable(f"no user of the reference station has the tag {tag!r}")

    def observe(self, now: float, quantity: str) -> Any:
        """See ``Driver``."""
        device = self.station.device
        records, sessions = device.memory.records, self.station.bridge.sessions.all()
        readers: dict[str, Callable[[], Any]] = {
            "charging current": lambda: device.meter.current,
            "offered current": lambda: device.reading(now).offered,
            "occupied slots": lambda: len(device.memory.in_use()),
            "free slots": lambda: len(records) - len(device.memory.in_use()),
            "cleared slots": lambda: sum(
                1 for slot in records if slot is not None and slot.duration == slot.limit == 0
            ),
            "slot writes": lambda: len(device.memory.writes),
            "current at release": lambda: device.cable.current_at_release,
            "mode": lambda: device.charging.mode,
            **_lock_readers(device, now),
            "listed profiles": lambda: list(self.station.bridge.composite_schedule.listed),
            "screen": lambda: self.station.screen(now),
            "QR code": lambda: device.display.qr_code(device.scene(now)),
            "backlight": lambda: device.display.is_lit(now, device.scene(now)),
            "cable": lambda: device.cable.condition,
            "app status": self.station.app_status,
            "recorded sessions": lambda: len(sessions),
            "recorded energy": lambda: sum(session.energy for session in sessions),
        }
        if quantity not in readers:
            raise NotDrivable(f"the reference station shows no {quantity!r}")
        return readers[quantity]()

    def settle(self) -> None:
        """See ``Driver``: it acts at once."""

    def close(self) -> None:
        """See ``Driver``. The station lives and ends with its carrier."""


def _lock_readers(device: Zappi, now: float) -> dict[str, Callable[[], Any]]:
    lock, panel, plugged_in = device.lock, device.panel, device.plugged_in
    return {
        "default mode": lambda: lock.default_mode,
        **{f"lock {flag}": partial(lock.flags.__getitem__, flag) for flag in lock.flags},
        "lock time-out": lambda: f"{lock.time_out:g}",
        "screen lock": lambda: lock.locked(now, plugged_in=plugged_in),
        "menu": lambda: panel.menu(now, plugged_in=plugged_in),
        "menu page": lambda: panel.page,
        "PIN entry": panel.pin_entry,
    }
