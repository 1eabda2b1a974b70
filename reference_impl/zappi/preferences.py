"""What the device was told to be like, by the name of the configuration key; kept over a power loss."""

from __future__ import annotations

from collections.abc import Mapping


class Preferences:
    """Values as text, as they came over the link; a key that nobody set yet is empty."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def take_over(self, values: Mapping[str, str]) -> None:
        """Replace the values of these keys."""
        self._values.update(values)

    def news(self, values: Mapping[str, str]) -> dict[str, str]:
        """Of these values, the ones that differ."""
        return {name: value for name, value in values.items() if self[name] != value}

    def __getitem__(self, name: str) -> str:
        """The value of a key."""
        return self._values.get(name, "")

    def flag(self, name: str) -> bool:
        """The value of a boolean key."""
        return self[name].casefold() == "true"
