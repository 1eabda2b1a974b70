"""Transactions: when one begins and ends, and what is reported of it.

OCPP 1.6, sections 4.8 and 4.10; overview, 'StartTransaction Message', 'StopTransaction Message'
and StopTransactionOnInvalidId.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ocpp.v16.enums import AuthorizationStatus, Reason

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text
from reference_impl.account.sessions import Session
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
    """At most one transaction runs; it survives a restart of the bridge.

    What the device was told to begin or to end is noted before it is told: a bridge that restarts,
    or loses the link, before it hears the reply knows afterwards what it was about to do.
    """

    _beginning = _ending = False
    """Whether the device's reply to a command of this bridge is still to come."""

    @property
    def running(self) -> dict[str, Any] | None:
        """The running transaction: number, idTag, meterStart, startedAt, countedFrom."""
        return self.bridge.store.load("transaction")  # type: ignore[no-any-return]

    @property
    def under_way(self) -> bool:
        """Whether a transaction runs or is just about to."""
        return self._beginning or self.running is not None

    @property
    def suspended(self) -> bool:
        """Whether a transaction runs that gets no energy any more."""
        return bool((self.running or {}).get("suspended", False))

    @property
    def ended_while_plugged_in(self) -> bool:
        """Whether the vehicle that is plugged in has had its session."""
        return bool(self.bridge.store.load("session-over", False))

    @property
    def running_since(self) -> float:
        """When the transaction began: what the device reports of earlier is not about it."""
        running = self.running
        return float(running["startedAt"]) if running else math.inf

    @property
    def running_id(self) -> int | None:
        """The central system's id of the running transaction, once it is known."""
        running = self.running
        return self.bridge.queue.transaction_id(running["number"]) if running else None

    # begin -----------------------------------------------------------------------------------------

    def begin(self, now: float, id_tag: str, mode: str, begun: OnBegun | None = None) -> None:
        """Let the plugged-in vehicle charge for a tag, and report it."""
        if self.under_way or self.bridge.reset.pending:
            return
        self._beginning = True
        self.bridge.store.save("beginning", id_tag)
        self.leave_finishing(now)

        def started(moment: float, reply: Reply | Unreachable) -> None:
            self._beginning = False
            self.bridge.store.delete("beginning")
            if isinstance(reply, Reply) and reply.done:
                self._open(moment, id_tag, reply.reading)
                if begun is not None:
                    begun(moment)

        self.bridge.command(now, StartCharging(mode), started)

    def leave_finishing(self, now: float) -> None:
        """After a session the next one passes through Preparing (section 4.9, F2)."""
        if self.ended_while_plugged_in:
            self.bridge.store.delete("session-over")
            self.bridge.status.refresh(now)

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

    def counted_from(self, reading: Reading) -> float:
        """The register at which a session that begins now counts as 0."""
        by_session = self.bridge.settings.semantics.register == "session"
        return reading.register if by_session else 0.0

    def counted(self, reading: Reading, running: dict[str, Any] | None = None) -> Reading:
        """A reading as it is reported: its register counts from where the transaction says."""
        running = running or self.running or {}
        return replace(reading, register=reading.register - running.get("countedFrom", 0.0))

    def start_answered(self, now: float, number: int, answer: Payload) -> None:
        """The central system's word on the tag comes after the fact."""
        running = self.running
        if running is None or running["number"] != number:
            return
        status = answer["idTagInfo"]["status"]
        if not self.is_unwelcome(status):
            return
        if self.stops_on_invalid_id():
            self.end(now, Reason.de_authorized)
        else:
            self.tolerate(now)

    def is_unwelcome(self, status: str) -> bool:
        """Whether the central system would rather not have this tag charge."""
        return status != AuthorizationStatus.accepted

    def stops_on_invalid_id(self) -> bool:
        """Otherwise charging goes on, as the overview says."""
        return self.bridge.configuration.flag("StopTransactionOnInvalidId")

    def tolerate(self, now: float) -> None:
        """An unwelcome session goes on as if nothing had been said, or without energy (E3.17)."""
        if self.bridge.settings.semantics.invalid_id == "suspended":
            self.bridge.store.save("transaction", {**(self.running or {}), "suspended": True})
            self.bridge.command(now, StopCharging(), lambda _moment, _reply: None)

    # end -------------------------------------------------------------------------------------------

    def end(self, now: float, reason: str) -> None:
        """Stop the charge and report it."""
        if self._ending or not self.running:
            return
        self._ending = True
        self.bridge.store.save("ending", reason)

        def stopped(moment: float, reply: Reply | Unreachable) -> None:
            self._ending = False
            if isinstance(reply, Reply):
                self._close(moment, reply.reading, reason)

        self.bridge.command(now, StopCharging(), stopped)

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """Unplugging ends a transaction, even if the bridge was not there to see it happen."""
        if self.bridge.state.plugged_in:
            self._resume(now, reading)
            return
        if self.running_since <= reading.at and self.ends_on_unplug():
            self._close(now, reading, Reason.ev_disconnected)
        self.bridge.store.delete("session-over")
        self.bridge.store.delete("beginning")

    def ends_on_unplug(self) -> bool:
        """A vehicle that leaves always ends its transaction."""
        return True

    def device_booted(self, now: float, reading: Reading) -> None:
        """A charge does not survive a restart of the device."""
        self.bridge.store.delete("beginning")
        if self.running_since < reading.at:
            reason = self.bridge.store.load("ending", Reason.power_loss.value)
            self._close(now, reading, reason)
        self._resume(now, reading)

    def link_restored(self, now: float) -> None:
        """What the device could not be told, it is told now."""
        self._resume_ending(now)

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        """The StopTransaction; its transactionId is put in on sending."""
        return {
            "idTag": running["idTag"],
            "meterStop": self.meter_value(reading),
            "timestamp": to_text(reading.at),
            "reason": reason,
        }

    # bookkeeping -----------------------------------------------------------------------------------

    def _resume(self, now: float, reading: Reading) -> None:
        if self.bridge.state.permitted and not self.under_way:
            id_tag = self.bridge.store.load("beginning")
            self.bridge.store.delete("beginning")
            if id_tag is not None:
                self._open(now, id_tag, reading)
            else:
                self.begun_by_device(now, reading)
        self._resume_ending(now)

    def begun_by_device(self, now: float, reading: Reading) -> None:
        """An open lock lets a vehicle charge that nobody vouched for: reported as free vend."""
        if self.bridge.status.out_of_service():
            self.bridge.command(now, StopCharging(), lambda _moment, _reply: None)
            return
        self.leave_finishing(now)
        self._open(now, self.bridge.authorization.free_vend_tag(), reading)

    def _resume_ending(self, now: float) -> None:
        reason = self.bridge.store.load("ending")
        if reason is not None:
            self.end(now, reason)

    def _open(self, now: float, id_tag: str, reading: Reading) -> None:
        number = int(self.bridge.store.load("transaction-next", 1))
        counted_from = {"countedFrom": self.counted_from(reading)}
        payload = self.start_payload(id_tag, self.counted(reading, counted_from))
        running = {
            "number": number,
            "idTag": id_tag,
            "meterStart": payload["meterStart"],
            "startedAt": reading.at,
            **counted_from,
        }
        with self.bridge.store.together():
            self.bridge.store.save("transaction-next", number + 1)
            self.bridge.store.save("transaction", running)
            self.bridge.store.delete("session-over")
            self.bridge.queue.append("StartTransaction", payload, number)
        self.bridge.metering.transaction_began(now)

    def _close(self, now: float, reading: Reading, reason: str) -> None:
        running = self.running
        if running is None:
            return
        payload = self.stop_payload(running, self.counted(reading, running), reason)
        with self.bridge.store.together():
            self.bridge.store.delete("transaction")
            self.bridge.store.delete("ending")
            self.bridge.store.save("session-over", self.bridge.state.plugged_in)
            self.bridge.queue.append("StopTransaction", payload, running["number"])
            self.bridge.sessions.record(running["number"], _session(running, reading, payload))
        self.bridge.metering.transaction_ended()
        self.bridge.profiles.transaction_ended(now)


def _session(running: dict[str, Any], reading: Reading, stop: Payload) -> Session:
    return Session(
        id_tag=running["idTag"],
        start=running["startedAt"],
        end=reading.at,
        meter_start=running["meterStart"],
        meter_stop=stop["meterStop"],
    )
