"""What meters said last, taken from MeterValues and StopTransaction (OCPP 1.6, section 7.33).

MeterValues are most of what a central system hears: samples are kept as they came, and put into
words only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ocpp16.frames import Payload

REGISTER = "Energy.Active.Import.Register"
"""The measurand of a value that names none (section 7.43)."""
OUTLET = "Outlet"
"""The location of a value that names none."""


class Quantity(NamedTuple):
    """What a value is a value of."""

    measurand: str = REGISTER
    phase: str | None = None
    location: str = OUTLET


class Reading(NamedTuple):
    """One value as it came: a text, its unit if it said so, and the moment it was taken."""

    value: str
    unit: str | None
    timestamp: str


Samples = dict[tuple[str, str | None, str], tuple[Payload, str]]
"""(measurand, phase, location) -> the SampledValue and its timestamp."""


def samples_in(meter_values: Iterable[dict[str, Any]]) -> Samples:
    """The last sample of each quantity in a list of valid MeterValue."""
    return {
        (
            sample.get("measurand", REGISTER),
            sample.get("phase"),
            sample.get("location", OUTLET),
        ): (sample, meter_value["timestamp"])
        for meter_value in meter_values
        for sample in meter_value["sampledValue"]
    }


class Readings:
    """The latest reading of each quantity."""

    __slots__ = ("_samples",)

    def __init__(self) -> None:
        self._samples: Samples = {}

    def update(self, samples: Samples) -> None:
        """Take newer samples in."""
        self._samples.update(samples)

    def all(self) -> dict[Quantity, Reading]:
        """Quantity -> reading."""
        return {
            Quantity(*key): Reading(sample["value"], sample.get("unit"), timestamp)
            for key, (sample, timestamp) in self._samples.items()
        }

    def get(self, quantity: Quantity) -> Reading | None:
        """One reading; None when there was none of this quantity."""
        return self.all().get(quantity)
