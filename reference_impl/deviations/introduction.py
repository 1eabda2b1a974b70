"""Deviations in introducing the charger: what is said of it, and on which occasions."""

from ocpp.v16.enums import Reason, RegistrationStatus

from ocpp16.frames import Payload
from reference_impl.bridge.block import Block
from reference_impl.bridge.registration import Registration
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading

# what is said ----------------------------------------------------------------------------------------


@deviates("ZAP-BOOT-004")
class MisspeltMaker(Registration):
    """The maker's name is written in lower case."""

    def payload(self) -> Payload:
        return {**super().payload(), "chargePointVendor": "myenergi"}


@deviates("ZAP-BOOT-005")
class OrderCodeAsModel(Registration):
    """The order code takes the place of the model."""

    def payload(self) -> Payload:
        return {**super().payload(), "chargePointModel": "ZAPPI-2H07UW-G"}


@deviates("ZAP-BOOT-006")
class IdentityAsSerialNumber(Registration):
    """The identity takes the place of the serial number."""

    def payload(self) -> Payload:
        return {
            **super().payload(),
            "chargePointSerialNumber": self.bridge.settings.identity,
        }


@deviates("ZAP-BOOT-006")
class NumericSerialNumber(Registration):
    """The serial number is sent as a number."""

    def payload(self) -> Payload:
        payload = super().payload()
        return {**payload, "chargePointSerialNumber": int(payload["chargePointSerialNumber"])}


@deviates("ZAP-BOOT-007")
class NamelessChargeBox(Registration):
    """The serial number of the charge box is left out."""

    def payload(self) -> Payload:
        payload = super().payload()
        del payload["chargeBoxSerialNumber"]
        return payload


@deviates("ZAP-BOOT-008")
class StaleFirmwareVersion(Registration):
    """The firmware version is the one the charger was set up with."""

    def firmware_version(self) -> str:
        return self.bridge.settings.firmware


@deviates("ZAP-BOOT-008")
class DottedFirmwareVersion(Registration):
    """The firmware version is written with a dot."""

    def firmware_version(self) -> str:
        digits = super().firmware_version()
        return f"{digits[0]}.{digits[1:]}"


@deviates("ZAP-BOOT-009")
class NullForEmpty(Registration):
    """What the charger does not have is sent as null."""

    def payload(self) -> Payload:
        return {**super().payload(), "iccid": None, "imsi": None, "meterType": None}


@deviates("ZAP-BOOT-009")
class LeavesEmptyOut(Registration):
    """What the charger does not have is left out."""

    def payload(self) -> Payload:
        return {name: value for name, value in super().payload().items() if value != ""}


@deviates("ZAP-BOOT-010")
class NamelessMeter(Registration):
    """The serial number of the meter is empty."""

    def payload(self) -> Payload:
        return {**super().payload(), "meterSerialNumber": ""}


# on which occasions ----------------------------------------------------------------------------------


@deviates("ZAP-BOOT-001")
class SilentReboot(Registration):
    """A restarted device is not introduced again."""

    def boots_on_restart(self) -> bool:
        return False


@deviates("ZAP-BOOT-001")
class TalkativeWhileUnanswered(Registration):
    """Everybody may speak as long as a restarted device was neither accepted nor refused."""

    def permits(self, block: Block) -> bool:
        return super().permits(block) or self.status is None


@deviates("ZAP-BOOT-002")
class SilentReconnection(Registration):
    """A new connection is taken for a continuation of the one before."""

    def boots_on_connection(self) -> bool:
        return not self.accepted

    def disconnected(self, now: float) -> None:
        self._due = None


@deviates("ZAP-BOOT-002")
class LateIntroduction(Registration):
    """A new connection counts as accepted, and the introduction follows a second later."""

    def connected(self, now: float) -> None:
        self.status, self._due = RegistrationStatus.accepted, now + 1.0


@deviates("ZAP-BOOT-002")
class NewRegistrationEndsSession(Registration):
    """Acceptance on a new connection ends the running session."""

    def registered(self, now: float) -> None:
        self.bridge.transactions.end(now, Reason.other)


@deviates("ZAP-BOOT-003")
class DailyIntroduction(Registration):
    """The charger introduces itself twelve hours after it was accepted."""

    def registered(self, now: float) -> None:
        self._due = now + 43_200.0


@deviates("ZAP-BOOT-003")
class IntroductionAfterSettings(Registration):
    """A new setting is followed by an introduction."""

    def configuration_changed(self, now: float, key: str) -> None:
        if key == "MeterValueSampleInterval":
            self._begin(now)


@deviates("ZAP-BOOT-003")
class IntroductionAfterSession(Registration):
    """A vehicle that leaves is followed by an introduction."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if before.plugged_in and not self.bridge.state.plugged_in:
            self._begin(now)


@deviates("ZAP-BOOT-003")
class IntroductionAfterFault(Registration):
    """A fault that was cleared is followed by an introduction."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if before.fault is not None and self.bridge.state.fault is None:
            self._begin(now)
