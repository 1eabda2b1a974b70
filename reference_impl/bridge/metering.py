"""MeterValues within a transaction: when, and which measurands.

OCPP 1.6, sections 3.16 and 4.7; overview, MeterValues and MeterValuesSampledData.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ocpp.v16.enums import Measurand, ReadingContext, UnitOfMeasure

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text
from reference_impl.bridge.block import Block
from reference_impl.bridge.keys import items
from reference_impl.bridge.status import CONNECTOR
from reference_impl.device_link import DeviceState, Reading, ReadMeter, Reply, Unreachable

TRIGGERED = ReadingContext.trigger.value
Row = tuple[Callable[[Reading], str], str | None]

QUANTITIES: dict[str, Row] = {
    Measurand.current_import: (lambda r: f"{r.current:.1f}", UnitOfMeasure.a),
    Measurand.current_offered: (lambda r: f"{r.offered:.1f}", UnitOfMeasure.a),
    Measurand.energy_active_import_register: (lambda r: str(int(r.register)), UnitOfMeasure.wh),
    Measurand.frequency: (lambda r: f"{r.frequency:.1f}", None),
    Measurand.power_active_import: (lambda r: f"{r.power:.0f}", UnitOfMeasure.w),
    Measurand.power_factor: (lambda r: f"{r.power_factor:.2f}", None),
    Measurand.voltage: (lambda r: f"{r.voltage:.0f}", UnitOfMeasure.v),
}
"""Measurand -> its text and unit; OCPP 1.6 has no unit for the two without."""


class Metering(Block):
    """Takes a sample each MeterValueSampleInterval as long as a transaction runs."""

    _due: float | None = None

    def interval(self) -> float:
        """Seconds between two samples; 0 switches them off."""
        return float(self.bridge.configuration["MeterValueSampleInterval"])

    def measurands(self) -> list[str]:
        """What each sample contains."""
        return items(self.bridge.configuration["MeterValuesSampledData"])

    def transaction_began(self, now: float) -> None:
        """Samples count from the start of the transaction."""
        self._schedule(now)

    def transaction_ended(self) -> None:
        """No samples outside a transaction."""
        self._due = None

    def latest(self) -> Payload | None:
        """The sample received last in the transaction that runs, if there was one."""
        sample = self.bridge.store.load("sample")
        if sample is None or sample["transaction"] != self.transaction():
            return None
        return dict(sample["payload"])

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """After a restart of the bridge a transaction may still run: its period is kept."""
        if self._due is None and self.bridge.transactions.running and self.interval() > 0:
            since = float(self.bridge.store.load("sampled-since", now))
            periods = math.floor((now - since) / self.interval()) + 1
            self._due = since + periods * self.interval()

    def configuration_changed(self, now: float, key: str) -> None:
        """A new interval counts from now."""
        if key == "MeterValueSampleInterval" and self.bridge.transactions.running:
            self._schedule(now)

    def next_deadline(self) -> float | None:
        """When the next sample is due."""
        return self._due

    def advance(self, now: float) -> None:
        """Take a sample when it is time, whether energy flows or not."""
        if self._due is None or now < self._due or not self.samples():
            return
        while self._due <= now:
            self._due += self.interval()
        number = self.transaction()

        def sampled(_moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply) and number is not None and number == self.transaction():
                payload = self.payload(self.bridge.transactions.counted(reply.reading))
                self.bridge.store.save("sample", {"transaction": number, "payload": payload})
                self.bridge.queue.append("MeterValues", payload, number)

        self.bridge.command(now, ReadMeter(), sampled)

    def samples(self) -> bool:
        """Whether samples are taken now."""
        return self.bridge.transactions.running is not None

    def payload(self, reading: Reading) -> Payload:
        """The MeterValues; its transactionId is put in on sending."""
        values = [self.value(measurand, reading) for measurand in self.measurands()]
        return {
            "connectorId": CONNECTOR,
            "meterValue": [{"timestamp": to_text(reading.at), "sampledValue": values}],
        }

    def triggered(self, reading: Reading) -> Payload:
        """The MeterValues of a reading that was asked for (section 7.32)."""
        payload = self.payload(self.bridge.transactions.counted(reading))
        for taken in payload["meterValue"]:
            taken["sampledValue"] = [{**v, "context": TRIGGERED} for v in taken["sampledValue"]]
        return payload

    def value(self, measurand: str, reading: Reading) -> Payload:
        """One quantity, with its unit where OCPP has one."""
        text, unit = QUANTITIES[measurand]
        value = {"value": text(reading), "context": "Sample.Periodic", "measurand": measurand}
        return value if unit is None else {**value, "unit": unit}

    def _schedule(self, now: float) -> None:
        self._due = now + self.interval() if self.interval() > 0 else None
        self.bridge.store.save("sampled-since", now)

    def transaction(self) -> int | None:
        """The transaction to which a sample belongs, by the bridge's own number."""
        running = self.bridge.transactions.running
        return int(running["number"]) if running else None
