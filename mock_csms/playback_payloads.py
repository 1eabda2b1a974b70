"""What naturally differs between a record and its playback: ids given by the peer, and moments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ocpp16.frames import Payload
from ocpp16.redaction import MASK, TAG_FIELDS
from ocpp16.schema import MOMENT_FIELDS
from ocpp16.timestamps import to_seconds

GIVEN_IDS = ("transactionId", "reservationId")
"""Ids that one end gives: the live peer's own take the place of the recorded ones."""
_MISSING = object()


class Translation:
    """Puts what the live peer gave into what is played."""

    def __init__(self) -> None:
        self._live: dict[tuple[str, Any], Any] = {}

    def learn(self, recorded: Payload, live: Payload) -> None:
        """A recorded payload of the peer and the one that came instead."""
        for name in GIVEN_IDS:
            if name in recorded and name in live and not isinstance(recorded[name], dict | list):
                self._live[name, recorded[name]] = live[name]

    def of(self, payload: Payload, shift: float) -> Payload:
        """A recorded payload as it has to be now; ``shift`` is the age of the record in seconds."""
        translated: Payload = self._value("", payload, shift)
        return translated

    def _value(self, name: str, value: Any, shift: float) -> Any:
        if isinstance(value, dict):
            return {key: self._value(key, each, shift) for key, each in value.items()}
        if isinstance(value, list):
            return [self._value(name, each, shift) for each in value]
        if name in MOMENT_FIELDS and isinstance(value, str):
            return moved(value, shift)
        return self._live.get((name, value), value) if name in GIVEN_IDS else value


def moved(text: str, shift: float) -> str:
    """A moment some seconds later, in the zone in which it was written; else the text as it is."""
    try:
        to_seconds(text)
        later = datetime.fromisoformat(text.upper()) + timedelta(seconds=shift)
    except (ValueError, OverflowError):
        return text
    written = later.isoformat(timespec="milliseconds")
    return written.replace("+00:00", "Z") if text.upper().endswith("Z") else written


def differences(recorded: Payload, live: Payload, *, redacted: bool) -> Iterator[str]:
    """Where an answer is not the recorded one; of what naturally differs only the presence counts."""
    yield from _differences("", "", recorded, live, redacted)


def _differences(path: str, name: str, recorded: Any, live: Any, redacted: bool) -> Iterator[str]:
    if isinstance(recorded, dict) and isinstance(live, dict):
        for key in [*recorded, *(key for key in live if key not in recorded)]:
            pair = recorded.get(key, _MISSING), live.get(key, _MISSING)
            yield from _differences(f"{path}.{key}" if path else key, key, *pair, redacted)
    elif isinstance(recorded, list) and isinstance(live, list) and len(recorded) == len(live):
        for index, (old, new) in enumerate(zip(recorded, live, strict=True)):
            yield from _differences(f"{path}[{index}]", name, old, new, redacted)
    elif recorded != live and not _may_differ(name, recorded, live, redacted):
        yield f"{path}: {_shown(live)} instead of {_shown(recorded)}"


def _may_differ(name: str, recorded: Any, live: Any, redacted: bool) -> bool:
    if recorded is _MISSING or live is _MISSING:
        return False
    is_hidden = redacted and (name.casefold() in TAG_FIELDS or MASK in str(recorded))
    return is_hidden or name in GIVEN_IDS or name in MOMENT_FIELDS


def _shown(value: Any) -> str:
    if value is _MISSING:
        return "nothing"
    text = str(value) if isinstance(value, str) else repr(value)
    return text if len(text) <= 120 else text[:117] + "..."
