"""TriggerMessage: sending on request, even before the registration is accepted.

OCPP 1.6, section 5.17; overview, Trigger Message (three kinds are supported).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from ocpp.v16.enums import TriggerMessageStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer, Outcome
from reference_impl.bridge.block import Block, Handler, Request
from reference_impl.bridge.status import CHARGE_POINT, CONNECTOR, Notification
from reference_impl.device_link import ReadMeter, Reply, Unreachable

CONNECTORS = (CHARGE_POINT, CONNECTOR)


class Triggers(Block):
    """What the central system asked for goes out next, once, after the answer."""

    speaks_while_pending = True

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._owed: deque[Request] = deque()

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"TriggerMessage": self._trigger}

    def disconnected(self, now: float) -> None:
        """What was asked for on another connection is not owed on the next."""
        self._owed.clear()

    def next_call(self, now: float) -> Request | None:
        """The next message that was asked for."""
        return self._owed.popleft() if self._owed else None

    def _trigger(self, now: float, request: Payload, answer: Answer) -> None:
        wanted: dict[str, Callable[[float, int | None], bool]] = {
            "Heartbeat": self._heartbeat,
            "StatusNotification": self._status,
            "MeterValues": self._meter_values,
        }
        owe = wanted.get(request["requestedMessage"])
        if owe is None:
            answer({"status": TriggerMessageStatus.not_implemented})
            return
        known = request.get("connectorId") in (None, *CONNECTORS)
        owed = known and owe(now, request.get("connectorId"))
        status = TriggerMessageStatus.accepted if owed else TriggerMessageStatus.rejected
        answer({"status": status})

    def _heartbeat(self, _now: float, _connector: int | None) -> bool:
        self._owe("Heartbeat", {})
        return True

    def _status(self, now: float, connector: int | None) -> bool:
        for number in CONNECTORS if connector is None else (connector,):
            self._owe("StatusNotification", self.notification(now, number).payload())
        return True

    def notification(self, now: float, connector: int) -> Notification:
        """The status told last; before any was told, the one that holds."""
        status = self.bridge.status
        return status.latest(connector) or Notification(
            connector, status.status_of(connector), status.error_code(), now
        )

    def _meter_values(self, now: float, _connector: int | None) -> bool:
        if self.bridge.transactions.running_id is None:
            return False

        def read(_moment: float, reply: Reply | Unreachable) -> None:
            known = self.bridge.transactions.running_id
            if isinstance(reply, Reply) and known is not None:
                payload = self.bridge.metering.payload(reply.reading, "Trigger")
                self._owe("MeterValues", {**payload, "transactionId": known})

        self.bridge.command(now, ReadMeter(), read)
        return True

    def _owe(self, action: str, payload: Payload) -> None:
        self._owed.append(Request(action, payload, _sent))


def _sent(_now: float, _outcome: Outcome) -> None:
    """Asked for once, sent once."""
