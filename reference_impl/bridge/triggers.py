"""TriggerMessage: sending again what was received last, even before the registration is accepted.

OCPP 1.6, section 5.17; overview, Trigger Message: three kinds are supported, and they are repeated
as the device sent them, not read anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from ocpp.v16.enums import TriggerMessageStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer, Outcome
from reference_impl.bridge.block import Block, Handler, Request
from reference_impl.bridge.status import CHARGE_POINT, CONNECTOR, Notification
from reference_impl.device_link import DeviceState, Reading

CONNECTORS = (CHARGE_POINT, CONNECTOR)
Connectors = tuple[int, ...]
Kind = Callable[[float, Connectors], list[Payload]]


class Triggers(Block):
    """What the central system asked for goes out next, once, after the answer."""

    speaks_while_pending = True

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._owed: deque[Request] = deque()
        self._heard_at: float | None = None

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"TriggerMessage": self._trigger}

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """From now on there is something of the device's to tell."""
        self._heard_at = reading.at

    def disconnected(self, now: float) -> None:
        """What was asked for on another connection is not owed on the next."""
        self._owed.clear()

    def next_call(self, now: float) -> Request | None:
        """The next message that was asked for."""
        return self._owed.popleft() if self._owed else None

    # decisions -------------------------------------------------------------------------------------

    def kinds(self) -> Mapping[str, Kind]:
        """What can be asked for, and where its payloads come from."""
        return {
            "Heartbeat": self.heartbeats,
            "StatusNotification": self.statuses,
            "MeterValues": self.samples,
        }

    def connectors(self, asked: int | None) -> Connectors:
        """The connectors a request is about: without a number all of them."""
        return tuple(number for number in CONNECTORS if asked in (None, number))

    def heartbeats(self, _now: float, _connectors: Connectors) -> list[Payload]:
        """A heartbeat is the bridge's own, and never out of date."""
        return [{}]

    def statuses(self, now: float, connectors: Connectors) -> list[Payload]:
        """What was last heard of each connector; nothing before the device was heard."""
        known = (self.notification(now, number) for number in connectors)
        return [notification.payload() for notification in known if notification is not None]

    def notification(self, _now: float, connector: int) -> Notification | None:
        """The status told last; before any was told, the one the device has made known."""
        status = self.bridge.status
        if self._heard_at is None:
            return None
        return status.latest(connector) or Notification(
            connector, status.status_of(connector), status.error_code(), self._heard_at
        )

    def samples(self, _now: float, _connectors: Connectors) -> list[Payload]:
        """The sample received last in the transaction that runs, as it was."""
        sample, known = self.bridge.metering.latest(), self.bridge.transactions.running_id
        return [] if sample is None or known is None else [{**sample, "transactionId": known}]

    def owe(self, action: str, payload: Payload) -> None:
        """Put a message on the list of those to be sent."""
        self._owed.append(Request(action, payload, _sent))

    # requests --------------------------------------------------------------------------------------

    def _trigger(self, now: float, request: Payload, answer: Answer) -> None:
        action = request["requestedMessage"]
        kind = self.kinds().get(action)
        if kind is None:
            answer({"status": TriggerMessageStatus.not_implemented})
            return
        connectors = self.connectors(request.get("connectorId"))
        payloads = kind(now, connectors) if connectors else []
        status = TriggerMessageStatus.accepted if payloads else TriggerMessageStatus.rejected
        answer({"status": status})
        for payload in payloads:
            self.owe(action, payload)


def _sent(_now: float, _outcome: Outcome) -> None:
    """Asked for once, sent once."""
