"""Composite schedules, by hand and against a naive reading of the standard (``oracle``)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_csms.charge_points import ChargePoint
from mock_csms.domain.charging_profiles import ChargingProfiles, Installed
from mock_csms.domain.composite import LONGEST, Composite, Supply, composite_schedule
from mock_csms.domain.transactions import Transaction
from ocpp16.schema import faults
from ocpp16.timestamps import to_text
from tests.reference_impl.oracle import VOLTAGE, Oracle

NOW = 1_767_600_000.0
HOUR, DAY = 3600, 86_400
Periods = dict[int, float]


def profile(
    periods: Periods,
    purpose: str = "TxDefaultProfile",
    level: int = 0,
    unit: str = "A",
    *,
    start: float | None = NOW,
    duration: int | None = None,
    phases: int | None = None,
    **more: Any,
) -> dict[str, Any]:
    """An Absolute profile, or a Relative one if it has no start."""
    stated = {} if phases is None else {"numberPhases": phases}
    schedule: dict[str, Any] = {
        "chargingRateUnit": unit,
        "chargingSchedulePeriod": [
            {"startPeriod": at, "limit": limit, **stated} for at, limit in periods.items()
        ],
    }
    if start is not None:
        schedule["startSchedule"] = to_text(start)
    if duration is not None:
        schedule["duration"] = duration
    return {
        "chargingProfileId": level,
        "stackLevel": level,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": "Relative" if start is None else "Absolute",
        "chargingSchedule": schedule,
        **more,
    }


def found(*profiles: Any, duration: int = 400, connector: int = 1, **settings: Any) -> Periods:
    """The composite schedule of profiles at connector 1, or at the one each is paired with."""
    installed = [
        Installed(each[0], each[1]) if isinstance(each, tuple) else Installed(1, each)
        for each in profiles
    ]
    schedule = Composite(installed, settings.pop("at", NOW), **settings).schedule(
        connector, duration
    )
    assert schedule["duration"] == duration
    return {each["startPeriod"]: each["limit"] for each in schedule["chargingSchedulePeriod"]}


def test_without_profiles_the_hardware_is_the_limit():
    assert found() == {0: 32.0}
    assert found(supply=Supply(16, 1)) == {0: 16.0}
    assert found(unit="W", supply=Supply(16, 3)) == {0: 11_040.0}


def test_levels_stack_as_in_the_compliance_tool():
    low = profile({0: 6, 50: 5, 100: 8, 200: 10}, duration=400)
    high = profile({0: 7, 100: 9}, level=1, duration=150)
    assert found(low, high) == {0: 7, 100: 9, 150: 8, 200: 10}
    assert found(low, high, at=NOW + 60, duration=300) == {0: 7, 40: 9, 90: 8, 140: 10}


def test_a_level_without_duration_hides_all_below():
    assert found(profile({0: 6}), profile({0: 20, 10: 8}, level=1)) == {0: 20, 10: 8}


def test_after_its_end_a_schedule_says_nothing():
    assert found(profile({0: 6}, duration=100)) == {0: 6, 100: 32}


def test_before_its_start_it_says_nothing_either():
    assert found(profile({0: 6}, start=NOW + 30)) == {0: 32, 30: 6}


def test_a_profile_counts_while_it_is_valid():
    valid = {"validFrom": to_text(NOW + 10), "validTo": to_text(NOW + 20)}
    assert found(profile({0: 6}, **valid)) == {0: 32, 10: 6, 20: 32}


def test_the_transactions_profile_goes_before_the_default():
    default, own = profile({0: 6}, level=5), profile({0: 20}, "TxProfile", duration=60)
    assert found(default, own) == {0: 20, 60: 6}


def test_the_connectors_default_goes_before_the_one_for_all():
    everywhere, here = (0, profile({0: 6}, level=5)), (1, profile({0: 20}, duration=60))
    assert found(everywhere, here) == {0: 20, 60: 6}
    assert found(everywhere, here, connector=2) == {0: 6}


def test_the_maximum_of_the_charge_point_caps_everything():
    cap = (0, profile({0: 10, 60: 40}, "ChargePointMaxProfile"))
    assert found(cap, profile({0: 16})) == {0: 10, 60: 16}
    assert found(cap) == {0: 10, 60: 32}


def test_what_is_relative_counts_from_the_start_of_charging():
    relative = profile({0: 6, 100: 20}, start=None)
    assert found(relative, charging={1: NOW - 40}) == {0: 6, 60: 20}
    assert found(relative, charging={2: NOW - 40}) == {0: 6, 100: 20}
    absolute = {**relative, "chargingProfileKind": "Absolute"}
    assert found(absolute, charging={1: NOW - 40}) == {0: 6, 60: 20}


def recurring(kind: str, **more: Any) -> dict[str, Any]:
    return {
        **profile({0: 6, HOUR: 16}, **more),
        "chargingProfileKind": "Recurring",
        "recurrencyKind": kind,
    }


@pytest.mark.parametrize(("kind", "cycle"), [("Daily", DAY), ("Weekly", 7 * DAY)])
def test_what_recurs_does_so_for_ever(kind, cycle):
    each = recurring(kind, start=NOW - 2 * cycle - HOUR / 2)
    assert found(each, duration=cycle) == {0: 6, 1800: 16, cycle - 1800: 6}


def test_what_recurs_has_not_begun_before_its_start():
    assert found(recurring("Daily", start=NOW + 60), duration=100) == {0: 32, 60: 6}


def test_what_recurs_must_say_from_when():
    nowhere = recurring("Daily", start=None)
    assert found(nowhere) == {0: 32}


def test_a_cycle_is_cut_by_the_next():
    long = recurring("Daily", start=NOW, duration=3 * DAY)
    assert found(long, duration=DAY + 60) == {0: 6, HOUR: 16, DAY: 6}


def test_fractions_of_a_second_begin_with_the_next_whole_one():
    assert found(profile({0: 6, 10: 8}), at=NOW + 0.25) == {0: 6, 10: 8}
    assert found(profile({0: 6, 10: 8}, start=NOW + 0.25)) == {0: 32, 1: 6, 11: 8}
    assert found(profile({0: 6, 10: 8}, start=None), at=NOW + 0.123) == {0: 6, 10: 8}


@pytest.mark.parametrize(
    ("unit", "limit", "phases", "wanted", "usable", "expected"),
    [
        ("A", 10, None, "W", 3, 6900),
        ("A", 10, 1, "W", 3, 2300),
        ("A", 10, None, "W", 1, 2300),
        ("W", 6900, None, "A", 3, 10),
        ("W", 2300, 1, "A", 3, 10),
        ("W", 2300, 3, "A", 1, 10),
        ("W", 1000, None, "A", 3, 1.4),
        ("W", 1000, None, "W", 3, 1000),
    ],
)
def test_units_are_converted(unit, limit, phases, wanted, usable, expected):
    each = profile({0: limit}, unit=unit, phases=phases)
    assert found(each, unit=wanted, supply=Supply(phases=usable)) == {0: expected}


def test_phases_are_named_where_a_profile_names_them():
    schedule = Composite(
        [
            Installed(1, profile({0: 16}, phases=1)),
            Installed(0, profile({0: 10}, "ChargePointMaxProfile", phases=3)),
        ],
        NOW,
    ).schedule(1, 60)
    assert schedule["chargingSchedulePeriod"] == [
        {"startPeriod": 0, "limit": 10.0, "numberPhases": 1}
    ]


def test_connector_0_is_the_sum_of_all_within_the_maximum():
    both = {"connector": 0, "connectors": (1, 2)}
    limits = (1, profile({0: 6})), (2, profile({0: 10, 60: 16}))
    assert found(*limits, **both) == {0: 16, 60: 22}
    cap = (0, profile({0: 20}, "ChargePointMaxProfile"))
    assert found(*limits, cap, **both) == {0: 16, 60: 20}


@pytest.mark.parametrize("duration", [-1, LONGEST + 1])
def test_durations_have_bounds(duration):
    with pytest.raises(ValueError, match="must be from 0 to"):
        found(duration=duration)


def test_a_schedule_of_a_year_is_worked_out():
    assert len(found(recurring("Daily"), duration=LONGEST)) == 2 * 366


def test_a_charge_point_is_asked_with_its_transactions_and_connectors():
    known = ChargePoint("CP1", supply=Supply(limit=20))
    known.charging_profiles.set(1, profile({0: 6, 100: 16}, start=None), None)
    begun = Transaction(7, "CP1", 1, "04A1", to_text(NOW - 40), NOW, 0)
    schedule = composite_schedule(known, [begun], NOW, 1, 400)
    assert schedule == {
        "duration": 400,
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [
            {"startPeriod": 0, "limit": 6.0},
            {"startPeriod": 60, "limit": 16.0},
        ],
    }
    status = {"errorCode": "NoError", "status": "Available"}
    for number in (0, 1, 2):
        known.connectors.notified(NOW, {"connectorId": number, **status})
    whole = composite_schedule(known, [begun], NOW, 0, 60)
    assert [each["limit"] for each in whole["chargingSchedulePeriod"]] == [26.0]
    answer = {"status": "Accepted", "connectorId": 0, "chargingSchedule": whole}
    assert faults("GetCompositeSchedule", answer, answer=True) == []


# against the naive oracle ----------------------------------------------------------------------------


class OneDefault(ChargingProfiles):
    """As on a zappi, of which the oracle is: a new default takes the place of any other."""

    def replaces(self, new: Installed, old: Installed) -> bool:
        is_default = new.purpose == old.purpose == "TxDefaultProfile"
        return is_default or super().replaces(new, old)


SPANS = st.sampled_from([300, 2 * DAY, 16 * DAY])


@st.composite
def drawn_profiles(draw: Any) -> dict[str, Any]:
    span, unit = draw(SPANS), draw(st.sampled_from(["A", "W"]))
    offsets = {0, *draw(st.sets(st.integers(1, span), max_size=3))}
    most = 400 if unit == "A" else 400 * VOLTAGE * 3
    made = profile(
        {at: draw(st.integers(0, most)) / 10 for at in sorted(offsets)},
        draw(st.sampled_from(["TxProfile", "TxProfile", "TxDefaultProfile"])),
        draw(st.integers(0, 3)),
        unit,
        start=NOW + draw(st.integers(-2 * span, span // 2)),
        duration=draw(st.none() | st.integers(1, span)),
        phases=draw(st.none() | st.integers(1, 3)),
        chargingProfileId=draw(st.integers(1, 5)),
    )
    for bound in ("validFrom", "validTo"):
        if draw(st.booleans()):
            made[bound] = to_text(NOW + draw(st.integers(-span, span)))
    kind = draw(st.sampled_from([None, "Daily", "Weekly"]))
    if kind is not None:
        made |= {"chargingProfileKind": "Recurring", "recurrencyKind": kind}
    return made


@settings(max_examples=300, deadline=None)
@given(
    st.lists(drawn_profiles(), max_size=6),
    SPANS,
    st.sampled_from([("A", 1), ("A", 3), ("W", 1)]),
    st.lists(st.integers(1, 6), max_size=2),
)
def test_it_is_what_a_naive_reading_finds(sent, span, supplied, cleared):
    """With one phase in watts: of three, the oracle knows no profile that uses fewer."""
    unit, phases = supplied
    oracle, shadow = Oracle(phases), OneDefault()
    oracle.begin(NOW, 7)
    for each in sent:
        assert oracle.put(NOW, each) == "Accepted"
        shadow.set(1, each, 7)
    for number in cleared:
        if oracle.clear(number) == "Accepted":
            shadow.clear({"id": number})
    composite = Composite(
        shadow.installed, NOW, unit, charging={1: NOW}, supply=Supply(32, phases, VOLTAGE)
    )
    periods = composite.schedule(1, span)["chargingSchedulePeriod"]
    starts = [each["startPeriod"] for each in periods]
    assert starts == sorted(set(starts))
    factor = 1 if unit == "A" else VOLTAGE * phases
    for at in sorted(oracle.changes(NOW, NOW + span) | {NOW + start for start in starts}):
        said = [each["limit"] for each in periods if NOW + each["startPeriod"] <= at][-1]
        assert said == pytest.approx(oracle.limit(at) * factor, abs=0.0501), at - NOW
