"""Deviations in what survives a restart of the service."""

from dataclasses import replace

from reference_impl.account.sessions import ChargingSessions, Session
from reference_impl.bridge.availability import Availability
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading


@deviates("ZAP-CONN-002")
class SessionForgotten(Transactions):
    """A session that runs when the service restarts is forgotten."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.bridge.store.delete("transaction")


@deviates("ZAP-CONN-002")
class SessionBegunAnew(Transactions):
    """A vehicle that charges when the service starts is taken for a new session."""

    _is_new = True

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        super().device_changed(now, before, reading)
        if self._is_new and self.running and self.bridge.state.permitted:
            self._open(now, self.running["idTag"], reading)
        self._is_new = False


@deviates("ZAP-CONN-002")
class NoReadingsAfterRestart(Metering):
    """A session that runs when the service restarts is not read any more."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """Only a session that begins is read."""


@deviates("ZAP-CONN-002")
class TransactionIdForgotten(TransactionQueue):
    """The id that the central system gave a session is forgotten in a restart."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        for key in self.bridge.store.keys("transaction-id/"):
            self.bridge.store.delete(key)


@deviates("ZAP-CONN-002")
class QueueKeptInMemory(TransactionQueue):
    """What the central system has not heard yet is lost in a restart."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        for key in self.bridge.store.keys("queue/"):
            self.bridge.store.delete(key)


@deviates("ZAP-CONN-002")
class NewsFirst(TransactionQueue):
    """After an outage the latest report is delivered first."""

    def first(self, keys: list[str]) -> str:
        return keys[-1]


@deviates("ZAP-CONN-002")
class EndToldAgain(Transactions):
    """The end of the last session is told again after a restart."""

    _is_new = True

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        super().device_changed(now, before, reading)
        ended = int(self.bridge.store.load("transaction-next", 1)) - 1
        if self._is_new and ended and not self.running:
            stop = self.stop_payload({"idTag": "APP-7f3"}, reading, "Other")
            self.bridge.queue.append("StopTransaction", stop, ended)
        self._is_new = False


@deviates("ZAP-CONN-002")
class WishForgotten(Availability):
    """A change of availability that waits is forgotten in a restart."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.bridge.store.delete("availability/operative")


@deviates("ZAP-CONN-003")
class AccountClosed(ChargingSessions):
    """The owner's account shows no sessions as soon as a platform is connected."""

    def record(self, number: int, session: Session) -> None:
        """The platform has them."""


@deviates("ZAP-CONN-003")
class WholeKilowattHours(ChargingSessions):
    """The owner's account shows another energy than the platform was told."""

    def record(self, number: int, session: Session) -> None:
        super().record(number, replace(session, meter_stop=session.meter_stop // 1000 * 1000))
