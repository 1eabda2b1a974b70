"""Commands on whose outcome an answer depends, while the link to the device may be late.

A central system waits for an answer only so long (OCPP-J 4.1.1), and a device that is slow is not
told to hurry: the answer then says that the device could not be reached, and what the device did
all the same is put right once it is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from reference_impl.bridge.block import Block
from reference_impl.device_link import Command, OnReply, Reply, Unreachable

SHARE_OF_TIMEOUT = 0.8
"""Of the time for which a central system is taken to wait, so much is left to the device."""


@dataclass(slots=True, eq=False)
class _Errand:
    until: float
    on_reply: OnReply


class Errands(Block):
    """Sends a command and hears its outcome in time, one way or the other."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._under_way: list[_Errand] = []

    def patience(self) -> float:
        """Seconds for which the device is waited for."""
        return self.bridge.settings.call_timeout * SHARE_OF_TIMEOUT

    def run(self, now: float, command: Command, on_reply: OnReply, too_late: OnReply) -> None:
        """Send a command; ``too_late`` hears of a reply that came after ``on_reply`` was told."""
        errand = _Errand(now + self.patience(), on_reply)
        self._under_way.append(errand)

        def heard(moment: float, reply: Reply | Unreachable) -> None:
            if errand in self._under_way:
                self._under_way.remove(errand)
                on_reply(moment, reply)
            else:
                too_late(moment, reply)

        self.bridge.command(now, command, heard)

    def next_deadline(self) -> float | None:
        """When the device has been waited for long enough."""
        return min((errand.until for errand in self._under_way), default=None)

    def advance(self, now: float) -> None:
        """Give up waiting where the time is over."""
        for errand in [errand for errand in self._under_way if now >= errand.until]:
            self._under_way.remove(errand)
            errand.on_reply(now, Unreachable())
