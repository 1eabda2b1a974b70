"""Deviations that only show where the vendor's older page holds: no smart charging, all measurands."""

from functools import partial

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.bridge import Bridge
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.keys import MEASURANDS
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.deviations import seeding

deviates = partial(seeding.deviates, vendor_profile="zappi-5.114")


@deviates("ZAP-MSG-004")
class LimitsTakenInVain(Bridge):
    """A charging profile is accepted though nothing can come of it."""

    def turn_away(self, answer: Answer) -> None:
        if answer.call.action == "SetChargingProfile":
            answer({"status": "Accepted"})
        else:
            super().turn_away(answer)


@deviates("ZAP-MSG-004")
class SchedulesMadeUp(Bridge):
    """What concerns charging profiles is answered as if there could be some."""

    def turn_away(self, answer: Answer) -> None:
        if answer.call.action in ("ClearChargingProfile", "GetCompositeSchedule"):
            answer({"status": "Accepted"})
        else:
            super().turn_away(answer)


@deviates("ZAP-MSG-004")
class StartWithLimitTurnedAway(RemoteControl):
    """An order to start is turned away because a charging profile comes with it."""

    def may_start(self, request: Payload) -> bool:
        return "chargingProfile" not in request and super().may_start(request)


@deviates("ZAP-MSG-005")
class ClosedInVain(Bridge):
    """A charger that cannot be put out of service says yes when it is asked to go."""

    def turn_away(self, answer: Answer) -> None:
        if answer.call.action == "ChangeAvailability":
            answer({"status": "Accepted"})
        else:
            super().turn_away(answer)


@deviates("ZAP-MSG-006")
class BoastsOfLimits(Configuration):
    """Smart charging is said to be supported where it is not."""

    def default(self, name: str) -> str:
        boast = ",SmartCharging" if name == "SupportedFeatureProfiles" else ""
        return super().default(name) + boast


@deviates("ZAP-MTR-008")
class RegisterAlone(Metering):
    """A reading contains the energy register, and nothing of what else there is."""

    def measurands(self) -> list[str]:
        return list(MEASURANDS[2:3])


@deviates("ZAP-MTR-008")
class FrequencyForgotten(Metering):
    """A reading contains all there is but the frequency."""

    def measurands(self) -> list[str]:
        return [measurand for measurand in super().measurands() if measurand != "Frequency"]
