"""Check a choice against what there is, and suggest what may have been meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from conformance.commands.usage import UsageProblem

_FEW = 12


def one_of(what: str, value: str, known: Collection[str]) -> str:
    """The value, if it is known; else a problem that names close matches, or all if few."""
    if value in known:
        return value
    raise UsageProblem(f"unknown {what} {value!r}{_suggestion(value, known)}")


def _suggestion(value: str, known: Collection[str]) -> str:
    by_lower = {each.lower(): each for each in sorted(known)}
    close = [by_lower[each] for each in get_close_matches(value.lower(), by_lower, n=3)]
    if len(known) <= _FEW:
        return f"; there is {', '.join(sorted(known)) or 'none'}"
    return f"; did you mean {' or '.join(close)}?" if close else ""
