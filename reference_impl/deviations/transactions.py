"""Deviations in what is reported of a session's beginning and end."""

from dataclasses import replace
from typing import Any

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text
from reference_impl.bridge.authorization import FAST, Authorization, Grant
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.reset import Reset
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading
from reference_impl.users import User


@deviates("ZAP-TX-001")
class StartOnPlug(Authorization):
    """Plugging in begins a session before anybody is authorised."""

    def is_free(self) -> bool:
        return self.may_start_locally()


@deviates("ZAP-TX-001")
class BackdatedStart(Transactions):
    """The start is dated a minute before charging began."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        earlier = {"timestamp": to_text(reading.at - 60)}
        return {**super().start_payload(id_tag, reading), **earlier}


@deviates("ZAP-TX-001")
class DoubleStart(Metering):
    """The start of a session is reported twice."""

    def transaction_began(self, now: float) -> None:
        super().transaction_began(now)
        start = self.bridge.store.load(self.bridge.store.keys("queue/")[-1])
        self.bridge.queue.append(start["action"], start["payload"], start["transaction"])


@deviates("ZAP-TX-002")
class StartInKilowattHours(Transactions):
    """The reading at the start is in kWh."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        payload = super().start_payload(id_tag, reading)
        return {**payload, "meterStart": payload["meterStart"] // 1000}


@deviates("ZAP-TX-002")
class StartAtZero(Transactions):
    """The reading at the start is 0, whatever the meter shows."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        return {**super().start_payload(id_tag, reading), "meterStart": 0}


@deviates("ZAP-TX-003")
class PinForTag(Authorization):
    """The digits of the PIN are sent in place of its user's tag."""

    def user_of(self, pin: str) -> User | None:
        user = super().user_of(pin)
        return replace(user, tag=pin) if user is not None else None


@deviates("ZAP-TX-003")
class SerialForTag(Transactions):
    """The charger's serial number is sent in place of the user's tag."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        return super().start_payload(self.bridge.settings.serial, reading)


@deviates("ZAP-TX-004")
class SecondStop(Transactions):
    """Unplugging after the end of a session reports its end again."""

    _reported: tuple[dict[str, Any], Reading, str]

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        self._reported = running, reading, reason
        return super().stop_payload(running, reading, reason)

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if self.ended_while_plugged_in and not self.bridge.state.plugged_in:
            payload = self.stop_payload(*self._reported)
            self.bridge.queue.append("StopTransaction", payload, self._reported[0]["number"])
        super().device_changed(now, before, reading)


@deviates("ZAP-TX-004")
class AlwaysLocal(Transactions):
    """Every session is said to have ended locally."""

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        return super().stop_payload(running, reading, "Local")


@deviates("ZAP-TX-004")
class ResetWithoutStop(Reset):
    """A reset does not end the session properly before the restart."""

    def stops_transaction(self) -> bool:
        return False


@deviates("ZAP-TX-004")
class PowerFailureForgotten(Transactions):
    """A session that a power failure has cut short is dropped without a word."""

    def device_booted(self, now: float, reading: Reading) -> None:
        self.bridge.store.delete("transaction")
        super().device_booted(now, reading)


@deviates("ZAP-TX-004")
class LenientWithInvalidTags(Transactions):
    """A session goes on for an invalid tag although it is to be ended."""

    def stops_on_invalid_id(self) -> bool:
        return False


@deviates("ZAP-TX-004")
class StrictWithInvalidTags(Transactions):
    """A session ends for an invalid tag although it is to go on."""

    def stops_on_invalid_id(self) -> bool:
        return True


@deviates("ZAP-TX-005")
class SessionEnergyAtEnd(Transactions):
    """The reading at the end is the energy of the session beside a lifetime start."""

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        payload = super().stop_payload(running, reading, reason)
        return {**payload, "meterStop": payload["meterStop"] - running["meterStart"]}


@deviates("ZAP-TX-005")
class StartReadingAtEnd(Transactions):
    """The reading at the end is still that of the start."""

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        payload = super().stop_payload(running, reading, reason)
        return {**payload, "meterStop": running["meterStart"]}


@deviates("ZAP-TX-006")
class NamelessStop(Transactions):
    """The end of a session does not say whose it was."""

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        payload = super().stop_payload(running, reading, reason)
        return {name: value for name, value in payload.items() if name != "idTag"}


@deviates("ZAP-TX-006")
class StopInAnotherName(Transactions):
    """The end of a session names the first user of the account, whoever charged."""

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        first = self.bridge.settings.users[0].tag
        return {**super().stop_payload(running, reading, reason), "idTag": first}


@deviates("ZAP-TX-007")
class AppSessionsRenamed(Transactions):
    """The identifier an app passed is changed to lower case."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        return super().start_payload(id_tag.lower(), reading)


@deviates("ZAP-TX-008")
class CardNumbersOnly(RemoteControl):
    """Only tags that look like the number of an RFID card may charge."""

    def may_start(self, request: Payload) -> bool:
        hexadecimal = set(request["idTag"]) <= set("0123456789ABCDEFabcdef")
        return hexadecimal and len(request["idTag"]) in (8, 14) and super().may_start(request)


@deviates("ZAP-TX-008")
class TagsCutShort(Transactions):
    """Tags are cut to 14 characters, as long as the number of a card."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        return super().start_payload(id_tag[:14], reading)


@deviates("ZAP-TX-009")
class FreeVendAskedFor(Authorization):
    """The central system is asked before a free session begins."""

    def vend_freely(self, now: float) -> None:
        self.ask(Grant(self.free_vend_tag(), FAST))


@deviates("ZAP-TX-009")
class RandomFreeVend(Authorization):
    """Free sessions get a random tag although one is configured."""

    def free_vend_tag(self) -> str:
        return f"FREE-{next(self.bridge.new_ids)}"[:20]


@deviates("ZAP-TX-012")
class HeldCableHoldsTheSession(Transactions):
    """A session goes on without its vehicle where the cable stays locked at the charger."""

    def ends_on_unplug(self) -> bool:
        return self.bridge.configuration.flag("UnlockConnectorOnEVSideDisconnect")


@deviates("ZAP-TX-012")
class OpenAfterUnplugging(Transactions):
    """A session stays open when its vehicle is gone."""

    def ends_on_unplug(self) -> bool:
        return False


@deviates("ZAP-TX-012")
class OpenWhenSuspended(Transactions):
    """A vehicle that drew no current any more leaves its session open."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        self._drew = before.drawing
        super().device_changed(now, before, reading)

    def ends_on_unplug(self) -> bool:
        return self._drew
