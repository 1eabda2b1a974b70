"""Heartbeats: strictly periodic, and a sign that the connection is dead when unanswered.

OCPP 1.6, section 4.6; overview, 'Heartbeat Process' and 'Purpose of Heartbeat Messages'.
"""

from __future__ import annotations

from ocpp16.rpc import Answered, Outcome, Refused
from reference_impl.bridge.block import Block, Request


class Heartbeat(Block):
    """Sends a Heartbeat each HeartbeatInterval once registered."""

    TOLERATED_MISSES = 3

    _due: float | None = None
    _missed = 0

    def interval(self) -> float:
        """Seconds between two heartbeats."""
        return float(self.bridge.configuration["HeartbeatInterval"])

    def registered(self, now: float) -> None:
        """Count from the accepted registration."""
        self._due, self._missed = self.first(now), 0

    def first(self, now: float) -> float:
        """When the first heartbeat after acceptance is due."""
        return now + self.interval()

    def disconnected(self, now: float) -> None:
        """No connection, no heartbeat."""
        self._due = None

    def configuration_changed(self, now: float, key: str) -> None:
        """A new interval counts from now."""
        if key == "HeartbeatInterval" and self._due is not None:
            self._due = now + self.interval()

    def next_deadline(self) -> float | None:
        """When the next heartbeat is due."""
        return self._due

    def next_call(self, now: float) -> Request | None:
        """A Heartbeat when it is time."""
        if self._due is None or now < self._due:
            return None
        self._due = self.following(self._due, now)
        return Request("Heartbeat", {}, self._concluded)

    def following(self, due: float, now: float) -> float:
        """When the heartbeat after this one is due: no drift, and no burst after a delay."""
        while due <= now:
            due += self.interval()
        return due

    def gives_up(self, missed: int) -> bool:
        """Whether so many unanswered heartbeats in a row mean a dead connection."""
        return missed >= self.TOLERATED_MISSES

    def _concluded(self, now: float, outcome: Outcome) -> None:
        if isinstance(outcome, Answered | Refused):
            self._missed = 0
            return
        self._missed += 1
        if self.bridge.is_connected and self.gives_up(self._missed):
            self.bridge.close_connection("heartbeats stay unanswered")
