"""Keep the charge point's password out of a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ocpp16.redaction import MASK, every_string, redact_row, redact_text, secrets_inside


def redact(run: dict[str, Any]) -> dict[str, Any]:
    """The same run with every AuthorizationKey masked, in traces and in failures."""
    secrets = sorted({*secrets_inside(run["scenarios"])}, key=len, reverse=True)
    masked = _masker(secrets)
    return {**run, "scenarios": [_scenario(each, masked) for each in run["scenarios"]]}


def _scenario(scenario: dict[str, Any], masked: Callable[[str], str]) -> dict[str, Any]:
    return {
        **scenario,
        "trace": [redact_row(row) for row in scenario["trace"]],
        "reason": every_string(scenario["reason"], masked),
        "failure": every_string(scenario["failure"], masked),
    }


def _masker(secrets: list[str]) -> Callable[[str], str]:
    if not secrets:
        return redact_text
    whole = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, secrets))})(?!\w)")
    return lambda text: whole.sub(MASK, redact_text(text))
