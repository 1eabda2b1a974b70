"""The test purposes of the Open Charge Alliance's tool, and what becomes of each: `octt.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conformance import paths
from conformance.catalogue import CatalogueError, read
from ocpp16.actions import Role

PRINCIPAL = "zappi"
"""The vendor profile whose reasons hold for those that give none of their own."""

_FIELDS: Mapping[str, type] = {
    "title": str,
    "covered_by": list,
    "not_applicable": dict,
    "todo": bool,
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """One test purpose; the fields are explained at the head of the file."""

    id: str
    title: str
    covered_by: tuple[str, ...] = ()
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    todo: bool = False

    def reason(self, profile: str) -> str | None:
        """Why it does not apply to a vendor profile; None where it does."""
        own = self.not_applicable.get(profile)
        if own is not None or self.covered_by:
            return own
        return self.not_applicable.get(PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Purposes:
    """All ids there are, and the entries, in the order of the file."""

    cases: tuple[str, ...]
    entries: Mapping[str, Purpose]

    def __iter__(self) -> Iterator[Purpose]:
        """The entries in order."""
        return iter(self.entries.values())


def load(file: Path | None = None) -> Purposes:
    """Read the file. Raises ``CatalogueError`` where it cannot be understood."""
    file = file or paths.OCTT
    content = read(file)
    cases = content.pop("cases", [])
    return Purposes(
        tuple(cases), {key: _purpose(file, key, fields) for key, fields in content.items()}
    )


def side(case: str) -> Role:
    """Which end an id is about: ``TC_001_CS`` the charge point, ``TC_001_CSMS`` the central system."""
    return Role.CENTRAL_SYSTEM if case.endswith("_CSMS") else Role.CHARGE_POINT


def rows(purposes: Purposes, profile: str) -> list[dict[str, Any]]:
    """What there is to say of each purpose, for one vendor profile."""
    return [
        {
            "id": purpose.id,
            "title": purpose.title,
            "covered_by": [] if purpose.reason(profile) else list(purpose.covered_by),
            "not_applicable": purpose.reason(profile),
        }
        for purpose in purposes
    ]


def _purpose(file: Path, key: str, fields: Any) -> Purpose:
    problem = next(_problems(fields), None)
    if problem is not None:
        raise CatalogueError(f"{file}: {key}: {problem}")
    return Purpose(id=key, **{**fields, "covered_by": tuple(fields.get("covered_by", ()))})


def _problems(fields: Any) -> Iterator[str]:
    """What is wrong with an entry."""
    if not isinstance(fields, dict):
        yield "not a table"
    elif "title" not in fields:
        yield "title is missing"
    else:
        for name, value in fields.items():
            if name not in _FIELDS:
                yield f"unknown field {name}"
            elif not isinstance(value, _FIELDS[name]):
                yield f"{name} is of the wrong type"
            elif not value:
                yield f"{name} is empty"
