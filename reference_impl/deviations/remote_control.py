"""Deviations in starting and stopping sessions from afar."""

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text
from reference_impl.bridge.authorization import Authorization, Grant
from reference_impl.bridge.block import Request
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.status import CONNECTOR, Notification, Status
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading
from reference_impl.zappi.zappi import Zappi


@deviates("ZAP-RMT-001")
class LeftInStop(RemoteControl):
    """A session is started from afar while the charger stays in STOP mode."""

    def charge_mode(self) -> str:
        return "STOP"


@deviates("ZAP-RMT-001")
class ConnectorDemanded(RemoteControl):
    """A remote start that names no connector is rejected."""

    def may_start(self, request: Payload) -> bool:
        return "connectorId" in request and super().may_start(request)


@deviates("ZAP-RMT-001")
class AnyConnectorWillDo(RemoteControl):
    """A start at a connector that is not there is carried out at the one there is."""

    def knows_connector(self, number: int) -> bool:
        return True


@deviates("ZAP-RMT-003")
class StopsAnySession(RemoteControl):
    """Whatever transaction a remote stop names, the running one is stopped."""

    def may_stop(self, transaction_id: int) -> bool:
        return self.bridge.transactions.running is not None


@deviates("ZAP-RMT-003")
class StopsWhatIsOver(RemoteControl):
    """A remote stop is accepted although no session runs any more."""

    def may_stop(self, transaction_id: int) -> bool:
        return super().may_stop(transaction_id) or not self.bridge.transactions.running


@deviates("ZAP-RMT-003")
class NeverStops(RemoteControl):
    """Remote stops are rejected, even those of the running transaction."""

    def may_stop(self, transaction_id: int) -> bool:
        return False


@deviates("ZAP-RMT-005")
class StartsWhenFaulty(RemoteControl):
    """A remote start is accepted by a faulty charger, and nothing happens."""

    def may_start(self, request: Payload) -> bool:
        return self.bridge.state.fault is not None or super().may_start(request)


@deviates("ZAP-RMT-005")
class StartsWhileInstalling(RemoteControl):
    """A remote start is accepted while new firmware is installed."""

    def may_start(self, request: Payload) -> bool:
        return self.bridge.state.installing or super().may_start(request)


@deviates("ZAP-RMT-005")
class StartsWhenFinishing(RemoteControl):
    """A vehicle that has had its session gets another one without being unplugged."""

    def may_start(self, request: Payload) -> bool:
        ended = self.bridge.transactions.ended_while_plugged_in
        return ended or super().may_start(request)


@deviates("ZAP-RMT-005")
class FaultRemembered(RemoteControl):
    """A charger that was faulty once rejects remote starts for ever."""

    _was_faulty = False

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        self._was_faulty = self._was_faulty or self.bridge.state.fault is not None

    def may_start(self, request: Payload) -> bool:
        return not self._was_faulty and super().may_start(request)


@deviates("ZAP-RMT-006")
class StartOpensTheBay(RemoteControl):
    """A remote start puts a charger that was taken out of service back into service."""

    def may_start(self, request: Payload) -> bool:
        self.bridge.availability.want(True)
        self.bridge.store.save("availability/in-force", True)
        return super().may_start(request)


@deviates("ZAP-RMT-007")
class AcceptsDuringSession(RemoteControl):
    """A second remote start is accepted while a vehicle charges."""

    def may_start(self, request: Payload) -> bool:
        return self.bridge.state.drawing or super().may_start(request)


@deviates("ZAP-RMT-007")
class AcceptsDuringPause(RemoteControl):
    """A second remote start is accepted while the vehicle pauses its session."""

    def may_start(self, request: Payload) -> bool:
        paused = self.bridge.state.permitted and not self.bridge.state.drawing
        return paused or super().may_start(request)


@deviates("ZAP-RMT-007")
class SessionHandedOver(RemoteControl):
    """A running session is put to the account of whoever asks for the next one."""

    def may_start(self, request: Payload) -> bool:
        running = self.bridge.transactions.running
        if running is not None:
            changed = {**running, "idTag": request["idTag"]}
            self.bridge.store.save("transaction", changed)
        return super().may_start(request)


@deviates("ZAP-RMT-009")
class VehicleFirst(RemoteControl):
    """A remote start is rejected as long as no vehicle is plugged in."""

    def may_start(self, request: Payload) -> bool:
        return self.bridge.state.plugged_in and super().may_start(request)


@deviates("ZAP-RMT-010")
class AvailableUntilPlugged(Status):
    """A bay that is held for a driver is said to be available until the vehicle comes."""

    def session_status(self) -> str:
        status = super().session_status()
        return status if self.bridge.state.plugged_in else "Available"


@deviates("ZAP-RMT-010")
class PreparingTwice(Authorization):
    """That a bay is held for a driver is told twice."""

    def grant(self, now: float, grant: Grant) -> None:
        super().grant(now, grant)
        self.bridge.status.registered(now)


@deviates("ZAP-RMT-011")
class TimeoutHardCoded(Authorization):
    """An authorisation holds for 45 seconds, whatever was configured."""

    def connection_timeout(self, grant: Grant) -> float:
        return 45.0


@deviates("ZAP-RMT-011")
class NeverWithdrawn(Authorization):
    """A bay is held for ever for a driver who does not come."""

    def connection_timeout(self, grant: Grant) -> float:
        return 1e9


@deviates("ZAP-RMT-012")
class LateTagStillGood(Authorization):
    """A vehicle plugged in too late charges for the tag whose time had run out."""

    _late: Grant | None = None

    def withdraw(self, now: float) -> None:
        self._late = self._grant
        super().withdraw(now)

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if self.bridge.state.plugged_in:
            self._grant, self._late = self._grant or self._late, None
        super().device_changed(now, before, reading)


@deviates("ZAP-RMT-012")
class LateDriverLockedOut(RemoteControl):
    """Who plugs in without an authorisation cannot be authorised from afar any more."""

    def may_start(self, request: Payload) -> bool:
        return not self.bridge.state.plugged_in and super().may_start(request)


@deviates("ZAP-RMT-013")
class PreparingIsEnough(Status):
    """Once a bay is said to be preparing, it is not told that charging begins."""

    def is_news(self, notification: Notification) -> bool:
        latest = self.latest(notification.connector)
        prepared = latest is not None and latest.status == "Preparing"
        begins = prepared and notification.status == "Charging"
        return not begins and super().is_news(notification)


@deviates("ZAP-RMT-014")
class DatedAtCommand(Transactions):
    """The start is dated when the bay was first held for the driver, not at the plug."""

    def start_payload(self, id_tag: str, reading: Reading) -> Payload:
        told = self.bridge.status.latest(CONNECTOR)
        held_since = {"timestamp": to_text(told.at)} if told is not None else {}
        return {**super().start_payload(id_tag, reading), **held_since}


@deviates("ZAP-RMT-014")
class StartedAtCommand(Authorization):
    """A start is reported when the driver orders it, before a vehicle is there."""

    def grant(self, now: float, grant: Grant) -> None:
        if not self.bridge.state.plugged_in:
            start = self.bridge.transactions.start_payload(grant.id_tag, Reading(now))
            self.bridge.queue.append("StartTransaction", start, 0)
        super().grant(now, grant)


@deviates("ZAP-RMT-015")
class LiveWhenPlugged(Zappi):
    """The contactor closes when a vehicle is plugged in, before anybody is authorised."""

    def plug_in(self, now: float) -> None:
        self.permitted = True
        self.charging.mode = "Fast"
        super().plug_in(now)


@deviates("ZAP-RMT-015")
class PowerWhileAsking(Authorization):
    """A driver charges while the central system is still asked about the tag."""

    def next_call(self, now: float) -> Request | None:
        for grant in self._to_ask:
            self.grant(now, grant)
        return super().next_call(now)


@deviates("ZAP-CFG-021")
class AlwaysFast(RemoteControl):
    """Sessions started from afar charge at full power, whatever OCPPChargeMode says."""

    def charge_mode(self) -> str:
        return "Fast"
