"""The catalogue: every documented behaviour once, read from the files of `paths.CATALOGUES`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance import paths

_ID = re.compile(r"(?:ZAP|ZTC|OCP|CSM)-[A-Z]+-[0-9]{3}")
"""Two vendors, what any OCPP 1.6 charge point owes (OCP), and what a central system does (CSM)."""
_REQUIRED = ("sentence", "source", "obligation", "subject", "kind", "capability")
_OPTIONAL: Mapping[str, type] = {"not_tested": str, "todo": bool}
_ALLOWED = {
    "obligation": ("must", "should", "may", "vendor"),
    "subject": ("bridge", "charger", "platform", "operator", "portal"),
    "kind": ("obligation", "option", "limit", "default", "advice"),
}


class CatalogueError(Exception):
    """The catalogue's file, or an id asked of it, is not right."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One documented behaviour; the fields are explained at the head of the file."""

    id: str
    sentence: str
    source: str
    obligation: str
    subject: str
    kind: str
    capability: str
    not_tested: str | None = None
    todo: bool = False

    @property
    def area(self) -> str:
        """The id without its number, e.g. `ZAP-BOOT`."""
        return self.id.rpartition("-")[0]

    @property
    def testable(self) -> bool:
        """Whether there is something to test, with or without scenarios yet."""
        return self.not_tested is None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The behaviours by id, in the order of the file."""

    behaviours: Mapping[str, Behaviour]

    def __getitem__(self, identity: str) -> Behaviour:
        """The behaviour of that id."""
        try:
            return self.behaviours[identity]
        except KeyError:
            raise CatalogueError(f"no behaviour {identity} in the catalogue") from None

    def __contains__(self, identity: object) -> bool:
        """Whether there is a behaviour of that id."""
        return identity in self.behaviours

    def __iter__(self) -> Iterator[Behaviour]:
        """The behaviours in order."""
        return iter(self.behaviours.values())

    def __len__(self) -> int:
        """How many there are."""
        return len(self.behaviours)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas, in the order in which they first appear."""
        return tuple(dict.fromkeys(behaviour.area for behaviour in self))

    @property
    def testable(self) -> tuple[Behaviour, ...]:
        """The behaviours that can be tested."""
        return tuple(behaviour for behaviour in self if behaviour.testable)


def load(*files: Path) -> Catalogue:
    """Read and check the catalogue: these files, or all there are. An id is in one of them only."""
    behaviours: dict[str, Behaviour] = {}
    for file in files or _all_files():
        for key, fields in read(file).items():
            if key in behaviours:
                raise CatalogueError(f"{file}: {key}: another file has it already")
            behaviours[key] = _behaviour(file, key, fields)
    return Catalogue(behaviours)


def _all_files() -> list[Path]:
    """The vendors' file, which there is always, and those of the two ends where they are there."""
    vendors, *ends = paths.CATALOGUES
    return [vendors, *(file for file in ends if file.exists())]


def read(file: Path) -> dict[str, Any]:
    """The content of a TOML file. Raises ``CatalogueError`` naming the file and what is wrong."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{file}: not TOML: {error}") from error


def is_id(text: str) -> bool:
    """Whether a text has the form of a behaviour's id."""
    return _ID.fullmatch(text) is not None


def _behaviour(file: Path, key: str, fields: Any) -> Behaviour:
    problem = _problem(key, fields)
    if problem is not None:
        raise CatalogueError(f"{file}: {key}: {problem}")
    return Behaviour(id=key, **fields)


def _problem(key: str, fields: Any) -> str | None:
    """What is wrong with an entry, the first thing found."""
    if not is_id(key):
        return "not an id such as ZAP-BOOT-001"
    if not isinstance(fields, dict):
        return "not a table"
    return next(_problems(fields), None)


def _problems(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in _REQUIRED:
        if name not in fields:
            yield f"{name} is missing"
    for name, value in fields.items():
        if name not in _REQUIRED and name not in _OPTIONAL:
            yield f"unknown field {name}"
        elif not isinstance(value, _OPTIONAL.get(name, str)):
            yield f"{name} is of the wrong type"
        elif isinstance(value, str) and not value.strip():
            yield f"{name} is empty"
        elif value not in _ALLOWED.get(name, (value,)):
            yield f"{name} {value!r} is none of {', '.join(_ALLOWED[name])}"
    if "todo" in fields and ("not_tested" in fields or fields["todo"] is not True):
        yield "todo is either true or absent, and excludes not_tested"
