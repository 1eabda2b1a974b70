"""Deviations in the keys of operators: IsOperative, prices and names."""

from ocpp16.frames import Payload
from reference_impl.bridge.authorization import Authorization
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.connection import Connection
from reference_impl.bridge.keys import Key
from reference_impl.bridge.registration import Registration
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.deviations.seeding import deviates


@deviates("ZAP-CFG-046")
class AppIgnoresKey(RemoteControl):
    """A driver with an app charges where IsOperative is false."""

    def may_start(self, request: Payload) -> bool:
        return super().may_start(request) or self.bridge.state.plugged_in


@deviates("ZAP-CFG-046")
class FreeIgnoresKey(Authorization):
    """Where charging is free, IsOperative makes no difference."""

    def is_free(self) -> bool:
        return self.bridge.configuration.flag("FreeCharging")


# prices and names -----------------------------------------------------------------------------------------


@deviates("ZAP-CFG-037")
class OneComponentOnly(Configuration):
    """Components of the tariff cannot be combined."""

    def may_set(self, key: Key, value: str) -> bool:
        return super().may_set(key, value) and not (key.name == "TariffType" and "," in value)


@deviates("ZAP-CFG-037")
class AnyComponent(Configuration):
    """Components that do not exist are accepted."""

    def may_set(self, key: Key, value: str) -> bool:
        return key.name == "TariffType" or super().may_set(key, value)


@deviates("ZAP-CFG-042")
class AnyPrice(Configuration):
    """Whatever is sent as a price is shown as one."""

    def may_set(self, key: Key, value: str) -> bool:
        return key.name == "PricekWh" or super().may_set(key, value)


@deviates("ZAP-CFG-044")
class IdleFeeByOneName(Configuration):
    """The idle fee is known by one of its names only."""

    def key(self, name: str) -> Key | None:
        return None if name == "PriceIdleFee" else super().key(name)


@deviates("ZAP-CFG-050")
class IntroducedByChargeId(Registration):
    """The charger introduces itself by the id that is meant for drivers."""

    def payload(self) -> Payload:
        charge_id = self.bridge.configuration["ChargeID"]
        return {
            **super().payload(),
            **({"chargePointSerialNumber": charge_id} if charge_id else {}),
        }


@deviates("ZAP-CFG-050")
class ConnectsByChargeId(Connection):
    """The charger connects under the id that is meant for drivers."""

    def url(self) -> str:
        charge_id = self.bridge.configuration["ChargeID"]
        return self.bridge.settings.url + charge_id if charge_id else super().url()
