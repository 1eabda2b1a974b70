"""What each entry of a statement may be: readers that return a value or say what is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from conformance import catalogue, coverage, profile
from conformance.commands.endpoints import HIGHEST_PORT, check_url
from conformance.commands.usage import UsageProblem
from conformance.nearest import hint
from conformance.statement.model import Secret
from conformance.tags import named
from ocpp16.redaction import TAG_LENGTH

MOST_CONNECTORS = 1000
LONGEST_WAIT = 7 * 86_400.0
"""Seconds; nothing in a statement takes longer than a week."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    (str, "a text"),
    ((int, float), "a number"),
    ((datetime, date, time), "a date or time"),
    (list, "a list"),
    (dict, "a table"),
)

Reader = Callable[[Any], Any]


class Wrong(ValueError):  # noqa: N818 - it reads as what it says
    """What is wrong with a value; its words follow the name of the entry."""


def kind_of(value: Any) -> str:
    """What sort of value somebody wrote, never the value itself."""
    return next(words for types, words in _KINDS if isinstance(value, types))


def text(value: Any) -> str:
    """Any text on one line."""
    if not isinstance(value, str):
        raise Wrong(f"has to be a text in quotes, not {kind_of(value)}")
    if not value.strip():
        raise Wrong("is empty")
    if _CONTROL.search(value):
        raise Wrong("holds a control character or a line break")
    return value


def free_text(value: Any) -> str:
    """A text that may be empty."""
    return "" if value == "" else text(value)


def number(low: float, high: float, *, above: bool = False) -> Reader:
    """A number in a range; ``above``: greater than the lower end."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Wrong(f"has to be a number, not {kind_of(value)}")
        fits = low < value <= high if above else low <= value <= high
        if not (math.isfinite(value) and fits):
            start = f"above {low:g}" if above else f"from {low:g}"
            raise Wrong(f"has to be a number {start} up to {high:g}, not {value}")
        return float(value)

    return read


def whole(low: int, high: int) -> Reader:
    """A whole number in a range."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(f"has to be a whole number, not {_shown(value)}")
        if not low <= value <= high:
            raise Wrong(f"has to be from {low} to {high}, not {value}")
        return value

    return read


def one_of(known: Callable[[], Collection[str]]) -> Reader:
    """One of several names, which are looked up when they are needed."""

    def read(value: Any) -> str:
        if text(value) not in known():
            raise Wrong(f"{value!r} is unknown{hint(value, known())}")
        return str(value)

    return read


def each(read_one: Reader) -> Reader:
    """A list without repetitions, each entry read alike."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Wrong(f'has to be a list such as ["A", "B"], not {kind_of(value)}')
        found = tuple(_entry(read_one, at, one) for at, one in enumerate(value, 1))
        if len(set(found)) < len(found):
            raise Wrong("names something twice")
        return found

    return read


def _entry(read_one: Reader, at: int, value: Any) -> Any:
    try:
        return read_one(value)
    except Wrong as problem:
        raise Wrong(f"(entry {at}) {problem}") from None


def id_tag(value: Any) -> str:
    """A CiString20Type (OCPP 1.6, 7.15)."""
    if len(text(value)) > TAG_LENGTH:
        raise Wrong(f"{value!r} has more than the {TAG_LENGTH} characters of an idTag")
    return str(value)


def url(value: Any) -> str:
    """The address of a central system."""
    try:
        check_url(text(value), "it", "username and key of [connection]")
    except UsageProblem as problem:
        raise Wrong(f"is not right: {problem}") from None
    return str(value)


def port(value: Any) -> int:
    """Where to listen."""
    return int(whole(0, HIGHEST_PORT)(value))


def secret(environ: Mapping[str, str]) -> Reader:
    """A secret, given as a text or as the name of an environment variable."""

    def read(value: Any) -> Secret:
        if is_reference(value):
            return from_environment(value, environ)
        if not isinstance(value, str):
            raise Wrong('has to be a text in quotes, or { env = "NAME" }')
        return Secret(_concealed(value))

    return read


def _concealed(value: str) -> str:
    if not value or _CONTROL.search(value):
        raise Wrong("is empty, or holds a control character (it is not shown here)")
    return value


def is_reference(value: Any) -> bool:
    """Whether a value is to be taken from the environment."""
    return isinstance(value, dict) and set(value) == {"env"}


def from_environment(value: Mapping[str, Any], environ: Mapping[str, str]) -> Secret:
    """The secret that an environment variable holds."""
    name = value["env"]
    if not isinstance(name, str) or not name:
        raise Wrong("env has to be the name of an environment variable, in quotes")
    if not environ.get(name):
        raise Wrong(f"the environment variable {name} is not set, or empty; export it first")
    return Secret(_concealed(environ[name]))


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, float) else kind_of(value)


@cache
def known_capabilities() -> frozenset[str]:
    """What a product can be said to have: what profiles, the catalogue or features speak of."""
    declared = (profile.load(name).capabilities for name in profile.names())
    written = coverage.known_tags(coverage.scenarios())
    return frozenset[str]().union(
        *declared,
        (behaviour.capability for behaviour in catalogue.load()),
        named("needs", written),
        named("without", written),
    )
