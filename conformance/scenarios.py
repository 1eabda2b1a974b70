"""What a collected pytest item knows of the scenario it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pytest_bdd.parser import ScenarioTemplate
from pytest_bdd.scenario import scenario_wrapper_template_registry

from conformance.catalogue import is_id
from conformance.paths import SUITE

DISTURBING = ("power", "reboot", "registration", "connection", "out of reach", "Reset")
"""Words of steps after which a charge point has to come back into service."""
TAGS = "suite_tags"
"""Under this name a scenario's function keeps its tags."""


def keep_tag(function: Any, tag: str) -> None:
    """Note a tag of a scenario, its rule or its feature."""
    function.__dict__.setdefault(TAGS, set()).add(tag)


def tags_of(item: Any) -> set[str]:
    """The tags of a scenario, its rule and its feature, without the @."""
    return set(getattr(item.obj, TAGS, ()))


def behaviours_of(item: Any) -> tuple[str, ...]:
    """The ids of the behaviours a scenario is about."""
    return tuple(sorted(filter(is_id, tags_of(item))))


def template_of(item: Any) -> ScenarioTemplate:
    """The scenario as it is written."""
    return scenario_wrapper_template_registry[item.obj]


def file_of(item: Any) -> Path:
    """The feature file, from the suite's folder on where it lies in there."""
    file = Path(template_of(item).feature.filename)
    return file.relative_to(SUITE) if file.is_relative_to(SUITE) else file


def location_of(item: Any) -> str:
    """Where a scenario is written: file and line."""
    return f"{file_of(item).as_posix()}:{template_of(item).line_number}"


def key_of(item: Any) -> str:
    """What tells a scenario, or a row of an outline, from all others: see ``ScenarioResult.key``."""
    return f"{location_of(item)} {name_of(item)}"


def by_precondition(item: Any) -> tuple[int, str, str]:
    """Sorts scenarios so that those that find a product as it is come first, and like follows like.

    Those that switch it on or let it go come last: after them it has to come back.
    """
    steps = [step.name for step in template_of(item).steps]
    disturbances = sum(any(word in step for word in DISTURBING) for step in steps)
    return disturbances, steps[0] if steps else "", location_of(item)


def name_of(item: Any) -> str:
    """The name of a scenario; one of an outline is told apart by the values of its row."""
    callspec = getattr(item, "callspec", None)
    row = callspec.params.get("_pytest_bdd_example") if callspec else None
    return _filled(template_of(item).name, row or {})


def _filled(name: str, row: Mapping[str, str]) -> str:
    filled = name
    for heading, value in row.items():
        filled = filled.replace(f"<{heading}>", value)
    rest = [value for heading, value in row.items() if f"<{heading}>" not in name]
    return f"{filled} ({', '.join(rest)})" if rest else filled
