"""Deviations in which messages are understood, and which are sent."""

from collections.abc import Mapping

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Handler, Request
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.bridge.composite import CompositeSchedule
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.firmware import Firmware
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.unlocking import Unlocking
from reference_impl.deviations.seeding import deviates


def _accept(_now: float, _request: Payload, answer: Answer) -> None:
    answer({"status": "Accepted"})


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
