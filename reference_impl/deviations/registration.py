"""Deviations in registration: what is said of the charger, when, and what waits for acceptance."""

from ocpp.v16.enums import Reason, RegistrationStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Outcome, TimedOut
from ocpp16.timestamps import to_text
from reference_impl.bridge.block import Block
from reference_impl.bridge.registration import Registration
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.status import Status
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading

NEVER = 1e9
"""Seconds that no scenario waits."""


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


# before and upon acceptance --------------------------------------------------------------------------


@deviates("ZAP-BOOT-012")
class OwnInterval(Registration):
    """The interval that comes with acceptance is ignored."""

    def adopt(self, now: float, interval: int) -> None:
        """The stored default stays."""


@deviates("ZAP-BOOT-012")
class LiteralZero(Registration):
    """No interval is taken for the shortest there is."""

    def adopt(self, now: float, interval: int) -> None:
        super().adopt(now, max(interval, 1))


@deviates("ZAP-BOOT-013")
class TalkativeWhilePending(Registration):
    """Everybody may speak while the registration is pending."""

    def permits(self, block: Block) -> bool:
        return super().permits(block) or self.status == RegistrationStatus.pending


@deviates("ZAP-BOOT-013")
class WaitsForEver(Registration):
    """A pending registration is not attempted again."""

    def retry_delay(self, interval: float) -> float:
        pending = self.status == RegistrationStatus.pending
        return NEVER if pending else super().retry_delay(interval)


@deviates("ZAP-BOOT-013")
class OnTheHeels(Registration):
    """No interval is taken for the shortest there is."""

    def retry_delay(self, interval: float) -> float:
        return max(interval, 1.0)


@deviates("ZAP-BOOT-013")
class DeafWhilePending(Registration):
    """Questions get no answer while the registration is pending."""

    def answers_requests(self) -> bool:
        return self.accepted


@deviates("ZAP-BOOT-013")
class SessionWhilePending(RemoteControl):
    """A remote start is accepted while the registration is pending."""

    def may_start(self, request: Payload) -> bool:
        pending = self.bridge.registration.status == RegistrationStatus.pending
        return pending or super().may_start(request)


@deviates("ZAP-BOOT-014")
class TriggersWait(Registration):
    """What was asked for while the registration is pending waits for acceptance."""

    def permits(self, block: Block) -> bool:
        return self.accepted or block is self


@deviates("ZAP-BOOT-015")
class QuietStart(Status):
    """Acceptance is not followed by the status of the connectors."""

    def registered(self, now: float) -> None:
        """Told on the next change."""


@deviates("ZAP-BOOT-015")
class GivesUpUnanswered(Registration):
    """An introduction without a proper answer is not made again."""

    def retry_delay(self, interval: float) -> float:
        return super().retry_delay(interval) if interval > 0 else NEVER


@deviates("ZAP-BOOT-015")
class SilenceMeansConsent(Registration):
    """An introduction that nobody answered counts as accepted."""

    def _concluded(self, now: float, outcome: Outcome) -> None:
        if isinstance(outcome, TimedOut):
            outcome = Answered({"status": "Accepted", "currentTime": to_text(now), "interval": 0})
        super()._concluded(now, outcome)


@deviates("ZAP-BOOT-015")
class InsistsWhenRejected(Registration):
    """A rejected charger introduces itself again before the interval is over."""

    def retry_delay(self, interval: float) -> float:
        rejected = self.status == RegistrationStatus.rejected
        return super().retry_delay(interval) / (2 if rejected else 1)


@deviates("ZAP-BOOT-015")
class ForgetsRejection(Registration):
    """A rejected charger introduces itself at once on a new connection."""

    def connected(self, now: float) -> None:
        self.status, self._due = None, now


@deviates("ZAP-BOOT-015")
class AnswersThoughRejected(Registration):
    """A rejected charger answers questions."""

    def answers_requests(self) -> bool:
        return True
