"""Check a choice against what there is, and suggest what may have been meant."""

from __future__ import annotations

from collections.abc import Collection

from conformance.commands.usage import UsageProblem
from conformance.nearest import suggestion


def one_of(what: str, value: str, known: Collection[str]) -> str:
    """The value, if it is known; else a problem that names close matches, or all if few."""
    if value in known:
        return value
    raise UsageProblem(f"unknown {what} {value!r}{suggestion(value, known)}")
