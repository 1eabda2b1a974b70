"""Deviations in the answer to GetCompositeSchedule."""

import json
from collections.abc import Sequence

from ocpp16.frames import Payload
from reference_impl.bridge.composite import CompositeSchedule
from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.slots import Slot


@deviates("ZAP-CMP-001")
class SessionProfilesForgotten(CompositeSchedule):
    """The forecast leaves out the profiles of the session."""

    def slots(self) -> Sequence[Slot]:
        return [slot for slot in super().slots() if slot.purpose != "TxProfile"]


@deviates("ZAP-CMP-001")
class RawProfiles(CompositeSchedule):
    """The profiles themselves are listed in place of one schedule."""

    def answer(self, now: float, request: Payload) -> Payload:
        installed = self.bridge.profiles.installed.values()
        listed = [known["profile"] for known in installed]
        return {**super().answer(now, request), "chargingSchedule": listed}


@deviates("ZAP-CMP-001")
class ClearedSlotsForecast(CompositeSchedule):
    """Cleared slots show up in the forecast, as a limit of 0."""

    def unlimited(self) -> float:
        cleared = self.bridge.store.load("profiles") == {}
        return 0.0 if cleared else super().unlimited()


@deviates("ZAP-CMP-002")
class ForecastFromTheCharger(CompositeSchedule):
    """No forecast is given while the charger cannot be reached."""

    def has(self, connector: int) -> bool:
        return self.bridge.link.up and super().has(connector)


@deviates("ZAP-CMP-002")
class ForecastFromEmptyHands(CompositeSchedule):
    """The forecast knows no profiles while the charger cannot be reached."""

    def slots(self) -> Sequence[Slot]:
        return super().slots() if self.bridge.link.up else ()


@deviates("ZAP-CMP-003")
class AlwaysAmpere(CompositeSchedule):
    """The forecast is in ampere, whatever was asked for."""

    def unit(self, request: Payload) -> str:
        return "A"


@deviates("ZAP-CMP-003")
class ScheduleAsText(CompositeSchedule):
    """The schedule is a text with JSON in it."""

    def answer(self, now: float, request: Payload) -> Payload:
        answer = super().answer(now, request)
        return {**answer, "chargingSchedule": json.dumps(answer["chargingSchedule"])}


@deviates("ZAP-CMP-003")
class ForecastForAnyConnector(CompositeSchedule):
    """A forecast is given for connectors that do not exist."""

    def has(self, connector: int) -> bool:
        return True


@deviates("ZAP-CMP-001")
class PlanOfTheDayUnlisted(CompositeSchedule):
    """The vendor's own list holds the profiles of the session only."""

    def listing(self) -> tuple[str, ...]:
        return tuple(line for line in super().listing() if line.startswith("TxProfile"))


@deviates("ZAP-CMP-001")
class ListedUndeclared(CompositeSchedule):
    """The vendor's own list is there although it is not declared."""

    def lists(self) -> bool:
        return True
