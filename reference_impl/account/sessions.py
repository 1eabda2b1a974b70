"""The charging sessions in the owner's account (manual, chapter 5): kept while OCPP is in use, too."""

from __future__ import annotations

from dataclasses import dataclass

from reference_impl.store import Store


@dataclass(frozen=True, slots=True)
class Session:
    """One session that is over. Moments in suite seconds, registers in Wh."""

    id_tag: str
    start: float
    end: float
    meter_start: int
    meter_stop: int

    @property
    def energy(self) -> int:
        """What was charged, in Wh."""
        return self.meter_stop - self.meter_start


class ChargingSessions:
    """Keeps each session in the store, with the figures that the central system is told."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, number: int, session: Session) -> None:
        """Keep a session that has ended."""
        kept = {name: getattr(session, name) for name in Session.__slots__}
        self._store.save(f"session/{number:06d}", kept)

    def all(self) -> list[Session]:
        """The sessions so far, oldest first."""
        return [Session(**self._store.load(key)) for key in self._store.keys("session/")]
