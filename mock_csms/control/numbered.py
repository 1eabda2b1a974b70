"""Things in force by number: a number stays with its thing, and is never given again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")


class Numbered(Generic[T]):
    """Numbers for things that others, too, put in force and out of force."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, T]] = {}
        self._new = count(1)

    def of(self, in_force: Iterable[T]) -> dict[int, T]:
        """Number -> thing, for what is in force now; the rest is forgotten."""
        self._numbers = {
            id(thing): self._numbers.get(id(thing)) or (next(self._new), thing)
            for thing in in_force
        }
        return dict(self._numbers.values())
