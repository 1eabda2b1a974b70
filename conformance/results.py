"""What a run hands to those who judge and report it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from conformance.cross_check import Finding
from conformance.plan import Plan
from conformance.verdict import Verdict


class SuiteError(Exception):
    """The suite could not be run at all."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a scenario was not met, in words for a reader."""

    step: str
    expected: str
    seen: str
    nearest: str | None = None
    """What came closest to the expectation, and how it missed."""
    excerpt: tuple[str, ...] = ()
    """The lines of the trace around it."""


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario, run once."""

    feature: str
    """The title of the feature."""
    name: str
    behaviours: tuple[str, ...]
    verdict: Verdict
    location: str
    """File and line, relative to the suite: `features/zappi/boot.feature:12`."""
    reason: str | None = None
    """Why there is no PASS or FAIL, or a word on the verdict."""
    failure: Failure | None = None
    trace: tuple[Mapping[str, Any], ...] = ()
    """The frames in order: at least when, direction and the raw text."""
    duration: float = 0.0
    """In suite seconds."""

    @property
    def key(self) -> str:
        """What tells a scenario, or a row of an outline, from all others."""
        return f"{self.location} {self.name}"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A whole run."""

    plan: Plan
    sut: Mapping[str, Any]
    """Who was tested, as it introduced itself."""
    clock: Mapping[str, Any]
    results: tuple[ScenarioResult, ...]
    planned: int
    """How many scenarios the plan selected."""
    started: str
    """Wall time, ISO 8601."""
    elapsed: float
    """In real seconds."""
    findings: tuple[Finding, ...] = ()
    """Where the statement and the product differ."""


@dataclass(frozen=True, slots=True)
class DeviationResult:
    """What became of one seeded deviation."""

    name: str
    behaviour: str
    sentence: str
    """What it does wrong."""
    caught_by: tuple[str, ...] = ()
    """The scenarios of the same behaviour that failed, as they have to."""
    also_caught_by: tuple[str, ...] = ()
    """Other scenarios that failed; known only when the whole matrix was run."""
    survived: bool = False


class Progress(Protocol):
    """Somebody who is told how a run gets on."""

    def started(self, total: int) -> None:
        """So many scenarios are going to be run."""

    def finished(self, result: ScenarioResult) -> None:
        """One scenario has been judged."""


class DeviationProgress(Protocol):
    """Somebody who is told how the deviations get on."""

    def started(self, total: int) -> None:
        """So many deviations are going to be seeded."""

    def judged(self, result: DeviationResult) -> None:
        """One deviation has been caught, or has survived."""
