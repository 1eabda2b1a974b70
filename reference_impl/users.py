"""The people an account knows: each has a PIN, and a virtual tag by which the operator knows them.

Overview, 'Virtual OCPP Tag ID Creation for PIN codes'; manual (Dutch), 3 and 4.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class User:
    """One user of an account."""

    name: str
    pin: str = field(repr=False)
    tag: str
    mode: str = "Fast"
    """The charging mode in which sessions of this user begin."""
    type: str = "private"
    """Private or business use."""


ALICE = User("Alice", "12345", "VT-ALICE-01")


def users_from(given: Iterable[User | Mapping[str, str]]) -> tuple[User, ...]:
    """Users that may have been given as tables. Raises ``ValueError`` for what is none."""
    try:
        return tuple(user if isinstance(user, User) else User(**user) for user in given)
    except TypeError as error:
        raise ValueError(f"no user: {error}") from None
