"""Charging profiles over the wire against a naive reading of the standard (``oracle``).

Whatever profiles a central system sends, replaces and clears, in whatever sessions: the answer to
each request, the composite schedule and the current of the device are those that the oracle finds.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference_impl.bridge.desk import START, Desk
from tests.reference_impl.oracle import CYCLES, VOLTAGE, Oracle, Profile

MINUTES, DAYS, WEEKS = 300, 100_000, 800_000
SPANS = st.sampled_from([MINUTES, DAYS, WEEKS])
PURPOSES = st.sampled_from(
    ["TxProfile"] * 12 + ["TxDefaultProfile"] * 4 + ["ChargePointMaxProfile"]
)
KINDS = st.sampled_from(["Absolute", "Daily", "Weekly"] * 5 + ["Relative"])
NUMBERS, LEVELS = st.integers(1, 9), st.sampled_from(range(17))
UNITS = st.sampled_from([("A", 1), ("W", 1), ("W", 3)])
EVENTS = st.lists(
    st.sampled_from(["put"] * 12 + ["wait"] * 2 + ["clear", "session", "restart"]),
    min_size=6,
    max_size=12,
)
Event = tuple[Any, ...]
Texts = st.SearchStrategy[str | None]
Fields = st.SearchStrategy[dict[str, Any]]


class Compared:
    """A station in commercial mode, and the oracle that hears all it hears."""

    def __init__(self, phases: int) -> None:
        self.phases = phases
        keys = {"CommercialMode": "true", "MeterValueSampleInterval": "0"}
        self.desk = Desk(phases=phases, configuration=keys)
        self.desk.station.device.memory.writes_in_window = (
            10_000  # the write budget has tests of its own
        )
        self.oracle = Oracle(phases)

    def happen(self, event: Event) -> None:
        """Let something happen to both, and compare the answers."""
        what, *details = event
        getattr(self, what)(*details)

    def wait(self, seconds: int) -> None:
        self.desk.wait(seconds)

    def restart(self) -> None:
        """The bridge restarts and keeps what it knows."""
        self.desk.station.restart_bridge(self.desk.now)
        self.desk.wait(5)

    def session(self) -> None:
        """A session begins, or the one that runs ends."""
        if self.oracle.session is None:
            began = self.desk.now
            self.oracle.begin(began, self.desk.charge())
        else:
            self.desk.station.unplug(self.desk.now)
            self.desk.wait(1)
            self.oracle.end()

    def put(self, profile: Profile, foreign: int | None = None) -> None:
        """A profile is sent, for the running transaction or a foreign one if it names any."""
        if foreign is not None and self.oracle.session is not None:
            profile = {**profile, "transactionId": self.oracle.session[0] + foreign}
        expected = self.oracle.put(self.desk.now, profile)
        asked = {"connectorId": 1, "csChargingProfiles": profile}
        assert self.desk.ask("SetChargingProfile", **asked) == {"status": expected}

    def clear(self, number: int) -> None:
        expected = self.oracle.clear(number)
        assert self.desk.ask("ClearChargingProfile", id=number) == {"status": expected}

    # the two comparisons ---------------------------------------------------------------------------

    def composite(self, duration: int, unit: str) -> None:
        """The composite schedule is what the oracle finds, at every second or every change."""
        begin = self.desk.now
        asked = {"connectorId": 1, "duration": duration, "chargingRateUnit": unit}
        found = self.desk.ask("GetCompositeSchedule", **asked)["chargingSchedule"]
        periods = {begin + p["startPeriod"]: p["limit"] for p in found["chargingSchedulePeriod"]}
        assert list(periods) == sorted(periods)
        factor = 1 if unit == "A" else VOLTAGE * self.phases
        for at in sorted(self.moments(begin, duration) | periods.keys()):
            said = periods[max(since for since in periods if since <= at)]
            assert said == pytest.approx(self.oracle.limit(at) * factor, abs=0.0501), at - begin

    def follow(self, duration: int) -> None:
        """The device keeps to it: what a vehicle draws is what the oracle finds."""
        if self.oracle.session is None:
            self.session()
        for at in sorted(self.moments(self.desk.now, duration)):
            self.desk.wait(at - self.desk.now)
            assert self.desk.current == pytest.approx(self.oracle.current(at)), at - START

    def moments(self, begin: float, duration: int) -> set[float]:
        if duration <= MINUTES:
            return {begin + second for second in range(duration)}
        return self.oracle.changes(begin, begin + duration)


def text(seconds: float, zone: int = 0) -> str:
    """A moment after the start, as clocks of any zone show it."""
    moment = datetime.fromtimestamp(START + seconds, timezone(timedelta(hours=zone)))
    return moment.isoformat()


def without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


@cache
def starts(span: int, cycle: int) -> Texts:
    """Near the window, or so many cycles earlier; now and then not said at all."""
    near, zones, earlier = st.integers(-span, span // 2), st.integers(-2, 2), st.integers(0, 3)
    said = st.builds(lambda at, ago, zone: text(at - ago * cycle, zone), near, earlier, zones)
    return st.integers(0, 9).flatmap(lambda digit: said if digit else st.none())


@cache
def periods(unit: str, phases: int) -> Fields:
    """Limits from 0 to beyond what the unit can, and right at the least that charges."""
    ampere = 1 if unit == "A" else VOLTAGE * phases
    tenths = st.sampled_from([60 * ampere, 60 * ampere - 1]) | st.integers(0, 350 * ampere)
    fields = {"limit": tenths.map(lambda number: number / 10)}
    if unit == "W":
        fields["numberPhases"] = st.none() | st.integers(1, 3)
    return st.fixed_dictionaries(fields)


@cache
def offsets(span: int) -> st.SearchStrategy[set[int]]:
    return st.sets(st.integers(1, span), min_size=1, max_size=3)


@cache
def durations(span: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(1, 2 * span)


@cache
@st.composite
def schedules(draw: st.DrawFn, span: int, cycle: int) -> dict[str, Any]:
    """Up to four periods, in ampere or in watts, for ever or for a while."""
    unit, phases = draw(UNITS)
    fields = {
        "duration": draw(durations(span)),
        "startSchedule": draw(starts(span, cycle)),
        "chargingRateUnit": unit,
        "chargingSchedulePeriod": [
            without_none({"startPeriod": offset, **draw(periods(unit, phases))})
            for offset in [0, *sorted(draw(offsets(span)))]
        ],
    }
    return without_none(fields)


@cache
def bounds(span: int) -> Texts:
    """A moment from or to which a profile is valid, perhaps."""
    return st.none() | st.integers(-span, span).map(text)


@cache
@st.composite
def profiles(draw: st.DrawFn, span: int) -> Profile:
    """Any profile; ids and levels are few, so that they meet."""
    kind, bounded = draw(KINDS), draw(st.booleans())
    recurs = kind in CYCLES
    fields = {
        "chargingProfileId": draw(NUMBERS),
        "stackLevel": draw(LEVELS),
        "chargingProfilePurpose": draw(PURPOSES),
        "chargingProfileKind": "Recurring" if recurs else kind,
        "recurrencyKind": kind if recurs else None,
        "validFrom": draw(bounds(span)) if bounded else None,
        "validTo": draw(bounds(span)) if bounded else None,
        "chargingSchedule": draw(schedules(span, CYCLES.get(kind, 0))),
    }
    return without_none(fields)


@cache
def details(what: str, span: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """What there is to say of an event."""
    known = {
        "put": (profiles(span), st.sampled_from([None] * 5 + [0] * 5 + [1])),
        "clear": (NUMBERS,),
        "wait": (st.integers(1, span // 4),),
    }
    return st.tuples(*known.get(what, ()))


@st.composite
def histories(draw: st.DrawFn) -> tuple[int, list[Event]]:
    """A span of time, and what happens before the two are compared."""
    span = draw(SPANS)
    events: list[Event] = [("session",)] * draw(st.sampled_from([1, 1, 1, 1, 0]))
    events += [(what, *draw(details(what, span))) for what in draw(EVENTS)]
    return span, events


@settings(derandomize=True, max_examples=500, deadline=None, database=None)
@given(histories(), st.sampled_from([1, 3]), st.sampled_from("AW"))
def test_answers_composite_and_current_are_what_a_naive_reading_finds(
    history: tuple[int, list[Event]], phases: int, unit: str
) -> None:
    span, events = history
    both = Compared(phases)
    for event in events:
        both.happen(event)
    both.composite(span, unit)
    both.follow(span)


# the stacking example of the certification tool's TC_072 ------------------------------------------

LOWER = [(0, 6), (50, 5), (100, 8), (200, 10)]
UPPER = [(0, 7), (100, 9)]
STACKED = [(0, 7), (100, 9), (150, 8), (200, 10), (400, 32)]


def golden(purpose: str, level: int, duration: int, periods: list[tuple[int, int]]) -> Profile:
    return {
        "chargingProfileId": 10 + level,
        "stackLevel": level,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {
            "duration": duration,
            "startSchedule": text(100),
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": s, "limit": a} for s, a in periods],
        },
    }


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ("TxProfile", "TxProfile", STACKED),
        ("TxDefaultProfile", "TxProfile", STACKED),
        ("TxDefaultProfile", "TxDefaultProfile", [(0, 7), (100, 9), (150, 32)]),
    ],
    ids=["stacked on the transaction", "above the default", "a zappi has one default"],
)
def test_the_golden_example(lower: str, upper: str, expected: list[tuple[int, int]]) -> None:
    both = Compared(phases=1)
    both.session()
    both.put(golden(lower, 0, 400, LOWER))
    both.put(golden(upper, 1, 150, UPPER))
    both.wait(START + 100 - both.desk.now)
    assert [(s, both.oracle.limit(START + 100 + s)) for s, _ in expected] == expected
    asked = both.desk.ask("GetCompositeSchedule", connectorId=1, duration=500)
    periods = asked["chargingSchedule"]["chargingSchedulePeriod"]
    assert [(p["startPeriod"], p["limit"]) for p in periods] == expected
    both.follow(450)
