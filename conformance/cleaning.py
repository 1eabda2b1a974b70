"""What a scenario left in a charge point of somebody else is undone, by OCPP means only.

What its driver did to the device (a vehicle plugged in, a fault) is undone by the driver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any

from conformance.judgement import Inconclusive
from conformance.sut.driver import NotDrivable
from conformance.testbed import TestBed
from ocpp16.frames import Payload
from ocpp16.journal import Exchange

OPPOSITES = {
    "plug in": "unplug",
    "fault": "clear fault",
    "cut link": "restore link",
    "fall silent": "speak again",
}
"""Verb of a driver -> the verb that undoes it."""
AS_USUAL: Mapping[str, Any] = {
    "full": False,
    "ev_fault": False,
    "waits_until": None,
    "holds_cable": False,
}
"""Facts of a vehicle, as they are of one that has just come."""
DONE = ("Accepted", "Scheduled", "RebootRequired")
"""Statuses of an answer after which something has changed, or is going to."""
MUST_NOT_BE_REJECTED = ("ChangeAvailability", "ChangeConfiguration")
"""Whose rejection means that something stays as a scenario left it."""
_VERSIONS = count(1_000_000)


def clean(bed: TestBed, configuration: Mapping[str, str | None]) -> list[str]:
    """Undo what the scenario of this test bed did; returns what could not be undone.

    ``configuration`` holds the values of keys before the first scenario.
    """
    undone: tuple[Callable[[], object], ...] = (
        *(partial(_end, bed, transaction) for transaction in _open_transactions(bed)),
        *(partial(_ask, bed, *request) for request in _requests(bed, configuration)),
        *(
            partial(bed.drive, "vehicle", **{fact: AS_USUAL[fact]})
            for fact in _told_of_vehicle(bed)
        ),
        *(partial(bed.drive, verb) for verb in _opposites(bed)),
    )
    problems = [problem for problem in map(_tried, undone) if problem is not None]
    if undone:
        bed.wait(lambda: _is_free(bed), bed.tolerances.reaction)
    return problems


def _is_free(bed: TestBed) -> bool:
    """Whether no connector was last reported to be anything but available."""
    reports = bed.journal.requests_sent("StatusNotification", bed.first)
    latest = {each.payload.get("connectorId"): each.payload.get("status") for each in reports}
    return all(status == "Available" for status in latest.values())


def _tried(undo: Callable[[], object]) -> str | None:
    try:
        undo()
    except (Inconclusive, NotDrivable) as error:
        return str(error)
    return None


def _end(bed: TestBed, transaction: int) -> None:
    answer = bed.require_answer("RemoteStopTransaction", {"transactionId": transaction})
    if answer.get("status") == "Rejected":
        return  # it knows of none: a power failure has ended it
    bed.require(_ends(bed, transaction), f"the end of transaction {transaction}")


def _ask(bed: TestBed, action: str, payload: Payload) -> None:
    answer = bed.require_answer(action, payload)
    if action in MUST_NOT_BE_REJECTED and answer["status"] == "Rejected":
        raise Inconclusive(f"{action} {payload} was rejected")


def _opposites(bed: TestBed) -> Iterator[str]:
    for verb, opposite in OPPOSITES.items():
        if [each for each in bed.verbs if each in (verb, opposite)][-1:] == [verb]:
            yield opposite


def _told_of_vehicle(bed: TestBed) -> list[str]:
    """The facts of the vehicle that are not as usual."""
    told = bed.vehicle.items()
    return [fact for fact, value in told if fact in AS_USUAL and value != AS_USUAL[fact]]


def _requests(
    bed: TestBed, configuration: Mapping[str, str | None]
) -> Iterator[tuple[str, Payload]]:
    """What to ask for, in order."""
    for reservation in _reservations(bed):
        yield "CancelReservation", {"reservationId": reservation}
    if any(_accepted(bed, "SetChargingProfile")) or any(
        _accepted(bed, "RemoteStartTransaction", "chargingProfile")
    ):
        yield "ClearChargingProfile", {}
    for connector in _out_of_service(bed):
        yield "ChangeAvailability", {"connectorId": connector, "type": "Operative"}
    if any(_accepted(bed, "SendLocalList")):
        version = next(_VERSIONS)
        yield "SendLocalList", {"listVersion": version, "updateType": "Full"}
    for key, value in _changed_keys(bed, configuration).items():
        yield "ChangeConfiguration", {"key": key, "value": value}


def _accepted(bed: TestBed, action: str, *fields: str) -> Iterator[Exchange]:
    """The requests that had an effect; one that lacks such a field had none that can be undone."""
    for exchange in bed.journal.requests_received(action, bed.first):
        if exchange.status in DONE and all(field in exchange.payload for field in fields):
            yield exchange


def _open_transactions(bed: TestBed) -> list[int]:
    begun = [
        start.response["transactionId"]
        for start in bed.journal.requests_sent("StartTransaction", bed.first)
        if start.response is not None
    ]
    return [number for number in begun if not _ends(bed, number)()]


def _ends(bed: TestBed, transaction: int) -> Callable[[], bool]:
    def over() -> bool:
        stops = bed.journal.requests_sent("StopTransaction", bed.first)
        return any(stop.payload.get("transactionId") == transaction for stop in stops)

    return over


def _reservations(bed: TestBed) -> list[int]:
    made = [each.payload["reservationId"] for each in _accepted(bed, "ReserveNow", "reservationId")]
    cancelled = _accepted(bed, "CancelReservation", "reservationId")
    ended = [each.payload["reservationId"] for each in cancelled]
    return [number for number in dict.fromkeys(made) if number not in ended]


def _out_of_service(bed: TestBed) -> list[int]:
    latest = {
        each.payload["connectorId"]: each.payload["type"]
        for each in _accepted(bed, "ChangeAvailability", "connectorId", "type")
    }
    return [connector for connector, kind in latest.items() if kind == "Inoperative"]


def _changed_keys(bed: TestBed, configuration: Mapping[str, str | None]) -> dict[str, str]:
    by_name = {name.casefold(): (name, value) for name, value in configuration.items()}
    latest = {
        str(each.payload["key"]).casefold(): each.payload["value"]
        for each in _accepted(bed, "ChangeConfiguration", "key", "value")
    }
    former = {key: by_name[key] for key in latest if key in by_name}
    return {
        name: value
        for key, (name, value) in former.items()
        if value is not None and value != latest[key]
    }
