"""Deviations in restarting the charger from afar."""

from ocpp.v16.enums import ResetType

from reference_impl.bridge.authorization import FAST, Authorization, Grant
from reference_impl.bridge.reset import REASONS, Reset
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading


@deviates("ZAP-RST-001")
class ConnectionRestarted(Reset):
    """A reset restarts the connection, and the charger stays as it was."""

    def restart(self, now: float) -> None:
        self.bridge.close_connection("reset")


@deviates("ZAP-RST-001")
class ResetForgotten(Reset):
    """A reset is accepted, and nothing is restarted."""

    def restart(self, now: float) -> None:
        self.kind = ""


@deviates("ZAP-RST-001")
class RestartedTwice(Reset):
    """One reset makes the charger introduce itself twice."""

    def device_booted(self, now: float, reading: Reading) -> None:
        if self.kind:
            self.kind = ""
            self.restart(now)


@deviates("ZAP-RST-002")
class HardSkipsStop(Reset):
    """A hard reset does not end the session properly, a soft one does."""

    def stops_transaction(self) -> bool:
        return self.kind != ResetType.hard


@deviates("ZAP-RST-002")
class SoftSparesDevice(Reset):
    """A soft reset restarts the connection only, a hard one the charger."""

    def restart(self, now: float) -> None:
        if self.kind == ResetType.hard:
            super().restart(now)
        else:
            self.bridge.close_connection("reset")


@deviates("ZAP-RST-003")
class LeftOpenOverRestart(Transactions):
    """The end of a session that a reset cuts short is never reported."""

    def end(self, now: float, reason: str) -> None:
        if reason in REASONS.values():
            self.bridge.store.delete("transaction")
        super().end(now, reason)


@deviates("ZAP-RST-003")
class QueueLostOverRestart(TransactionQueue):
    """What could not be delivered before the restart is lost with it."""

    def device_booted(self, now: float, reading: Reading) -> None:
        for key in self.bridge.store.keys("queue/"):
            self.bridge.store.delete(key)


@deviates("ZAP-RST-004")
class FreeVendAfterRestart(Authorization):
    """Where charging is free a restart begins a new session for the vehicle still there."""

    def device_booted(self, now: float, reading: Reading) -> None:
        super().device_booted(now, reading)
        if self.bridge.state.plugged_in and self.bridge.configuration.flag("FreeCharging"):
            self.vend_freely(now)


@deviates("ZAP-RST-004")
class ResumedAfterRestart(Authorization):
    """A session that a restart ended begins again after it, for the same driver."""

    _driver = ""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        running = self.bridge.transactions.running
        self._driver = running["idTag"] if running else self._driver
        super().device_changed(now, before, reading)

    def device_booted(self, now: float, reading: Reading) -> None:
        super().device_booted(now, reading)
        if self.bridge.state.plugged_in:
            self.grant(now, Grant(self._driver, FAST))


@deviates("ZAP-RST-005")
class OrderSurvivesRestart(Authorization):
    """A driver authorised before a restart is still authorised after it."""

    def device_booted(self, now: float, reading: Reading) -> None:
        self._to_ask.clear()


@deviates("ZAP-RST-005")
class NoSessionAfterRestart(Reset):
    """A charger that was restarted takes no further sessions."""

    @property
    def pending(self) -> bool:
        return bool(self.kind)
