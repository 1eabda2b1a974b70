"""OCPP timestamps (sections 3.14, 3.15) and suite time: seconds since 1970-01-01T00:00:00Z."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DATE_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.IGNORECASE
)

_DAYS = (
    "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
)
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
USUAL = rf"^[1-9][0-9]{{3}}-(?:{_DAYS})T{_CLOCK}:[0-5][0-9](?:\.[0-9]{{1,9}})?(?:Z|[+-]{_CLOCK})\Z"
"""What nearly every valid date-time looks like; not those of 29 February, nor in lower case."""


def to_text(seconds: float) -> str:
    """Write a moment as UTC with milliseconds, e.g. ``2026-01-05T08:00:00.000Z``."""
    moment = datetime.fromtimestamp(round(seconds, 3), UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def to_seconds(text: str) -> float:
    """Read an RFC 3339 date-time. Raises ``ValueError`` when it is none or lacks its zone."""
    if not _DATE_TIME.fullmatch(text):
        raise ValueError(f"{text!r} is not a date-time with a zone (RFC 3339)")
    return datetime.fromisoformat(text.upper()).timestamp()


def is_valid(text: str) -> bool:
    """Whether ``to_seconds`` can read it."""
    if not _DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def is_utc(text: str) -> bool:
    """Whether a valid date-time is stated in UTC, as section 3.15 recommends."""
    return text.upper().endswith(("Z", "+00:00", "-00:00"))
