"""Deviations in the delivery of transaction messages."""

from typing import Any

from ocpp16.frames import Payload
from ocpp16.rpc import Disconnected, Outcome, Refused
from ocpp16.timestamps import to_seconds, to_text
from reference_impl.bridge.bridge import Bridge
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.deviations.seeding import deviates


@deviates("ZAP-TX-013")
class StartSentOnce(TransactionQueue):
    """A start nobody answers is not sent again."""

    def transmissions(self, action: str) -> int:
        return 1 if action == "StartTransaction" else super().transmissions(action)


@deviates("ZAP-TX-013")
class TransmissionsCounted(TransactionQueue):
    """The first transmission counts as one of the documented resends."""

    def transmissions(self, action: str) -> int:
        return max(1, super().transmissions(action) - 1)


@deviates("ZAP-TX-013")
class EndlessRetry(TransactionQueue):
    """A message nobody answers is sent again for ever."""

    def transmissions(self, action: str) -> int:
        return 1_000_000


@deviates("ZAP-TX-013")
class RefreshedStart(TransactionQueue):
    """Each repetition of a start is dated anew."""

    def payload(self, message: dict[str, Any]) -> Payload:
        payload = super().payload(message)
        if message["action"] != "StartTransaction":
            return payload
        later = to_seconds(payload["timestamp"]) + 40 * message["failures"]
        return {**payload, "timestamp": to_text(later)}


@deviates("ZAP-TX-013")
class NumberedByBridge(TransactionQueue):
    """Messages of a transaction whose start was given up carry the bridge's own number."""

    def payload(self, message: dict[str, Any]) -> Payload:
        payload = super().payload(message)
        unknown = payload.get("transactionId") == -1
        return {**payload, "transactionId": message["transaction"]} if unknown else payload


@deviates("ZAP-TX-013")
class NothingKeptOffline(TransactionQueue):
    """What happens without a connection is never reported."""

    def append(self, action: str, payload: Payload, transaction: int) -> None:
        if self.bridge.is_connected:
            super().append(action, payload, transaction)


@deviates("ZAP-TX-014")
class StopSentOnce(TransactionQueue):
    """A stop is sent once and forgotten, answered or not."""

    def transmissions(self, action: str) -> int:
        return 1 if action == "StopTransaction" else super().transmissions(action)


@deviates("ZAP-TX-014")
class DeafToAnswers(TransactionQueue):
    """The answer to a repetition does not end the repetitions."""

    def is_delivered(self, action: str, outcome: Outcome) -> bool:
        message = self.bridge.store.load(self.bridge.store.keys("queue/")[0])
        return message["failures"] == 0 and super().is_delivered(action, outcome)


@deviates("ZAP-TX-014")
class RepeatedReadings(TransactionQueue):
    """MeterValues are repeated like starts and stops."""

    def transmissions(self, action: str) -> int:
        return super().transmissions("StopTransaction")


@deviates("ZAP-TX-014")
class ForgetfulQueue(TransactionQueue):
    """What waits for delivery does not survive a restart of the bridge."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        for key in self.bridge.store.keys("queue/"):
            self.bridge.store.delete(key)


@deviates("ZAP-TX-014")
class LostInFlight(TransactionQueue):
    """What was on its way when the connection was lost is not sent again."""

    def disconnected(self, now: float) -> None:
        for key in self.bridge.store.keys("queue/"):
            self.bridge.store.delete(key)


@deviates("ZAP-TX-014")
class NewestFirst(TransactionQueue):
    """The newest message overtakes the older ones."""

    def first(self, keys: list[str]) -> str:
        return keys[-1]


@deviates("ZAP-TX-014")
class OfflineIsFailure(TransactionQueue):
    """A lost connection uses up an attempt."""

    def counts_as_failure(self, outcome: Outcome) -> bool:
        return super().counts_as_failure(outcome) or isinstance(outcome, Disconnected)


@deviates("ZAP-TX-015")
class ImmediateRetry(TransactionQueue):
    """A message is sent again without a pause."""

    def retry_delay(self, failures: int) -> float:
        return 0.0


@deviates("ZAP-TX-015")
class GrowingPauses(TransactionQueue):
    """Each pause is longer than the one before, against what is documented."""

    def retry_delay(self, failures: int) -> float:
        return super().retry_delay(failures) * failures


@deviates("ZAP-TX-015")
class PausesNeverGrow(TransactionQueue):
    """The pauses stay equal although they are declared to grow."""

    def retry_delay(self, failures: int) -> float:
        return super().retry_delay(1)


@deviates("ZAP-TX-015")
class RefusalIsFinal(TransactionQueue):
    """An error for an answer ends the attempts."""

    def gives_up(self, message: dict[str, Any], outcome: Outcome) -> bool:
        return isinstance(outcome, Refused) or super().gives_up(message, outcome)


@deviates("ZAP-TX-014")
class ResendsAllTheSame(TransactionQueue):
    """Attempts count the resends although transmissions are declared."""

    def transmissions(self, action: str) -> int:
        most = super().transmissions(action)
        declared = self.bridge.settings.semantics.attempts == "transmissions"
        return most + 1 if declared and most > 1 else most


@deviates("ZAP-TX-014")
class ReadingsSentOnce(TransactionQueue):
    """A reading is sent once although its repetition is declared."""

    def transmissions(self, action: str) -> int:
        return 1 if action == "MeterValues" else super().transmissions(action)
