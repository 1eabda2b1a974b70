"""What may have been meant by a name that nobody knows."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_FEW = 12


def suggestion(value: str, known: Collection[str]) -> str:
    """Words to put behind the complaint: all names if they are few, else those that are close."""
    by_lower = {each.lower(): each for each in sorted(known)}
    close = [by_lower[each] for each in get_close_matches(value.lower(), by_lower, n=3)]
    if len(known) <= _FEW:
        return f"; there is {', '.join(sorted(known)) or 'none'}"
    return f"; did you mean {' or '.join(close)}?" if close else ""


def hint(value: str, known: Collection[str]) -> str:
    """The nearest name first, where there is one, and then what there is."""
    close = get_close_matches(value.lower(), sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else suggestion(value, known)
