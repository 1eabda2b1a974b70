"""Bridge, device link and zappi as one thing to power on: an ``Endpoint`` with verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from ocpp16.endpoint import Effect, earliest
from reference_impl.account.app import App
from reference_impl.bridge.bridge import Bridge
from reference_impl.device_link import DeviceLink
from reference_impl.parts import Parts
from reference_impl.settings import Semantics, StationSettings
from reference_impl.store import MemoryStore, Store
from reference_impl.zappi.zappi import Zappi

__all__ = ["Semantics", "Station", "StationSettings"]


class Station:
    """A charge point as its central system sees it. The verbs are what people and vehicles do."""

    def __init__(
        self,
        settings: StationSettings | None = None,
        *,
        store: Store | None = None,
        new_ids: Iterator[str] | None = None,
        substitutes: Iterable[type] = (),
        link_latency: float = 0.0,
    ) -> None:
        self.settings = settings or StationSettings()
        self.store: Store = store or MemoryStore()
        self._parts = Parts(substitutes)
        self.link = self._parts.make(DeviceLink, link_latency)
        self._new_ids = new_ids or (f"cp-{number}" for number in count(1))
        self._silent = False
        self.zappi: Zappi | None = None
        self.app: App = self._parts.make(App)
        self.bridge = self._new_bridge()

    # endpoint ----------------------------------------------------------------------------------

    def connected(self, now: float) -> None:
        """See ``Endpoint``."""
        self.bridge.connected(now)

    def disconnected(self, now: float, code: int) -> None:
        """See ``Endpoint``."""
        self.bridge.disconnected(now, code)

    def receive(self, now: float, text: str) -> None:
        """See ``Endpoint``."""
        self.bridge.receive(now, text)

    def outgoing(self) -> list[Effect]:
        """See ``Endpoint``."""
        effects = self.bridge.outgoing()
        return [e for e in effects if not isinstance(e, str)] if self._silent else effects

    def next_deadline(self) -> float | None:
        """See ``Endpoint``."""
        device = self.zappi.next_deadline() if self.zappi is not None else None
        return earliest(self.bridge.next_deadline(), self.link.next_deadline(), device)

    def advance(self, now: float) -> None:
        """See ``Endpoint``."""
        if self.zappi is not None:
            self.zappi.advance(now)
        self.link.advance(now)
        self.bridge.advance(now)

    # verbs: power and link -------------------------------------------------------------------------

    def power_on(self, now: float) -> None:
        """Switch everything on; the bridge begins to dial."""
        if self.zappi is None:
            self.zappi = self._parts.make(Zappi, self.settings, self._parts, self.link, now)
            self.link.device = self.zappi
            if not self.zappi.is_on_network():
                self.link.cut()
            self.bridge.start(now)

    def reboot(self, now: float) -> None:
        """Power-cycle the device; the bridge stays up."""
        self.device.lose_power(now)

    def restart_bridge(self, now: float) -> None:
        """The cloud service restarts: what is not in its store is gone."""
        self.bridge = self._new_bridge()
        self.bridge.start(now)

    def cut_link(self, now: float) -> None:
        """The device loses its link to the bridge."""
        self.link.cut()

    def restore_link(self, now: float) -> None:
        """The link works again."""
        self.link.restore(now)

    def delay_link(self, now: float, seconds: float) -> None:
        """What either end of the link says arrives so much later from now on."""
        self.link.latency = seconds

    def fall_silent(self, now: float) -> None:
        """Send nothing any more, though the connection stays open."""
        self._silent = True

    def speak_again(self, now: float) -> None:
        """End the silence; what would have been sent meanwhile is lost."""
        self._silent = False

    # verbs: people and vehicles --------------------------------------------------------------------

    def plug_in(self, now: float) -> None:
        """Connect a vehicle."""
        self.device.plug_in(now)

    def unplug(self, now: float) -> None:
        """Disconnect the vehicle."""
        self.device.unplug(now)

    def take_off_cable(self, now: float) -> None:
        """Take the cable off the vehicle, and leave it in the charger."""
        self.device.take_off(now)

    def take_out_cable(self, now: float) -> None:
        """Pull the cable out of the charger, if it is not locked."""
        self.device.take_out(now)

    def enter_pin(self, now: float, pin: str) -> None:
        """Type a PIN on the device."""
        self.device.enter_pin(now, pin)

    def choose(self, now: float, what: str) -> None:
        """Choose a mode at the device (STOP, Fast, Eco, Eco_Plus), ``Menu``, or what that offers."""
        self.device.choose(now, what)

    def choose_in_app(self, now: float, mode: str) -> None:
        """The owner of the account chooses a mode in the app."""
        self.bridge.choose_in_app(now, mode)

    def set_by_hand(self, now: float, settings: Mapping[str, str]) -> None:
        """The owner changes settings of the lock, the default mode or the time-out at the device."""
        self.device.set_by_hand(now, settings)

    def raise_fault(self, now: float, code: str = "OtherError") -> None:
        """The device develops a fault, named by an OCPP error code."""
        self.device.change(now, fault=code)

    def clear_fault(self, now: float) -> None:
        """The fault goes away."""
        self.device.change(now, fault=None)

    def vehicle_full(self, now: float) -> None:
        """The vehicle has what it wants and draws nothing."""
        self.device.change(now, full=True)

    def vehicle_ready(self, now: float) -> None:
        """The vehicle would draw current."""
        self.vehicle(now, full=False, ev_fault=False, waits_until=None)

    def vehicle(self, now: float, **facts: Any) -> None:
        """Change facts of the vehicle: full, ev_fault, waits_until, max_current, holds_cable."""
        self.device.change(now, **facts)

    def installation(self, now: float, **facts: Any) -> None:
        """Change facts of the installation: site_limit, surplus, boosts, device_limit.

        Also how many of the next updates fail: failing_downloads, failing_installations.
        """
        self.device.change(now, **facts)

    def report_every(self, now: float, seconds: float) -> None:
        """Let the device report its state periodically, changed or not."""
        self.device.report_every(now, seconds)

    # reading ---------------------------------------------------------------------------------------

    @property
    def device(self) -> Zappi:
        """The zappi. Raises ``RuntimeError`` before the station was powered on."""
        if self.zappi is None:
            raise RuntimeError("the station is not powered on")
        return self.zappi

    def status(self) -> dict[str, Any]:
        """How the station is, for people to read."""
        running = self.bridge.transactions.running
        return {
            "connected": self.bridge.is_connected,
            "registration": self.bridge.registration.status,
            "status": self.bridge.status.status_of(1),
            "plugged in": self.device.plugged_in,
            "current": self.device.meter.current,
            "transaction": self.bridge.transactions.running_id if running else None,
            "idTag": running["idTag"] if running else None,
        }

    def screen(self, now: float) -> list[str]:
        """The lines of the device's display."""
        return list(self.device.display.lines(self.device.scene(now)))

    def app_status(self) -> str:
        """How the device is, in the words of the owner's app."""
        return self.app.status(self.bridge.state)

    def _new_bridge(self) -> Bridge:
        bridge = self._parts.make(
            Bridge, self.settings, self.store, self.link, self._new_ids, self._parts
        )
        self.link.listener = bridge
        return bridge
