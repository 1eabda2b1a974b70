"""Settings given as text, as tables give them."""

from __future__ import annotations

import pytest

from reference_impl.settings import Semantics, StationSettings, declared, typed
from reference_impl.users import User


def test_numbers_become_numbers_and_texts_stay_texts() -> None:
    given = {"device_limit": "16", "phases": "3", "firmware": "5540", "password": "12345"}
    settings = StationSettings(**typed(given))
    assert (settings.device_limit, settings.phases) == (16.0, 3)
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


def test_a_list_of_numbers_is_read_as_one() -> None:
    assert typed({"smart_charge_delays": "60, 90.5"}) == {"smart_charge_delays": (60.0, 90.5)}


def test_declared_choices_are_read_from_text() -> None:
    choices = {"attempts": "Transmissions", "meter_values_retried": "true", "register": "session"}
    expected = Semantics(attempts="transmissions", meter_values_retried=True, register="session")
    assert declared(choices) == expected
    assert declared({"meter_values_retried": False}) == declared({}) == Semantics()


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"colour": "red"}, "no choice colour"),
        ({"trigger_mode": "stale"}, "relay, fresh, not 'stale'"),
        ({"meter_values_retried": "1"}, "true, false"),
    ],
)
def test_a_choice_or_a_reading_that_does_not_exist_is_refused(
    choices: dict[str, str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        declared(choices)
