from decimal import Decimal
from typing import Any

import pytest

from mock_csms.playback_payloads import Translation, differences, moved


def found(recorded: Any, live: Any, *, redacted: bool = False) -> list[str]:
    return [*differences({"x": recorded}, {"x": live}, redacted=redacted)]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("2026-01-05T08:00:00Z", "2026-01-05T08:01:30.500Z"),
        ("2026-01-05t08:00:00.250z", "2026-01-05T08:01:30.750Z"),
        ("2026-01-05T08:00:00+01:00", "2026-01-05T08:01:30.500+01:00"),
        ("2026-01-05T08:00:00+00:00", "2026-01-05T08:01:30.500+00:00"),
        ("2026-01-05T08:00:00", "2026-01-05T08:00:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("soon", "soon"),
    ],
)
def test_a_moment_is_moved_in_its_own_zone(text: str, later: str) -> None:
    assert moved(text, 90.5) == later


def test_moments_are_moved_wherever_they_are() -> None:
    payload = {
        "meterValue": [{"timestamp": "2026-01-05T08:00:00Z", "value": "2026-01-05T08:00:00Z"}]
    }
    (value,) = Translation().of(payload, 60)["meterValue"]
    assert value == {"timestamp": "2026-01-05T08:01:00.000Z", "value": "2026-01-05T08:00:00Z"}


def test_an_id_the_peer_gave_takes_the_place_of_the_recorded_one() -> None:
    translation = Translation()
    translation.learn({"transactionId": 1}, {"transactionId": 7})
    translation.learn({"transactionId": 2}, {})
    translation.learn({"transactionId": [3]}, {"transactionId": 8})
    assert translation.of({"transactionId": 1, "connectorId": 1}, 0) == {
        "transactionId": 7,
        "connectorId": 1,
    }
    assert translation.of({"transactionId": 2}, 0) == {"transactionId": 2}
    nested = {"chargingProfile": {"transactionId": 1}}
    assert translation.of(nested, 0) == {"chargingProfile": {"transactionId": 7}}


@pytest.mark.parametrize(
    ("recorded", "live", "shown"),
    [
        ("Accepted", "Rejected", ["x: Rejected instead of Accepted"]),
        ({"a": 1}, {"a": 2}, ["x.a: 2 instead of 1"]),
        ({"a": 1}, {}, ["x.a: nothing instead of 1"]),
        ({}, {"a": 1}, ["x.a: 1 instead of nothing"]),
        ([{"a": 1}, {"a": 1}], [{"a": 1}, {"a": 2}], ["x[1].a: 2 instead of 1"]),
        ([1], [1, 2], ["x: [1, 2] instead of [1]"]),
        ({"a": Decimal("1.0")}, {"a": 1}, []),
        ({"currentTime": "a"}, {"currentTime": "b"}, []),
        ({"currentTime": "a"}, {}, ["x.currentTime: nothing instead of a"]),
        ({"transactionId": 1}, {"transactionId": 2}, []),
    ],
)
def test_differences_are_named_by_their_place(recorded: Any, live: Any, shown: list[str]) -> None:
    assert found(recorded, live) == shown


def test_what_was_redacted_may_differ() -> None:
    old = {"parentIdTag": "TAG-1", "value": "***", "status": "Accepted"}
    new = {"parentIdTag": "P", "value": "sesame", "status": "Blocked"}
    assert found(old, new, redacted=True) == ["x.status: Blocked instead of Accepted"]
    assert len(found(old, new)) == 3
