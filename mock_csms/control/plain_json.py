"""JSON as it may go on the wire: finite numbers, decimal fractions, no half characters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Response
from pydantic import AfterValidator, BeforeValidator

WIDEST = 300
"""Decimal exponent up to which a number is written as one."""


def exact(value: Any) -> Any:
    """The same value with fractions as ``Decimal``. Raises ``ValueError`` for what is no JSON."""
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (ValueError, RecursionError):
        raise ValueError("holds something that no JSON text in UTF-8 can carry") from None
    return json.loads(text, parse_float=Decimal)


def reply(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer; half a character, which a raw frame may hold, stays an escape."""
    return Response(json.dumps(value), status, headers, media_type="application/json")


def plain(value: Any) -> Any:
    """The same value with ``Decimal`` as numbers that every JSON writer knows."""
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def _number(value: Decimal) -> int | float | str:
    """A number that would not fit stays text: a peer may write 1E999999."""
    if value and abs(value.adjusted()) >= WIDEST:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)


def sendable(text: str) -> str:
    """A text that UTF-8 can carry. Raises ``ValueError`` for any other."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character") from None
    return text


def _object(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError("must be a JSON object")
    return exact(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, dict | list):
        raise ValueError("must be a text, a number, true, false or null")
    return exact(value)


JsonObject = Annotated[dict[str, Any], BeforeValidator(_object)]
WireText = Annotated[str, AfterValidator(sendable)]
Scalar = Annotated[Any, AfterValidator(_scalar)]
