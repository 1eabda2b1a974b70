"""Verdicts: of a scenario, of a behaviour, of a run."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    """What may be said about a scenario or a behaviour, the gravest first."""

    ERROR = "ERROR"
    """The harness, a driver or the network broke: nothing is known about the peer."""
    FAIL = "FAIL"
    INCONCLUSIVE = "INCONCLUSIVE"
    """The precondition was not reached, or the answer cannot be observed."""
    PASS = "PASS"
    NOT_APPLICABLE = "NOT APPLICABLE"
    """The peer does not claim the capability."""


class ExitCode(IntEnum):
    """What the command tells its caller."""

    CONFORMANT = 0
    NON_CONFORMANT = 1
    USAGE = 2
    NOT_JUDGED = 3
    BASELINE = 4
    """A stale or unjustified baseline of known deviations."""
    INCOMPLETE = 5
    """Nothing, or less than the selected plan, was run."""


_GRAVITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


def aggregate(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of a behaviour from those of its scenarios: the gravest of them.

    So PASS outweighs NOT APPLICABLE, which stands only where nothing else was found.
    """
    return min(verdicts, key=_GRAVITY.__getitem__)


def is_warning(verdict: Verdict, obligation: str, *, strict: bool) -> bool:
    """Whether a failure is one that does not fail the run."""
    return verdict is Verdict.FAIL and obligation == "should" and not strict


_BEFORE_THE_BASELINE = (
    (Verdict.ERROR, ExitCode.NOT_JUDGED),
    (Verdict.FAIL, ExitCode.NON_CONFORMANT),
)
"""What decides first: a broken harness, then a failure that is certain."""


def exit_code(
    judged: Iterable[tuple[Verdict, str]],
    *,
    complete: bool,
    strict: bool = False,
    baseline_holds: bool = True,
) -> ExitCode:
    """The exit code of a run, from verdict and obligation of each behaviour.

    A run that is not whole comes before everything it found. One that found nothing but
    NOT APPLICABLE has tested nothing. A failure that a baseline excuses is handed over as PASS;
    whether the baseline holds is asked after failures, before open questions.
    """
    judged = list(judged)
    found = {
        verdict
        for verdict, obligation in judged
        if not is_warning(verdict, obligation, strict=strict)
    }
    if not complete or all(verdict is Verdict.NOT_APPLICABLE for verdict, _ in judged):
        return ExitCode.INCOMPLETE
    certain = next((code for verdict, code in _BEFORE_THE_BASELINE if verdict in found), None)
    if certain is not None:
        return certain
    if not baseline_holds:
        return ExitCode.BASELINE
    return ExitCode.NOT_JUDGED if Verdict.INCONCLUSIVE in found else ExitCode.CONFORMANT
