"""The engine behind `run` and `deviations`, as the commands see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from conformance.plan import Plan
from conformance.results import DeviationProgress, DeviationResult, Progress, RunRecord


class Engine(Protocol):
    """What runs scenarios: the module `conformance.session`."""

    def deviations(self) -> Mapping[str, Any]:
        """The seeded deviations by name."""

    def run(self, plan: Plan, progress: Progress) -> RunRecord:
        """Run the scenarios that a plan selects."""

    def run_deviations(
        self, names: Sequence[str], whole_matrix: bool, workers: int, progress: DeviationProgress
    ) -> tuple[DeviationResult, ...]:
        """Run scenarios with each deviation seeded."""


def engine() -> Engine:
    """The engine; imported only when it is needed, since pytest comes with it."""
    from conformance import session

    return session
