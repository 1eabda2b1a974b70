"""The lock function: what strangers may not do at the device, and the mode it goes back to.

Manual (Dutch), 4.1; overview, TAGID troubleshooting, FreeCharging and ConnectionTimeOut.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from reference_impl.zappi.preferences import Preferences

STOP = "STOP"
MODES = (STOP, "Fast", "Eco", "Eco_Plus")
EV_PLUGGED, EV_UNPLUGGED, AUTO_HIDE, CHARGE = "EV plugged", "EV unplugged", "AutoHide", "charge"
FLAGS = (EV_PLUGGED, EV_UNPLUGGED, AUTO_HIDE, CHARGE)
TIME_OUT = "ConnectionTimeOut"
"""The device calls it LockTimeOut: one value under two names."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Recommended settings of the lock."""

    on: frozenset[str]
    """The flags that are on; the others are off."""
    default_mode: str = STOP

    @property
    def flags(self) -> dict[str, bool]:
        """All flags."""
        return {flag: flag in self.on for flag in FLAGS}


PRESETS: Mapping[str, Preset] = {
    "overview": Preset(frozenset({EV_PLUGGED, EV_UNPLUGGED})),
    "dutch_manual": Preset(frozenset({EV_PLUGGED, CHARGE})),
}
"""The documents disagree; the second relies on the STOP mode alone while nothing is plugged in."""


class Lock:
    """Flags and default mode, and for whom the lock is open at the moment. Kept over a power loss."""

    def __init__(self, preferences: Preferences, preset: Preset) -> None:
        self.preferences = preferences
        self.preset = preset
        self.flags = dict.fromkeys(FLAGS, False)
        self.default_mode = STOP
        self._screen_until = self._owner_until = -math.inf
        if not preferences.flag("FreeCharging"):
            self.set_up()

    # settings ------------------------------------------------------------------------------------

    def set_up(self) -> None:
        """What FreeCharging=false brings about: the recommended settings."""
        self.flags = self.preset.flags
        self.default_mode = self.preset.default_mode

    def set_flag(self, flag: str, on: bool) -> None:
        """Set one flag by hand; nothing else follows from it."""
        self.flags[flag] = on

    @property
    def time_out(self) -> float:
        """Seconds for which the lock stays open."""
        return float(self.preferences[TIME_OUT] or 120)

    # who is there --------------------------------------------------------------------------------

    def admit_owner(self, now: float) -> None:
        """The owner has shown who it is: settings and modes may be changed for a while."""
        self._owner_until = now + self.time_out

    def release_screen(self, now: float) -> None:
        """Somebody may use the screen for a while, but neither the settings nor the modes."""
        self._screen_until = now + self.time_out

    def relock(self) -> None:
        """The lock is as closed as its flags make it."""
        self._screen_until = self._owner_until = -math.inf

    def dismiss_owner(self) -> None:
        """The owner has left; what anybody may do meanwhile, anybody still may."""
        self._owner_until = -math.inf

    def owner_is_present(self, now: float) -> bool:
        """Whether the owner's PIN was entered a short while ago."""
        return now < self._owner_until

    # decisions -----------------------------------------------------------------------------------

    def applies(self, *, plugged_in: bool) -> bool:
        """Whether the device is to be locked, by the flag for the vehicle's being there or not."""
        return self.flags[EV_PLUGGED if plugged_in else EV_UNPLUGGED]

    def guards(self, now: float, *, plugged_in: bool) -> bool:
        """Whether settings and modes are out of a stranger's reach."""
        return self.applies(plugged_in=plugged_in) and not self.owner_is_present(now)

    def locked(self, now: float, *, plugged_in: bool) -> bool:
        """Whether the screen is locked."""
        return self.guards(now, plugged_in=plugged_in) and now >= self._screen_until

    def lets_charge(self, now: float, *, plugged_in: bool) -> bool:
        """Whether the charging mode alone, without anybody's word, makes a vehicle charge."""
        return self.flags[CHARGE] or not self.guards(now, plugged_in=plugged_in)
