"""Where the seeded deviations of the central system are declared."""

from __future__ import annotations

from ocpp16.deviation import Deviations
from ocpp16.frames import ErrorCode

DEVIATIONS = Deviations()
deviates = DEVIATIONS.deviates

Objection = tuple[ErrorCode, str] | None
UNFORESEEN = ErrorCode.INTERNAL_ERROR, "nobody foresaw this"
"""With which a deviation refuses what is proper."""
