"""Which scenarios reach the decisions that a deviation overrides.

A scenario that never asks for such a decision runs exactly as with the reference, so it can neither
catch the deviation nor be spared by it: the matrix need not run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import FunctionType
from typing import Any

from conformance.results import ScenarioResult
from ocpp16.deviation import Deviation

Decision = tuple[type, str]
"""A part, and the name of one of its methods."""


class Reach:
    """Watches one run of the reference; a progress of results as well as the parts that tell it."""

    def __init__(self, deviations: Mapping[str, Deviation]) -> None:
        self._decisions = {
            name: frozenset(d for part in found.substitutes for d in decisions(part))
            for name, found in deviations.items()
        }
        self._asked: set[Decision] = set()
        self._reached: dict[str, frozenset[Decision]] = {}

    def substitutes(self) -> tuple[type, ...]:
        """Parts that decide like those of the reference, and note that they were asked."""
        watched: dict[type, dict[str, Any]] = {}
        for part, name in frozenset[Decision]().union(*self._decisions.values()):
            decision = getattr(part, name)
            if isinstance(decision, FunctionType):
                watched.setdefault(part, {})[name] = self._noting((part, name), decision)
        return tuple(
            type(f"Watched{part.__name__}", (part,), methods) for part, methods in watched.items()
        )

    def started(self, total: int) -> None:
        """See ``Progress``."""

    def finished(self, result: ScenarioResult) -> None:
        """See ``Progress``: what was asked since the last result was asked by this scenario."""
        self._reached[result.key] = self._reached.get(result.key, frozenset()) | self._asked
        self._asked.clear()

    def of(self, deviation: str) -> frozenset[str]:
        """The keys of the scenarios that a deviation may change."""
        overridden = self._decisions[deviation]
        if not all(isinstance(getattr(part, name), FunctionType) for part, name in overridden):
            return frozenset(self._reached)
        return frozenset(key for key, asked in self._reached.items() if asked & overridden)

    def _noting(self, decision: Decision, method: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **kwargs: Any) -> Any:
            self._asked.add(decision)
            return method(*args, **kwargs)

        return noting


def decisions(substitute: type) -> Iterable[Decision]:
    """What a substitute overrides of the part it derives from; what it adds nobody else calls."""
    part = substitute.__mro__[1]
    own = (name for name in vars(substitute) if hasattr(part, name))
    return [(part, name) for name in own if not hasattr(object, name) or name == "__init__"]
