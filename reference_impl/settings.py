"""How a station is set up: identity, account, hardware, and the declared choices of its vendor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal

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
    phases: int = 1
    device_limit: float = 32.0
    register: int = 123_456
    users: Sequence[User] = (ALICE,)
    pin_user_limit: int = 4
    """How many users the bridge knows by their PIN."""
    device_pin: str = field(default="90210", repr=False)
    """The device's own (master) PIN, for its settings."""
    smart_charge_delay: float = 0.0
    """Seconds by which the unit itself delays each charge (0 outside Great Britain)."""
    call_timeout: float = 30.0
    semantics: Semantics = field(default_factory=Semantics)
    unsupported_actions: Collection[str] = ()
    """Requests this release of the bridge does not know."""
    unsupported_keys: Collection[str] = ()
    """Configuration keys it does not know."""
    configuration: Mapping[str, str] = field(default_factory=dict)
    """Configuration keys that start with another value than the documented default."""


_NUMBERS = {"int": int, "float": float}


def typed(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings that may have been given as text, numbers made numbers and users users.

    Raises ``ValueError`` for a setting that does not exist, or a text that is no number.
    """
    kinds = {known.name: str(known.type) for known in fields(StationSettings)}
    unknown = sorted(set(settings) - set(kinds))
    if unknown:
        raise ValueError(f"a station has no setting {', '.join(unknown)}")
    numbers = {
        name: _NUMBERS[kinds[name]](value)
        for name, value in settings.items()
        if isinstance(value, str) and kinds[name] in _NUMBERS
    }
    users = {"users": users_from(settings["users"])} if "users" in settings else {}
    return {**settings, **numbers, **users}
