"""Readings of meters."""

from typing import Any

from mock_csms.domain.readings import Quantity, Reading, Readings, meter_values_in, samples_in

EARLY, LATE = "2026-01-05T08:00:00Z", "2026-01-05T08:15:00Z"


def readings_in(meter_values: list[dict[str, Any]]) -> dict[Quantity, Reading]:
    readings = Readings()
    readings.update(samples_in(meter_values_in(meter_values)))
    return readings.all()


def test_a_value_that_names_nothing_is_the_register_of_the_outlet():
    found = readings_in([{"timestamp": EARLY, "sampledValue": [{"value": "1000"}]}])
    assert found == {
        Quantity("Energy.Active.Import.Register", None, "Outlet"): Reading("1000", None, EARLY)
    }


def test_the_last_reading_of_each_quantity_counts():
    found = readings_in(
        [
            {"timestamp": EARLY, "sampledValue": [{"value": "1"}, _voltage("229.8", "L1")]},
            {"timestamp": LATE, "sampledValue": [{"value": "2"}, _voltage("230.4", "L2")]},
        ]
    )
    assert {
        (each.measurand, each.phase): (r.value, r.unit, r.timestamp) for each, r in found.items()
    } == {
        ("Energy.Active.Import.Register", None): ("2", None, LATE),
        ("Voltage", "L1"): ("229.8", "V", EARLY),
        ("Voltage", "L2"): ("230.4", "V", LATE),
    }


def test_what_a_later_message_leaves_out_still_stands():
    readings = Readings()
    readings.update(
        samples_in(meter_values_in([{"timestamp": EARLY, "sampledValue": [{"value": "1"}]}]))
    )
    readings.update(
        samples_in(meter_values_in([{"timestamp": LATE, "sampledValue": [_voltage("230", "L1")]}]))
    )
    assert readings.get(Quantity()) == Reading("1", None, EARLY)
    assert readings.get(Quantity("Voltage", "L1")) == Reading("230", "V", LATE)
    assert readings.get(Quantity("Voltage", "L2")) is None


def test_places_are_told_apart():
    samples = [{"value": "20", "measurand": "Temperature", "location": p} for p in ("EV", "Body")]
    found = readings_in([{"timestamp": EARLY, "sampledValue": samples}])
    assert {each.location for each in found} == {"EV", "Body"}


def _voltage(value: str, phase: str) -> dict[str, str]:
    return {"value": value, "measurand": "Voltage", "phase": phase, "unit": "V"}
