"""Settings given as text, as tables give them."""

from __future__ import annotations

import pytest

from reference_impl.settings import StationSettings, typed
from reference_impl.users import User


def test_numbers_become_numbers_and_texts_stay_texts() -> None:
    given = {"smart_charge_delay": "300", "phases": "3", "firmware": "5540", "password": "12345"}
    settings = StationSettings(**typed(given))
    assert (settings.smart_charge_delay, settings.phases) == (300.0, 3)
    assert (settings.firmware, settings.password) == ("5540", "12345")


def test_what_has_its_type_already_keeps_it() -> None:
    given = {"phases": 3, "device_limit": 16.0, "users": (User("Bob", "00007", "VT-BOB-02"),)}
    assert typed(given) == given


@pytest.mark.parametrize(
    "given", [{"colour": "red"}, {"phases": "three"}, {"users": [{"name": "Bob"}]}]
)
def test_what_no_station_can_be_set_up_with(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"colour|three|user"):
        typed(given)
