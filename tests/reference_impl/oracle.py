"""What charging profiles amount to, found the slow way: profile by profile, second by second.

Written from OCPP 1.6, section 3.13 and its errata (E3.7, E3.34, E3.43-3.45, E3.78), and from what
the overview says of a zappi. It takes profiles as they come from the wire and knows neither slots
nor edges; nothing of the bridge's or the device's own arithmetic is used here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

Profile = dict[str, Any]

VOLTAGE, HARDWARE, LEAST = 230, 32.0, 6.0
CYCLES = {"Daily": 24 * 3600, "Weekly": 7 * 24 * 3600}
HIGHEST_LEVEL = 15
FOREVER = float("inf")


class Oracle:
    """The profiles in a zappi that is in commercial mode, and the session it may have."""

    def __init__(self, phases: int = 1) -> None:
        self.phases = phases
        self.installed: list[Profile] = []
        """As sent, and when they began to count if they do not say so themselves (``begun``)."""
        self.session: tuple[int, float] | None = None
        """The id of the running transaction, and when it began."""

    # what happens ----------------------------------------------------------------------------------

    def begin(self, now: float, transaction: int) -> None:
        """A transaction begins."""
        self.session = transaction, now

    def end(self) -> None:
        """It is over, and takes its profiles along (3.13.1)."""
        self.session = None
        self.installed = [p for p in self.installed if not of_session(p)]

    def put(self, now: float, profile: Profile) -> str:
        """A profile is sent; the status it ought to be answered with."""
        if profile["chargingProfileKind"] == "Relative":
            return "NotSupported"
        if profile["chargingProfilePurpose"] == "ChargePointMaxProfile":
            return "NotSupported"
        if profile["stackLevel"] > HIGHEST_LEVEL or lacks_start(profile):
            return "Rejected"
        if of_session(profile) and not self.concerns_session(profile):
            return "Rejected"
        begun = self.session[1] if self.session and of_session(profile) else now
        self.installed = [p for p in self.installed if not replaces(profile, p)]
        self.installed.append({**profile, "begun": begun})
        return "Accepted"

    def clear(self, number: int) -> str:
        """A profile is cleared by its id; the status it ought to be answered with."""
        left = [p for p in self.installed if p["chargingProfileId"] != number]
        known, self.installed = left != self.installed, left
        return "Accepted" if known else "Unknown"

    def concerns_session(self, profile: Profile) -> bool:
        """A profile of a transaction is for the running one, named or not."""
        if self.session is None:
            return False
        return bool(profile.get("transactionId", self.session[0]) == self.session[0])

    # what follows ----------------------------------------------------------------------------------

    def limit(self, now: float) -> float:
        """What all profiles together allow at a moment, in ampere."""
        for purpose in ("TxProfile", "TxDefaultProfile"):
            ranked = [p for p in self.installed if p["chargingProfilePurpose"] == purpose]
            for profile in sorted(ranked, key=lambda p: int(p["stackLevel"]), reverse=True):
                said = self.said(profile, now)
                if said is not None:
                    return min(said, HARDWARE)
        return HARDWARE

    def current(self, now: float) -> float:
        """What a vehicle that takes all it can get draws at that moment."""
        limit = self.limit(now)
        return 0.0 if self.session is None or limit < LEAST else limit

    def said(self, profile: Profile, now: float) -> float | None:
        """What one profile says at a moment, in ampere, if it says anything."""
        schedule, elapsed = profile["chargingSchedule"], now - start(profile)
        if not moment(profile, "validFrom", 0) <= now < moment(profile, "validTo", FOREVER):
            return None
        if elapsed < 0:
            return None
        if profile["chargingProfileKind"] == "Recurring":
            elapsed %= CYCLES[profile["recurrencyKind"]]
        if elapsed >= schedule.get("duration", FOREVER):
            return None
        begun = [p for p in schedule["chargingSchedulePeriod"] if p["startPeriod"] <= elapsed]
        return self.ampere(schedule["chargingRateUnit"], begun[-1]) if begun else None

    def ampere(self, unit: str, period: dict[str, Any]) -> float:
        """A limit per phase; watts are those of all phases, of which there are 3 by default."""
        if unit == "A":
            return float(period["limit"])
        return float(period["limit"] / (VOLTAGE * min(period.get("numberPhases", 3), self.phases)))

    def changes(self, begin: float, end: float) -> set[float]:
        """The moments of a window at which something might change, and a second either side."""
        edges = {edge for profile in self.installed for edge in _edges(profile, end)}
        around = {edge + beside for edge in edges for beside in (-1, 0, 1)}
        return {begin, *(at for at in around if begin <= at < end)}


def of_session(profile: Profile) -> bool:
    """Whether a profile is for one transaction only."""
    return bool(profile["chargingProfilePurpose"] == "TxProfile")


def lacks_start(profile: Profile) -> bool:
    """What recurs must say from when (3.13.2)."""
    recurs = profile["chargingProfileKind"] == "Recurring"
    return recurs and "startSchedule" not in profile["chargingSchedule"]


def replaces(new: Profile, old: Profile) -> bool:
    """By id, or by purpose and level (5.16.3); a zappi has one default at all (overview)."""
    same = new["chargingProfilePurpose"] == old["chargingProfilePurpose"]
    return (
        new["chargingProfileId"] == old["chargingProfileId"]
        or (same and new["stackLevel"] == old["stackLevel"])
        or (same and not of_session(new))
    )


def start(profile: Profile) -> float:
    """From when a schedule counts."""
    return moment(profile["chargingSchedule"], "startSchedule", profile["begun"])


def moment(fields: dict[str, Any], name: str, missing: float) -> float:
    """A timestamp in seconds since 1970."""
    return _seconds(fields[name]) if name in fields else missing


@cache
def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _edges(profile: Profile, end: float) -> Iterator[float]:
    yield moment(profile, "validFrom", 0)
    yield moment(profile, "validTo", 0)
    schedule, begin = profile["chargingSchedule"], start(profile)
    while begin < end:
        yield begin
        yield begin + schedule.get("duration", 0)
        yield from (begin + p["startPeriod"] for p in schedule["chargingSchedulePeriod"])
        if profile["chargingProfileKind"] != "Recurring":
            return
        begin += CYCLES[profile["recurrencyKind"]]
