"""Deviations in connecting."""

from dataclasses import replace

from ocpp16.endpoint import Dial, earliest
from reference_impl.bridge.connection import Connection
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading
from reference_impl.zappi.zappi import Zappi

Credentials = tuple[str | None, bytes | None]


@deviates("ZAP-CONN-001")
class SocketOfTheDevice(Connection):
    """The charger holds the connection itself, so that its restart breaks it."""

    def device_booted(self, now: float, reading: Reading) -> None:
        self.bridge.close_connection("the charger restarts")


@deviates("ZAP-CONN-001")
class DeviceDialsToo(Connection):
    """The charger opens a connection of its own beside that of the bridge."""

    _dialled_for_device = False

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if self.bridge.is_connected and not self._dialled_for_device:
            self._dialled_for_device = True
            self.bridge.effects.append(self.attempt())


@deviates("ZAP-CONN-001")
class HangsOnLink(Connection):
    """The connection ends when the charger's own link is lost."""

    _looked_at = 0.0

    def next_deadline(self) -> float | None:
        return earliest(super().next_deadline(), self._looked_at + 10.0)

    def advance(self, now: float) -> None:
        self._looked_at = now
        if self.bridge.is_connected and not self.bridge.link.up:
            self.bridge.close_connection("the charger is offline")
        super().advance(now)


@deviates("ZAP-CONN-004")
class AheadOfItsTime(Connection):
    """Another version of OCPP is offered in the handshake."""

    def subprotocols(self) -> tuple[str, ...]:
        return ("ocpp2.0.1",)


@deviates("ZAP-CONN-005")
class SlashAdded(Connection):
    """A slash is put between address and identity although the address ends in one."""

    def url(self) -> str:
        return super().url().replace("/ocpp/", "/ocpp//")


@deviates("ZAP-CONN-005")
class SerialNumberInAddress(Connection):
    """The serial number is added to the address in place of the identity."""

    def url(self) -> str:
        return super().url().rpartition("/")[0] + "/" + self.bridge.settings.serial


@deviates("ZAP-CONN-005")
class IdentityAsItIs(Connection):
    """The identity is added to the address without encoding."""

    def url(self) -> str:
        return super().url().rpartition("/")[0] + "/" + self.bridge.settings.identity


@deviates("ZAP-CONN-006")
class SerialNumberAsUser(Connection):
    """The serial number is sent as user name although another one is configured."""

    def credentials(self) -> Credentials:
        return self.bridge.settings.serial, super().credentials()[1]


@deviates("ZAP-CONN-006")
class KeepsKeyToItself(Connection):
    """The configured key is not presented."""

    def credentials(self) -> Credentials:
        return None, None


@deviates("ZAP-CONN-007")
class EmptyKey(Connection):
    """Without a key the charger presents an empty one."""

    def credentials(self) -> Credentials:
        user, key = super().credentials()
        return user or self.bridge.settings.identity, key or b""


@deviates("ZAP-CONN-011")
class StaysAway(Connection):
    """A lost connection is not replaced."""

    def disconnected(self, now: float) -> None:
        """Somebody will restart the charger."""


@deviates("ZAP-CONN-011")
class SlowToReturn(Connection):
    """The pauses between attempts to connect grow without bound."""

    def delay(self, failures: int) -> float:
        return 2.0 ** min(failures, 16)


@deviates("ZAP-CONN-011")
class SteadyDialling(Connection):
    """The pauses between attempts to connect do not grow."""

    def delay(self, failures: int) -> float:
        return 2.0


@deviates("ZAP-CONN-011")
class HastyDialling(Connection):
    """Attempts to connect follow each other at once."""

    def delay(self, failures: int) -> float:
        return super().delay(failures) / 10


@deviates("ZAP-CONN-012")
class OneAttempt(Connection):
    """A first attempt that fails is the last."""

    def disconnected(self, now: float) -> None:
        if self.bridge.registration.status is not None:
            super().disconnected(now)


@deviates("ZAP-CONN-012")
class TenMinutesToConnect(Connection):
    """A charger for which OCPP is switched on comes up after ten minutes."""

    def dial(self, now: float) -> None:
        self._dial_at = now + 600.0


@deviates("ZAP-CONN-015")
class WirelessOnly(Zappi):
    """A charger on a cable is taken to be offline."""

    def is_on_network(self) -> bool:
        return self.settings.network == "wifi"


@deviates("ZAP-SEC-002")
class FallsBackToPlain(Connection):
    """After failures with wss the charger tries without encryption."""

    def url(self) -> str:
        url = super().url()
        return url.replace("wss://", "ws://") if self._failures else url


@deviates("ZAP-SEC-002")
class NeverEncrypted(Connection):
    """An address that begins with wss is taken for one that begins with ws."""

    def url(self) -> str:
        return super().url().replace("wss://", "ws://")


@deviates("ZAP-SEC-002")
class AnyCertificate(Connection):
    """Any certificate will do, whoever it is made out to."""

    def attempt(self) -> Dial:
        return replace(super().attempt(), verified=False)
