"""TriggerMessage: sending again what was received last, even before the registration is accepted.

OCPP 1.6, section 5.17; overview, Trigger Message: three kinds are supported, and they are repeated
as the device sent them, not read anew. A vendor may declare that it tells how things are instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from ocpp.v16.enums import TriggerMessageStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer, Outcome
from reference_impl.bridge.block import Block, Handler, Request
from reference_impl.bridge.status import CHARGE_POINT, CONNECTOR, Notification
from reference_impl.device_link import DeviceState, Reading, ReadMeter, Reply, Unreachable

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

    def is_fresh(self) -> bool:
        """Whether it is told how things are now, instead of what was told last."""
        return self.bridge.settings.semantics.trigger_mode == "fresh"

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

    def notification(self, now: float, connector: int) -> Notification | None:
        """The status told last; before any was told, the one the device has made known."""
        if self._heard_at is None:
            return None
        if self.is_fresh():
            return self._status(connector, now)
        latest = self.bridge.status.latest(connector)
        return latest or self._status(connector, self._heard_at)

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

        def gathered(payloads: list[Payload]) -> None:
            accepted, rejected = TriggerMessageStatus.accepted, TriggerMessageStatus.rejected
            answer({"status": accepted if payloads else rejected})
            for payload in payloads:
                self.owe(action, payload)

        connectors = self.connectors(request.get("connectorId"))
        if connectors and action == "MeterValues" and self.is_fresh():
            self._read_meter(now, gathered)
        else:
            gathered(kind(now, connectors) if connectors else [])

    def _read_meter(self, now: float, gathered: Callable[[list[Payload]], None]) -> None:
        """A reading taken for the request; none without a session, or out of the device's reach."""

        def read(_moment: float, reply: Reply | Unreachable) -> None:
            known = self.bridge.transactions.running_id
            if isinstance(reply, Reply) and known is not None:
                sample = self.bridge.metering.triggered(reply.reading)
                gathered([{**sample, "transactionId": known}])
            else:
                gathered([])

        self.bridge.command(now, ReadMeter(), read)

    def _status(self, connector: int, at: float) -> Notification:
        status = self.bridge.status
        return Notification(connector, status.status_of(connector), status.error_code(), at)


def _sent(_now: float, _outcome: Outcome) -> None:
    """Asked for once, sent once."""
