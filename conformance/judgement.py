"""Outcomes of a scenario that are neither met nor unmet, and how an exception becomes a verdict."""

from __future__ import annotations

import pytest

from conformance.results import Failure
from conformance.sut.driver import NotDrivable
from conformance.verdict import Verdict
from ocpp16.expectation import UnmetError


class Inconclusive(Exception):  # noqa: N818 - the term of ISO/IEC 9646
    """The precondition was not reached, or the answer cannot be observed."""


class NotApplicable(pytest.skip.Exception):  # type: ignore[name-defined, misc]
    """The vendor profile does not declare what the scenario needs. To pytest it is a skip."""


def verdict_of(error: BaseException | None) -> Verdict:
    """The verdict of a scenario that ended with this exception, or without one."""
    match error:
        case None:
            return Verdict.PASS
        case UnmetError():
            return Verdict.FAIL
        case Inconclusive() | NotDrivable():
            return Verdict.INCONCLUSIVE
        case NotApplicable():
            return Verdict.NOT_APPLICABLE
        case _:
            return Verdict.ERROR


def failure_of(error: BaseException | None, step: str) -> Failure | None:
    """What a reader needs to understand an unmet expectation."""
    if not isinstance(error, UnmetError):
        return None
    return Failure(step, error.expected, error.seen, error.nearest, error.excerpt)
