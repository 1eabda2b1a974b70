"""How a station is set up: identity, account, hardware, and the declared choices of its vendor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args, get_type_hints

from reference_impl.users import ALICE, User, users_from


@dataclass(frozen=True, slots=True)
class Semantics:
    """Where the vendor's documents and OCPP 1.6 differ: which reading this station follows."""

    attempts: Literal["resends", "transmissions"] = "resends"
    """What TransactionMessageAttempts counts: documented, or section 3.7.1."""
    backoff: Literal["constant", "growing"] = "constant"
    """How the retry interval develops: documented, or section 3.7.1."""
    meter_values_retried: bool = False
    """Whether MeterValues are repeated like StartTransaction and StopTransaction."""
    lock_preset: Literal["overview", "dutch_manual"] = "overview"
    """Which of the recommended lock settings FreeCharging=false brings about."""
    measurands: Literal["chosen", "all"] = "chosen"
    """What a reading contains: what MeterValuesSampledData says, or all there is."""
    trigger_mode: Literal["relay", "fresh"] = "relay"
    """What a TriggerMessage gets: the last message again, as documented, or how things are now
    (section 5.17)."""
    composite_mode: Literal["schema", "documented"] = "schema"
    """Whether, beside the schedule of section 5.7, the profiles are listed as documented."""
    basic_key_encoding: Literal["plain", "hex_decoded"] = "plain"
    """How a hexadecimal key is presented: as it is written, or as its bytes (J 6.2.2)."""
    invalid_id: Literal["continues", "suspended"] = "continues"
    """What becomes of a transaction whose tag turns out unwelcome and that is not to be ended:
    documented, or E3.17."""
    register: Literal["lifetime", "session"] = "lifetime"
    """What Energy.Active.Import.Register counts from: the meter's first day (section 7.31), or the
    beginning of the session, as documented."""


def declared(choices: Mapping[str, Any]) -> Semantics:
    """The declared choices by name, their readings as they are or as text.

    Raises ``ValueError`` for a choice, or a reading of it, that does not exist.
    """
    kinds = get_type_hints(Semantics)
    unknown = sorted(set(choices) - set(kinds))
    if unknown:
        raise ValueError(f"there is no choice {', '.join(unknown)}")
    return Semantics(**{name: _reading(name, kinds[name], choices[name]) for name in choices})


def _reading(name: str, kind: Any, given: object) -> Any:
    readings = {str(r).casefold(): r for r in get_args(kind) or (True, False)}
    try:
        return readings[str(given).casefold()]
    except KeyError:
        raise ValueError(f"{name} is one of {', '.join(readings)}, not {given!r}") from None


@dataclass(frozen=True, slots=True)
class StationSettings:
    """Everything decided before a station is powered on. Currents in ampere, energy in Wh."""

    url: str = "ws://127.0.0.1:9000/ocpp/"
    identity: str = "91234567"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    serial: str = "91234567"
    vendor: str = "Myenergi"
    model: str = "Zappi"
    firmware: str = "5540"
    available_firmware: str = "5541"
    cable: Literal["socketed", "tethered"] = "socketed"
    """Whether the unit has a socket with a lock, or a cable that is fixed to it."""
    utc_offset: float = 0.0
    """Hours by which local time, which the display shows, is ahead of UTC."""
    network: str = "wifi"
    """How the device reaches the internet: wifi or cable."""
    phases: int = 1
    device_limit: float = 32.0
    register: int = 123_456
    users: Sequence[User] = (ALICE,)
    pin_user_limit: int = 4
    """How many users the bridge knows by their PIN."""
    slot_writes: int = 26
    """How many slots may be written in 60 minutes (overview, 'Flash Memory Protection')."""
    device_pin: str = field(default="90210", repr=False)
    """The device's own (master) PIN, for its settings."""
    region: str = "NL"
    """Where the unit stands: country code; GB is Great Britain."""
    smart_charge_seed: int = 1
    """What the unit's random delays are drawn from."""
    smart_charge_delays: tuple[float, ...] = ()
    """Seconds that are drawn, in turn, in place of random ones."""
    call_timeout: float = 30.0
    semantics: Semantics = field(default_factory=Semantics)
    unsupported_actions: Collection[str] = ()
    """Requests this release of the bridge does not know."""
    unsupported_keys: Collection[str] = ()
    """Configuration keys it does not know."""
    whole_core: bool = False
    """Whether it also has what OCPP 1.6 demands of every charge point and the vendor leaves out:
    keys of chapter 9.1, ClearCache and DataTransfer."""
    configuration: Mapping[str, str] = field(default_factory=dict)
    """Configuration keys that start with another value than the documented default."""


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "int": int,
    "float": float,
    "tuple[float, ...]": _numbers,
}


def typed(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings that may have been given as text, numbers made numbers and users users.

    Raises ``ValueError`` for a setting that does not exist, or a text that is no number.
    """
    kinds = {known.name: str(known.type) for known in fields(StationSettings)}
    unknown = sorted(set(settings) - set(kinds))
    if unknown:
        raise ValueError(f"a station has no setting {', '.join(unknown)}")
    parsed = {
        name: _PARSERS[kinds[name]](value)
        for name, value in settings.items()
        if isinstance(value, str) and kinds[name] in _PARSERS
    }
    users = {"users": users_from(settings["users"])} if "users" in settings else {}
    return {**settings, **parsed, **users}
