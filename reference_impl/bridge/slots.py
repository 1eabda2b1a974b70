"""From a charging profile of OCPP to slots of the device.

OCPP 1.6, section 3.13 and 7.8-7.14, errata E3.34, E3.44, E3.45; overview, 'Multiple Schedules
within a Profile', 'Absolute or Recurring Schedules', 'Power Limits in Amps or Watts'.
"""

from __future__ import annotations

import math
from typing import Any

from ocpp16.frames import Payload
from ocpp16.timestamps import to_seconds
from reference_impl.zappi.slots import FOREVER, Slot

NOMINAL_VOLTAGE = 230
DEFAULT_PHASES = 3
RECURRENCE = {"Daily": 86_400.0, "Weekly": 604_800.0}


class SlotPlan:
    """How a profile is laid out in slots: one for each schedule period."""

    def __init__(self, phases: int) -> None:
        self.phases = phases

    def slots(self, profile: Payload, begun: float) -> tuple[Slot, ...]:
        """The slots of a profile; ``begun`` is when a schedule without a start counts from."""
        schedule = profile["chargingSchedule"]
        recurrence, end = self.recurrence(profile), self.end(profile)
        periods = [p for p in schedule["chargingSchedulePeriod"] if p["startPeriod"] < end]
        starts = [float(period["startPeriod"]) for period in periods]
        return tuple(
            Slot(
                profile=profile["chargingProfileId"],
                purpose=profile["chargingProfilePurpose"],
                stack_level=profile["stackLevel"],
                anchor=self.anchor(profile, begun),
                offset=start,
                duration=following - start,
                limit=self.ampere(schedule, period),
                recurrence=recurrence,
                valid_from=_moment(profile.get("validFrom"), -math.inf),
                valid_to=_moment(profile.get("validTo"), math.inf),
            )
            for period, start, following in zip(periods, starts, [*starts[1:], end], strict=True)
        )

    def recurrence(self, profile: Payload) -> float:
        """Seconds after which the schedule repeats; 0 for once."""
        if profile["chargingProfileKind"] != "Recurring":
            return 0.0
        return RECURRENCE[profile["recurrencyKind"]]

    def end(self, profile: Payload) -> float:
        """To which offset the last period stretches: the duration, or the next recurrence."""
        duration = float(profile["chargingSchedule"].get("duration", FOREVER))
        return min(duration, self.recurrence(profile) or FOREVER)

    def anchor(self, profile: Payload, begun: float) -> float:
        """When the first period begins, exactly as startSchedule gives it."""
        return _moment(profile["chargingSchedule"].get("startSchedule"), begun)

    def ampere(self, schedule: Payload, period: Payload) -> float:
        """The limit in ampere: watts are spread over the nominal voltage and the phases in use."""
        if schedule["chargingRateUnit"] == "A":
            return float(period["limit"])
        return float(period["limit"] / (NOMINAL_VOLTAGE * self.phases_of(period)))

    def phases_of(self, period: Payload) -> int:
        """Over how many phases the power of a period is spread: no more than the unit has."""
        return max(1, min(int(period.get("numberPhases", DEFAULT_PHASES)), self.phases))


def _moment(text: Any, default: float) -> float:
    return default if text is None else to_seconds(text)
