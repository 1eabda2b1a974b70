"""Reset: stop what runs, report it, then restart the device. Hard and soft have the same effect.

OCPP 1.6, section 5.14; overview, 'Effect on zappi'.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocpp.v16.enums import Reason, ResetStatus, ResetType

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler
from reference_impl.device_link import Reading, Reboot, Reply, Unreachable

REASONS = {ResetType.hard.value: Reason.hard_reset, ResetType.soft.value: Reason.soft_reset}


class Reset(Block):
    """Restarts the device on request; the StopTransaction goes out before, if it can."""

    kind: str = ""
    """Hard or Soft, as the latest request has it."""
    _give_up_at: float | None = None
    _owed = False
    """Whether the device could not be told to restart, and is to be told again."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"Reset": self._reset}

    @property
    def pending(self) -> bool:
        """Whether the device is about to be restarted: nobody begins a session now."""
        return self._give_up_at is not None or self._owed

    def reaches_device(self) -> bool:
        """Whether there is anybody to restart."""
        return self.bridge.link.up

    def stops_transaction(self) -> bool:
        """Both kinds end a session properly before the restart."""
        return True

    def next_deadline(self) -> float | None:
        """When the device is restarted even though messages still wait."""
        return self._give_up_at

    def advance(self, now: float) -> None:
        """Restart once everything was delivered, or delivery takes too long."""
        if self._give_up_at is None:
            return
        if self.stops_transaction() and self.bridge.transactions.running:
            return
        if self.bridge.queue.empty or now >= self._give_up_at:
            self._give_up_at = None
            self.restart(now)

    def restart(self, now: float) -> None:
        """Both kinds restart the device itself."""

        def told(_moment: float, reply: Reply | Unreachable) -> None:
            self._owed = isinstance(reply, Unreachable) and self.insists()

        self.bridge.command(now, Reboot(), told)

    def insists(self) -> bool:
        """A restart that was promised is not forgotten because the link was lost."""
        return True

    def link_restored(self, now: float) -> None:
        """What the device could not be told, it is told now."""
        if self._owed:
            self.restart(now)

    def device_booted(self, now: float, reading: Reading) -> None:
        """Whoever restarted it, it is as good as new."""
        self._owed = False

    def _reset(self, now: float, request: Payload, answer: Answer) -> None:
        if not self.reaches_device():
            answer({"status": ResetStatus.rejected})
            return
        answer({"status": ResetStatus.accepted})
        self.kind = request["type"]
        if self.stops_transaction():
            self.bridge.transactions.end(now, REASONS[self.kind])
        self._give_up_at = now + self.bridge.settings.call_timeout
