"""Transactions: when one begins and ends, and what is reported of it.

OCPP 1.6, sections 4.8 and 4.10; overview, 'StartTransaction Message', 'StopTransaction Message'
and StopTransactionOnInvalidId.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ocpp.v16.enums import AuthorizationStatus, Reason

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text
from reference_impl.bridge.block import Block
from reference_impl.bridge.status import CONNECTOR
from reference_impl.device_link import (
    DeviceState,
    Reading,
    Reply,
    StartCharging,
    StopCharging,
    Unreachable,
)

OnBegun = Callable[[float], None]


class Transactions(Block):
    """At most one transaction runs; it survives a restart of the bridge."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.ended_while_plugged_in = False
        self._beginning = False

    @property
    def running(self) -> dict[str, Any] | None:
        """The running transaction: number, idTag, meterStart."""
        return self.bridge.store.load("transaction")  # type: ignore[no-any-return]

    @property
    def running_id(self) -> int | None:
        """The central system's id of the running transaction, once it is known."""
        running = self.running
        return self.bridge.queue.transaction_id(running["number"]) if running else None

    # begin -----------------------------------------------------------------------------------------

    def begin(self, now: float, id_tag: str, mode: str, begun: OnBegun | None = None) -> None:
        """Let the plugged-in vehicle charge for a tag, and report it."""
        if self.running or self._beginning:
            return
        self._beginning = True

        def started(moment: float, reply: Reply | Unreachable) -> None:
            self._beginning = False
            if isinstance(reply, Reply) and reply.done:
                self._open(moment, id_tag, reply.reading)
                if begun is not None:
                    begun(moment)

        self.bridge.command(now, StartCharging(mode), started)

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        """The StartTransaction."""
        return {
            "connectorId": CONNECTOR,
            "idTag": id_tag,
            "meterStart": self.meter_value(reading),
            "timestamp": to_text(reading.at),
        }

    def meter_value(self, reading: Reading) -> int:
        """The register in whole Wh (section 6.45)."""
        return int(reading.register)

    def start_answered(self, now: float, number: int, answer: Payload) -> None:
        """The central system's word on the tag comes after the fact."""
        running = self.running
        status = answer.get("idTagInfo", {}).get("status")
        if running is None or running["number"] != number:
            return
        if status != AuthorizationStatus.accepted and self.stops_on_invalid_id():
            self.end(now, Reason.de_authorized)

    def stops_on_invalid_id(self) -> bool:
        """Otherwise charging goes on, as the overview says."""
        return self.bridge.configuration.flag("StopTransactionOnInvalidId")

    # end -------------------------------------------------------------------------------------------

    def end(self, now: float, reason: str) -> None:
        """Stop the charge and report it."""

        def stopped(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply):
                self._close(moment, reply.reading, reason)

        if self.running:
            self.bridge.command(now, StopCharging(), stopped)

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """Unplugging ends a transaction."""
        if self.bridge.state.plugged_in:
            return
        self.ended_while_plugged_in = False
        if before.plugged_in and self.running and self.ends_on_unplug():
            self._close(now, reading, Reason.ev_disconnected)

    def ends_on_unplug(self) -> bool:
        """A vehicle that leaves always ends its transaction."""
        return True

    def device_booted(self, now: float, reading: Reading) -> None:
        """A charge does not survive a restart of the device."""
        if self.running:
            self._close(now, reading, Reason.power_loss)

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        """The StopTransaction; its transactionId is put in on sending."""
        return {
            "idTag": running["idTag"],
            "meterStop": self.meter_value(reading),
            "timestamp": to_text(reading.at),
            "reason": reason,
        }

    # bookkeeping -----------------------------------------------------------------------------------

    def _open(self, now: float, id_tag: str, reading: Reading) -> None:
        number = int(self.bridge.store.load("transaction-next", 1))
        self.bridge.store.save("transaction-next", number + 1)
        payload = self.start_payload(id_tag, reading)
        self.bridge.store.save(
            "transaction", {"number": number, "idTag": id_tag, "startedAt": reading.at}
        )
        self.ended_while_plugged_in = False
        self.bridge.queue.append("StartTransaction", payload, number)
        self.bridge.metering.transaction_began(now)

    def _close(self, now: float, reading: Reading, reason: str) -> None:
        running = self.running
        if running is None:
            return
        self.bridge.store.delete("transaction")
        self.ended_while_plugged_in = self.bridge.state.plugged_in
        payload = self.stop_payload(running, reading, reason)
        self.bridge.queue.append("StopTransaction", payload, running["number"])
        self.bridge.metering.transaction_ended()
        self.bridge.profiles.transaction_ended(now)
