"""What several rules need to know about an entry: its exchange, the registration, what was triggered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ocpp16.connectors import Connectors
from ocpp16.exchanges import Exchanges
from ocpp16.frames import Call
from ocpp16.journal import Direction, Entry, Exchange, FrameEntry, Opened
from ocpp16.rules.base import RuleBook

ACCEPTED, PENDING, REJECTED = "Accepted", "Pending", "Rejected"
PER_CONNECTOR = ("MeterValues", "StatusNotification")
"""Triggered messages that are about a connector (section 5.17)."""
TRIGGERS: dict[str, dict[object, str]] = {
    "TriggerMessage": {},
    "ExtendedTriggerMessage": {
        "SignChargePointCertificate": "SignCertificate",
        "FirmwareStatusNotification": "SignedFirmwareStatusNotification",
    },
}
"""What asks for a message, and the words in which it says another one than its name."""


@dataclass
class Registration:
    """Where one charge point stands (section 4.2); it outlives connections."""

    status: str | None = None
    """None before the first answer, and after a reboot until the new answer."""
    since: int = -1
    """Index of the entry that brought the status about."""
    boot: FrameEntry | None = None
    """The latest BootNotification: an answer to an earlier one changes nothing."""

    def booted(self, entry: FrameEntry) -> None:
        """A new BootNotification puts an end to acceptance and to rejection."""
        self.boot = entry
        if self.status != PENDING:
            self.status, self.since = None, entry.index

    def answered(self, exchange: Exchange, *, late: bool) -> None:
        """The answer came; a late rejection may have been dropped, so that it obliges to nothing."""
        answer, status = exchange.answer, exchange.status
        if answer is None or exchange.call is not self.boot or (late and status == REJECTED):
            return
        if status in (ACCEPTED, PENDING, REJECTED):
            self.status, self.since = status, answer.index


@dataclass
class Trigger:
    """An accepted TriggerMessage and what it still entitles the charge point to send."""

    message: object
    connector: object = None
    """None: once for each connector, where the message is about connectors."""
    used: list[object] = field(default_factory=list)

    def covers(self, call: Call) -> bool:
        """Whether this message was asked for and has not been sent yet."""
        if call.action != self.message:
            return False
        connector = call.payload.get("connectorId")
        return self.connector in (None, connector) and connector not in self.used


class Context:
    """Follows what happens one entry ahead of the rules, and keeps only what is still open."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._exchanges = Exchanges(Connectors())
        self._current: Exchange | None = None
        """The exchange of the latest entry."""
        before = ACCEPTED if book.registered else None
        self._registrations: defaultdict[str, Registration] = defaultdict(
            lambda: Registration(before)
        )
        self._triggers: defaultdict[str, list[Trigger]] = defaultdict(list)
        self._triggered = -1
        """Index of the latest CALL that was asked for."""

    def see(self, entry: Entry) -> None:
        """Take the next entry in."""
        self._current = None
        if isinstance(entry, FrameEntry):
            self._see_frame(entry)
            return
        self._exchanges.take(entry)
        if isinstance(entry, Opened):
            self._triggers.pop(entry.identity, None)

    @property
    def exchange(self) -> Exchange | None:
        """The exchange that the latest entry begins or ends; it is completed when its answer comes."""
        return self._current

    def answered(self, entry: FrameEntry, action: str) -> Exchange | None:
        """The exchange that the latest entry ends, if its CALL was of this action."""
        exchange = self._current
        if exchange is None or exchange.answer is not entry or exchange.action != action:
            return None
        return exchange

    def registration(self, entry: Entry) -> Registration:
        """The registration of the charge point that the entry is about."""
        return self._registrations[entry.identity]

    def is_triggered(self, entry: FrameEntry) -> bool:
        """Whether an accepted TriggerMessage asked for this CALL, the latest entry."""
        return entry.index == self._triggered

    def is_late(self, exchange: Exchange) -> bool:
        """Whether the answer came so late that the caller may have given up and dropped it."""
        patience = self.book.call_timeout - self.book.tolerance
        return exchange.answer is not None and exchange.answer.at - exchange.at >= patience

    def is_acknowledged(self, exchange: Exchange, by: FrameEntry) -> bool:
        """Whether a CALLRESULT was there before the entry ``by``."""
        answer = exchange.answer
        return answer is not None and exchange.error is None and answer.index < by.index

    def _see_frame(self, entry: FrameEntry) -> None:
        frame = entry.frame
        asked = self._exchanges.asked(entry.connection, entry.direction, frame)
        self._exchanges.take_frame(entry, frame, asked)
        if isinstance(frame, Call):
            begun = self._current = self._exchanges.all.pop()
            self._asked(entry, begun)
        elif asked is not None:
            self._current = asked
            self._answered(entry, asked)

    def _asked(self, entry: FrameEntry, exchange: Exchange) -> None:
        if exchange.direction is not Direction.TO_CENTRAL_SYSTEM:
            return
        if exchange.action == "BootNotification":
            self.registration(entry).booted(entry)
        self._use_trigger(entry, exchange.request)

    def _answered(self, entry: FrameEntry, exchange: Exchange) -> None:
        if exchange.action == "BootNotification":
            self.registration(entry).answered(exchange, late=self.is_late(exchange))
        elif exchange.action in TRIGGERS and exchange.status == ACCEPTED:
            self._add_trigger(entry.identity, exchange)

    def _add_trigger(self, identity: str, exchange: Exchange) -> None:
        message = exchange.payload.get("requestedMessage")
        if isinstance(message, str):
            message = TRIGGERS[exchange.action].get(message, message)
        connector = exchange.payload.get("connectorId") if message in PER_CONNECTOR else None
        unused = [trigger for trigger in self._triggers[identity] if not trigger.used]
        self._triggers[identity] = [*unused, Trigger(message, connector)]

    def _use_trigger(self, entry: FrameEntry, call: Call) -> None:
        for trigger in self._triggers.get(entry.identity, ()):
            if trigger.covers(call):
                trigger.used.append(call.payload.get("connectorId"))
                self._triggered = entry.index
                return
