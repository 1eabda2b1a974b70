"""What is read off the device: waited for, noted as evidence, and said when it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conformance import profile
from conformance.benches import OwnBench
from conformance.device_observation import DeviceObserver, says
from conformance.plan import Plan
from conformance.testbed import TestBed
from ocpp16.expectation import UnmetError


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with OwnBench(profile.load("zappi"), Plan()).open() as bed:
        bed.power_on()
        bed.pass_time(10)
        yield bed


def test_readings_are_waited_for_and_noted_as_evidence(bed: TestBed) -> None:
    device = DeviceObserver(bed)
    bed.drive("plug in")
    bed.ask("RemoteStartTransaction", {"connectorId": 1, "idTag": "A"})
    device.shows("charging current", lambda seen: seen == 32, "of 32")
    assert bed.journal.entries[-1].value == 32  # type: ignore[attr-defined]
    with pytest.raises(UnmetError, match="seen 32"):
        device.shows("charging current", lambda seen: seen == 16, "of 16")


def test_what_is_shown_and_what_must_not_be(bed: TestBed) -> None:
    device = DeviceObserver(bed)
    device.reads([("mode", "stop")])
    with pytest.raises(UnmetError, match="mode 'Fast'"):
        device.reads([("mode", "Fast")])
    device.reads_none_of([("mode", "Fast")])
    with pytest.raises(UnmetError, match="without 'STOP'"):
        device.reads_none_of([("mode", "STOP")])


@pytest.mark.parametrize(
    ("text", "seen", "said"),
    [
        ("eco", "Eco", True),
        ("Eco", "Eco_Plus", False),
        ("16", 16.0, True),
        ("on", True, True),
        ("off", True, False),
        ("unavailable", ["Bay 7", "Charger unavailable"], True),
        ("£0.30", ["Bay 7"], False),
        ("£0.30 … kWh", ["£0.30 per kWh"], True),
        ("kWh … £0.30", ["£0.30 per kWh"], True),
        ("£0.30 … kWh", ["£0.30 per minute", "£0.10 per kWh"], False),
        ('"https://pay.example/a"', "https://pay.example/a", True),
        ('"https://pay.example/a"', "HTTPS://PAY.EXAMPLE/A", False),
        ("(absent)", [], True),
        ("(absent)", None, True),
        ("(absent)", ["Bay 7"], False),
    ],
)
def test_how_a_text_is_found(text: str, seen: Any, said: bool) -> None:
    assert says(text, seen) is said
