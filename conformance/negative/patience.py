"""How long an answer is waited for: the whole time given at first, less once answers are known."""

from __future__ import annotations

ENOUGH = 10
"""Answers after which the platform's pace counts as known."""
FACTOR = 20
LEAST = 2.0
"""Seconds that are always given, unless fewer were allowed at all."""


class Patience:
    """Learns from the answers that came. Times are in seconds."""

    def __init__(self, reaction: float) -> None:
        self.reaction = reaction
        self._count = 0
        self._longest = 0.0

    def answered(self, seconds: float) -> None:
        """An answer came after so long."""
        self._count += 1
        self._longest = max(self._longest, seconds)

    @property
    def wait(self) -> float:
        """How long the next one is waited for."""
        if self._count < ENOUGH:
            return self.reaction
        return min(self.reaction, max(LEAST, FACTOR * self._longest))
