"""Has a charge point arrived? And if not, how far did it come?"""

from __future__ import annotations

from dataclasses import dataclass

from mock_csms.central_system import CentralSystem
from ocpp16.entries import Evidence
from ocpp16.expectation import UnmetError
from ocpp16.journal import TurnedAway
from ocpp16.verification import around


@dataclass(frozen=True, slots=True)
class Introduction:
    """A charge point that is waited for."""

    system: CentralSystem
    identity: str | None
    """None for any."""
    registered: bool
    """Whether its registration has to be Accepted, too."""
    within: float

    def found(self) -> str | None:
        """The identity of the first that has arrived."""
        return next((name for name in self._candidates() if self._has_arrived(name)), None)

    def unmet(self) -> UnmetError:
        """What to raise when none has."""
        wanted = "connected and registered" if self.registered else "connected"
        who = "a charge point" if self.identity is None else f"charge point {self.identity}"
        expected = f"{who} to be {wanted} within {self.within:g} s"
        return UnmetError(expected, self._seen(), None, around(None, self._frames()))

    def _candidates(self) -> list[str]:
        return [name for name in self._all() if self.identity in (None, name)]

    def _has_arrived(self, identity: str) -> bool:
        known = self.system.charge_points[identity]
        is_registered = known.registration == "Accepted"
        return known.connection is not None and (is_registered or not self.registered)

    def _seen(self) -> str:
        steps = [*map(self._state, self._candidates()), *self._refusals(), *self._others()]
        return "; ".join(steps) or "no connection at all"

    def _state(self, identity: str) -> str:
        known = self.system.charge_points[identity]
        if known.connection is None:
            return f"{identity} is gone again"
        return f"{identity} is connected, registration: {known.registration or 'none yet'}"

    def _refusals(self) -> list[str]:
        latest = {
            entry.identity: f"{entry.identity or entry.path!r} was turned away with {entry.status}"
            for entry in self.system.journal.entries
            if isinstance(entry, TurnedAway) and self.identity in (None, entry.identity)
        }
        return [text for identity, text in latest.items() if identity not in self._candidates()]

    def _others(self) -> list[str]:
        names = [name for name in self._all() if name not in self._candidates()]
        return [f"others came: {', '.join(names)}"] if names else []

    def _all(self) -> list[str]:
        """Who has ever connected."""
        return [known.identity for known in self.system.known()]

    def _frames(self) -> list[Evidence]:
        return [e for e in self.system.journal.evidence() if self.identity in (None, e.identity)]
