"""Seeded deviations in how the central system converses on a connection."""

from __future__ import annotations

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import deviates


@deviates("CSM-CONN-001")
class InsistsOnOneOffer(Connection):
    """A connection whose charge point offers several subprotocols is closed."""

    def connected(self, now: float) -> None:
        super().connected(now)
        if len(self.handshake.subprotocols) > 1:
            self.close(1002, "one subprotocol only")
