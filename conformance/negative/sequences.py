"""The sequence cases: proper messages that come when they should not, twice, or out of order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance.negative import behaviours, reactions
from conformance.negative.case import Ask, Case, Draft, Group, Reconnect, Say, Step, numbered
from conformance.negative.reactions import Demand
from conformance.negative.samples import AUTHORIZE, BOOT, METER, MINIMAL, START, STATUS, STOP
from ocpp16.frames import Payload

ANSWERED = reactions.demanded(behaviours.EVERY_CALL_ANSWERED, reactions.ANY_ANSWER)
CONFIRMED = (
    *ANSWERED,
    Demand(behaviours.ODD_SEQUENCE_CONFIRMED, reactions.CONFIRMATION),
)
UNASKED = reactions.demanded(behaviours.ANSWERS_NOT_ANSWERED, reactions.UNASKED)
ALIVE = reactions.demanded(behaviours.STILL_WORKS, reactions.NOTHING_OWED)

UNKNOWN_IDS = (987_654_321, 0, -1, -5, 2**31 - 1)
STATUSES = (
    "Available", "Preparing", "Charging", "SuspendedEVSE", "SuspendedEV", "Finishing", "Reserved",
    "Unavailable", "Faulted",
)  # fmt: skip
FORBIDDEN_TRANSITIONS = (
    ("Available", "Finishing"), ("Preparing", "Reserved"), ("Preparing", "Unavailable"),
    ("Charging", "Preparing"), ("Charging", "Reserved"), ("Finishing", "Charging"),
    ("Finishing", "SuspendedEV"), ("Reserved", "Charging"), ("Unavailable", "Finishing"),
    ("Unavailable", "Reserved"),
)  # fmt: skip
"""Transitions that the table of OCPP 1.6, section 4.9, does not have."""


def cases() -> tuple[Case, ...]:
    """All of them."""
    return numbered(Group.SEQUENCE, _drafts())


def prepare(action: str, payload: Payload, **changes: Any) -> Ask:
    """A request that has to be confirmed before the case begins."""
    return Ask(action, {**payload, **changes})


def confirmed(action: str, payload: Payload, **changes: Any) -> Ask:
    """A request that is to be answered, and by a CALLRESULT."""
    return Ask(action, {**payload, **changes}, CONFIRMED)


def answered(action: str, payload: Payload, call_id: str | None = None, **options: Any) -> Ask:
    """A request that is to be answered, whichever way."""
    return Ask(action, payload, ANSWERED, call_id, **options)


STARTED = prepare("StartTransaction", START)
STOPPED = prepare("StopTransaction", STOP)


def _drafts() -> Iterator[Draft]:
    yield from _registration()
    yield from _outstanding()
    yield from _ids()
    yield from _unasked()
    for sentence, steps in STARTS.items():
        yield Draft("start", "start", sentence, steps)
    for sentence, steps in STOPS.items():
        yield Draft("stop", "stop", sentence, steps)
    yield from _unknown_transactions()
    for sentence, steps in METERING.items():
        yield Draft("meter values", "meter values", sentence, steps)
    yield from _statuses()
    for sentence, steps in OTHERS.items():
        yield Draft("other", "other", sentence, steps)


def _registration() -> Iterator[Draft]:
    for action, payload in MINIMAL.items():
        if action != "BootNotification":
            words = f"{action} on a new connection, before any BootNotification"
            yield Draft(
                "registration", "before boot", words, (answered(action, payload),), fresh=True
            )
    pending = Ask("BootNotification", BOOT, register_as="Pending")
    for action in (
        "Authorize",
        "StatusNotification",
        "StartTransaction",
        "MeterValues",
        "Heartbeat",
    ):
        tried: tuple[Step, ...] = (pending, answered(action, MINIMAL[action]))
        words = f"{action} while the registration is pending"
        yield Draft("registration", "pending", words, tried, fresh=True)
    boot = confirmed("BootNotification", BOOT)
    other = confirmed("BootNotification", BOOT, chargePointModel="Other", chargePointVendor="Other")
    table: Mapping[str, tuple[Step, ...]] = {
        "BootNotification twice in a row": (boot, boot),
        "BootNotification five times in a row": (boot,) * 5,
        "BootNotification again, of another vendor and model": (boot, other),
        "BootNotification in a running transaction, which is stopped after it": (
            STARTED, boot, confirmed("StopTransaction", STOP),
        ),
        "BootNotification on a connection that is replaced at once": (
            boot, Reconnect(abruptly=True), boot,
        ),
    }  # fmt: skip
    for words, steps in table.items():
        yield Draft("registration", "boot again", words, steps)


def _outstanding() -> Iterator[Draft]:
    """A charge point SHOULD wait for an answer before its next CALL (OCPP-J 1.6, 4.1.1)."""

    def hasty(action: str) -> Ask:
        return answered(action, MINIMAL[action], at_once=True)

    table: Mapping[str, tuple[Step, ...]] = {
        "Two Heartbeats, the second before the first is answered": (hasty("Heartbeat"),) * 2,
        "Twenty Heartbeats before any is answered": (hasty("Heartbeat"),) * 20,
        "Two BootNotifications outstanding": (hasty("BootNotification"),) * 2,
        "Two StartTransactions of two connectors outstanding": (
            hasty("StartTransaction"),
            answered("StartTransaction", {**START, "connectorId": 2}, at_once=True),
        ),
        "Start and stop outstanding, the stop of transaction -1": (
            hasty("StartTransaction"), hasty("StopTransaction"),
        ),
        "MeterValues of transaction -1 while the start is outstanding": (
            hasty("StartTransaction"),
            answered("MeterValues", {**METER, "transactionId": -1}, at_once=True),
        ),
        "One CALL of every action before any is answered": tuple(map(hasty, MINIMAL)),
        "Twenty Authorizes of different tags before any is answered": tuple(
            answered("Authorize", {"idTag": f"CARD-{number}"}, at_once=True) for number in range(20)
        ),
    }  # fmt: skip
    for words, steps in table.items():
        yield Draft("outstanding calls", "outstanding", words, steps)


def _ids() -> Iterator[Draft]:
    beat = answered("Heartbeat", {}, "{id}")
    again = Ask("Heartbeat", {}, CONFIRMED, "{id}")
    table: Mapping[str, tuple[Step, ...]] = {
        "The same message id for two Heartbeats, one after the other": (beat, beat),
        "The same message id for two requests of different actions": (
            beat, answered("Authorize", AUTHORIZE, "{id}"),
        ),
        "The same message id for two starts that differ": (
            answered("StartTransaction", START, "{id}"),
            answered("StartTransaction", {**START, "connectorId": 2}, "{id}"),
        ),
        "The same start twice under the same message id": (
            answered("StartTransaction", START, "{id}"), answered("StartTransaction", START, "{id}"),
        ),
        "The same message id again after reconnecting, which is allowed": (
            beat, Reconnect(), again,
        ),
        "The same message id again after a connection that broke": (
            beat, Reconnect(abruptly=True), again,
        ),
        "Two ids that differ in case only": (
            answered("Heartbeat", {}, "{id}-a"), answered("Heartbeat", {}, "{id}-A"),
        ),
    }  # fmt: skip
    for words, steps in table.items():
        yield Draft("message ids", "id again", words, steps)


def _unasked() -> Iterator[Draft]:
    def say(text: str) -> Say:
        return Say(text, UNASKED)

    beat = answered("Heartbeat", {}, "{id}")
    result, error = '[3,"{id}",{}]', '[4,"{id}","GenericError","",{}]'
    table: Mapping[str, tuple[Step, ...]] = {
        "A CALLRESULT to a CALL that was never made": (say('[3,"{id}-x",{"status":"Accepted"}]'),),
        "A CALLERROR to a CALL that was never made": (say('[4,"{id}-x","InternalError","",{}]'),),
        "A CALLRESULT under the id of a CALL of one's own": (beat, say(result)),
        "A CALLERROR under the id of a CALL of one's own": (beat, say(error)),
        "The same CALLRESULT twice": (say(result), say(result)),
        "A CALLRESULT, then a CALLERROR under the same id": (say(result), say(error)),
        "A CALLERROR, then a CALLRESULT under the same id": (say(error), say(result)),
        "Fifty CALLRESULTs in a row": tuple(say(f'[3,"{{id}}-{n}",{{}}]') for n in range(50)),
        "A CALLRESULT before anything else on a new connection": (Reconnect(), say(result)),
    }
    for words, steps in table.items():
        yield Draft("unasked answers", "unasked", words, steps)


def _start(**changes: Any) -> Ask:
    return confirmed("StartTransaction", START, **changes)


def _stop(**changes: Any) -> Ask:
    return confirmed("StopTransaction", STOP, **changes)


def _meter(moment: str = "$now", value: str = "1500", **changes: Any) -> Ask:
    sample = {"timestamp": moment, "sampledValue": [{"value": value}]}
    return confirmed("MeterValues", METER, meterValue=[sample], **changes)


STARTS: Mapping[str, tuple[Step, ...]] = {
    "The same start twice, under two ids": (_start(), _start(), _stop()),
    "The same start again on a new connection, as after a lost answer": (
        _start(timestamp="$now-30"), Reconnect(abruptly=True), _start(timestamp="$now-30"), _stop(),
    ),
    "A second start on a connector whose transaction runs": (
        STARTED, _start(timestamp="$now+1", idTag="CARD-2"),
    ),
    "A start on connector 99": (_start(connectorId=99),),
    "A start on connector 2147483647": (_start(connectorId=2**31 - 1),),
    "A start by a tag nobody knows": (_start(idTag="NOBODY-KNOWS-ME"),),
    "A start by an empty tag": (_start(idTag=""),),
    "A start by a tag of twenty characters": (_start(idTag="X" * 20),),
    "A start by a tag in another script": (_start(idTag="\u0422\u0435\u0433-1"),),
    "A start for a reservation that does not exist": (_start(reservationId=4711),),
    "A start without authorization, straight after booting": (
        Reconnect(boots=True), _start(idTag="CARD-3"),
    ),
    "A start ten years ago": (_start(timestamp="$now-315360000"),),
    "A start in ten years": (_start(timestamp="$now+315360000"),),
    "A start with a meter that goes beyond 31 bits": (_start(meterStart=2**31),),
    "A start before the stop of the one before, which comes after": (
        STARTED, _start(timestamp="$now+5"), _stop(),
    ),
}  # fmt: skip
STOPS: Mapping[str, tuple[Step, ...]] = {
    "The same stop twice, under two ids": (STARTED, _stop(), _stop()),
    "A stop that was stopped before with another meter reading": (STARTED, STOPPED, _stop(meterStop=3000)),
    "The same stop again on a new connection, as after a lost answer": (
        STARTED, _stop(timestamp="$now-5"), Reconnect(abruptly=True), _stop(timestamp="$now-5"),
    ),
    "A stop on another connection than the start": (STARTED, Reconnect(), _stop()),
    "A stop by another tag than the start": (STARTED, _stop(idTag="CARD-2")),
    "A stop by a tag nobody knows": (STARTED, _stop(idTag="NOBODY-KNOWS-ME")),
    "A stop with a meter below the start": (STARTED, _stop(meterStop=1)),
    "A stop before its start": (STARTED, _stop(timestamp="$now-86400")),
    "A stop in ten years": (STARTED, _stop(timestamp="$now+315360000")),
    "A stop because of a power loss while connected": (STARTED, _stop(reason="PowerLoss")),
    "A stop by remote that was never asked for": (STARTED, _stop(reason="Remote")),
    "A stop with readings older than its start": (
        STARTED,
        _stop(transactionData=[{"timestamp": "$now-86400", "sampledValue": [{"value": "1"}]}]),
    ),
}  # fmt: skip
METERING: Mapping[str, tuple[Step, ...]] = {
    "MeterValues of a transaction of somebody else": (_meter(transactionId=123_456_789),),
    "MeterValues of transaction -1": (_meter(transactionId=-1),),
    "MeterValues of a transaction that was stopped": (
        STARTED, STOPPED, _meter(transactionId="$transaction"),
    ),
    "MeterValues of a transaction at another connector": (
        STARTED, _meter(transactionId="$transaction", connectorId=2), _stop(),
    ),
    "MeterValues without a transaction at a connector that has none": (_meter(),),
    "MeterValues of connector 99": (_meter(connectorId=99),),
    "MeterValues whose time goes backwards": (
        STARTED, _meter(transactionId="$transaction"),
        _meter("$now-3600", transactionId="$transaction"), _stop(),
    ),
    "MeterValues whose register falls": (
        STARTED, _meter(value="1800", transactionId="$transaction"),
        _meter(value="1200", transactionId="$transaction"), _stop(),
    ),
    "The same MeterValues three times": (
        STARTED, *(_meter("$now-1", transactionId="$transaction"),) * 3, _stop(),
    ),
    "MeterValues from a year ago": (_meter("$now-31536000"),),
    "MeterValues from next year": (_meter("$now+31536000"),),
}  # fmt: skip


def _unknown_transactions() -> Iterator[Draft]:
    for number in UNKNOWN_IDS:
        steps = (_stop(transactionId=number, timestamp="$now"),)
        yield Draft(
            "stop", "unknown", f"A stop of transaction {number}, which nobody started", steps
        )


def _status(status: str, **changes: Any) -> Ask:
    return confirmed("StatusNotification", STATUS, status=status, **changes)


def _statuses() -> Iterator[Draft]:
    for before, after in FORBIDDEN_TRANSITIONS:
        words = f"{after} straight after {before}"
        yield Draft("status", "transition", words, (_status(before), _status(after)))
    table: Mapping[str, tuple[Step, ...]] = {
        "All statuses in reverse": tuple(_status(each) for each in reversed(STATUSES)),
        "The same status ten times": (_status("Preparing"),) * 10,
        "Charging without a transaction": (_status("Charging"),),
        "Available while a transaction runs": (STARTED, _status("Available"), _stop()),
        "A status of connector 99": (_status("Available", connectorId=99),),
        "A status that is older than the one before": (
            _status("Preparing", timestamp="$now"), _status("Available", timestamp="$now-3600"),
        ),
        "A status from next year": (_status("Available", timestamp="$now+31536000"),),
    }  # fmt: skip
    for words, steps in table.items():
        yield Draft("status", "status", words, steps)


def _firmware(status: str) -> Ask:
    return confirmed("FirmwareStatusNotification", {"status": status})


OTHERS: Mapping[str, tuple[Step, ...]] = {
    "Firmware is installed that nobody asked for": (_firmware("Installed"),),
    "Firmware is downloading after it was installed": (
        _firmware("Installed"), _firmware("Downloading"),
    ),
    "Diagnostics are uploaded that nobody asked for": (
        confirmed("DiagnosticsStatusNotification", {"status": "Uploaded"}),
    ),
    "Data of a vendor nobody knows": (
        confirmed("DataTransfer", {"vendorId": "org.nobody.knows", "messageId": "x", "data": "{}"}),
    ),
    "Fifty Heartbeats, one after the other": (confirmed("Heartbeat", {}),) * 50,
    "The same tag asked for twenty times": (confirmed("Authorize", AUTHORIZE),) * 20,
    "A CALL and the end of its connection at once": (
        Ask("Heartbeat", {}, ALIVE, at_once=True), Reconnect(abruptly=True),
    ),
    "A start and the end of its connection at once, and its stop as -1": (
        Ask("StartTransaction", START, ALIVE, at_once=True),
        Reconnect(abruptly=True), _stop(transactionId=-1),
    ),
    "Ten connections in a row, each with one Heartbeat": (
        *(step for _ in range(10) for step in (Reconnect(), confirmed("Heartbeat", {}))),
    ),
}  # fmt: skip
