"""Seeded deviations in what is known of charge points."""

from __future__ import annotations

from mock_csms.charge_points import ChargePoint
from mock_csms.deviations.seeding import deviates


@deviates("ZAP-HB-004")
class OnlineWhileConnected(ChargePoint):
    """A charge point counts as online as long as it is connected, however silent."""

    def online(self, now: float) -> bool:
        return self.connection is not None


@deviates("ZAP-HB-004")
class OfflineForGood(ChargePoint):
    """A charge point that was offline once never counts as online again."""

    _was_offline = False

    def online(self, now: float) -> bool:
        self._was_offline = self._was_offline or not super().online(now)
        return not self._was_offline


@deviates("ZAP-HB-004")
class Impatient(ChargePoint):
    """One missed heartbeat is enough to count as offline."""

    def patience(self) -> float:
        return self.interval / 2
