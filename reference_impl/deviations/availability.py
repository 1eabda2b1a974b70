"""Deviations in putting a charger out of service."""

from ocpp16.frames import Payload
from reference_impl.bridge.authorization import Authorization
from reference_impl.bridge.availability import Availability
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.status import CHARGE_POINT, CONNECTOR, Status
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import Reading


@deviates("ZAP-AVAIL-001")
class OnlyTheWholeStation(Availability):
    """Only the whole station can be taken out of service, not its connector."""

    def concerns(self, connector: int) -> bool:
        return connector == CHARGE_POINT


@deviates("ZAP-AVAIL-001")
class AnyConnector(Availability):
    """A connector that does not exist is taken out of service like any other."""

    def concerns(self, connector: int) -> bool:
        return True


@deviates("ZAP-AVAIL-002")
class OutOfServiceInPrivate(Availability):
    """A private charger can be taken out of service like a commercial one."""

    def applies(self) -> bool:
        return True


@deviates("ZAP-AVAIL-003")
class RemoteStartOutOfService(RemoteControl):
    """A remote start wakes a charger that is out of service."""

    def may_start(self, request: Payload) -> bool:
        return super().may_start(request) or self.bridge.availability.out_of_service


@deviates("ZAP-AVAIL-004")
class PinOutOfService(Authorization):
    """A PIN starts a session at a charger that is out of service."""

    def may_start_locally(self) -> bool:
        return super().may_start_locally() or self.bridge.availability.out_of_service


@deviates("ZAP-AVAIL-004")
class FreeForAllOutOfService(Authorization):
    """A charger that is free for all charges even when it is out of service."""

    def is_free(self) -> bool:
        return self.bridge.configuration.flag("FreeCharging")


@deviates("ZAP-AVAIL-005")
class KeyStandsStill(Configuration):
    """The key IsOperative does not follow the command."""

    def __getitem__(self, name: str) -> str:
        return "true" if name == "IsOperative" else super().__getitem__(name)


@deviates("ZAP-AVAIL-006")
class ReadOnlyIsOperative(Configuration):
    """The key IsOperative can be read only."""

    def change(self, now: float, name: str, value: str) -> str:
        return "Rejected" if name == "IsOperative" else super().change(now, name, value)


@deviates("ZAP-AVAIL-006")
class IsOperativeWithoutEffect(Configuration):
    """The key IsOperative takes any value and nothing comes of it."""

    def change(self, now: float, name: str, value: str) -> str:
        return "Accepted" if name == "IsOperative" else super().change(now, name, value)


@deviates("ZAP-AVAIL-007")
class OutOfServiceAtOnce(Availability):
    """A charger is put out of service at once, with a vehicle charging."""

    def defers(self, operative: bool) -> bool:
        return False


@deviates("ZAP-AVAIL-007")
class ChangeOfMindIgnored(Availability):
    """What was scheduled is carried out although it was called off."""

    def want(self, operative: bool) -> None:
        if self.operative == self.in_force:
            super().want(operative)


@deviates("ZAP-AVAIL-008")
class SessionInterrupted(Availability):
    """The request ends the session that runs."""

    def change(self, now: float, operative: bool) -> str:
        self.bridge.transactions.end(now, "Other")
        return super().change(now, operative)


@deviates("ZAP-AVAIL-009")
class WaitsForSessionsOnly(Availability):
    """A vehicle that is merely plugged in is not waited for."""

    def defers(self, operative: bool) -> bool:
        return super().defers(operative) and self.bridge.transactions.running is not None


@deviates("ZAP-AVAIL-010")
class ChangeToldOfConnectorOnly(Status):
    """After the start only the connector is spoken of, not the whole station."""

    def connectors(self) -> tuple[int, ...]:
        return (CONNECTOR,) if self.latest(CONNECTOR) else super().connectors()


@deviates("ZAP-AVAIL-011")
class OutOfServiceIsFaulted(Status):
    """A charger that is out of service is said to be faulty."""

    def status_of(self, connector: int) -> str:
        status = super().status_of(connector)
        return "Faulted" if status == "Unavailable" else status


@deviates("ZAP-AVAIL-011")
class RebootPutsIntoService(Availability):
    """A reboot puts a charger back into service."""

    def device_booted(self, now: float, reading: Reading) -> None:
        self.change(now, operative=True)
