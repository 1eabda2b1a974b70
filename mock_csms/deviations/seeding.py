"""Where the seeded deviations of the central system are declared."""

from __future__ import annotations

from ocpp16.deviation import Deviations

DEVIATIONS = Deviations()
deviates = DEVIATIONS.deviates
