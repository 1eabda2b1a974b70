"""Deviations in which messages are understood, and which are sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.authorization import Authorization
from reference_impl.bridge.block import Handler, Request
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.bridge.composite import CompositeSchedule
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.firmware import Firmware
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.transactions import Transactions
from reference_impl.bridge.unlocking import Unlocking
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import Reading


def _acknowledge(_now: float, _request: Payload, answer: Answer) -> None:
    answer({})


def _accept(_now: float, _request: Payload, answer: Answer) -> None:
    answer({"status": "Accepted"})


@deviates("ZAP-CFG-040")
class SendsTheBill(Heartbeat):
    """What a session has cost is sent to the platform after its end."""

    _billed = 0

    def next_call(self, now: float) -> Request | None:
        ended = int(self.bridge.store.load("transaction-next", 1)) - 1
        if self.bridge.transactions.running or self._billed == ended or not self.bridge.queue.empty:
            return super().next_call(now)
        self._billed = ended
        bill = {"vendorId": "Myenergi", "messageId": "Cost", "data": "4.92"}
        return Request("DataTransfer", bill, lambda _now, _outcome: None)


@deviates("ZAP-CONN-008")
class OneThingAtATime(Configuration):
    """What is asked while the charger is busy with something else is dropped."""

    def _get_configuration(self, now: float, request: Payload, answer: Answer) -> None:
        if self.bridge.link.next_deadline() is None:
            super()._get_configuration(now, request, answer)


@deviates("ZAP-CONN-010")
class StartsWhenTold(RemoteControl):
    """A StartTransaction of the platform is taken for an order to start."""

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "StartTransaction": self._begin}

    def _begin(self, now: float, request: Payload, answer: Answer) -> None:
        answer({"transactionId": 1, "idTagInfo": {"status": "Accepted"}})
        self.bridge.transactions.begin(now, request["idTag"], self.charge_mode())


@deviates("ZAP-CONN-010")
class StopsWhenTold(RemoteControl):
    """A StopTransaction of the platform is taken for an order to stop."""

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "StopTransaction": self._finish}

    def _finish(self, now: float, request: Payload, answer: Answer) -> None:
        answer({})
        self.bridge.transactions.end(now, "Remote")


@deviates("ZAP-CONN-010")
class NodsAtReports(Configuration):
    """What only chargers report is acknowledged when a platform sends it."""

    def handlers(self) -> Mapping[str, Handler]:
        reports = ("Authorize", "BootNotification", "FirmwareStatusNotification", "MeterValues")
        return {**super().handlers(), **dict.fromkeys(reports, _acknowledge)}


@deviates("ZAP-CONN-010")
class AsksThePlatform(Heartbeat):
    """In place of a heartbeat the charger asks for the platform's configuration."""

    def next_call(self, now: float) -> Request | None:
        request = super().next_call(now)
        return request and Request("GetConfiguration", {}, request.on_outcome)


@deviates("ZAP-CONN-016")
class VendorField(Authorization):
    """The question about a driver has a field that only the vendor knows."""

    def next_call(self, now: float) -> Request | None:
        request = super().next_call(now)
        return request and replace(request, payload={**request.payload, "source": "PIN"})


@deviates("ZAP-CONN-016")
class ReadingsOfTheVendor(Metering):
    """Readings come with a remark of the vendor's own."""

    def value(self, measurand: str, reading: Reading) -> Payload:
        return {**super().value(measurand, reading), "source": "CT1"}


@deviates("ZAP-CONN-016")
class EndsInLocalTime(Transactions):
    """The time at which a session ended lacks its zone."""

    def stop_payload(self, running: dict[str, Any], reading: Reading, reason: str) -> Payload:
        payload = super().stop_payload(running, reading, reason)
        return {**payload, "timestamp": payload["timestamp"].rstrip("Z")}


@deviates("ZAP-MSG-001")
class NoCompositeSchedule(CompositeSchedule):
    """The composite schedule cannot be asked for."""

    def handlers(self) -> Mapping[str, Handler]:
        return {}


@deviates("ZAP-MSG-001")
class LockedForGood(Unlocking):
    """A request to unlock the connector is not supported."""

    def handlers(self) -> Mapping[str, Handler]:
        return {}


@deviates("ZAP-MSG-002")
class VendorHeartbeat(Heartbeat):
    """A DataTransfer of the vendor goes out in place of each heartbeat."""

    def next_call(self, now: float) -> Request | None:
        request = super().next_call(now)
        if request is None:
            return None
        return Request("DataTransfer", {"vendorId": "Myenergi"}, request.on_outcome)


@deviates("ZAP-MSG-002")
class UpdateAsDiagnostics(Firmware):
    """The progress of an update is told as if logs were being uploaded."""

    def next_call(self, now: float) -> Request | None:
        request = super().next_call(now)
        if request is None:
            return None
        return Request("DiagnosticsStatusNotification", {"status": "Uploading"}, request.on_outcome)


@deviates("ZAP-MSG-003")
class ReservesNothing(RemoteControl):
    """A reservation is accepted and forgotten."""

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "ReserveNow": _accept, "CancelReservation": _accept}


@deviates("ZAP-MSG-004")
class WithoutSmartCharging(ChargingProfiles):
    """Charging profiles are refused in commercial mode, as an older page says."""

    def applies(self) -> bool:
        return False


@deviates("ZAP-MSG-005")
class ListKeptNowhere(Configuration):
    """A local list is accepted although nothing is stored."""

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "SendLocalList": _accept}


@deviates("ZAP-MSG-005")
class CacheCleared(Configuration):
    """Clearing a cache that does not exist is accepted."""

    def handlers(self) -> Mapping[str, Handler]:
        return {**super().handlers(), "ClearCache": _accept}


@deviates("ZAP-MSG-006")
class BoastsOfLists(Configuration):
    """Local lists are said to be supported because a key is named after them."""

    def default(self, name: str) -> str:
        boast = ",LocalAuthListManagement" if name == "SupportedFeatureProfiles" else ""
        return super().default(name) + boast
