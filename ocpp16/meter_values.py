"""MeterValues, which nearly all traffic consists of, read and validated in one go.

What is accepted here, ``frames`` and ``schema`` accept too, with the same content. What is not may
still be valid (a moment in an unusual spelling, an escaped id): there they decide.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Generic, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from ocpp16 import schema
from ocpp16.frames import MAX_ID, MAX_TEXT
from ocpp16.timestamps import USUAL

T = TypeVar("T")

ACTION = "MeterValues"


class MeterValuesCall(
    Struct, Generic[T], array_like=True, forbid_unknown_fields=True, frozen=True, gc=False
):
    """A valid CALL."""

    type: int
    id: str
    """Without characters that JSON escapes."""
    action: str
    content: T
    """The payload, its fields as attributes; None for a field that is not there."""


def read_meter_values(text: str) -> MeterValuesCall[Any] | None:
    """The valid MeterValues.req that a text is; None: look closer."""
    if _HEAD.match(text) is None or len(text) > MAX_TEXT:
        return None
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None


def _type_of(of: dict[str, Any], name: str) -> Any:
    """The type of what fits to a schema, made of the few keywords that this one uses."""
    match of:
        case {"enum": values}:
            return Literal[tuple(values)]
        case {"type": "object"}:
            return _struct(of, name)
        case {"type": "array", "items": items}:
            least = Meta(min_length=of.get("minItems", 0))
            return Annotated[list[_type_of(items, name)], least]  # type: ignore[misc]
        case {"type": "integer"} if name in schema.NEVER_NEGATIVE:
            return Annotated[int, Meta(ge=0)]
        case {"type": "integer"}:
            return int
        case {"type": "string", "format": "date-time"}:
            return Annotated[str, Meta(pattern=USUAL)]
        case {"type": "string"}:
            return str
    raise ValueError(f"{name} has a schema that is not provided for: {of}")


def _struct(of: dict[str, Any], name: str) -> Any:
    required = of.get("required", ())
    types = {field: _type_of(its, field) for field, its in of.get("properties", {}).items()}
    fields: list[Any] = [(field, types[field]) for field in required]
    fields += [(field, its, None) for field, its in types.items() if field not in required]
    return msgspec.defstruct(name, fields, forbid_unknown_fields=True, frozen=True, gc=False)


_HEAD = re.compile(rf'\[2, ?"[^"\\\x00-\x1f]{{0,{MAX_ID}}}", ?"{ACTION}",')
_DECODER: msgspec.json.Decoder[MeterValuesCall[Any]] = msgspec.json.Decoder(
    MeterValuesCall[_struct(schema.schema(ACTION), ACTION)]  # type: ignore[misc]
)
