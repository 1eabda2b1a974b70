"""Deviations in the lock function and in the charging mode it relies on."""

from collections.abc import Mapping

from reference_impl import device_link as link
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.keys import Key
from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.lock import CHARGE, EV_PLUGGED, STOP, Lock
from reference_impl.zappi.zappi import RESTART, UNPLUGGING, Zappi

# modes ------------------------------------------------------------------------------------------------


@deviates("ZAP-LOCK-001")
class ButtonsBeatLock(Zappi):
    """Who presses the button of a charging mode at a locked charger charges."""

    def choose(self, now: float, what: str) -> None:
        super().choose(now, what)
        if what == "Fast" and self.able_to_charge():
            self.charging.mode = what
            self._permit(now)
            self._settle(now)


@deviates("ZAP-LOCK-002")
class LeavesStopOnEntry(Zappi):
    """The charger leaves STOP mode when a PIN is typed, before anybody has decided on it."""

    def enter_pin(self, now: float, pin: str) -> None:
        self.charging.mode = "Fast"
        super().enter_pin(now, pin)


@deviates("ZAP-LOCK-002")
class StaysInStop(Zappi):
    """A welcome driver's session begins, and the charger stays in STOP mode."""

    def _start(self, now: float, command: link.StartCharging) -> bool:
        return super()._start(now, link.StartCharging(STOP))


@deviates("ZAP-LOCK-003")
class ModeOutlastsSession(Zappi):
    """The charging mode stays when the session is over."""

    def mode_after(self, what: str) -> str:
        return super().mode_after(what) if what == RESTART else self.charging.mode


@deviates("ZAP-LOCK-011")
class ModeOutlastsRestart(Zappi):
    """After a restart the charger is in the mode it was in before."""

    def mode_after(self, what: str) -> str:
        return self.charging.mode if what == RESTART else super().mode_after(what)


@deviates("ZAP-LOCK-011")
class ModeOutlastsVehicle(Zappi):
    """Unplugging leaves the charging mode as it was."""

    def mode_after(self, what: str) -> str:
        return self.charging.mode if what == UNPLUGGING else super().mode_after(what)


# flags ------------------------------------------------------------------------------------------------


@deviates("ZAP-LOCK-007")
class DefaultModeForgotten(Lock):
    """The key sets the flags of the lock, the default mode stays what it was."""

    def set_up(self) -> None:
        before = self.default_mode
        super().set_up()
        self.default_mode = before


@deviates("ZAP-LOCK-008")
class FlagsForgotten(Lock):
    """The key is taken note of, and the flags of the lock stay what they were."""

    def set_up(self) -> None:
        self.default_mode = self.preset.default_mode


@deviates("ZAP-LOCK-009")
class LockedWhateverSet(Lock):
    """The charger is locked without a vehicle although that flag is off."""

    def applies(self, *, plugged_in: bool) -> bool:
        return True


@deviates("ZAP-LOCK-009")
class HandSettingsOverwritten(Zappi):
    """Each time the bridge and the charger meet again, what was set by hand is lost."""

    def _configure(self, now: float, command: link.Configure) -> bool:
        return super()._configure(now, link.Configure(command.preferences))


@deviates("ZAP-LOCK-010")
class MistakeMended(Lock):
    """Setting the lock by hand sets the default mode to STOP too."""

    def set_flag(self, flag: str, on: bool) -> None:
        super().set_flag(flag, on)
        self.default_mode = STOP


@deviates("ZAP-LOCK-012")
class ChargeFlagIgnored(Lock):
    """A locked charger charges anybody, whatever the lock says about charging."""

    def lets_charge(self, now: float, *, plugged_in: bool) -> bool:
        return True


@deviates("ZAP-LOCK-012")
class OpenUntilPluggedIn(Lock):
    """The preset leaves a charger without a vehicle open, and lets a mode alone charge."""

    def set_up(self) -> None:
        super().set_up()
        self.flags = {flag: flag in (EV_PLUGGED, CHARGE) for flag in self.flags}


# keys and settings ------------------------------------------------------------------------------------


@deviates("ZAP-CFG-002")
class TableOnly(Configuration):
    """Keys that are settings of the device are kept in the bridge, and the device never hears."""

    def concerns_device(self, key: Key) -> bool:
        return key.name == "CommercialMode"


@deviates("ZAP-CFG-009")
class TwoTimeOuts(Lock):
    """The lock has a time-out of its own, whatever the key says."""

    @property
    def time_out(self) -> float:
        return 120.0


@deviates("ZAP-CFG-009")
class KeyDoesNotFollow(Configuration):
    """What is set at the device does not change the key."""

    def follow(self, now: float, preferences: Mapping[str, str]) -> None:
        pass
