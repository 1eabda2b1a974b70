"""Vendor profiles: what a vendor declares of its product, as TOML in ``conformance/sut/profiles``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROFILES = Path(__file__).parent / "sut" / "profiles"


class ProfileError(ValueError):
    """A vendor profile is unknown, or says something it should not."""


@dataclass(frozen=True)
class Profile:
    """One vendor profile. Times in seconds."""

    name: str
    title: str
    capabilities: Mapping[str, str]
    """Capability -> where the documents declare it."""
    optional: Mapping[str, str]
    """Capabilities that a product of this profile may declare beyond those -> where they are defined."""
    limits: Mapping[str, float]
    reaction: float
    period: float
    extra_transitions: frozenset[tuple[str, str]]
    meter_values_outside_transactions: bool
    semantics: Mapping[str, Any]
    station: Mapping[str, Any]


def names() -> list[str]:
    """The profiles there are."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def load(name: str) -> Profile:
    """Read a profile. Raises ``ProfileError`` naming the file and what is wrong with it."""
    path = PROFILES / f"{name}.toml"
    if name not in names():
        raise ProfileError(f"no profile {name!r}; there are: {', '.join(names())}")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = content["rules"]
        return Profile(
            name=name,
            title=content["title"],
            capabilities=content["capabilities"],
            optional=content.get("optional", {}),
            limits=content["limits"],
            reaction=float(content["tolerances"]["reaction"]),
            period=float(content["tolerances"]["period"]),
            extra_transitions=frozenset((a, b) for a, b in rules["extra_transitions"]),
            meter_values_outside_transactions=rules["meter_values_outside_transactions"],
            semantics=content["semantics"],
            station=content["station"],
        )
    except KeyError as error:
        raise ProfileError(f"{path.name}: {error.args[0]!r} is missing") from None
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise ProfileError(f"{path.name}: {error}") from None
