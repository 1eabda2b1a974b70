"""How either end declares a seeded deviation: a subclass of a part, its sentence, its behaviour."""

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
    """The id, in the catalogue, of what it breaks."""
    sentence: str
    """What it does wrong."""
    substitutes: tuple[type, ...]
    """The classes that take the places of those they derive from."""
    vendor_profile: str | None = None
    """The only vendor profile whose scenarios can show it; without one, any will do."""


class Deviations(dict[str, Deviation]):
    """The seeded deviations of one end, by name."""

    def deviates(self, behaviour: str, vendor_profile: str | None = None) -> Callable[[Part], Part]:
        """Declare a subclass of a part as a deviation from a behaviour of the catalogue.

        Its name in kebab-case names it, the first line of its docstring says what it does wrong.
        Raises ``ValueError`` for a second deviation of one name.
        """

        def declare(part: Part) -> Part:
            return self._keep(_kebab(part), part, behaviour, vendor_profile)

        return declare

    def also(self, behaviour: str, part: type, vendor_profile: str | None = None) -> None:
        """Declare what deviates from one behaviour as a deviation from another one as well.

        Its name begins with that behaviour's id, in lower case.
        """
        self._keep(f"{behaviour.lower()}-{_kebab(part)}", part, behaviour, vendor_profile)

    def _keep(self, name: str, part: Part, behaviour: str, vendor_profile: str | None) -> Part:
        if name in self:
            raise ValueError(f"two deviations are called {name}")
        sentence = (part.__doc__ or "").strip().splitlines()[0]
        self[name] = Deviation(name, behaviour, sentence, (part,), vendor_profile)
        return part


def _kebab(part: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", part.__name__).lower()
