"""What meters said last, taken from MeterValues and StopTransaction (OCPP 1.6, section 7.33)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ocpp16.frames import Payload

REGISTER = "Energy.Active.Import.Register"
"""The measurand of a value that names none (section 7.43)."""


class Quantity(NamedTuple):
    """What a value is a value of."""

    measurand: str = REGISTER
    phase: str | None = None
    location: str = "Outlet"


class Reading(NamedTuple):
    """One value as it came: a text, its unit if it said so, and the moment it was taken."""

    value: str
    unit: str | None
    timestamp: str


Readings = dict[Quantity, Reading]


def readings_in(meter_values: Iterable[Payload]) -> Readings:
    """The last reading of each quantity in a list of valid MeterValue."""
    return {
        _quantity(sample): Reading(sample["value"], sample.get("unit"), meter_value["timestamp"])
        for meter_value in meter_values
        for sample in meter_value["sampledValue"]
    }


def _quantity(sample: dict[str, Any]) -> Quantity:
    return Quantity(
        sample.get("measurand", REGISTER), sample.get("phase"), sample.get("location", "Outlet")
    )
