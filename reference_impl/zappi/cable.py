"""The charging cable at the device's end: fixed to it, or put into a socket that locks it.

Overview, 'Unlock Connector' and UnlockConnectorOnEVSideDisconnect; support page, UnlockConnector;
manual (Dutch), 4.1.
"""

from __future__ import annotations

from reference_impl.zappi.lock import Lock
from reference_impl.zappi.preferences import Preferences

PLUS = "+"
"""The button that lets a cable go."""
FIXED, LOCKED, FREE, ABSENT = "fixed", "locked", "free", "absent"


class Cable:
    """The cable, the socket and its lock. Currents in ampere."""

    def __init__(self, preferences: Preferences, lock: Lock, tethered: bool) -> None:
        self.preferences = preferences
        self.lock = lock
        self.tethered = tethered
        self.present = tethered
        self.locked = False
        self.current_at_release = 0.0
        """What flowed at the moment the lock was last opened: nothing, or it was dangerous."""

    @property
    def condition(self) -> str:
        """Fixed to the device for good, locked, free to be taken out, or absent."""
        if self.tethered:
            return FIXED
        if not self.present:
            return ABSENT
        return LOCKED if self.locked else FREE

    @property
    def is_left_behind(self) -> bool:
        """Whether somebody can come back for it."""
        return self.present and not self.tethered

    # decisions -----------------------------------------------------------------------------------

    def follows_vehicle(self) -> bool:
        """Whether the lock opens as soon as the cable was taken off the vehicle."""
        return self.preferences.flag("UnlockConnectorOnEVSideDisconnect")

    def obeys_button(self, now: float) -> bool:
        """Whether a button is enough to open the lock: not while strangers are kept off."""
        return not self.lock.locked(now, plugged_in=False)

    # what happens to it --------------------------------------------------------------------------

    def vehicle_left(self, current: float) -> None:
        """The cable was taken off the vehicle."""
        if self.follows_vehicle():
            self.release(current)

    def button_pressed(self, now: float, current: float) -> None:
        """Somebody at the device wants to take the cable along."""
        if self.obeys_button(now):
            self.release(current)

    def unlock(self, now: float, current: float, *, held: bool) -> bool:
        """Open the lock from afar, unless the vehicle holds the cable, and the screen with it."""
        self.lock.release_screen(now)
        return not held and self.release(current)

    def connect(self) -> None:
        """A vehicle is connected; its cable is locked so that nobody takes it away."""
        self.present = True
        self.locked = not self.tethered

    def release(self, current: float) -> bool:
        """Open the lock, if there is one; returns whether the cable can be taken out now."""
        if self.tethered:
            return False
        if self.locked:
            self.current_at_release = current
        self.locked = False
        return True

    def take_out(self) -> bool:
        """Somebody pulls at the cable; returns whether it came out."""
        if self.tethered or self.locked or not self.present:
            return False
        self.present = False
        return True
