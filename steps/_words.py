"""What the phrases have in common: durations, tables, fields of requests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pytest_bdd import parsers

from conformance.judgement import Inconclusive
from conformance.testbed import TestBed
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS
from ocpp16.expectation import at_least, other_than
from ocpp16.timestamps import to_text

Table = Sequence[Sequence[str]]

NUMBER = r"\d+(?:\.\d+)?"
DURATION = rf"{NUMBER} (?:second|minute|hour|day)s?"
QUOTED = r"\"[^\"]+\""
ALTERNATIVES = rf"{QUOTED}(?:(?:,| or| and) {QUOTED})*"
OCCASIONS = rf"(?:every|the next(?: {NUMBER})?)"
RUNNING = "(running)"
"""In a table: the transaction that runs, by the id the central system gave it."""
NOW = "(now)"
"""In a table: the moment of the latest stimulus, as exactly as it can be told."""

NEW = "(new)"
"""In a table: a value that field never had in a call before the first When."""
AS_BEFORE, UNLIKE_BEFORE = "(as before)", "(unlike before)"
"""In an answer: the value this field had in the latest earlier answer of its kind; in none of them."""
POSITIVE = "(positive)"
"""In a table: a number above zero."""

NAMED_TAG = re.compile(
    r"\((?P<standing>valid|invalid|blocked|expired) tag(?P<other> 2)?(?P<swapped>, in the other case)?\)"
)
"""In a table: a tag of this standing, one that the central system has on file; or another one;
with upper and lower case exchanged."""
LATER = re.compile(rf"(?P<seconds>[+-]{NUMBER}) s(?: \((?P<zone>[^)]+)\))?")
"""In a table: a moment, so many seconds from now or ago; in brackets the zone it is written in."""
KEY_VALUE = re.compile(r"configurationKey\[key=(\w+)\]\.value")
_OFFSETS = {"Z": 0.0, "+02:00": 7200.0, "": 0.0}
_UNITS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86_400.0}


def phrase(pattern: str) -> parsers.re:
    """A step phrase with regular expressions for its variable parts."""
    return parsers.re(pattern)


def seconds(text: str) -> float:
    """A duration such as ``2 hours`` in seconds."""
    number, unit = text.split()
    return float(number) * _UNITS[unit.removesuffix("s")]


def lasting(bed: TestBed, text: str) -> float:
    """A duration such as ``2 hours`` in seconds, as long as it takes on this test bed."""
    return bed.span(seconds(text))


def watching(bed: TestBed, text: str) -> float:
    """A duration for which something must not come."""
    return bed.watched(seconds(text))


def allowing(bed: TestBed, text: str) -> float:
    """A duration within which something has to come."""
    return bed.allowed(seconds(text))


def telling(bed: TestBed, text: str) -> int:
    """A duration that the charge point is told, in seconds."""
    return bed.told(seconds(text))


def spelt_out(text: str) -> str:
    """A text that ends with ``(501 characters)`` made as long as that."""
    found = re.fullmatch(r"(.*)\((\d+) characters\)", text)
    return found[1].ljust(int(found[2]), "x") if found else text


def alternatives(text: str) -> list[str]:
    """The quoted words of ``"A", "B" or "C"``."""
    return re.findall(r"\"([^\"]+)\"", text)


def times(occasions: str) -> int | None:
    """How often: ``every`` is for ever, ``the next`` once, ``the next 3`` three times."""
    if occasions == "every":
        return None
    number = occasions.removeprefix("the next").strip()
    return int(number) if number else 1


def pairs(table: Table | None) -> dict[str, str]:
    """A table of two columns, its heading left out."""
    return {row[0].strip(): row[1].strip() for row in table[1:]} if table else {}


def rows(table: Table) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns; empty cells are left out."""
    heading = [cell.strip() for cell in table[0]]
    return [
        {name: cell.strip() for name, cell in zip(heading, row, strict=True) if cell.strip()}
        for row in table[1:]
    ]


def fields(bed: TestBed, table: Table | None) -> dict[str, str]:
    """Expected fields, with what stands for something else filled in."""
    return filled_in(bed, pairs(table))


def filled_in(bed: TestBed, values: dict[str, str]) -> dict[str, str]:
    """Expected values by field, with what stands for the running transaction or now filled in."""
    return {name: _meant(bed, name, value) for name, value in values.items()}


def _meant(bed: TestBed, name: str, value: str) -> str:
    if value == NEW:
        calls = list(bed.journal.requests_sent())
        earlier = calls[: len(calls) - len(list(bed.journal.requests_sent(since=bed.mark)))]
        return other_than(str(call.payload[name]) for call in earlier if name in call.payload)
    if value in (AS_BEFORE, UNLIKE_BEFORE):
        before = _answers_before(bed, name)
        return before[-1] if value == AS_BEFORE else other_than(before)
    if value == POSITIVE:
        return at_least(1)
    if NAMED_TAG.fullmatch(value):
        return named_tag(bed, value)
    if key := KEY_VALUE.fullmatch(name):
        return bed.shortened(key[1], value)
    if value == NOW:
        return f"{to_text(bed.cause_at)} ± {bed.tolerances.reaction:g}"
    return str(running_transaction(bed)) if value == RUNNING else value


def _answers_before(bed: TestBed, name: str) -> list[str]:
    """What a field was in the answers before the one to the latest request. May be inconclusive."""
    latest = bed.last_call
    if latest is None:
        raise Inconclusive("no request to be answered")
    bed.require(lambda: latest.outcome is not None, f"an answer to {latest.action}", 30.0)
    earlier = list(bed.journal.requests_sent(latest.action, bed.first))[:-1]
    found = [str(e.response[name]) for e in earlier if e.response and name in e.response]
    if not found:
        raise Inconclusive(f"precondition not reached: no earlier answer holds {name}")
    return found


def named_tag(bed: TestBed, text: str) -> str:
    """What `(valid tag)` and the like stand for; any other text is the tag itself."""
    found = NAMED_TAG.fullmatch(text)
    if found is None:
        return text
    tag = bed.named_tag(found["standing"], 1 if found["other"] else 0)
    return tag.swapcase() if found["swapped"] else tag


def moment(bed: TestBed, seconds: float, zone: str = "Z") -> str:
    """A moment so many seconds from now, as a central system may write it."""
    text = to_text(bed.carrier.now + seconds + _OFFSETS[zone])
    return f"{text.removesuffix('Z')}{zone}"


def request(bed: TestBed, action: str, table: Table | None) -> dict[str, Any]:
    """The payload of a request from a table of fields, in the types of its schema."""
    known = schema.schema(action).get("properties", {}) if action in ALL_ACTIONS else {}
    return {name: _typed(bed, known.get(name, {}), value) for name, value in pairs(table).items()}


def running_transaction(bed: TestBed) -> int:
    """The id of the latest transaction. Raises ``Inconclusive`` when there is none."""

    def known() -> list[int]:
        starts = bed.journal.requests_sent("StartTransaction", bed.first)
        return [int(s.response["transactionId"]) for s in starts if s.response is not None]

    bed.require(lambda: bool(known()), "a transaction whose id is known")
    return known()[-1]


def _typed(bed: TestBed, schema: Mapping[str, Any], value: str) -> Any:
    value = spelt_out(named_tag(bed, value))
    kind, later = schema.get("type"), LATER.fullmatch(value)
    if value == NOW:
        return to_text(bed.carrier.now)
    if later is not None and schema.get("format") == "date-time":
        zone = {None: "Z", "no zone": ""}.get(later["zone"], later["zone"])
        return moment(bed, float(later["seconds"]), zone)
    if value == RUNNING:
        return running_transaction(bed)
    if kind == "string":
        return value
    if kind == "array" and not value.startswith("["):
        return [item.strip() for item in value.split(",")]
    try:
        return json.loads(value)
    except ValueError:
        return value
