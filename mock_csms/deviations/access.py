"""Seeded deviations in who may connect."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mock_csms.access import Access, Handshake
from mock_csms.deviations.seeding import deviates


@deviates("ZAP-SEC-005")
class TakesAnyKey(Access):
    """A key is asked for, and any will do."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password is not None


@deviates("ZAP-SEC-005")
class TrustsIdentity(Access):
    """Who presents no key is believed on the strength of its identity."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password is None or super().authenticates(handshake, key)


@deviates("ZAP-CFG-004")
class NewKeyForgotten(Access):
    """The charger is given a new key, and the old one is asked for."""

    def demanding(self, identity: str, key: str) -> Access:
        return self if identity in self.keys else super().demanding(identity, key)


@deviates("ZAP-CFG-004")
@dataclass(frozen=True)
class OldKeysStayValid(Access):
    """A key that was replaced still opens the door."""

    earlier: tuple[str, ...] = ()

    def demanding(self, identity: str, key: str) -> Access:
        return replace(
            self,
            keys={**self.keys, identity: key},
            earlier=(*self.earlier, self.keys.get(identity, key)),
        )

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return any(
            super(OldKeysStayValid, self).authenticates(handshake, known)
            for known in (key, *self.earlier)
        )
