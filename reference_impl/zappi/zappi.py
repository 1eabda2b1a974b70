"""The zappi: what is done to it, what it is told over the link, and what follows."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ocpp16.endpoint import earliest
from reference_impl import device_link as link
from reference_impl.parts import Parts
from reference_impl.settings import StationSettings
from reference_impl.zappi.cable import PLUS, Cable
from reference_impl.zappi.charging import ChargingControl
from reference_impl.zappi.display import Display, Scene
from reference_impl.zappi.firmware import INSTALLED, FirmwareStore
from reference_impl.zappi.lock import PRESETS, STOP, Lock
from reference_impl.zappi.memory import Memory
from reference_impl.zappi.meter import Meter
from reference_impl.zappi.panel import Panel
from reference_impl.zappi.preferences import Preferences
from reference_impl.zappi.slots import Limits
from reference_impl.zappi.smart_charge import SmartChargeDelay
from reference_impl.zappi.vehicle import Vehicle

BOOT_SECONDS = 5.0
SESSION, UNPLUGGING, RESTART = "session", "unplugging", "restart"
"""What the charging mode changes after."""


class Zappi:
    """One device at the far end of the link.

    Facts change by what people and vehicles do, by commands, and by time passing; after each
    change ``_settle`` computes the current and reports the facts if they differ.
    """

    report_interval: float | None = None
    """Seconds between reports of an unchanged state (the vendor's own periodic status)."""

    def __init__(
        self, settings: StationSettings, parts: Parts, device_link: link.DeviceLink, now: float
    ) -> None:
        self.settings = settings
        self.link = device_link
        self.memory = parts.make(Memory, settings.slot_writes)
        self.vehicle = parts.make(Vehicle)
        self.charging: ChargingControl = parts.make(ChargingControl, settings.device_limit)
        self.charging.limits = parts.make(Limits)
        self.preferences = parts.make(Preferences, settings.configuration)
        self.charging.commercial = self.preferences.flag("CommercialMode")
        self.lock: Lock = parts.make(
            Lock, self.preferences, PRESETS[settings.semantics.lock_preset]
        )
        self.panel: Panel = parts.make(
            Panel, self.lock, self.charging, self.preferences, settings.device_pin
        )
        self.smart_charge_delay = parts.make(SmartChargeDelay, settings, self.preferences)
        self.meter = parts.make(Meter, settings.register, settings.phases, now)
        self.firmware = parts.make(FirmwareStore, settings.firmware)
        self.cable: Cable = parts.make(
            Cable, self.preferences, self.lock, settings.cable == "tethered"
        )
        self.display: Display = parts.make(Display, settings, self.preferences)
        self.plugged_in = False
        self.permitted = False
        self.served = False
        """Whether the vehicle that is plugged in has had a charge."""
        self.fault: str | None = None
        self.boots_until: float | None = None
        self._settled_at = now
        self._reported = self.state()
        self._next_report = math.inf

    def is_on_network(self) -> bool:
        """Whether the device has its way to the internet: by cable or by WiFi."""
        return self.settings.network in ("cable", "wifi")

    # what people and vehicles do -------------------------------------------------------------

    def plug_in(self, now: float) -> None:
        """A vehicle is connected."""
        self.plugged_in = True
        self.cable.connect()
        self._charge_unasked(now)
        self._settle(now)

    def unplug(self, now: float) -> None:
        """The vehicle is disconnected, and the cable taken along if it comes out."""
        self.take_off(now)
        self.take_out(now)

    def take_off(self, now: float) -> None:
        """The cable is taken off the vehicle, which ends any charge."""
        self._disconnect(now)
        self.cable.vehicle_left(self.meter.current)

    def take_out(self, now: float) -> None:
        """Somebody pulls at the cable; what comes out connects no vehicle any more."""
        if self.cable.take_out():
            self._disconnect(now)

    def change(self, now: float, **facts: Any) -> None:
        """Change facts of the vehicle or the installation, e.g. ``full=True``."""
        for name, value in facts.items():
            owners = (self.vehicle, self.charging, self.firmware, self)
            owner = next(owner for owner in owners if hasattr(owner, name))
            setattr(owner, name, value)
        self._settle(now)

    def enter_pin(self, now: float, pin: str) -> None:
        """Somebody types a PIN; a device that restarts shows no keys."""
        if self.boots_until is not None:
            return
        self.display.wake(now)
        if self.panel.enter(now, pin):
            self.link.report(now, link.PinEntered(pin))

    def choose(self, now: float, what: str) -> None:
        """Somebody chooses a mode, the menu, or what the menu offers; or wants the cable."""
        if self.boots_until is None:
            self.display.wake(now)
            if what == PLUS and not self.plugged_in:
                self.cable.button_pressed(now, self.meter.current)
            self.panel.choose(now, what, plugged_in=self.plugged_in)
            self._charge_unasked(now)
            self._settle(now)

    def set_by_hand(self, now: float, settings: Mapping[str, str]) -> None:
        """The owner changes settings in the menu."""
        shared = self.panel.set_by_hand(now, settings, plugged_in=self.plugged_in)
        if shared:
            self.link.report(now, link.SetByHand(shared))

    def report_every(self, now: float, seconds: float) -> None:
        """Report the state at this interval even when nothing changes."""
        self.report_interval = seconds
        self._next_report = now + seconds

    def lose_power(self, now: float) -> None:
        """Restart: slots, settings and register survive, the charge does not."""
        self._forbid(RESTART)
        self.panel.leave()
        self.memory.power_lost()
        self.meter.flow(now, 0.0)
        self.boots_until = now + BOOT_SECONDS

    # what the bridge says ----------------------------------------------------------------------

    def execute(self, now: float, command: link.Command) -> link.Reply | link.Unreachable:
        """Carry out a command of the bridge."""
        if self.boots_until is not None:
            return link.Unreachable()
        handlers: dict[type, Callable[[float, Any], bool]] = {
            link.StartCharging: self._start,
            link.StopCharging: self._stop,
            link.ReadMeter: lambda _now, _command: True,
            link.Reboot: self._reboot,
            link.Configure: self._configure,
            link.RefusePin: self._refuse_pin,
            link.UnlockCable: self._unlock_cable,
            link.WriteSlots: lambda at, c: self.memory.store(at, c.slots, c.replaces),
            link.ClearSlots: lambda at, c: self.memory.clear(at, c.profiles) > 0,
            link.UpdateDeviceFirmware: self._update_firmware,
        }
        done = handlers[type(command)](now, command)
        self._flow(now)
        self._note(now, self.state())
        return link.Reply(done, self._reported, self.reading(now))

    def _start(self, now: float, command: link.StartCharging) -> bool:
        if not self.able_to_charge():
            return False
        self.charging.mode = command.mode
        self._permit(now)
        return True

    def _stop(self, _now: float, _command: link.StopCharging) -> bool:
        self._forbid(SESSION)
        return True

    def _reboot(self, now: float, _command: link.Reboot) -> bool:
        self.lose_power(now)
        return True

    def _unlock_cable(self, now: float, _command: link.UnlockCable) -> bool:
        self._forbid(SESSION)
        self._flow(now)  # a cable under load is never let go
        return self.cable.unlock(now, self.meter.current, held=self.vehicle.holds_cable)

    def _configure(self, now: float, command: link.Configure) -> bool:
        self.display.wake(now)
        told = command.preferences
        news = self.preferences.news(told) if command.again else told
        self.preferences.take_over(told)
        self.charging.commercial = self.preferences.flag("CommercialMode")
        if "FreeCharging" in news and not self.preferences.flag("FreeCharging"):
            self.lock.set_up()
        return True

    def _refuse_pin(self, _now: float, _command: link.RefusePin) -> bool:
        self.panel.refused = True
        return True

    def _update_firmware(self, now: float, command: link.UpdateDeviceFirmware) -> bool:
        phase = self.firmware.begin(now, self.image(command), command.attempts, command.pause)
        if phase is not None:
            self.link.report(now, link.FirmwareProgress(phase))
        return phase is not None

    def image(self, _command: link.UpdateDeviceFirmware) -> str:
        """The version to be installed: the vendor's server has it, wherever one is sent."""
        return self.settings.available_firmware

    # what follows --------------------------------------------------------------------------------

    def state(self) -> link.DeviceState:
        """The facts as they are."""
        drawing = self.meter.current > 0
        return link.DeviceState(
            plugged_in=self.plugged_in,
            permitted=self.permitted,
            drawing=drawing,
            withheld=self.permitted and not drawing and self.withholds(),
            waits_for_schedule=self.waits_for_schedule(),
            socketed=not self.cable.tethered,
            fault=self.reported_fault(),
            installing=self.firmware.installing,
            firmware=self.firmware.version,
        )

    def withholds(self) -> bool:
        """Whether the device offers nothing, whatever the vehicle would take."""
        return self._offer == 0

    def waits_for_schedule(self) -> bool:
        """Whether a charge was allowed and a charging profile holds it back."""
        at = self._settled_at
        return self.permitted and self.charging.held_back(at, self.memory.in_use())

    def scene(self, now: float) -> Scene:
        """What the screen is about."""
        waits = self.waits_for_schedule()
        return Scene(
            dark=self.boots_until is not None,
            plugged_in=self.plugged_in,
            permitted=self.permitted,
            drawing=self.meter.current > 0,
            served=self.served,
            fault=self.fault is not None,
            installing=self.firmware.installing,
            waits_for_schedule=waits,
            next_start=self.charging.next_start(now, self.memory.in_use()) if waits else None,
        )

    def reported_fault(self) -> str | None:
        """Only a fault of its own: what is wrong with the vehicle is the vehicle's affair."""
        return self.fault

    def reading(self, now: float) -> link.Reading:
        """The meter as it is."""
        return self.meter.reading(now, self._offer)

    def next_deadline(self) -> float | None:
        """When something happens at the device by itself."""
        if self.boots_until is not None:
            return self.boots_until
        slots, now = self.memory.in_use(), self._settled_at
        by_itself = self.charging.next_change(now, slots) if self.permitted else math.inf
        moments = (by_itself, self._next_report, self.vehicle.next_change(now))
        finite = [moment for moment in moments if moment is not None and moment < math.inf]
        return earliest(*finite, self.firmware.until)

    def advance(self, now: float) -> None:
        """Let time pass."""
        if self.boots_until is not None:
            if now >= self.boots_until:
                self._booted(now)
            return
        self._advance_firmware(now)
        due = now >= self._next_report
        if due and self.report_interval is not None:
            self._next_report = now + self.report_interval
        self._settle(now, report=due)

    _offer = 0.0
    _to_tell: str | None = None
    """What is to be said of the firmware after the restart."""

    def _settle(self, now: float, *, report: bool = False) -> None:
        if self.boots_until is not None:
            return
        self._flow(now)
        state = self.state()
        if report or state != self._reported:
            self._note(now, state)
            self.link.report(now, link.StateReported(state, self.reading(now)))

    def _note(self, now: float, state: link.DeviceState) -> None:
        if state != self._reported:
            self.display.wake(now)
        self._reported = state

    def _disconnect(self, now: float) -> None:
        self.plugged_in = self.served = False
        self._forbid(UNPLUGGING)
        (self.panel.close if self.cable.is_left_behind else self.panel.leave)()
        self._settle(now)

    def _flow(self, now: float) -> None:
        able = self.permitted and self.plugged_in and self.fault is None
        slots = self.memory.in_use()
        self._offer = self.charging.offered(now, slots) if able else 0.0
        takes = self.vehicle.takes(now)
        self.meter.flow(now, min(self._offer, self.vehicle.max_current) if takes else 0.0)
        self._settled_at = now

    def able_to_charge(self) -> bool:
        """Whether there is a vehicle, and nothing at the device in the way."""
        return self.plugged_in and self.fault is None and not self.firmware.installing

    def mode_after(self, what: str) -> str:
        """STOP after each session; after unplugging and a restart, what the owner chose for it."""
        return STOP if what == SESSION else self.lock.default_mode

    def _permit(self, now: float) -> None:
        self.permitted = self.served = True
        delay = self.smart_charge_delay.seconds()
        self.charging.delayed_until = now + delay if delay > 0 else None

    def _charge_unasked(self, now: float) -> None:
        wanted = self.charging.mode != STOP and not self.permitted and self.able_to_charge()
        if wanted and self.lock.lets_charge(now, plugged_in=True):
            self._permit(now)

    def _forbid(self, because: str) -> None:
        self.permitted = False
        self.charging.mode = self.mode_after(because)
        self.charging.delayed_until = None

    def may_install(self) -> bool:
        """An installation waits for the end of a charge (errata E3.49)."""
        return not self.permitted

    def _advance_firmware(self, now: float) -> None:
        phase = self.firmware.advance(now, may_install=self.may_install(), reachable=self.link.up)
        if phase is None:
            return
        if phase == INSTALLED:
            self.restart_into_new(now)
            return
        self._finish(now, phase)

    def _finish(self, now: float, phase: str) -> None:
        self._settle(now)
        self.link.report(now, link.FirmwareProgress(phase))

    def restart_into_new(self, now: float) -> None:
        """New firmware runs from a restart on; only then is it said to be installed."""
        self._to_tell = INSTALLED
        self.lose_power(now)

    def _booted(self, now: float) -> None:
        self.boots_until = None
        self._charge_unasked(now)
        self._flow(now)
        self._note(now, replace(self.state()))
        self.display.wake(now)
        self.link.report(now, link.Booted(self._reported, self.reading(now)))
        if self._to_tell is not None:
            self.link.report(now, link.FirmwareProgress(self._to_tell))
            self._to_tell = None
