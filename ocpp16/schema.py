"""Is this payload what OCPP 1.6 prescribes? Schemas, then formats, then what the schemas miss.

The schemas are those of the ``ocpp`` package (draft-04, errata JE3.6; those of the security
extension say draft-06 and mean the same in either). A compiled validator says
yes or no; ``jsonschema`` explains every no, so that a fault names its place in words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise
from typing import Any

import jsonschema
import jsonschema_rs

from ocpp16 import timestamps
from ocpp16.actions import ALL_ACTIONS
from ocpp16.frames import ErrorCode, Payload

MAX_FAULTS = 100
"""Faults explained of one payload: a long array can hold so many that telling them takes seconds."""

_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("date-time")
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or timestamps.is_valid(value)


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or (":" in value and not any(c.isspace() for c in value))


_COMPILED = {"date-time": _is_date_time, "uri": _is_uri}
"""The same two for the compiled validator, instead of its own, which mean something else."""


def _multiple_of(
    _validator: object, step: float, value: object, _schema: object
) -> Iterator[jsonschema.ValidationError]:
    """In decimal arithmetic, where 0.3 is a multiple of 0.1 and ``Decimal`` is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return
    try:
        rest = Decimal(str(value)) % Decimal(str(step))
    except ArithmeticError:  # beyond its precision: left to the compiled validator
        return
    if rest:
        yield jsonschema.ValidationError(f"{value} is not a multiple of {step}")


_Explainer = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft4Validator, {"multipleOf": _multiple_of}
)

_CODES: dict[str, ErrorCode] = {
    "required": ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
    "minItems": ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
    "type": ErrorCode.TYPE_CONSTRAINT_VIOLATION,
    "additionalProperties": ErrorCode.FORMATION_VIOLATION,
}
"""CALLERROR code for each kind of fault (OCPP-J table 7); all others are property constraints."""


Fits = Callable[[Payload], bool]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a payload: where, what, and the CALLERROR code that says so."""

    path: str
    message: str
    code: ErrorCode

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def faults(action: str, payload: Payload, *, answer: bool = False) -> list[Fault]:
    """What is wrong with the payload of a CALL, or of its answer; an empty list when valid.

    Of very many faults that the schema finds only the first ``MAX_FAULTS`` are told.

    Raises ``KeyError`` for an action that neither OCPP 1.6 nor its extension has.
    """
    schema, fits, fits_with_formats = _schema(action, answer)
    if fits_with_formats(payload):
        return list(_missed_by_schemas(action, payload, answer)) if payload else []
    found = [_fault(error) for error in _explain(schema, payload)]
    if not fits(payload):
        return found or [Fault("payload", "is not valid", ErrorCode.FORMATION_VIOLATION)]
    return found + list(_missed_by_schemas(action, payload, answer))


def schema(action: str, *, answer: bool = False) -> dict[str, Any]:
    """The JSON schema of a payload. Raises ``KeyError`` for an unknown action."""
    return _schema(action, answer)[0]


@cache
def _schema(action: str, answer: bool) -> tuple[dict[str, Any], Fits, Fits]:
    if action not in ALL_ACTIONS:
        raise KeyError(action)
    name = f"{action}Response" if answer else action
    text = (files("ocpp.v16") / "schemas" / f"{name}.json").read_text(encoding="utf-8-sig")
    document: dict[str, Any] = json.loads(text)
    plain = jsonschema_rs.Draft4Validator(document, validate_formats=False)
    with_formats = jsonschema_rs.Draft4Validator(document, validate_formats=True, formats=_COMPILED)
    return document, plain.is_valid, with_formats.is_valid


def _explain(schema: dict[str, Any], payload: Payload) -> list[jsonschema.ValidationError]:
    validator = _Explainer(schema, format_checker=_FORMATS)
    found = islice(validator.iter_errors(payload), MAX_FAULTS)
    return sorted(found, key=lambda error: list(map(str, error.path)))


def _fault(error: jsonschema.ValidationError) -> Fault:
    code = _CODES.get(str(error.validator), ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)
    return Fault(_path(error.absolute_path), error.message[:300], code)


def _path(parts: Any) -> str:
    return (
        "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts).lstrip(".") or "payload"
    )


MOMENT_FIELDS = {
    "timestamp", "currentTime", "expiryDate", "validFrom", "validTo", "startSchedule",
    "scheduleStart", "retrieveDate", "startTime", "stopTime", "retrieveDateTime", "installDateTime",
    "oldestTimestamp", "latestTimestamp",
}  # fmt: skip


def moments(payload: Payload) -> Iterator[tuple[str, str]]:
    """Every date-time field of a payload, at any depth, with its path."""
    yield from _moments(payload, "")


def _moments(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict | list):
                yield from _moments(item, f"{path}.{key}" if path else key)
            elif key in MOMENT_FIELDS and isinstance(item, str):
                yield (f"{path}.{key}" if path else key), item
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _moments(item, f"{path}[{index}]")


NEVER_NEGATIVE = ("connectorId", "meterStart", "duration", "retries", "retryInterval")
_WITH_SCHEDULES = ("chargingSchedule", "chargingProfile", "csChargingProfiles")


@cache
def _fields_missed(action: str, answer: bool) -> tuple[list[str], list[str]]:
    """Those that such a payload can have at all."""
    there = schema(action, answer=answer).get("properties", {})
    return [f for f in NEVER_NEGATIVE if f in there], [f for f in _WITH_SCHEDULES if f in there]


def _missed_by_schemas(action: str, payload: Payload, answer: bool) -> Iterator[Fault]:
    """Constraints of the specification's field tables that the schemas do not express."""
    never_negative, with_schedules = _fields_missed(action, answer)
    for field in never_negative:
        value = payload.get(field)
        if isinstance(value, int) and value < 0:
            yield Fault(field, f"{value} is negative", ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)
    if action == "StartTransaction" and not answer and payload["connectorId"] == 0:
        yield Fault("connectorId", "must be above 0", ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)
    for field in with_schedules:
        value = payload.get(field)
        if isinstance(value, dict):
            yield from _schedule_faults(value, field)
    for index, value in enumerate(payload.get("transactionData", ())):
        if not value["sampledValue"]:
            yield Fault(
                f"transactionData[{index}].sampledValue",
                "needs at least one value",
                ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
            )


def _schedule_faults(container: Payload, path: str) -> Iterator[Fault]:
    schedule = container.get("chargingSchedule", container)
    if schedule is not container:
        path += ".chargingSchedule"
    periods = schedule.get("chargingSchedulePeriod", [])
    path += ".chargingSchedulePeriod"
    if not periods:
        yield Fault(path, "needs at least one period", ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION)
        return
    starts = [period["startPeriod"] for period in periods]
    if starts[0] != 0:
        yield Fault(f"{path}[0].startPeriod", "must be 0", ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)
    if any(later <= earlier for earlier, later in pairwise(starts)):
        yield Fault(path, "must be in increasing order", ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)
    if any(period["limit"] < 0 for period in periods):
        yield Fault(path, "has a negative limit", ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)
