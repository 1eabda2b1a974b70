"""Which behaviours the features cover: what is written, not what was run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser

from conformance import paths
from conformance.catalogue import Catalogue, is_id
from conformance.negative.selection import all_cases
from conformance.tags import named

VENDORS = {"ZAP": "zappi", "ZTC": "zaptec"}
"""The first part of an id -> the capability of the products whose vendor documents it."""


class FeatureError(Exception):
    """A feature file that is not Gherkin."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario (or an outline) as it is written."""

    feature: str
    name: str
    file: Path
    line: int
    tags: frozenset[str]
    """Its own tags and those of its rule and feature, without the @."""


def scenarios(folder: Path | None = None) -> tuple[Scenario, ...]:
    """All scenarios under a folder, in the order of files and lines."""
    files = sorted((folder or paths.FEATURES).rglob("*.feature"))
    return tuple(scenario for file in files for scenario in _of_file(file))


def known_tags(written: tuple[Scenario, ...]) -> frozenset[str]:
    """Every tag that some scenario carries."""
    return frozenset[str]().union(*(scenario.tags for scenario in written))


def coverage(catalogue: Catalogue, written: tuple[Scenario, ...]) -> Mapping[str, int]:
    """How many scenarios or negative cases each behaviour has, in the order of the catalogue."""
    count = Counter(tag for scenario in written for tag in scenario.tags)
    count.update(behaviour for case in all_cases() for behaviour in case.behaviours)
    return {behaviour.id: count[behaviour.id] for behaviour in catalogue}


def needs(tags: Collection[str], catalogue: Catalogue) -> set[str]:
    """The capabilities of the behaviours a scenario is about, and those it asks for itself.

    What only a vendor documents is asked of that vendor's products only.
    """
    behaviours = [catalogue[tag] for tag in tags if is_id(tag)]
    vendors = {vendor_of(behaviour.id) for behaviour in behaviours}
    of_vendor = {vendor for vendor in vendors if vendor} if None not in vendors else set()
    return {each.capability for each in behaviours} | of_vendor | named("needs", tags)


def vendor_of(identity: str) -> str | None:
    """The capability of the products whose vendor documents a behaviour; None for the standard's."""
    return VENDORS.get(identity.partition("-")[0])


def standing(catalogue: Catalogue, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """What there is to say of each behaviour: covered, todo, or not tested and why."""
    return [
        {
            "id": behaviour.id,
            "subject": behaviour.subject,
            "obligation": behaviour.obligation,
            "source": behaviour.source,
            "sentence": behaviour.sentence,
            "scenarios": counts[behaviour.id],
            "todo": behaviour.todo,
            "not_tested": behaviour.not_tested,
        }
        for behaviour in catalogue
    ]


def _of_file(file: Path) -> Iterator[Scenario]:
    try:
        document = Parser().parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ParserError, CompositeParserException) as error:
        raise FeatureError(f"{file}: {error}") from error
    feature: Any = document.get("feature")
    if feature is None:
        raise FeatureError(f"{file}: there is no feature in it")
    for scenario, tags in _walk(feature, _tags(feature)):
        yield Scenario(
            feature=feature["name"],
            name=scenario["name"],
            file=file,
            line=scenario["location"]["line"],
            tags=tags,
        )


def _walk(node: Any, inherited: frozenset[str]) -> Iterator[tuple[Any, frozenset[str]]]:
    for child in node["children"]:
        if "rule" in child:
            yield from _walk(child["rule"], inherited | _tags(child["rule"]))
        elif "scenario" in child:
            yield child["scenario"], inherited | _tags(child["scenario"])


def _tags(node: Any) -> frozenset[str]:
    return frozenset(tag["name"].removeprefix("@") for tag in node["tags"])
