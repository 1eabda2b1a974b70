"""The table of configuration keys: defaults, ranges and access."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MEASURANDS = (
    "Current.Import",
    "Current.Offered",
    "Energy.Active.Import.Register",
    "Frequency",
    "Power.Active.Import",
    "Power.Factor",
    "Voltage",
)
MODES = ("Eco", "Eco_Plus", "Fast")
TARIFFS = ("TARIFF_KWH", "TARIFF_MINUTE", "TARIFF_CONNECTION_FEE", "TARIFF_IDLE_FEE")


def items(value: str) -> list[str]:
    """The members of a comma-separated list, without blanks around them."""
    return [item.strip() for item in value.split(",") if item.strip()]


def _boolean(value: str) -> bool:
    return value in ("true", "false")


def _natural(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 9


def _positive(value: str) -> bool:
    return _natural(value) and int(value) > 0


def _price(value: str) -> bool:
    return value == "" or re.fullmatch(r"\d{1,6}\.\d{2}", value) is not None


def _rotation(value: str) -> bool:
    rotations = "NotApplicable|Unknown|RST|RTS|SRT|STR|TRS|TSR"
    return all(re.fullmatch(rf"[01]\.({rotations})", item) for item in items(value))


def _one_of(*choices: str) -> Callable[[str], bool]:
    return lambda value: value in choices


def _list_of(*choices: str, least: int = 0) -> Callable[[str], bool]:
    return lambda value: len(items(value)) >= least and set(items(value)) <= set(choices)


def _text(longest: int) -> Callable[[str], bool]:
    return lambda value: len(value) <= longest


BOOLEAN, NATURAL, POSITIVE, PRICE, TEXT = _boolean, _natural, _positive, _price, _text(500)
ID_TAG = _text(20)


@dataclass(frozen=True, slots=True)
class Key:
    """One configuration key."""

    name: str
    default: str
    accepts: Callable[[str], bool]
    readonly: bool = False
    hidden: bool = False
    """Never revealed by GetConfiguration."""
    at_device: bool = False
    """Kept by the device too, which has to take a change over."""
    elsewhere: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Region -> the default there, where it is another one."""

    def normalize(self, value: str) -> str:
        """The value in the form in which it is kept and reported."""
        if self.accepts is BOOLEAN:
            return value.strip().casefold()
        if self.name in ("MeterValuesSampledData", "TariffType"):
            return ",".join(items(value))
        if self.name == "OCPPChargeMode":
            return next((mode for mode in MODES if mode.casefold() == value.casefold()), value)
        return value


_TABLE = (
    Key("AuthorizationKey", "", _text(40), hidden=True),
    Key("HeartbeatInterval", "60", POSITIVE),
    Key("ConnectionTimeOut", "120", POSITIVE, at_device=True),
    Key("MeterValuesSampledData", MEASURANDS[2], _list_of(*MEASURANDS, least=1)),
    Key("MeterValueSampleInterval", "900", NATURAL),
    Key("StopTransactionOnInvalidId", "false", BOOLEAN),
    Key("TransactionMessageAttempts", "3", NATURAL),
    Key("TransactionMessageRetryInterval", "60", NATURAL),
    Key("UnlockConnectorOnEVSideDisconnect", "true", BOOLEAN, at_device=True),
    Key("LocalAuthListEnabled", "false", BOOLEAN),
    Key("OCPPChargeMode", "Fast", _one_of(*MODES)),
    Key("RandomSmartChargeDelay", "0", NATURAL, at_device=True, elsewhere={"GB": "600"}),
    Key("FreeCharging", "false", BOOLEAN, at_device=True),
    Key("PlugAndChargeID", "", ID_TAG),
    Key("AuthorizeRemoteTxRequests", "false", BOOLEAN),
    Key("CommercialMode", "false", BOOLEAN, at_device=True),
    Key("MaintenanceMode", "false", BOOLEAN, at_device=True),
    Key("FreeVendScreen", "false", BOOLEAN, at_device=True),
    Key("TariffType", "", _list_of(*TARIFFS), at_device=True),
    Key("PricekWh", "", PRICE, at_device=True),
    Key("PriceMinute", "", PRICE, at_device=True),
    Key("IdleFee", "", PRICE, at_device=True),
    Key("ConnectionFee", "", PRICE, at_device=True),
    Key("SupportContact", "", TEXT, at_device=True),
    Key("IsOperative", "true", BOOLEAN),
    Key("PaymentURL", "", TEXT, at_device=True),
    Key("AllowPINCode", "true", BOOLEAN, at_device=True),
    Key("ChargerName", "", TEXT, at_device=True),
    Key("ChargeID", "", TEXT, at_device=True),
    Key("appName", "", TEXT, at_device=True),
    Key(
        "SupportedFeatureProfiles",
        "Core,FirmwareManagement,RemoteTrigger,SmartCharging",
        TEXT,
        readonly=True,
    ),
    Key("NumberOfConnectors", "1", NATURAL, readonly=True),
    Key("ChargeProfileMaxStackLevel", "15", NATURAL, readonly=True),
    Key("ChargingScheduleMaxPeriods", "26", NATURAL, readonly=True),
    Key("ChargingScheduleAllowedChargingRateUnit", "Current,Power", TEXT, readonly=True),
)

# Without a cache, a list or readings by the clock, only the value that means "none" is taken.
_REST_OF_CORE = (
    Key("ClockAlignedDataInterval", "0", _one_of("0")),
    Key("ConnectorPhaseRotation", "1.Unknown", _rotation),
    Key("GetConfigurationMaxKeys", "100", NATURAL, readonly=True),
    Key("LocalAuthorizeOffline", "false", _one_of("false")),
    Key("LocalPreAuthorize", "false", _one_of("false")),
    Key("MeterValuesAlignedData", "", _one_of("")),
    Key("ResetRetries", "0", _one_of("0")),
    Key("StopTxnAlignedData", "", _one_of("")),
    Key("StopTxnSampledData", "", _one_of("")),
)

KEYS = {key.name.casefold(): key for key in _TABLE}
"""What the vendor documents."""
REST_OF_CORE = {key.name.casefold(): key for key in _REST_OF_CORE}
"""What OCPP 1.6 demands besides (chapter 9.1)."""
ALIASES = {
    "authorizeremotetxrequest": "authorizeremotetxrequests",
    "priceidlefee": "idlefee",
    "maintenance mode": "maintenancemode",
}
"""Other documented spellings, beyond differences of case."""
