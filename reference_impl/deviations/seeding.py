"""Where the reference's deviations are registered."""

from ocpp16.deviation import Deviations

DEVIATIONS = Deviations()
deviates = DEVIATIONS.deviates
also = DEVIATIONS.also
