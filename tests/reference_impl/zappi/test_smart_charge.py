"""The random delay of Great Britain."""

from __future__ import annotations

import pytest

from reference_impl.settings import StationSettings
from reference_impl.zappi.preferences import Preferences
from reference_impl.zappi.smart_charge import LONGEST, SmartChargeDelay

COMMERCIAL = {"CommercialMode": "true"}


def delay(keys: dict[str, str] | None = None, **settings: object) -> SmartChargeDelay:
    facts = {"region": "GB", **settings}
    return SmartChargeDelay(StationSettings(**facts), Preferences(keys or {}))  # type: ignore[arg-type]


def test_delays_vary_within_ten_minutes() -> None:
    unit = delay()
    drawn = [unit.seconds() for _ in range(50)]
    assert all(1 <= seconds <= LONGEST for seconds in drawn)
    assert len(set(drawn)) > 40


def test_the_same_seed_gives_the_same_delays() -> None:
    assert delay().seconds() == delay().seconds()
    assert delay(smart_charge_seed=2).seconds() != delay(smart_charge_seed=1).seconds()


def test_elsewhere_there_is_none() -> None:
    assert delay(region="IE", smart_charge_delays=(60.0,)).seconds() == 0


def test_declared_delays_come_in_turn_and_no_longer_than_allowed() -> None:
    unit = delay(smart_charge_delays=(60.0, 900.0))
    assert [unit.seconds() for _ in range(3)] == [60, LONGEST, 60]


@pytest.mark.parametrize(
    ("keys", "longest"),
    [
        ({"RandomSmartChargeDelay": "0"}, LONGEST),
        ({"RandomSmartChargeDelay": "0", **COMMERCIAL}, 0),
        ({"RandomSmartChargeDelay": "30", **COMMERCIAL}, 30),
        (COMMERCIAL, LONGEST),
    ],
)
def test_the_operator_has_a_say_in_commercial_mode_only(
    keys: dict[str, str], longest: float
) -> None:
    unit = delay(keys)
    assert unit.longest() == longest
    assert all(unit.seconds() <= longest for _ in range(50))
