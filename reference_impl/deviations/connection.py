"""Deviations in connecting."""

from reference_impl.bridge.connection import Connection
from reference_impl.deviations.seeding import deviates

Credentials = tuple[str | None, bytes | None]


@deviates("ZAP-CONN-004")
class AheadOfItsTime(Connection):
    """Another version of OCPP is offered in the handshake."""

    def subprotocols(self) -> tuple[str, ...]:
        return ("ocpp2.0.1",)


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
