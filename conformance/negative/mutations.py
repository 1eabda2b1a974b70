"""From a proper payload and its schema to everything that can be wrong with it, place by place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from conformance.negative import behaviours, reactions
from conformance.negative.case import short
from ocpp16.frames import Payload

Place = tuple[str | int, ...]
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mutation:
    """A payload with one thing wrong: what, where, and what that calls for."""

    fault: str
    place: str
    sentence: str
    payload: Any
    behaviour: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a payload, its proper value, and what the schema says of it."""

    root: Payload
    place: Place
    value: Any
    schema: Schema

    @property
    def name(self) -> str:
        """As people write it: ``meterValue[0].timestamp``."""
        parts = (f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.place)
        return "".join(parts).lstrip(".") or "payload"

    def replaced(self, value: Any) -> Any:
        """The payload with another value here."""
        if not self.place:
            return value
        root = deepcopy(self.root)
        self._parent(root)[self.place[-1]] = value
        return root

    def removed(self) -> Any:
        """The payload without what is here."""
        root = deepcopy(self.root)
        del self._parent(root)[self.place[-1]]
        return root

    def _parent(self, root: Any) -> Any:
        for part in self.place[:-1]:
            root = root[part]
        return root


def spots(root: Payload, schema: Schema) -> Iterator[Spot]:
    """Every place of a payload, the payload itself first."""
    yield from _spots(Spot(root, (), root, schema))


def _spots(spot: Spot) -> Iterator[Spot]:
    yield spot
    if isinstance(spot.value, dict):
        for name, value in spot.value.items():
            inner = spot.schema["properties"][name]
            yield from _spots(Spot(spot.root, (*spot.place, name), value, inner))
    elif isinstance(spot.value, list):
        for index, value in enumerate(spot.value):
            inner = spot.schema["items"]
            yield from _spots(Spot(spot.root, (*spot.place, index), value, inner))


def mutations(root: Payload, schema: Schema) -> Iterator[Mutation]:
    """Everything that is made wrong with a payload, in a fixed order, each outcome once."""
    seen: set[str] = set()
    for spot in spots(root, schema):
        for makers in MAKERS:
            for mutation in makers(spot):
                key = json.dumps(mutation.payload, sort_keys=True)
                if key not in seen:
                    seen.add(key)
                    yield mutation


def missing(spot: Spot) -> Iterator[Mutation]:
    """A required field is left out."""
    for name in spot.schema.get("required", ()):
        without = {key: value for key, value in spot.value.items() if key != name}
        field = _inside(spot, name)
        yield _structure(
            "missing", field, f"{field} is missing", spot.replaced(without), _INCOMPLETE
        )


def extra(spot: Spot) -> Iterator[Mutation]:
    """A field is there that the schema does not have."""
    if not isinstance(spot.value, dict):
        return
    for name, value in EXTRA_FIELDS:
        payload = spot.replaced({**spot.value, name: value})
        words = f"{spot.name} has a field {json.dumps(name)} that the standard does not know"
        yield _value("extra", spot.name, words, payload, reactions.TOO_MUCH)
    for name in spot.value:
        upper = name[:1].upper() + name[1:]
        field, renamed = _inside(spot, name), _renamed(spot.value, name, upper)
        words = f"{field} is written {upper}"
        is_required = name in spot.schema.get("required", ())
        codes = reactions.TOO_MUCH | reactions.INCOMPLETE
        make = _structure if is_required else _value
        yield make("spelling", field, words, spot.replaced(renamed), codes)


def wrong_type(spot: Spot) -> Iterator[Mutation]:
    """The value is of another JSON type."""
    for value in WRONG_TYPES.get(_type(spot), ()):
        words = f"{spot.name} is {_a(value)}, not {_an(_type(spot))}"
        yield _structure("type", spot.name, words, spot.replaced(value), reactions.WRONG_TYPE)


def null(spot: Spot) -> Iterator[Mutation]:
    """The value is null; of the payload itself OCPP-J 4.2.1 allows that."""
    if spot.place:
        words = f"{spot.name} is null"
        yield _structure("null", spot.name, words, spot.replaced(None), reactions.ABSENT)


def nesting(spot: Spot) -> Iterator[Mutation]:
    """The right value, one level too deep, or the wrong way round."""
    for words, value in _nestings(spot):
        payload = spot.replaced(value)
        yield _structure("nesting", spot.name, f"{spot.name} is {words}", payload, reactions.ABSENT)


def _nestings(spot: Spot) -> Iterator[tuple[str, Any]]:
    if not spot.value and not spot.place:
        return
    yield "wrapped in an array", [spot.value]
    if spot.place:
        yield "wrapped in an object", {"value": spot.value}
    if isinstance(spot.value, dict | list):
        yield "JSON inside a string", json.dumps(spot.value)
    if isinstance(spot.value, list):
        yield "an object with numbers for names", {str(i): v for i, v in enumerate(spot.value)}
        yield "the element itself, without its array", spot.value[0]


def empty(spot: Spot) -> Iterator[Mutation]:
    """An array or an object is there, and nothing in it."""
    if not spot.place or not isinstance(spot.value, dict | list):
        return
    if spot.schema.get("minItems") or spot.schema.get("required"):
        words = f"{spot.name} is empty"
        codes = reactions.INCOMPLETE | reactions.WRONG_TYPE
        yield _structure("empty", spot.name, words, spot.replaced(type(spot.value)()), codes)


def bad_items(spot: Spot) -> Iterator[Mutation]:
    """One element of an array is none."""
    if isinstance(spot.value, list):
        for item in (*NO_ELEMENTS, [spot.value[0]]):
            for value, where in (([*spot.value, item], "last"), ([item, *spot.value], "first")):
                words = f"the {where} element of {spot.name} is {_a(item)}"
                codes = reactions.ABSENT
                yield _structure("element", spot.name, words, spot.replaced(value), codes)


def too_long(spot: Spot) -> Iterator[Mutation]:
    """A string is longer than its type allows."""
    most = spot.schema.get("maxLength")
    if most is None:
        return
    lengths = {
        f"{most + 1} characters": "x" * (most + 1),
        f"{most * 2} characters": "x" * (most * 2),
        "1000 characters": "x" * 1000,
        "20000 characters": "x" * 20_000,
        f"{most + 1} letters with accents": "é" * (most + 1),
        f"{most + 1} characters beyond the basic plane": "\U0001f50c" * (most + 1),
        f"{most + 1} blanks": " " * (most + 1),
    }
    for words, value in lengths.items():
        sentence = f"{spot.name} has {words}, where {most} are allowed"
        yield _value("length", spot.name, sentence, spot.replaced(value), reactions.WRONG_VALUE)


def bad_enum(spot: Spot) -> Iterator[Mutation]:
    """A word that is none of those listed."""
    allowed: Iterable[str] | None = spot.schema.get("enum")
    if allowed is None:
        return
    for value in _no_such_words(str(spot.value), frozenset(allowed)):
        sentence = f"{spot.name} is {json.dumps(value)}, which is none of the values listed"
        yield _value("enum", spot.name, sentence, spot.replaced(value), reactions.WRONG_VALUE)


def _no_such_words(proper: str, allowed: frozenset[str]) -> Iterator[str]:
    words = (
        "", " ", "Unknown", "null", "0", proper.lower(), proper.upper(), proper + " ", " " + proper,
        proper + "\u0000", proper + "s", proper[:-1], f"{proper},{proper}", f'"{proper}"',
        proper.replace(".", "_"), proper[::-1], "Occupied",
    )  # fmt: skip
    yield from (word for word in dict.fromkeys(words) if word not in allowed)


def bad_moment(spot: Spot) -> Iterator[Mutation]:
    """A text that is no date-time of RFC 3339."""
    if spot.schema.get("format") == "date-time":
        for value in NO_MOMENTS:
            sentence = f"{spot.name} is {json.dumps(value)}, no date-time with a zone (RFC 3339)"
            payload = spot.replaced(value)
            yield _value("date-time", spot.name, sentence, payload, reactions.WRONG_VALUE)


MAKERS: tuple[Callable[[Spot], Iterator[Mutation]], ...] = (
    missing, extra, wrong_type, null, nesting, empty, bad_items, too_long, bad_enum, bad_moment,
)  # fmt: skip

EXTRA_FIELDS: tuple[tuple[str, Any], ...] = (
    ("extra", 1),
    ("customData", {"vendorId": "com.example"}),
    ("__proto__", {"polluted": True}),
    ("", ""),
    ("naïve ⚡", None),
    ("x" * 1000, []),
)

WRONG_TYPES: Mapping[str, tuple[Any, ...]] = {
    "string": (1, -1.5, True, False, [], {}),
    "integer": ("1", "", "one", 1.5, -0.1, True, False, [], {}),
    "array": ("", "text", 0, True, {}),
    "object": ("", "text", 0, 1.5, True, []),
}
"""JSON type -> values of other types."""

NO_ELEMENTS: tuple[Any, ...] = (None, 1, "text", [], {})

NO_MOMENTS = (
    "", " ", "now", "0", "1767600000", "1767600000000", "2026", "2026-01-05", "08:00:00Z",
    "2026-01-05T08:00:00", "2026-01-05T08:00", "05/01/2026 08:00", "05-01-2026T08:00:00Z",
    "2026-13-01T08:00:00Z", "2026-00-01T08:00:00Z", "2026-02-30T08:00:00Z", "2026-01-32T08:00:00Z",
    "2026-01-05T25:00:00Z", "2026-01-05T08:61:00Z", "2026-1-5T8:0:0Z", "26-01-05T08:00:00Z",
    "20260105T080000Z", "2026-W02-1T08:00:00Z", "Mon, 05 Jan 2026 08:00:00 GMT",
    "2026-01-05T08:00:00ZZ", "2026-01-05T08:00:00+0100Z", "2026-01-05T08:00:00Z\n",
)  # fmt: skip

_INCOMPLETE = reactions.INCOMPLETE


def _structure(
    fault: str, place: str, sentence: str, payload: Any, codes: frozenset[str]
) -> Mutation:
    return Mutation(fault, place, sentence, payload, behaviours.STRUCTURE_REFUSED, codes)


def _value(fault: str, place: str, sentence: str, payload: Any, codes: frozenset[str]) -> Mutation:
    return Mutation(fault, place, sentence, payload, behaviours.VALUES_REFUSED, codes)


def _type(spot: Spot) -> str:
    return str(spot.schema.get("type", "object"))


def _inside(spot: Spot, name: str) -> str:
    return f"{spot.name}.{name}" if spot.place else name


def _renamed(value: Payload, name: str, other: str) -> Payload:
    return {other if key == name else key: each for key, each in value.items()}


def _a(value: Any) -> str:
    return short(json.dumps(value, ensure_ascii=False), 30)


def _an(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aio" else f"a {kind}"
