"""Keep the charge point's password out of what is written and shown.

It crosses the wire as the value of the configuration key `AuthorizationKey`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

SECRET_KEY = "authorizationkey"
MASK = "***"

_ANY_VALUE = re.compile(
    r"""(["']value["']\s*:\s*)("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^,}\]\s]+)"""
)
"""The values in a text that is not JSON, the last one perhaps cut off."""


def redact(run: dict[str, Any]) -> dict[str, Any]:
    """The same run with every AuthorizationKey masked, in traces and in failures."""
    secrets = sorted({*_secrets(run["scenarios"])}, key=len, reverse=True)
    masked = _masker(secrets)
    return {**run, "scenarios": [_scenario(each, masked) for each in run["scenarios"]]}


def redact_text(text: str) -> str:
    """A raw frame with the password masked; any other text as it is."""
    if not _may_hold_secret(text):
        return text
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return _ANY_VALUE.sub(rf'\1"{MASK}"', text)
    return json.dumps(_mask_keys(frame), ensure_ascii=False) if [*_found(frame)] else text


def redact_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a trace with the password masked, inside its raw frame too."""
    masked: dict[str, Any] = _deep(_mask_keys(row), redact_text)
    return masked


def _scenario(scenario: dict[str, Any], masked: Callable[[str], str]) -> dict[str, Any]:
    return {
        **scenario,
        "trace": [redact_row(row) for row in scenario["trace"]],
        "reason": _deep(scenario["reason"], masked),
        "failure": _deep(scenario["failure"], masked),
    }


def _masker(secrets: list[str]) -> Callable[[str], str]:
    if not secrets:
        return redact_text
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, secrets))})(?!\w)")
    return lambda text: whole.sub(MASK, redact_text(text))


def _secrets(value: Any) -> Iterator[str]:
    """Every password in plain data, inside raw frames too."""
    yield from _found(value)
    for text in _strings(value):
        if _may_hold_secret(text):
            try:
                yield from _found(json.loads(text))
            except (ValueError, RecursionError):
                continue


def _found(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if _is_secret(value) and value["value"] != MASK:
            yield str(value["value"])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _found(each)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _mask_keys(value: Any) -> Any:
    if isinstance(value, dict):
        masked = {key: _mask_keys(each) for key, each in value.items()}
        return {**masked, "value": MASK} if _is_secret(value) else masked
    return [_mask_keys(each) for each in value] if isinstance(value, list) else value


def _deep(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _deep(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_deep(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


def _is_secret(value: dict[str, Any]) -> bool:
    return str(value.get("key")).casefold() == SECRET_KEY and bool(value.get("value"))


def _may_hold_secret(text: str) -> bool:
    return SECRET_KEY in text.casefold() or "\\u" in text
