"""The rule that an energy register never runs backwards within a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from ocpp16 import schema
from ocpp16.frames import Call, Payload
from ocpp16.journal import FrameEntry
from ocpp16.rules.base import CHARGE_POINT_ONLY, Rule, RuleBook, Violation, whole_number
from ocpp16.rules.context import Context
from ocpp16.timestamps import to_seconds

REGISTER = "Energy.Active.Import.Register"
WATT_HOURS = {"Wh": Decimal(1), "kWh": Decimal(1000)}
Series = tuple[str | None, str]
RegisterKey = tuple[str, int | None]
"""Identity and transaction id."""
TOTAL: Series = (None, "Outlet")
"""The series that meterStart and meterStop belong to: no phase, the default location."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One register value in Wh, and how finely it was stated."""

    value: Decimal
    resolution: Decimal = Decimal(1)
    scale: str = "meter"
    """Readings of one scale are rounded alike, so that not even rounding lets them fall."""
    series: Series = TOTAL

    def falls_to(self, later: Reading) -> bool:
        """Whether ``later`` is lower than rounding explains."""
        fall = self.value - later.value
        if self.scale == later.scale:
            return fall > 0
        return fall >= max(self.resolution, later.resolution)


def readings(action: str, payload: Payload, values: str) -> Iterator[Reading]:
    """The register samples of a valid payload in the order in which they were taken."""
    if values not in payload or schema.faults(action, payload):
        return
    for taken in sorted(payload[values], key=lambda value: to_seconds(value["timestamp"])):
        for sample in taken["sampledValue"]:
            reading = _reading(sample)
            if reading is not None:
                yield reading


def _reading(sample: Payload) -> Reading | None:
    unit = sample.get("unit", "Wh")
    if sample.get("measurand", REGISTER) != REGISTER or unit not in WATT_HOURS:
        return None
    try:
        value = Decimal(sample["value"])
    except InvalidOperation:  # signed data is no number
        return None
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return None
    resolution = Decimal(1).scaleb(min(exponent, 0)) * WATT_HOURS[unit]
    series = (sample.get("phase"), sample.get("location", "Outlet"))
    return Reading(value * WATT_HOURS[unit], resolution, unit, series)


@dataclass
class Register:
    """The register of one transaction, as far as it was reported."""

    start: Payload
    latest: dict[Series, Reading] = field(default_factory=dict)
    sampled: Payload | None = None
    """The latest MeterValues, to tell a repetition."""
    stop: Payload | None = None

    @classmethod
    def started(cls, start: Payload) -> Register:
        """The register at meterStart."""
        meter = whole_number(start, "meterStart")
        return cls(start, {} if meter is None else {TOTAL: Reading(Decimal(meter))})


class MeterMonotonic(Rule):
    """From meterStart over every sample to meterStop, the import register does not fall."""

    name = "meter-monotonic"
    section = "OCPP 1.6 7.31, 4.7, 4.8, 4.10"
    sides = CHARGE_POINT_ONLY

    def __init__(self, book: RuleBook, context: Context) -> None:
        super().__init__(book, context)
        self._registers: dict[RegisterKey, Register] = {}

    def received(self, entry: FrameEntry) -> Iterable[Violation]:
        """The answer to a StartTransaction tells the transaction's id."""
        exchange = self.context.answered(entry, "StartTransaction")
        if exchange is not None:
            transaction_id = whole_number(exchange.response or {}, "transactionId")
            self._start((entry.identity, transaction_id), exchange.payload)
        return ()

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Follow the register through MeterValues and StopTransaction."""
        if not isinstance(entry.frame, Call):
            return
        action, payload = entry.frame.action, entry.frame.payload
        register = self._registers.get((entry.identity, whole_number(payload, "transactionId")))
        if register is None:
            return
        if action == "MeterValues" and payload != register.sampled:
            yield from self._sampled(entry, register, payload)
        elif action == "StopTransaction" and payload != register.stop:
            yield from self._stopped(entry, register, payload)

    def _start(self, key: RegisterKey, start: Payload) -> None:
        known = self._registers.get(key)
        is_repetition = known is not None and known.start == start
        if key[1] is not None and not is_repetition:
            self._registers[key] = Register.started(start)

    def _sampled(
        self, entry: FrameEntry, register: Register, payload: Payload
    ) -> Iterator[Violation]:
        samples = list(readings("MeterValues", payload, "meterValue"))
        if register.stop is not None:
            yield from self._exceeding(entry, register.stop, samples)
            return
        # Triggered samples may overtake queued ones (section 3.7): they are no lower bound.
        if self.context.is_triggered(entry):
            yield from self._follow(entry, dict(register.latest), samples)
        else:
            register.sampled = payload
            yield from self._follow(entry, register.latest, samples)

    def _stopped(
        self, entry: FrameEntry, register: Register, payload: Payload
    ) -> Iterator[Violation]:
        samples = list(readings("StopTransaction", payload, "transactionData"))
        yield from self._follow(entry, Register.started(register.start).latest, samples)
        yield from self._exceeding(entry, payload, samples)
        meter = whole_number(payload, "meterStop")
        if meter is not None:
            yield from self._follow(entry, register.latest, [Reading(Decimal(meter))])
        register.stop = payload

    def _follow(
        self, entry: FrameEntry, latest: dict[Series, Reading], samples: Iterable[Reading]
    ) -> Iterator[Violation]:
        for reading in samples:
            before, latest[reading.series] = latest.get(reading.series), reading
            if before is not None and before.falls_to(reading):
                yield self.violation(
                    entry, f"the register fell from {before.value:f} to {reading.value:f} Wh"
                )

    def _exceeding(
        self, entry: FrameEntry, stop: Payload, samples: Iterable[Reading]
    ) -> Iterator[Violation]:
        meter = whole_number(stop, "meterStop")
        for reading in samples:
            if meter is None or reading.series != TOTAL:
                continue
            if reading.falls_to(Reading(Decimal(meter))):
                yield self.violation(
                    entry, f"the sample {reading.value:f} Wh exceeds meterStop {meter} Wh"
                )
