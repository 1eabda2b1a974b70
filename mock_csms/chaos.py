"""Random faults that are the same every time: a seed and the number of a CALL decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from mock_csms.faults import fault_row


@dataclass(frozen=True)
class Chaos:
    """Faults that strike at random.

    Whether a CALL is struck depends on the seed, the charge point and how many CALLs it has made,
    and on nothing else: other charge points, timing and restarts change nothing, so that a failing
    run replays. Raises ``ValueError`` for an unknown fault and for rates that are none.
    """

    seed: int
    rates: Mapping[str, float] = field(default_factory=dict)
    """Name of a fault -> share of the CALLs it strikes, from 0 to 1; together at most 1."""
    actions: frozenset[str] | None = None
    """The actions that may be struck; None for all."""

    def __post_init__(self) -> None:
        for name, rate in self.rates.items():
            fault_row(name)
            if not 0 <= rate <= 1:
                raise ValueError(f"the rate of {name!r} is {rate}; choose one from 0 to 1")
        if sum(self.rates.values()) > 1 + 1e-9:
            raise ValueError("the rates add up to more than 1; lower some of them")

    @property
    def cause(self) -> str:
        """How the journal names what strikes here."""
        return f"seed {self.seed}"

    def strikes(self, identity: str, action: str, number: int) -> str | None:
        """The fault that the ``number``-th CALL of a charge point meets, if any."""
        if self.actions is not None and action not in self.actions:
            return None
        drawn = self._draw(identity, number)
        for name, rate in self.rates.items():
            if drawn < rate:
                return name
            drawn -= rate
        return None

    def _draw(self, identity: str, number: int) -> float:
        digest = blake2b(f"{self.seed}/{identity}/{number}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) / 2**64
