"""Reservations that stand at one charge point (OCPP 1.6, sections 5.1 and 5.13)."""

from __future__ import annotations

from dataclasses import dataclass

from ocpp16.frames import Payload
from ocpp16.timestamps import to_seconds

OUT_OF_USE = ("Faulted", "Unavailable")
"""Statuses of a connector that end its reservation (section 5.13)."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A connector kept for a tag until a moment in suite seconds."""

    id: int
    connector: int
    id_tag: str
    expiry: float
    parent: str | None = None


class Reservations:
    """What was accepted and neither cancelled, used nor ended otherwise."""

    def __init__(self) -> None:
        self._reservations: dict[int, Reservation] = {}

    def standing(self, now: float) -> list[Reservation]:
        """What stands at a moment: an expired reservation does not."""
        return [each for each in self._reservations.values() if now < each.expiry]

    def reserved(self, now: float, request: Payload) -> None:
        """A ReserveNow was accepted; the same id again replaces the earlier reservation."""
        made = Reservation(
            request["reservationId"],
            request["connectorId"],
            request["idTag"],
            to_seconds(request["expiryDate"]),
            request.get("parentIdTag"),
        )
        self._reservations = {each.id: each for each in self.standing(now)}
        self._reservations[made.id] = made

    def ended(self, reservation_id: int) -> None:
        """It was cancelled, or a transaction with its id began."""
        self._reservations.pop(reservation_id, None)

    def out_of_use(self, connector: int, status: str) -> None:
        """A connector tells its status; one that cannot be used is not reserved any more."""
        if status in OUT_OF_USE:
            self._reservations = {
                each.id: each for each in self._reservations.values() if each.connector != connector
            }
