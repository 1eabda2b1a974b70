"""Stimuli of a stand-in that charges: sessions and readings, told in a line and a table."""

from __future__ import annotations

from typing import Any

from conformance.sut.stand_in import StandInCall
from conformance.testbed import TestBed
from ocpp16.expectation import ABSENT
from ocpp16.frames import Payload
from steps._words import (
    LATER,
    NOW,
    Table,
    moment,
    pairs,
    request,
    rows,
    running_transaction,
    spelt_out,
)
from steps.charge_point import both
from steps.stand_in import WHO, register, say, stand_in

ENERGY = 1_000
"""Wh that a session of a stand-in takes, unless told otherwise."""
SOURCE = r"(?P<source>of no transaction|of transaction (?P<number>-?\d+)|of the whole station)"


def completed(bed: TestBed, action: str, usual: list[list[str]], table: Table | None) -> Payload:
    """A payload with what is usual, but for what a table changes or makes absent."""
    changes = pairs(table)
    whole = request(bed, action, [["field", "value"], *usual, *map(list, changes.items())])
    return {name: value for name, value in whole.items() if changes.get(name) != ABSENT}


def begin(bed: TestBed, who: str, table: Table | None) -> StandInCall:
    """Let a stand-in start a transaction, its register where the latest session left it."""
    earlier = sum(1 for _ in bed.journal.requests_sent("StartTransaction", bed.first))
    usual = [
        ["connectorId", "1"],
        ["idTag", "(valid tag)"],
        ["meterStart", str(ENERGY * earlier)],
        ["timestamp", NOW],
    ]
    return say(bed, who, "StartTransaction", completed(bed, "StartTransaction", usual, table))


def end(bed: TestBed, who: str, table: Table | None, data: list[Payload]) -> None:
    """Let a stand-in stop its latest transaction; ``data`` are the readings that go with it."""
    starts = sum(1 for _ in bed.journal.requests_sent("StartTransaction", bed.first))
    named = pairs(table).get("transactionId")
    usual = [
        ["transactionId", named or str(running_transaction(bed))],
        ["meterStop", str(ENERGY * starts)],
        ["timestamp", NOW],
    ]
    payload = completed(bed, "StopTransaction", usual, table)
    say(bed, who, "StopTransaction", {**payload, "transactionData": data} if data else payload)


@both(rf"{WHO} (?P<tense>has begun|begins) a session")
def _(bed: TestBed, who: str, tense: str, datatable: Table | None = None) -> None:
    if tense == "has begun" and not stand_in(bed, who).is_connected:
        register(bed, who)
    call = begin(bed, who, datatable)
    if tense == "has begun":
        bed.require(lambda: call.response is not None, "an answer to StartTransaction", 30.0)


@both(rf"{WHO} (?P<tense>has ended|ends) the session")
def _(bed: TestBed, who: str, tense: str, datatable: Table | None = None) -> None:
    end(bed, who, datatable, [])
    call = bed.last_call
    if tense == "has ended" and call is not None:
        bed.require(lambda: call.response is not None, "an answer to StopTransaction", 30.0)


# readings --------------------------------------------------------------------------------------------


@both(rf"{WHO} (?P<verb>reports|ends the session with) (?P<count>\d+ )?readings(?: {SOURCE})?")
def _(
    bed: TestBed,
    who: str,
    verb: str,
    count: str | None,
    source: str | None,
    number: str | None,
    datatable: Table,
) -> None:
    readings = meter_values(bed, rows(datatable), int(count or 1))
    if verb == "reports":
        say(bed, who, "MeterValues", {**_from(bed, source, number), "meterValue": readings})
    else:
        end(bed, who, None, readings)


def meter_values(bed: TestBed, samples: list[dict[str, str]], count: int = 1) -> list[Payload]:
    """The rows of a table as meter values, one for each moment, or ``count`` of them, 1 s apart."""
    moments = dict.fromkeys(sample.get("moment", "-0 s") for sample in samples)
    return [
        {
            "timestamp": _moment(bed, each, count - 1 - number),
            "sampledValue": [_sampled(s) for s in samples if s.get("moment", "-0 s") == each],
        }
        for number in range(count)
        for each in moments
    ]


def _from(bed: TestBed, source: str | None, number: str | None) -> dict[str, Any]:
    if source == "of the whole station":
        return {"connectorId": 0}
    if source == "of no transaction":
        return {"connectorId": 1}
    transaction = running_transaction(bed) if number is None else int(number)
    return {"connectorId": 1, "transactionId": transaction}


def _moment(bed: TestBed, text: str, earlier: int) -> str:
    found = LATER.fullmatch(text)
    assert found is not None, f"{text} is no moment such as -60 s"
    return moment(bed, float(found["seconds"]) - earlier)


def _sampled(sample: dict[str, str]) -> Payload:
    return {name: spelt_out(value) for name, value in sample.items() if name != "moment"}
