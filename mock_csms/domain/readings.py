"""What meters said last, taken from MeterValues and StopTransaction (OCPP 1.6, section 7.33).

MeterValues are most of what a central system hears: samples are kept as they came, and put into
words only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

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


class Sample(Struct, gc=False):
    """What is looked at of a SampledValue."""

    value: str
    measurand: str | None = None
    phase: str | None = None
    location: str | None = None
    unit: str | None = None


class MeterValue(Struct, gc=False):
    """What is looked at of a MeterValue."""

    timestamp: str
    sampledValue: list[Sample]  # noqa: N815


Samples = dict[tuple[str, str | None, str], tuple[Sample, str]]
"""(measurand, phase, location) -> the sample and its timestamp."""


def meter_values_in(payload: Iterable[dict[str, Any]]) -> list[MeterValue]:
    """A list of valid MeterValue, read."""
    return msgspec.convert(payload, list[MeterValue])


def samples_in(meter_values: Iterable[MeterValue]) -> Samples:
    """The last sample of each quantity."""
    return {
        (
            sample.measurand or REGISTER,
            sample.phase,
            sample.location or OUTLET,
        ): (sample, meter_value.timestamp)
        for meter_value in meter_values
        for sample in meter_value.sampledValue
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
            Quantity(*key): Reading(sample.value, sample.unit, timestamp)
            for key, (sample, timestamp) in self._samples.items()
        }

    def get(self, quantity: Quantity) -> Reading | None:
        """One reading; None when there was none of this quantity."""
        return self.all().get(quantity)
