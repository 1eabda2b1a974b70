"""A request of the central system to a charge point."""

from __future__ import annotations

from dataclasses import dataclass

from ocpp16.frames import Payload
from ocpp16.rpc import Answered, OnOutcome, Outcome


@dataclass(eq=False)
class OwnCall:
    """A request of the central system, and its outcome once there is one."""

    action: str
    payload: Payload
    on_outcome: OnOutcome | None = None
    outcome: Outcome | None = None
    probe: bool = False
    at_once: bool = False
    """Whether it goes out although an earlier request is still unanswered."""
    deadline: float | None = None
    """The moment at which it is given up, sent or not; None: a call time-out after it was sent."""

    def is_overdue(self, now: float) -> bool:
        """Whether it is to be given up."""
        return self.deadline is not None and now >= self.deadline

    def conclude(self, now: float, outcome: Outcome) -> None:
        """Note what became of it, and tell who asked."""
        self.outcome = outcome
        if self.on_outcome is not None:
            self.on_outcome(now, outcome)

    @property
    def response(self) -> Payload | None:
        """The payload of the CALLRESULT, once there is one."""
        return self.outcome.payload if isinstance(self.outcome, Answered) else None
