"""The shadow of a charge point's configuration: what its answers said of its keys (chapter 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ocpp.v16.enums import ConfigurationStatus

from ocpp16.frames import Payload

SECRETS = frozenset({"authorizationkey"})
"""Keys whose values are never kept (white paper A01.FR.09), in lower case."""


@dataclass(slots=True)
class Key:
    """One key, as far as it is known."""

    name: str
    """In the spelling in which it was last seen."""
    value: str | None = None
    """In force as far as is known; None when unknown, and always for a secret."""
    readonly: bool | None = None
    """None when the charge point has not said so."""
    pending: str | None = None
    """What counts after the next reboot."""
    awaits_reboot: bool = False
    """Whether a change takes effect with the next reboot; also for a secret."""
    supported: bool = True

    @property
    def secret(self) -> bool:
        """Whether its value is never kept."""
        return self.name.casefold() in SECRETS


class Configuration:
    """The keys of one charge point, compared without regard to case (CiString50)."""

    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}

    def get(self, name: str) -> Key | None:
        """What is known of a key; None when it was never heard of."""
        return self._keys.get(name.casefold())

    def __iter__(self) -> Iterator[Key]:
        return iter(list(self._keys.values()))

    def __len__(self) -> int:
        return len(self._keys)

    def listed(self, answer: Payload) -> None:
        """The answer to a GetConfiguration (section 5.8)."""
        for entry in answer.get("configurationKey", ()):
            key = self._key(entry["key"])
            key.readonly, key.supported = entry["readonly"], True
            key.value = None if key.secret else entry.get("value")
        for name in answer.get("unknownKey", ()):
            self._unsupported(name)

    def changed(self, name: str, value: str, status: str) -> None:
        """The answer to a ChangeConfiguration (section 5.3)."""
        match status:
            case ConfigurationStatus.accepted:
                key = self._writable(name)
                key.value = None if key.secret else value
                key.pending, key.awaits_reboot = None, False
            case ConfigurationStatus.reboot_required:
                key = self._writable(name)
                key.pending, key.awaits_reboot = None if key.secret else value, True
            case ConfigurationStatus.not_supported:
                self._unsupported(name)

    def rebooted(self) -> None:
        """A BootNotification came: what waited for a reboot is in force."""
        for key in self._keys.values():
            if key.awaits_reboot:
                key.value, key.pending, key.awaits_reboot = key.pending, None, False

    def _writable(self, name: str) -> Key:
        key = self._key(name)
        key.readonly, key.supported = False, True
        return key

    def _unsupported(self, name: str) -> None:
        self._keys[name.casefold()] = Key(name, supported=False)

    def _key(self, name: str) -> Key:
        key = self._keys.setdefault(name.casefold(), Key(name))
        key.name = name
        return key
