"""UnlockConnector: what runs is ended, then a stuck cable is let go. For units with a socket only.

OCPP 1.6, section 5.18, errata E3.85; overview, 'Unlock Connector'.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocpp.v16.enums import Reason, UnlockStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler
from reference_impl.bridge.status import CONNECTOR
from reference_impl.device_link import OnReply, Reply, UnlockCable, Unreachable


class Unlocking(Block):
    """Has the device let the cable go, and answers when it is known whether it did."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"UnlockConnector": self._unlock}

    def has_lock(self, connector: int) -> bool:
        """Whether there is anything to unlock: not at a fixed cable, nor elsewhere."""
        return self.bridge.state.socketed and connector == CONNECTOR

    def carry_out(self, now: float, concluded: OnReply) -> None:
        """The session ends first; the link keeps the order of the two."""
        self.end_session(now)
        self.bridge.command(now, UnlockCable(), concluded)

    def end_session(self, now: float) -> None:
        """A session is over once somebody wants the cable back."""
        self.bridge.transactions.end(now, Reason.unlock_command)

    def status(self, reply: Reply | Unreachable) -> str:
        """Only a cable that was let go is unlocked."""
        released = isinstance(reply, Reply) and reply.done
        return UnlockStatus.unlocked if released else UnlockStatus.unlock_failed

    def _unlock(self, now: float, request: Payload, answer: Answer) -> None:
        if not self.has_lock(request["connectorId"]):
            answer({"status": UnlockStatus.not_supported})
        elif not self.bridge.link.up:
            answer({"status": self.status(Unreachable())})
        else:
            self.carry_out(now, lambda _moment, reply: answer({"status": self.status(reply)}))
