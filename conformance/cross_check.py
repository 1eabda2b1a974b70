"""What a product is declared to have, against what it says of itself and how it answers.

Capabilities that stand for a feature profile of OCPP are spelt like it: `smart-charging` is
SmartCharging (OCPP 1.6, 3.3).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ocpp16.actions import ACTIONS, Role
from ocpp16.entries import Direction, Exchange
from ocpp16.frames import Payload

NOT_THERE = frozenset({"NotSupported", "NotImplemented"})
"""Error codes by which a charge point says that it lacks an action (OCPP-J 1.6, 4.2.3)."""
_LACKING_STATUS: Mapping[str, frozenset[str]] = {
    "SetChargingProfile": frozenset({"NotSupported"}),
    "SendLocalList": frozenset({"NotSupported"}),
}
"""Statuses that say the same; those of other actions are about a key, a message or a connector."""
REQUIRED_KEYS: Mapping[str, tuple[str, ...]] = {
    "LocalAuthListManagement": (
        "LocalAuthListEnabled",
        "LocalAuthListMaxLength",
        "SendLocalListMaxLength",
    ),
    "SmartCharging": (
        "ChargeProfileMaxStackLevel",
        "ChargingScheduleAllowedChargingRateUnit",
        "ChargingScheduleMaxPeriods",
        "MaxChargingProfilesInstalled",
    ),
}
"""The keys that come with a feature profile (OCPP 1.6, 9.3 and 9.4); Core is implied."""
VENDOR_KEYS: Mapping[str, str] = {"commercial-mode": "CommercialMode"}
"""Capabilities that are a configuration key."""


SHORT_NAMES: Mapping[str, str] = {"local-auth-list-management": "local-list"}
"""Capability -> what a vendor profile may call it."""


class Kind(StrEnum):
    """In which direction statement and product differ."""

    ABSENT = "declared but absent"
    UNDECLARED = "present but undeclared"


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between statement and product."""

    kind: Kind
    subject: str
    """The capability, or `connectors`."""
    evidence: tuple[str, ...]
    """What shows it, a sentence each."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """How a request of the central system was answered."""

    action: str
    answer: str
    """An error code, or else the status of the answer; empty for an answer without status."""
    is_error: bool = False

    @property
    def is_there(self) -> bool | None:
        """Whether the product knows the action; None: this answer does not show it."""
        lacking = NOT_THERE if self.is_error else _LACKING_STATUS.get(self.action, frozenset())
        if self.answer in lacking:
            return False
        return None if self.is_error or self.answer == "Rejected" else True

    def __str__(self) -> str:
        """As evidence."""
        answered = f"{'CALLERROR ' if self.is_error else ''}{self.answer}".strip()
        return f"{self.action} was answered{f' {answered}' if answered else ''}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a charge point answers to GetConfiguration without keys: all that it knows."""

    keys: Mapping[str, str]
    """Values by key; empty for a key without a value."""

    @classmethod
    def answered(cls, response: Payload) -> Configuration:
        """Out of the payload of the answer; what is not as the schema has it is left out."""
        listed = response.get("configurationKey")
        rows = listed if isinstance(listed, list) else []
        named = (row for row in rows if isinstance(row, dict) and isinstance(row.get("key"), str))
        return cls({row["key"]: str(row.get("value", "")) for row in named})

    @property
    def feature_profiles(self) -> frozenset[str] | None:
        """Those it claims; None: it does not say."""
        value = self.keys.get("SupportedFeatureProfiles")
        return None if value is None else frozenset(each.strip() for each in value.split(","))

    @property
    def connectors(self) -> int | None:
        """How many it claims; None: it does not say, or not a number."""
        value = self.keys.get("NumberOfConnectors", "").strip()
        return int(value) if value.isascii() and value.isdigit() else None


def capability_of(feature_profile: str) -> str:
    """The capability that stands for a feature profile: `smart-charging` for SmartCharging."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", feature_profile).lower()


FEATURE_PROFILES: Mapping[str, str] = {
    capability_of(row.feature_profile): row.feature_profile for row in ACTIONS.values()
}
"""Feature profile by capability."""


def reactions(exchanges: Iterable[Exchange]) -> tuple[Reaction, ...]:
    """How the requests of a central system were answered, each way of answering once."""
    found: dict[Reaction, None] = {}
    for exchange in exchanges:
        if not _is_asked_of_charge_points(exchange):
            continue
        if exchange.error is not None:
            found[Reaction(exchange.action, exchange.error.code, is_error=True)] = None
        elif exchange.response is not None:
            status = exchange.status
            found[Reaction(exchange.action, status if isinstance(status, str) else "")] = None
    return tuple(found)


def _is_asked_of_charge_points(exchange: Exchange) -> bool:
    """Whether it is a request that a central system may make: a refusal of others shows nothing."""
    row = ACTIONS.get(exchange.action)
    is_its_own = row is None or Role.CENTRAL_SYSTEM in row.initiators
    return exchange.direction is Direction.TO_CHARGE_POINT and is_its_own


def cross_check(
    declared: Collection[str],
    connectors: int | None,
    configuration: Configuration | None,
    seen: Iterable[Reaction] = (),
) -> tuple[Finding, ...]:
    """Where the capabilities and connectors that are declared differ from what the product shows.

    ``configuration`` is None where GetConfiguration was not answered; ``seen`` are answers to
    requests of the central system.
    """
    shown = configuration or Configuration({})
    seen = tuple(seen)
    found = [
        _finding(capability, _is_declared(capability, declared), profile, shown, seen)
        for capability, profile in FEATURE_PROFILES.items()
    ]
    found += [_vendor_key(*pair, declared, configuration) for pair in VENDOR_KEYS.items()]
    found.append(_connectors(connectors, shown.connectors))
    return tuple(finding for finding in found if finding is not None)


def _is_declared(capability: str, declared: Collection[str]) -> bool:
    return capability in declared or SHORT_NAMES.get(capability) in declared


def _finding(
    capability: str,
    is_declared: bool,
    profile: str,
    shown: Configuration,
    seen: Iterable[Reaction],
) -> Finding | None:
    against = _against if is_declared else _in_favour
    evidence = tuple(against(profile, shown, seen))
    kind = Kind.ABSENT if is_declared else Kind.UNDECLARED
    return Finding(kind, capability, evidence) if evidence else None


def _against(profile: str, shown: Configuration, seen: Iterable[Reaction]) -> Iterator[str]:
    claimed = shown.feature_profiles
    if claimed is not None and profile not in claimed:
        yield f"SupportedFeatureProfiles does not list {profile}"
    for key in REQUIRED_KEYS.get(profile, ()):
        if shown.keys and key not in shown.keys:
            yield f"GetConfiguration lists no {key}"
    yield from (str(each) for each in _of(profile, seen) if each.is_there is False)


def _in_favour(profile: str, shown: Configuration, seen: Iterable[Reaction]) -> Iterator[str]:
    if profile in (shown.feature_profiles or ()):
        yield f"SupportedFeatureProfiles lists {profile}"
    yield from (str(each) for each in _of(profile, seen) if each.is_there)


def _of(profile: str, seen: Iterable[Reaction]) -> Iterator[Reaction]:
    for each in seen:
        row = ACTIONS.get(each.action)
        if row is not None and row.feature_profile == profile:
            yield each


def _vendor_key(
    capability: str, key: str, declared: Collection[str], configuration: Configuration | None
) -> Finding | None:
    if configuration is None:
        return None
    is_declared, is_there = capability in declared, key in configuration.keys
    if is_declared == is_there:
        return None
    if is_declared:
        return Finding(Kind.ABSENT, capability, (f"GetConfiguration lists no {key}",))
    return Finding(Kind.UNDECLARED, capability, (f"GetConfiguration lists {key}",))


def _connectors(declared: int | None, shown: int | None) -> Finding | None:
    if declared is None or shown is None or declared == shown:
        return None
    kind = Kind.ABSENT if declared > shown else Kind.UNDECLARED
    return Finding(kind, "connectors", (f"{declared} declared, NumberOfConnectors is {shown}",))
