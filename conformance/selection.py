"""What ``--select`` means: texts that name behaviours, areas, files or titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def selects(texts: Sequence[str], behaviours: Iterable[str], place: str, title: str) -> bool:
    """Whether one of the texts begins the id of a behaviour, or is a part of the place or title.

    So `ZAP-BOOT` is a whole area, `registration` a file, and `NEG-FRA-0007` a negative case. Upper
    and lower case are the same. Without texts everything is selected.
    """
    return not texts or any(_names(text.casefold(), behaviours, place, title) for text in texts)


def _names(text: str, behaviours: Iterable[str], place: str, title: str) -> bool:
    begins = any(behaviour.casefold().startswith(text) for behaviour in behaviours)
    return begins or text in place.casefold() or text in title.casefold()
