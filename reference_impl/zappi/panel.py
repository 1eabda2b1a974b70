"""The buttons, the menu and the PIN pad: who may use them, and where they lead.

Manual (Dutch), 4.1; overview, Maintenance Mode and AllowPINCode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reference_impl.zappi.charging import ChargingControl
from reference_impl.zappi.lock import FLAGS, MODES, TIME_OUT, Lock
from reference_impl.zappi.preferences import Preferences

CLOSED, MENU, LOCK_FUNCTION = "", "Menu", "Lock Function"
CHARGE_SETTINGS, OTHER_SETTINGS = "Charge Settings", "Other Settings"
DEFAULT_MODE, LOCK_TIME_OUT = "default mode", "lock time-out"
PAGES: Mapping[str, tuple[str, ...]] = {
    CLOSED: (MENU,),
    MENU: (CHARGE_SETTINGS, OTHER_SETTINGS),
    CHARGE_SETTINGS: (DEFAULT_MODE,),
    OTHER_SETTINGS: (LOCK_FUNCTION,),
    LOCK_FUNCTION: (*FLAGS, LOCK_TIME_OUT),
}
"""What can be chosen on each page."""
PIN = re.compile(r"[0-9]{5}")


class Panel:
    """What people handle at the device. Choosing means: a button, or arrows and the plus key."""

    def __init__(
        self, lock: Lock, charging: ChargingControl, preferences: Preferences, device_pin: str
    ) -> None:
        self.lock = lock
        self.charging = charging
        self.preferences = preferences
        self.device_pin = device_pin
        self.page = CLOSED
        self.refused = False
        """The latest PIN was of no use."""

    # decisions -----------------------------------------------------------------------------------

    def obeys(self, now: float, *, plugged_in: bool) -> bool:
        """Whether buttons and menu do what the person in front of them wants."""
        if self.preferences.flag("CommercialMode"):
            return self.owner_may_enter() and self.lock.owner_is_present(now)
        return not self.lock.guards(now, plugged_in=plugged_in)

    def owner_may_enter(self) -> bool:
        """In commercial mode the menu is closed even to the owner, except for maintenance."""
        return self.preferences.flag("MaintenanceMode") or not self.preferences.flag(
            "CommercialMode"
        )

    def is_device_pin(self, pin: str) -> bool:
        """Whether a PIN is the device's own, which is for settings and not for charging."""
        return pin == self.device_pin and PIN.fullmatch(pin) is not None

    def offers_pin_entry(self) -> bool:
        """Whether a PIN can be used to charge; the key speaks of commercial mode only."""
        allowed = self.preferences["AllowPINCode"].casefold() != "false"
        return allowed or not self.preferences.flag("CommercialMode")

    def pages(self) -> Mapping[str, tuple[str, ...]]:
        """The pages of the menu, and what each offers."""
        return PAGES

    # what people do ------------------------------------------------------------------------------

    def enter(self, now: float, pin: str) -> bool:
        """A PIN is typed; returns whether it is one to charge with."""
        if self.is_device_pin(pin):
            self.refused = not self.owner_may_enter()
            if not self.refused:
                self.lock.admit_owner(now)
                self.page = MENU
            return False
        asks = self.offers_pin_entry() and PIN.fullmatch(pin) is not None
        self.refused = not asks
        return asks

    def choose(self, now: float, what: str, *, plugged_in: bool) -> None:
        """A mode, the menu, or an entry of the page that is open."""
        self.refused = False
        if not self.obeys(now, plugged_in=plugged_in):
            self.page = CLOSED
        elif what in MODES:
            self.charging.mode = what
        elif what == MENU:
            self.page = MENU
        elif what in self.pages()[self.page]:
            self._take(what)

    def set_by_hand(
        self, now: float, settings: Mapping[str, str], *, plugged_in: bool
    ) -> dict[str, str]:
        """The owner goes through the menu; returns what is a configuration key as well."""
        self.enter(now, self.device_pin)
        shared: dict[str, str] = {}
        for setting, value in settings.items():
            self._open_page_of(now, setting, plugged_in=plugged_in)
            if setting in self.pages()[self.page]:
                shared |= self._adjust(setting, value)
        self.leave()
        return shared

    def close(self) -> None:
        """Whoever was at the panel is done with the menu."""
        self.page, self.refused = CLOSED, False
        self.lock.dismiss_owner()

    def leave(self) -> None:
        """Nobody is at the panel any more: the menu closes and the lock with it."""
        self.close()
        self.lock.relock()

    # the menu ------------------------------------------------------------------------------------

    def menu(self, now: float, *, plugged_in: bool) -> str:
        """Open, closed, or locked: closed and not to be opened."""
        if not self.obeys(now, plugged_in=plugged_in):
            return "locked"
        return "open" if self.page else "closed"

    def pin_entry(self) -> str:
        """Whether a PIN can be used to charge, and whether the latest one was of use."""
        if not self.offers_pin_entry():
            return "absent"
        return "refused" if self.refused else "offered"

    def _take(self, entry: str) -> None:
        if entry in self.pages():
            self.page = entry
        elif entry in FLAGS:
            self._adjust(entry, "off" if self.lock.flags[entry] else "on")
        elif entry == DEFAULT_MODE:
            following = MODES[(MODES.index(self.lock.default_mode) + 1) % len(MODES)]
            self._adjust(entry, following)

    def _open_page_of(self, now: float, setting: str, *, plugged_in: bool) -> None:
        path = [setting]
        while path[0] != MENU:
            path.insert(
                0, next(page for page, entries in self.pages().items() if path[0] in entries)
            )
        self.page = CLOSED
        for step in path[:-1]:
            self.choose(now, step, plugged_in=plugged_in)

    def _adjust(self, setting: str, value: str) -> dict[str, str]:
        if setting == LOCK_TIME_OUT:
            self.preferences.take_over({TIME_OUT: value})
            return {TIME_OUT: value}
        if setting == DEFAULT_MODE:
            self.lock.default_mode = value
        else:
            self.lock.set_flag(setting, value == "on")
        return {}
