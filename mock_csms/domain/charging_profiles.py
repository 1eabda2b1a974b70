"""The shadow of a charge point's charging profiles: set, replaced, cleared (section 3.13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocpp.v16.enums import ChargingProfilePurposeType as Purpose

from ocpp16.frames import Payload


@dataclass(frozen=True, slots=True)
class Installed:
    """A profile that a charge point has, at a connector; 0 stands for all of them."""

    connector: int
    profile: Payload
    transaction: int | None = None
    """The transaction a TxProfile is for."""

    @property
    def id(self) -> int:
        """chargingProfileId."""
        return int(self.profile["chargingProfileId"])

    @property
    def purpose(self) -> str:
        """A ChargingProfilePurposeType."""
        return str(self.profile["chargingProfilePurpose"])

    @property
    def level(self) -> int:
        """stackLevel; the highest that says anything counts."""
        return int(self.profile["stackLevel"])


@dataclass(frozen=True, slots=True)
class _Announced:
    """A profile that came with a RemoteStartTransaction, and waits for its transaction."""

    id_tag: str
    connector: int | None
    profile: Payload

    def meets(self, connector: int, id_tag: str) -> bool:
        is_here = self.connector in (None, connector)
        return is_here and self.id_tag.casefold() == id_tag.casefold()


class ChargingProfiles:
    """What one charge point has installed, judged by what it accepted."""

    def __init__(self) -> None:
        self._installed: list[Installed] = []
        self._announced: list[_Announced] = []

    @property
    def installed(self) -> tuple[Installed, ...]:
        """All of them, in the order in which they were accepted."""
        return tuple(self._installed)

    def replaces(self, new: Installed, old: Installed) -> bool:
        """By id, or by purpose and level at the same connector (section 5.16.3).

        The text says nothing of connectors; that a default of connector 1 leaves the one of
        connector 2 alone follows from 3.13.1.
        """
        rank = (new.connector, new.purpose, new.level)
        return new.id == old.id or rank == (old.connector, old.purpose, old.level)

    def set(self, connector: int, profile: Payload, running: int | None) -> None:
        """A SetChargingProfile was accepted; ``running`` is the connector's transaction."""
        is_of_transaction = profile["chargingProfilePurpose"] == Purpose.tx_profile
        transaction = profile.get("transactionId", running) if is_of_transaction else None
        self._install(Installed(connector, profile, transaction))

    def clear(self, criteria: Mapping[str, Any]) -> None:
        """A ClearChargingProfile was accepted (section 5.5)."""
        self._installed = [each for each in self._installed if not _is_meant(each, criteria)]

    def announced(self, id_tag: str, connector: int | None, profile: Payload) -> None:
        """A RemoteStartTransaction with a profile was accepted (section 5.11)."""
        others = [each for each in self._announced if each.id_tag.casefold() != id_tag.casefold()]
        self._announced = [*others, _Announced(id_tag, connector, profile)]

    def begun(self, connector: int, id_tag: str, transaction: int) -> None:
        """A transaction began: it gets the profile it was started with, and no earlier one's."""
        self._installed = [
            each
            for each in self._installed
            if each.connector != connector or each.transaction in (None, transaction)
        ]
        for each in [each for each in self._announced if each.meets(connector, id_tag)]:
            self._announced.remove(each)
            self._install(Installed(connector, each.profile, transaction))

    def ended(self, transaction: int) -> None:
        """A transaction ended, and took its profiles along (section 3.13.1)."""
        self._installed = [each for each in self._installed if each.transaction != transaction]

    def _install(self, new: Installed) -> None:
        self._installed = [old for old in self._installed if not self.replaces(new, old)]
        self._installed.append(new)


def _is_meant(installed: Installed, criteria: Mapping[str, Any]) -> bool:
    """All criteria have to fit; where an id is given, the others do not count (E3.25, E3.26)."""
    if "id" in criteria:
        return bool(criteria["id"] == installed.id)
    found = {
        "connectorId": installed.connector,
        "chargingProfilePurpose": installed.purpose,
        "stackLevel": installed.level,
    }
    return all(found[name] == value for name, value in criteria.items())
