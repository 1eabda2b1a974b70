"""Matches, partial payloads, and how near a miss is."""

from __future__ import annotations

import pytest

from ocpp16.expectation import Match, Window, agrees, at_least, dig, mismatches, other_than
from ocpp16.journal import Direction, Exchange, Journal

PAYLOAD = {
    "connectorId": 1,
    "idTag": "123",
    "meterValue": [{"sampledValue": [{"value": "7"}, {"measurand": "Power.Factor", "value": "1"}]}],
    "known": True,
    "keys": [{"key": "A", "value": "1"}, {"key": "appName", "value": "2"}],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("connectorId", 1),
        ("meterValue[0].sampledValue[0].value", "7"),
        ("meterValue[1].sampledValue", None),
        ("meterValue[0].sampledValue[Power.Factor].value", "1"),
        ("meterValue[0].sampledValue[Energy.Active.Import.Register].value", "7"),
        ("meterValue[0].sampledValue[Voltage]", None),
        ("known[0]", None),
        ("connectorId.deeper", None),
        ("nothing", None),
        ("keys[key=AppName].value", "2"),
        ("keys[key=AppName].key", "appName"),
        ("keys[key=B].value", None),
        ("keys[colour=red]", None),
        ("known[key=A]", None),
    ],
)
def test_a_path_leads_to_its_value_or_nowhere(path: str, value: object) -> None:
    assert dig(PAYLOAD, path) == value


@pytest.mark.parametrize(
    ("wanted", "seen", "fits"),
    [
        ("1", 1, True),
        ("1.0", 1, True),
        ("1", "1", True),
        ('"1"', "1", True),
        ("1", 2, False),
        ("one", 1, False),
        ("true", True, True),
        ("1", True, False),
        ("(absent)", None, True),
        ("(absent)", "x", False),
        ("(any)", "x", True),
        ("(any)", None, False),
        ("", "", True),
        ("x", None, False),
        ("X", "x", False),
        (other_than(["b", "a", "a"]), "c", True),
        (other_than(["b", "a", "a"]), "a", False),
        (at_least(1), 1, True),
        (at_least(1), 0, False),
        (at_least(1), -5, False),
        (at_least(1), "7", False),
        (at_least(1), None, False),
        (other_than([]), "c", True),
        (other_than([]), "", False),
        (other_than([]), None, False),
        ("1000 ± 1", 1001, True),
        ("1000 ± 1", "999", True),
        ("1000 ± 1", 1002, False),
        ("1000 ± 1", None, False),
        ("1000 ± 1", "much", False),
        ("2026-01-05T08:00:00Z ± 2", "2026-01-05T08:00:01.5Z", True),
        ("2026-01-05T08:00:00Z ± 2", "2026-01-05T08:00:03Z", False),
    ],
)
def test_text_describes_values_of_every_type(wanted: str, seen: object, fits: bool) -> None:
    assert agrees(wanted, seen) is fits


def test_each_field_that_differs_is_named() -> None:
    assert mismatches({"connectorId": "1", "idTag": "9", "gone": "x"}, PAYLOAD) == [
        "idTag: expected 9, seen '123'",
        "gone: expected x, seen nothing",
    ]


def exchanges() -> list[Exchange]:
    journal = Journal()
    for number, text in enumerate(
        ('[2,"a","Authorize",{"idTag":"A"}]', '[2,"b","Authorize",{"idTag":"B","x":1}]')
    ):
        journal.frame(float(number), "CP", 1, Direction.TO_CENTRAL_SYSTEM, text)
    return journal.exchanges


def test_a_match_is_about_action_direction_identity_and_fields() -> None:
    first, _ = exchanges()
    assert Match("Authorize", {"idTag": "A"}).fits(first)
    assert not Match("Authorize", {"idTag": "B"}).fits(first)
    assert not Match("Heartbeat").fits(first)
    assert not Match("Authorize", identity="OTHER").fits(first)
    assert not Match("Authorize", direction=Direction.TO_CHARGE_POINT).fits(first)


def test_the_nearest_miss_is_the_one_with_the_fewest_differences() -> None:
    nearest = Match("Authorize", {"idTag": "C", "x": "1"}).nearest(exchanges())
    assert nearest is not None
    assert '"b"' in nearest
    assert "idTag: expected C, seen 'B'" in nearest
    assert Match("Heartbeat").nearest(exchanges()) is None


def test_a_window_includes_both_its_ends() -> None:
    window = Window(10, 20)
    assert [moment in window for moment in (9.9, 10, 20, 20.1)] == [False, True, True, False]
