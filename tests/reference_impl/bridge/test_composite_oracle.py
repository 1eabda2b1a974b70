"""The composite schedule against a naive reading of the standard, second by second.

The oracle works on charging profiles as they come from the wire and knows neither slots nor
edges: for every second it asks each profile what it says (OCPP 1.6, section 3.13; errata E3.7,
E3.43-3.45, E3.78).
"""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp16.timestamps import to_seconds, to_text
from reference_impl.bridge.composite import periods
from reference_impl.bridge.slots import SlotPlan
from reference_impl.zappi.slots import Limits

NOW = 1_767_571_200
WINDOW = 300
HARDWARE = 32.0
CYCLES = {"Daily": 86_400, "Weekly": 604_800}
Profile = dict[str, Any]


def says(profile: Profile, now: int) -> float | None:
    """What one profile allows at a moment, if it says anything."""
    schedule = profile["chargingSchedule"]
    begin = to_seconds(schedule["startSchedule"])
    valid_from = to_seconds(profile.get("validFrom", "1970-01-01T00:00:00Z"))
    valid_to = to_seconds(profile.get("validTo", "2999-01-01T00:00:00Z"))
    if now < begin or not valid_from <= now < valid_to:
        return None
    elapsed = now - begin
    if profile["chargingProfileKind"] == "Recurring":
        elapsed %= CYCLES[profile["recurrencyKind"]]
    if elapsed >= schedule.get("duration", float("inf")):
        return None
    begun = [p for p in schedule["chargingSchedulePeriod"] if p["startPeriod"] <= elapsed]
    return float(begun[-1]["limit"])


def allowed(profiles: list[Profile], now: int) -> float:
    """What all of them together allow."""
    for purpose in ("TxProfile", "TxDefaultProfile"):
        ranked = sorted(
            (p for p in profiles if p["chargingProfilePurpose"] == purpose),
            key=lambda p: -int(p["stackLevel"]),
        )
        for profile in ranked:
            limit = says(profile, now)
            if limit is not None:
                return min(limit, HARDWARE)
    return HARDWARE


@st.composite
def schedules(draw: st.DrawFn, cycle: int | None) -> dict[str, Any]:
    """A schedule near the window, or so many cycles earlier."""
    earlier = draw(st.integers(0, 3)) * (cycle or 0)
    start = NOW - earlier + draw(st.integers(-WINDOW, WINDOW))
    offsets = sorted({0, *draw(st.lists(st.integers(1, 2 * WINDOW), max_size=4))})
    limits = [draw(st.integers(0, 400)) / 10 for _ in offsets]
    duration = draw(st.none() | st.integers(1, 3 * WINDOW))
    return {
        **({"duration": duration} if duration else {}),
        "startSchedule": to_text(start),
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [
            {"startPeriod": offset, "limit": limit}
            for offset, limit in zip(offsets, limits, strict=True)
        ],
    }


@st.composite
def profiles(draw: st.DrawFn, number: int, purpose: str, level: int) -> Profile:
    """A profile of any kind, perhaps valid for a part of the window only."""
    recurrency = draw(st.sampled_from([None, "Daily", "Weekly"]))
    kind = {"chargingProfileKind": "Absolute"}
    if recurrency:
        kind = {"chargingProfileKind": "Recurring", "recurrencyKind": recurrency}
    moments = st.none() | st.integers(-WINDOW, WINDOW).map(lambda s: to_text(NOW + s))
    validity = {"validFrom": draw(moments), "validTo": draw(moments)}
    return {
        "chargingProfileId": number,
        "stackLevel": level,
        "chargingProfilePurpose": purpose,
        **kind,
        **{name: moment for name, moment in validity.items() if moment},
        "chargingSchedule": draw(schedules(CYCLES[recurrency] if recurrency else None)),
    }


@st.composite
def installed(draw: st.DrawFn) -> list[Profile]:
    """Up to three profiles of a transaction on levels of their own, and perhaps a default."""
    levels = draw(st.lists(st.integers(0, 15), max_size=3, unique=True))
    found = [draw(profiles(n, "TxProfile", level)) for n, level in enumerate(levels)]
    if draw(st.booleans()):
        found.append(draw(profiles(99, "TxDefaultProfile", draw(st.integers(0, 15)))))
    return found


@settings(derandomize=True, max_examples=100, deadline=None)
@given(installed())
def test_the_composite_is_what_a_naive_reading_finds(found: list[Profile]) -> None:
    plan = SlotPlan(1)
    slots = [slot for profile in found for slot in plan.slots(profile, NOW)]
    composite = dict(periods(Limits(), slots, NOW, WINDOW, HARDWARE))
    seen, limit = [], HARDWARE
    for second in range(WINDOW):
        limit = composite.get(second, limit)
        seen.append(limit)
    assert seen == [allowed(found, NOW + second) for second in range(WINDOW)]
