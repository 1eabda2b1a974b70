"""How a deviation is declared: a subclass of a part, its sentence, the behaviour it breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Part = TypeVar("Part", bound=type)


@dataclass(frozen=True, slots=True)
class Deviation:
    """One seeded deviation."""

    name: str
    behaviour: str
    sentence: str
    """What it does wrong."""
    substitutes: tuple[type, ...]


DEVIATIONS: dict[str, Deviation] = {}


def deviates(behaviour: str) -> Callable[[Part], Part]:
    """Declare a subclass of a part as a deviation from a behaviour of the catalogue.

    Its name in kebab-case names it, the first line of its docstring says what it does wrong.
    """

    def declare(part: Part) -> Part:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", part.__name__).lower()
        if name in DEVIATIONS:
            raise ValueError(f"two deviations are called {name}")
        sentence = (part.__doc__ or "").strip().splitlines()[0]
        DEVIATIONS[name] = Deviation(name, behaviour, sentence, (part,))
        return part

    return declare
