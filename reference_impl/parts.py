"""The parts a station is built from, any of which may be exchanged for a deviating one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

Part = TypeVar("Part")


class Parts:
    """Makes parts; a substitute is a subclass that takes the place of the class it derives from."""

    def __init__(self, substitutes: Iterable[type] = ()) -> None:
        self._substitutes = {substitute.__mro__[1]: substitute for substitute in substitutes}

    def make(self, part: type[Part], *args: Any) -> Part:
        """An instance of the part, or of its substitute."""
        made: Part = self._substitutes.get(part, part)(*args)
        return made
