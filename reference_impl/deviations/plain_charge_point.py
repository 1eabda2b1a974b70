"""Deviations from what any charge point owes: registration, messages, keys."""

from collections.abc import Mapping
from typing import Any

from ocpp.v16.enums import RegistrationStatus

from ocpp16 import schema
from ocpp16.actions import ACTIONS
from ocpp16.frames import ErrorCode, Payload
from ocpp16.rpc import Answer, Answered, Outcome, Rpc, TimedOut
from reference_impl.bridge.bridge import Bridge
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.bridge.keys import Key
from reference_impl.bridge.registration import Registration
from reference_impl.bridge.rest_of_core import RestOfCore
from reference_impl.bridge.triggers import Triggers
from reference_impl.deviations.of_any_charge_point import PLAIN
from reference_impl.deviations.seeding import deviates

NEVER = 1e9
"""Seconds that no scenario waits."""


# registration and heartbeats --------------------------------------------------------------------


@deviates("OCP-BOOT-001", PLAIN)
class OfNoModel(Registration):
    """The introduction does not name the model."""

    def payload(self) -> Payload:
        return {k: v for k, v in super().payload().items() if k != "chargePointModel"}


@deviates("OCP-BOOT-003", PLAIN)
class PendingIsEnough(Registration):
    """A pending registration is taken for an accepted one."""

    @property
    def accepted(self) -> bool:
        return super().accepted or self.status == RegistrationStatus.pending


@deviates("OCP-BOOT-004", PLAIN)
class HalfTheInterval(Registration):
    """A pending charge point waits half as long as it was told to."""

    def retry_delay(self, interval: float) -> float:
        return super().retry_delay(interval) / 2


@deviates("OCP-BOOT-008", PLAIN)
class TakesNoForAnAnswer(Registration):
    """A rejected charge point does not introduce itself again."""

    def retry_delay(self, interval: float) -> float:
        rejected = self.status == RegistrationStatus.rejected
        return NEVER if rejected else super().retry_delay(interval)


@deviates("OCP-HB-001", PLAIN)
class OneBeatInThree(Heartbeat):
    """Two heartbeats of three are left out."""

    def interval(self) -> float:
        return 3 * super().interval()


# messages ---------------------------------------------------------------------------------------


@deviates("OCP-RPC-001", PLAIN)
class DeafToTheUnknown(Bridge):
    """A request of an unknown action is not answered at all."""

    def _handle(self, now: float, answer: Answer) -> None:
        if answer.call.action in ACTIONS:
            super()._handle(now, answer)


@deviates("OCP-RPC-003", PLAIN)
class RejectsTheMalformed(Bridge):
    """A request that is not as its schema has it is answered with a status."""

    def _handle(self, now: float, answer: Answer) -> None:
        call = answer.call
        if call.action in ACTIONS and schema.faults(call.action, call.payload):
            answer({"status": "Rejected"})
        else:
            super()._handle(now, answer)


@deviates("OCP-RPC-004", PLAIN)
class SomethingWentWrong(Bridge):
    """Every malformed request is called an internal error."""

    def _handle(self, now: float, answer: Answer) -> None:
        call = answer.call
        if call.action in ACTIONS and schema.faults(call.action, call.payload):
            answer.error(ErrorCode.INTERNAL_ERROR, "something went wrong")
        else:
            super()._handle(now, answer)


@deviates("OCP-RPC-005", PLAIN)
class AnswersTheLastQuestion(Configuration):
    """A question is answered with what the one before it was about."""

    _before: list[str] | None = None

    def asked(self, request: Payload) -> list[str]:
        before, self._before = self._before, super().asked(request)
        return before or self._before


class _Impatient(Rpc):
    _asked_twice = False

    @property
    def idle(self) -> bool:
        return super().idle or not self._asked_twice

    def call(self, *args: Any, **kwargs: Any) -> Any:
        self._asked_twice, self._outstanding = self._outstanding is not None, None
        return super().call(*args, **kwargs)


@deviates("OCP-RPC-006", PLAIN)
class AllInOneBreath(Bridge):
    """Questions are asked without waiting for the answer to the one before."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._rpc = _Impatient(self.new_ids, self.settings.call_timeout)


@deviates("OCP-RPC-007", PLAIN)
class HeartStopsOnNonsense(Heartbeat):
    """After an answer that makes no sense there are no more heartbeats."""

    def _concluded(self, now: float, outcome: Outcome) -> None:
        super()._concluded(now, outcome)
        answer = outcome.payload if isinstance(outcome, Answered) else {}
        if isinstance(outcome, Answered) and schema.faults("Heartbeat", answer, answer=True):
            self._due = None


@deviates("OCP-RPC-008", PLAIN)
class WaitsForTheAnswer(Heartbeat):
    """After a heartbeat that nobody answered there are no more."""

    def _concluded(self, now: float, outcome: Outcome) -> None:
        super()._concluded(now, outcome)
        if isinstance(outcome, TimedOut):
            self._due = None


@deviates("OCP-DAT-001", PLAIN)
class UnderstandsEverybody(RestOfCore):
    """What any vendor wants is accepted."""

    def understood(self, _vendor: str) -> str:
        return "Accepted"


@deviates("OCP-DAT-002", PLAIN)
class CacheOutOfReach(RestOfCore):
    """Clearing the cache is answered with an error."""

    def handlers(self) -> Mapping[str, Any]:
        return {k: v for k, v in super().handlers().items() if k != "ClearCache"}


@deviates("OCP-TRG-007", PLAIN)
class OddMessagesAreErrors(Triggers):
    """To be asked for a message it cannot send is an error."""

    def _trigger(self, now: float, request: Payload, answer: Answer) -> None:
        if request["requestedMessage"] in self.kinds():
            super()._trigger(now, request, answer)
        else:
            answer.error(ErrorCode.NOT_SUPPORTED, "not to be had")


# keys -------------------------------------------------------------------------------------------


@deviates("OCP-CFG-001", PLAIN)
class NothingInParticular(Configuration):
    """Asked for no key in particular it names none."""

    def asked(self, request: Payload) -> list[str]:
        return super().asked(request) if request.get("key") else []


@deviates("OCP-CFG-002", PLAIN)
class NoTimeForPluggingIn(Configuration):
    """The key ConnectionTimeOut is not there."""

    def knows(self, key: Key) -> bool:
        return key.name != "ConnectionTimeOut" and super().knows(key)


@deviates("OCP-CFG-003", PLAIN)
class EverythingCanBeChanged(Configuration):
    """Of every key it is said that it can be changed."""

    def entry(self, name: str, key: Key) -> Payload:
        return {**super().entry(name, key), "readonly": False}


@deviates("OCP-CFG-004", PLAIN)
class TellsMoreThanAsked(Configuration):
    """Asked for one key it names them all."""

    def asked(self, request: Payload) -> list[str]:
        return list(dict.fromkeys([*super().asked(request), *self.names()]))


@deviates("OCP-CFG-005", PLAIN)
class PassesOverTheStrange(Configuration):
    """Keys it does not have are passed over in silence."""

    def asked(self, request: Payload) -> list[str]:
        return [name for name in super().asked(request) if self.key(name) is not None]


@deviates("OCP-CFG-006", PLAIN)
class NodsAndForgets(Configuration):
    """A change is accepted, and the value stays as it was."""

    def put(self, now: float, name: str, value: str) -> None:
        if name != "ConnectionTimeOut":
            super().put(now, name, value)


@deviates("OCP-CFG-007", PLAIN)
class StrangeKeysRejected(Configuration):
    """To change a key it does not have is rejected."""

    def change(self, now: float, name: str, value: str) -> str:
        status = super().change(now, name, value)
        return "Rejected" if status == "NotSupported" else status


@deviates("OCP-CFG-008", PLAIN)
class AnyTimeWillDo(Configuration):
    """A time for plugging in that is no number is accepted."""

    def may_set(self, key: Key, value: str) -> bool:
        return key.name == "ConnectionTimeOut" or super().may_set(key, value)


@deviates("OCP-CFG-009", PLAIN)
class GrowsConnectors(Configuration):
    """The number of connectors can be set."""

    def is_fixed(self, key: Key) -> bool:
        return key.name != "NumberOfConnectors" and super().is_fixed(key)


@deviates("OCP-CFG-010", PLAIN)
class MindsTheCase(Configuration):
    """A key in lower case is not known."""

    def key(self, name: str) -> Key | None:
        known = super().key(name)
        return known if known is not None and known.name == name else None
