"""The table of documented configuration keys, held against the reference and the scenarios."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from conformance import catalogue
from conformance.paths import FEATURES
from reference_impl.bridge.keys import ALIASES, KEYS

TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (FEATURES / "configuration_keys.toml").read_text(encoding="utf-8")
)
REQUIRED = {"type", "range", "default", "documented", "access", "behaviours"}
ALLOWED = {
    "type": {"boolean", "number", "seconds", "list", "choice", "price", "text"},
    "access": {"read-write", "read-only", "write-only"},
    "gate": {"commercial mode"},
}
ACCESS = {(False, False): "read-write", (True, False): "read-only", (False, True): "write-only"}
KEY = pytest.mark.parametrize("name", TABLE)


def at_the_border(kind: str, span: str) -> tuple[list[str], list[str]]:
    """The outermost values a key takes, and the first ones that it does not."""
    if kind in ("boolean", "choice", "list"):
        return span.split(", "), ["Nonsense"]
    if kind == "price":
        return ["", "0.00"], ["0.0", "0,00"]
    if kind == "text":
        longest = int(span.split()[0])
        return ["x" * longest], ["x" * (longest + 1)]
    return (["1"], ["0", "soon"]) if span == "above 0" else (["0"], ["-1", "soon"])


def steps() -> str:
    """What the scenarios say, without the prose around them."""
    texts = [file.read_text(encoding="utf-8") for file in FEATURES.rglob("*.feature")]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return "\n".join(line for line in lines if re.match(r"\||(Given|When|Then|And) ", line))


STEPS = steps()


@KEY
def test_an_entry_is_whole_and_cites_what_there_is(name: str) -> None:
    entry = TABLE[name]
    assert set(entry) - {"gate", "also", "in_gb"} == REQUIRED
    assert all(entry.get(field) in {None, *words} for field, words in ALLOWED.items())
    assert [behaviour for behaviour in entry["behaviours"] if not catalogue.load()[behaviour]] == []


def test_the_reference_has_these_keys_and_no_others() -> None:
    assert list(TABLE) == [key.name for key in KEYS.values()]


@KEY
def test_default_and_access_are_those_of_the_reference(name: str) -> None:
    entry, key = TABLE[name], KEYS[name.casefold()]
    assert entry["default"] == key.default
    assert entry.get("in_gb") == key.elsewhere.get("GB")
    assert entry["access"] == ACCESS[key.readonly, key.hidden]


@KEY
def test_the_reference_takes_what_is_within_the_range_and_nothing_else(name: str) -> None:
    entry, key = TABLE[name], KEYS[name.casefold()]
    if entry["range"] == "fixed":
        assert key.readonly
        return
    within, without = at_the_border(entry["type"], entry["range"])
    assert [value for value in within if not key.accepts(value)] == []
    assert [value for value in without if key.accepts(value)] == []


def test_other_spellings_are_those_of_the_reference() -> None:
    also = {
        spelling.casefold(): name.casefold()
        for name, entry in TABLE.items()
        for spelling in entry.get("also", ())
    }
    assert also == ALIASES


@KEY
def test_a_scenario_names_the_key(name: str) -> None:
    assert re.search(rf"\b{name}\b", STEPS)
    for spelling in TABLE[name].get("also", ()):
        assert re.search(rf"\b{spelling}\b", STEPS)
