"""The random delay with which charges begin in Great Britain (overview, RandomSmartChargeDelay)."""

from __future__ import annotations

from hashlib import sha256

from reference_impl.settings import StationSettings
from reference_impl.zappi.preferences import Preferences

GREAT_BRITAIN = "GB"
LONGEST = 600
"""Seconds; the overview names no length. It is what the British rules for smart charging ask for."""


class SmartChargeDelay:
    """Draws a delay for each charge. The same seed gives the same delays."""

    def __init__(self, settings: StationSettings, preferences: Preferences) -> None:
        self._settings = settings
        self._preferences = preferences
        self._drawn = 0

    def seconds(self) -> float:
        """By how much the charge that begins now is delayed."""
        longest = self.longest()
        if not self.applies() or longest == 0:
            return 0.0
        self._drawn += 1
        return min(self.draw(self._drawn, longest), longest)

    def applies(self) -> bool:
        """Whether the unit stands where charges have to be delayed."""
        return self._settings.region == GREAT_BRITAIN

    def longest(self) -> float:
        """The most that is drawn, in seconds; 0 for no delay at all."""
        wanted = self._preferences["RandomSmartChargeDelay"]
        return float(wanted) if wanted and self.may_be_set() else LONGEST

    def may_be_set(self) -> bool:
        """Whether the operator has a say: in commercial mode only."""
        return self._preferences.flag("CommercialMode")

    def draw(self, number: int, longest: float) -> float:
        """The delay of the charge of that number: the declared one, or whole random seconds."""
        known = self._settings.smart_charge_delays
        if known:
            return known[(number - 1) % len(known)]
        digest = sha256(f"{self._settings.smart_charge_seed}/{number}".encode()).digest()
        return float(1 + int.from_bytes(digest[:8]) % round(longest))
