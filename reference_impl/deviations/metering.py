"""Deviations in the readings of a session: when they are taken, and what they contain."""

from dataclasses import replace
from typing import Any

from ocpp16.frames import Payload
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.keys import MEASURANDS, items
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading

CHOICE = "MeterValuesSampledData"
ENERGY = MEASURANDS[2]


@deviates("ZAP-MTR-001")
class MeteringAfterTheEnd(Metering):
    """Readings of a session go on after its end."""

    _began = False

    def transaction_ended(self) -> None:
        self._began = True

    def samples(self) -> bool:
        return self._began or super().samples()

    def transaction(self) -> int | None:
        return super().transaction() or (1 if self._began else None)


@deviates("ZAP-MTR-001")
class MeteringFromPlugIn(Metering):
    """Readings begin as soon as a vehicle is plugged in."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if self.bridge.state.plugged_in and not before.plugged_in:
            self.transaction_began(now)

    def samples(self) -> bool:
        return self.bridge.state.plugged_in

    def transaction(self) -> int | None:
        return super().transaction() or 0


@deviates("ZAP-MTR-001")
class NamelessReadings(TransactionQueue):
    """Readings do not name the session they belong to."""

    def payload(self, message: dict[str, Any]) -> Payload:
        payload = super().payload(message)
        if message["action"] == "MeterValues":
            payload.pop("transactionId")
        return payload


@deviates("ZAP-MTR-002")
class EverythingByDefault(Metering):
    """Readings contain all that can be measured unless something else was chosen."""

    def measurands(self) -> list[str]:
        chosen = super().measurands()
        return list(MEASURANDS) if chosen == [ENERGY] else chosen


@deviates("ZAP-MTR-003")
class SessionEnergyInReadings(Metering):
    """The register in readings starts at 0 for each session, beside a lifetime start."""

    def payload(self, reading: Reading) -> Payload:
        start = (self.bridge.transactions.running or {"meterStart": 0})["meterStart"]
        return super().payload(replace(reading, register=reading.register - start))


@deviates("ZAP-MTR-003")
class FrozenRegister(Metering):
    """Each reading repeats the register at the beginning of the session."""

    def payload(self, reading: Reading) -> Payload:
        running = self.bridge.transactions.running or {"meterStart": 0}
        return super().payload(replace(reading, register=running["meterStart"]))


@deviates("ZAP-MTR-004")
class ChoiceAfterRestart(Metering):
    """A new choice of measurands has no effect before the bridge restarts."""

    _chosen: list[str] | None = None

    def measurands(self) -> list[str]:
        self._chosen = self._chosen or super().measurands()
        return self._chosen


@deviates("ZAP-MTR-004")
class EnergyAlwaysIncluded(Metering):
    """Readings contain the energy register although it was not chosen."""

    def measurands(self) -> list[str]:
        chosen = super().measurands()
        return chosen if ENERGY in chosen else [ENERGY, *chosen]


@deviates("ZAP-MTR-005")
class IntervalOfTheStart(Metering):
    """A new interval has no effect on the session that runs."""

    _kept: float | None = None

    def transaction_began(self, now: float) -> None:
        self._kept = super().interval()
        super().transaction_began(now)

    def interval(self) -> float:
        return super().interval() if self._kept is None else self._kept


@deviates("ZAP-MTR-005")
class SlowReadings(Metering):
    """Readings never come more often than once in two minutes."""

    def interval(self) -> float:
        wanted = super().interval()
        return max(120.0, wanted) if wanted > 0 else wanted


@deviates("ZAP-MTR-006")
class SilentForSatedVehicles(Metering):
    """Readings pause while the vehicle takes no current."""

    def samples(self) -> bool:
        state = self.bridge.state
        return super().samples() and (state.drawing or state.withheld)


@deviates("ZAP-MTR-007")
class SilentInPauses(Metering):
    """Readings pause while the charger offers no current."""

    def samples(self) -> bool:
        return super().samples() and not self.bridge.state.withheld


@deviates("ZAP-MTR-009")
class HertzStated(Metering):
    """The frequency is given in Hz, a unit OCPP 1.6 does not have."""

    def value(self, measurand: str, reading: Reading) -> Payload:
        value = super().value(measurand, reading)
        return {**value, "unit": "Hz"} if measurand == "Frequency" else value


@deviates("ZAP-MTR-009")
class KilowattsForWatts(Metering):
    """The power is given in kilowatts and labelled as watts."""

    def payload(self, reading: Reading) -> Payload:
        return super().payload(replace(reading, power=reading.power / 1000))


@deviates("ZAP-MTR-009")
class SixMeasurands(Configuration):
    """The power factor is not to be had."""

    def change(self, now: float, name: str, value: str) -> str:
        if name == CHOICE and "Power.Factor" in items(value):
            return "Rejected"
        return super().change(now, name, value)


@deviates("ZAP-MTR-010")
class UnknownMeasurandsDropped(Configuration):
    """What cannot be measured is silently dropped from a list, which is then accepted."""

    def change(self, now: float, name: str, value: str) -> str:
        if name == CHOICE:
            value = ",".join(item for item in items(value) if item in MEASURANDS)
        return super().change(now, name, value)


@deviates("ZAP-MTR-010")
class RefusedAndAppliedInPart(Configuration):
    """A list with an unknown measurand is refused, but the rest of it takes effect."""

    def change(self, now: float, name: str, value: str) -> str:
        status = super().change(now, name, value)
        if name == CHOICE and status == "Rejected":
            known = ",".join(item for item in items(value) if item in MEASURANDS)
            super().change(now, name, known)
        return status


@deviates("ZAP-MTR-011")
class BlanksNotTrimmed(Configuration):
    """A list with a blank after its comma is refused."""

    def change(self, now: float, name: str, value: str) -> str:
        return "Rejected" if name == CHOICE and " " in value else super().change(now, name, value)


@deviates("ZAP-MTR-011")
class FirstOfTheList(Metering):
    """Only the first measurand of a list is measured."""

    def measurands(self) -> list[str]:
        return super().measurands()[:1]


@deviates("ZAP-MTR-012")
class ReadingsPerHour(Metering):
    """The interval is taken for a number of readings per hour."""

    def interval(self) -> float:
        number = super().interval()
        return 3600 / number if number > 0 else number


@deviates("ZAP-MTR-012")
class NoEndToReadings(Metering):
    """An interval of 0 is taken for the shortest one there is."""

    def interval(self) -> float:
        return super().interval() or 1.0


@deviates("ZAP-MTR-003")
class AnewEachSession(Transactions):
    """The register begins at 0 with each session although it is declared to count for life."""

    def counted_from(self, reading: Reading) -> float:
        return reading.register


@deviates("ZAP-MTR-003")
class OnAndOn(Transactions):
    """The register goes on from session to session although it is declared to begin anew."""

    def counted_from(self, reading: Reading) -> float:
        return 0.0
