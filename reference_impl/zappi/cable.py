"""The charging cable at the device's end: fixed to it, or put into a socket that locks it.

Overview, 'Unlock Connector' and UnlockConnectorOnEVSideDisconnect.
"""

from __future__ import annotations

FIXED, LOCKED, FREE, ABSENT = "fixed", "locked", "free", "absent"


class Cable:
    """The cable, the socket and its lock. Currents in ampere."""

    def __init__(self, tethered: bool) -> None:
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
