"""The charge points of a trace that are played at the same time, and what each came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from mock_csms.playback import Difference, Playback
from ocpp16.actions import Role
from ocpp16.endpoint import Dial
from ocpp16.trace_reader import Recording, Trace


class Result(StrEnum):
    """What a playback came to."""

    UNDER_WAY = "under-way"
    AS_RECORDED = "as-recorded"
    DIFFERENT = "different"
    """The peer did something otherwise."""
    BROKEN = "broken"
    """It ended early, which shows nothing about the peer."""


SEVERITY = (Result.UNDER_WAY, Result.DIFFERENT, Result.BROKEN, Result.AS_RECORDED)
"""Of several results the first of these counts."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to play: see ``Playback``."""

    side: Role
    pace: float | None = 1.0
    patience: float = 30.0
    connect_within: float = 300.0


@dataclass(frozen=True, slots=True)
class Part:
    """What was recorded of one charge point, and its playback."""

    recording: Recording
    core: Playback

    @property
    def identity(self) -> str:
        """Which charge point."""
        return self.recording.identity

    @property
    def result(self) -> Result:
        """What it came to."""
        if not self.core.is_over:
            return Result.UNDER_WAY
        if self.core.broken is not None:
            return Result.BROKEN
        return Result.DIFFERENT if self.core.differences else Result.AS_RECORDED

    def line_of(self, difference: Difference) -> int | None:
        """The line of the trace that a difference is about, if there is one."""
        recorded = difference.recorded
        return None if recorded is None else self.recording.line_of(recorded)


def playable(trace: Trace) -> dict[str, Recording]:
    """The charge points of a trace that have anything to play, by identity."""
    return {name: each for name, each in trace.recordings.items() if each.frame_count}


def parts(
    trace: Trace,
    recordings: Iterable[Recording],
    manner: Manner,
    dials: Callable[[str], Dial] | None = None,
) -> list[Part]:
    """A playback for each. Charge points (``dials``) begin as far apart as they were recorded."""
    chosen = list(recordings)
    begins = {each.identity: each.journal.entries[0].at for each in chosen}
    first = min(begins.values(), default=0.0)
    return [
        Part(
            each,
            Playback(
                each.journal,
                manner.side,
                dial=None if dials is None else dials(each.identity),
                pace=manner.pace,
                begins_after=0.0 if dials is None else begins[each.identity] - first,
                patience=manner.patience,
                connect_within=manner.connect_within,
                redacted=trace.is_redacted,
            ),
        )
        for each in chosen
    ]


def by_identity(played: Iterable[Part]) -> Mapping[str, Playback]:
    """The playbacks alone."""
    return {part.identity: part.core for part in played}


def overall(played: Iterable[Part]) -> Result:
    """What several came to."""
    return min((part.result for part in played), key=SEVERITY.index)


def dialling(url: str, username: str | None, password: str | None) -> Callable[[str], Dial]:
    """How a charge point connects: the identity is appended, and is the user name without one."""
    key = None if password is None else password.encode()

    def dial(identity: str) -> Dial:
        address = f"{url.rstrip('/')}/{quote(identity, safe='')}"
        return Dial(address, username or identity, key)

    return dial
