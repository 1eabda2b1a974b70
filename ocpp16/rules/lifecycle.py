"""Rules about the life of a charge point: registration first, status changes by the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ocpp16.frames import Call, Payload
from ocpp16.journal import Entry, Exchange, FrameEntry, Opened
from ocpp16.rules.base import CHARGE_POINT_ONLY, Rule, RuleBook, Violation, whole_number
from ocpp16.rules.context import ACCEPTED, PENDING, REJECTED, Context

STANDING = {
    None: "before its BootNotification was answered",
    PENDING: "while its registration is pending, without having been asked for it",
    REJECTED: "while its registration is rejected",
}

TRANSITIONS: dict[str, frozenset[str]] = {
    status: frozenset(following.split())
    for status, following in {
        "Available": "Preparing Charging SuspendedEV SuspendedEVSE Reserved Unavailable Faulted",
        "Preparing": "Available Charging SuspendedEV SuspendedEVSE Finishing Faulted",
        "Charging": "Available SuspendedEV SuspendedEVSE Finishing Unavailable Faulted",
        "SuspendedEV": "Available Charging SuspendedEVSE Finishing Unavailable Faulted",
        "SuspendedEVSE": "Available Charging SuspendedEV Finishing Unavailable Faulted",
        "Finishing": "Available Preparing Unavailable Faulted",
        "Reserved": "Available Preparing Unavailable Faulted",
        "Unavailable": "Available Preparing Charging SuspendedEV SuspendedEVSE Faulted",
        "Faulted": "Available Preparing Charging SuspendedEV SuspendedEVSE Finishing Reserved "
        "Unavailable",
    }.items()
}
"""Status of a connector -> what may follow (section 4.9)."""
WHOLE_CHARGE_POINT = frozenset({"Available", "Unavailable", "Faulted"})
"""What connector 0 can be."""


class RegistrationFirst(Rule):
    """Nothing but BootNotification until the central system has accepted the charge point."""

    name = "registration"
    section = "OCPP 1.6 4.2"
    sides = CHARGE_POINT_ONLY

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Judge CALLs, and answers given although rejected."""
        standing = STANDING.get(self.context.registration(entry).status)
        if isinstance(entry.frame, Call):
            if not self._may_send(entry, entry.frame.action):
                yield self.violation(entry, f"{entry.frame.action} sent {standing}")
        elif self._answers_although_rejected(entry):
            yield self.violation(entry, f"CALL answered {standing}")

    def _may_send(self, entry: FrameEntry, action: str) -> bool:
        status = self.context.registration(entry).status
        return (
            action == "BootNotification"
            or status == ACCEPTED
            or (status == PENDING and self.context.is_triggered(entry))
        )

    def _answers_although_rejected(self, entry: FrameEntry) -> bool:
        registration, exchange = self.context.registration(entry), self.context.exchange
        return (
            registration.status == REJECTED
            and exchange is not None
            and exchange.call.index > registration.since
        )


class StatusTransitions(Rule):
    """A connector's status changes along the table, and is reported once unless that was lost."""

    name = "status-transitions"
    section = "OCPP 1.6 4.9"
    sides = CHARGE_POINT_ONLY

    def __init__(self, book: RuleBook, context: Context) -> None:
        super().__init__(book, context)
        self._latest: defaultdict[str, dict[int, Exchange]] = defaultdict(dict)

    def happened(self, entry: Entry) -> Iterable[Violation]:
        """What changed while there was no connection is not reported: any status may follow."""
        if isinstance(entry, Opened):
            self._latest.pop(entry.identity, None)
        return ()

    def sent(self, entry: FrameEntry) -> Iterator[Violation]:
        """Compare a status with the one before; a boot starts afresh."""
        match entry.frame:
            case Call(action="BootNotification"):
                self._latest.pop(entry.identity, None)
            case Call(action="StatusNotification", payload=payload):
                connector, status = whole_number(payload, "connectorId"), payload.get("status")
                if connector is not None and isinstance(status, str) and status in TRANSITIONS:
                    yield from self._compare(entry, payload, connector, status)

    def _compare(
        self, entry: FrameEntry, payload: Payload, connector: int, status: str
    ) -> Iterator[Violation]:
        latest, exchange = self._latest[entry.identity], self.context.exchange
        before = latest.get(connector)
        if exchange is not None:
            latest[connector] = exchange
        if connector == 0 and status not in WHOLE_CHARGE_POINT:
            yield self.violation(entry, f"connector 0 cannot be {status}")
        if before is None:
            return
        old = before.payload
        if old["status"] != status:
            if connector != 0 and not self._may_follow(old["status"], status):
                yield self.violation(
                    entry, f"connector {connector} went from {old['status']} to {status}"
                )
        elif _content(old) == _content(payload) and self._is_needless(before, entry):
            yield self.violation(entry, f"{status} repeated although acknowledged")

    def _may_follow(self, old: str, new: str) -> bool:
        return new in TRANSITIONS[old] or (old, new) in self.book.extra_transitions

    def _is_needless(self, before: Exchange, entry: FrameEntry) -> bool:
        is_acknowledged = self.context.is_acknowledged(before, by=entry)
        return is_acknowledged and not self.context.is_triggered(entry)


def _content(status: Payload) -> Payload:
    return {name: value for name, value in status.items() if name != "timestamp"}
