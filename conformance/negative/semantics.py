"""Payloads that the schema takes and the standard's text does not, or cannot mean.

What a platform makes of them is left open: only that it answers, and goes on, is demanded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.negative.case import short
from conformance.negative.samples import FULL, METER_VALUE, READING
from ocpp16.frames import Payload


@dataclass(frozen=True, slots=True)
class Oddity:
    """A payload that is odd in one place."""

    action: str
    fault: str
    sentence: str
    payload: Payload


NUMBERS: Mapping[str, Any] = {
    "negative": -1,
    "far below zero": -(2**31),
    "beyond 31 bits": 2**31,
    "beyond 63 bits": 2**63,
    "of seventy digits": 10**70,
}
INTEGERS = (
    ("MeterValues", "connectorId"),
    ("MeterValues", "transactionId"),
    ("StartTransaction", "connectorId"),
    ("StartTransaction", "meterStart"),
    ("StartTransaction", "reservationId"),
    ("StatusNotification", "connectorId"),
    ("StopTransaction", "meterStop"),
    ("StopTransaction", "transactionId"),
)
MOMENTS: Mapping[str, str] = {
    "in 1970": "1970-01-01T00:00:00Z",
    "before 1970": "1969-12-31T23:59:59Z",
    "in the year 1": "0001-01-01T00:00:00Z",
    "in the year 9999": "9999-12-31T23:59:59.999Z",
    "with nine decimals": "2026-01-05T08:00:00.123456789Z",
    "with an unusual offset": "2026-01-05T08:00:00+14:00",
    "with lower-case letters": "2026-01-05t08:00:00z",
    "of a leap second": "2016-12-31T23:59:60Z",
    "with a blank for the T": "2026-01-05 08:00:00Z",
    "at 24 hours": "2026-01-05T24:00:00Z",
}
DATED = ("StartTransaction", "StatusNotification", "StopTransaction")
TAGS: Mapping[str, str] = {
    "empty": "",
    "a blank": " ",
    "a NUL": "\u0000",
    "a line feed": "CARD\n1",
    "not of this plane": "\U0001f50c",
    "written from right to left": "\u202eCARD-1",
    "a query of a database": "' OR '1'='1",
    "a piece of a page": "<b>CARD-1</b>",
    "a format string": "%s%n{0}${x}",
    "a path": "../../etc/hosts",
}
TAGGED = ("Authorize", "StartTransaction", "StopTransaction")
READINGS: Mapping[str, Payload] = {
    "an empty value": {"value": ""},
    "a word for a value": {"value": "abc"},
    "NaN for a value": {"value": "NaN"},
    "infinity for a value": {"value": "Infinity"},
    "a decimal comma": {"value": "12,5"},
    "a value of a thousand digits": {"value": "9" * 1000},
    "an exponent": {"value": "1e400"},
    "a negative register": {"value": "-1"},
    "a hexadecimal value": {"value": "0x10"},
    "energy in volt": {"unit": "V"},
    "energy in percent": {"unit": "Percent"},
    "voltage in watt-hours": {"measurand": "Voltage", "unit": "Wh"},
    "a temperature in ampere": {"measurand": "Temperature", "unit": "A"},
    "a state of charge of 200 %": {"measurand": "SoC", "unit": "Percent", "value": "200"},
    "a state of charge of one phase": {"measurand": "SoC", "unit": "Percent", "phase": "L1-L2"},
    "a factor above one": {"measurand": "Power.Factor", "value": "7"},
    "signed data that is not signed": {"format": "SignedData", "value": "not hexadecimal"},
    "the end of a transaction as its sample": {"context": "Transaction.End"},
}
"""What differs from an ordinary reading."""
OTHERS: tuple[tuple[str, str, str, Payload], ...] = (
    ("StartTransaction", "connector", "connectorId is 0, the charge point as a whole", {"connectorId": 0}),
    ("StatusNotification", "connector", "connector 0 is charging", {"connectorId": 0, "status": "Charging"}),
    ("StatusNotification", "error", "Faulted without an error", {"status": "Faulted"}),
    ("StatusNotification", "error", "an error beside Available", {"errorCode": "GroundFailure"}),
    ("StatusNotification", "error", "a vendor's code without a vendor", {"vendorId": ""}),
    ("StopTransaction", "meter", "meterStop is 0, below any start", {"meterStop": 0}),
    ("StopTransaction", "data", "transactionData is empty", {"transactionData": []}),
    ("StopTransaction", "data", "a thousand readings", {"transactionData": [METER_VALUE] * 500}),
    ("StopTransaction", "data", "transactionData without values",
     {"transactionData": [{"timestamp": METER_VALUE["timestamp"], "sampledValue": []}]}),
    ("MeterValues", "data", "the same reading a hundred times", {"meterValue": [METER_VALUE] * 100}),
    ("MeterValues", "connector", "a transaction at connector 0", {"connectorId": 0}),
    ("MeterValues", "connector", "connector 99 of one", {"connectorId": 99}),
    ("BootNotification", "empty", "vendor and model are empty",
     {"chargePointVendor": "", "chargePointModel": ""}),
    ("BootNotification", "text", "the model holds a NUL", {"chargePointModel": "M\u0000"}),
    ("DataTransfer", "empty", "the vendor is empty", {"vendorId": ""}),
    ("DataTransfer", "text", "the data is half a megabyte", {"data": "x" * 500_000}),
    ("DataTransfer", "text", "the data is broken JSON", {"data": '{"a":'}),
)  # fmt: skip
"""Action, fault, what is odd, and the fields that differ."""


def oddities() -> Iterator[Oddity]:
    """All of them, in a fixed order."""
    yield from _numbers()
    yield from _moments()
    yield from _tags()
    yield from _readings()
    for action, fault, sentence, changes in OTHERS:
        yield Oddity(action, fault, sentence, {**FULL[action], **changes})


def _numbers() -> Iterator[Oddity]:
    for action, field in INTEGERS:
        for words, value in NUMBERS.items():
            yield Oddity(action, "range", f"{field} is {words}", {**FULL[action], field: value})


def _moments() -> Iterator[Oddity]:
    for action in DATED:
        for words, value in MOMENTS.items():
            payload = {**FULL[action], "timestamp": value}
            yield Oddity(action, "moment", f"timestamp is {words}: {value}", payload)
    for words, value in MOMENTS.items():
        meter = [{**METER_VALUE, "timestamp": value}]
        payload = {**FULL["MeterValues"], "meterValue": meter}
        yield Oddity(
            "MeterValues", "moment", f"timestamp of the values is {words}: {value}", payload
        )


def _tags() -> Iterator[Oddity]:
    for action in TAGGED:
        for words, value in TAGS.items():
            payload = {**FULL[action], "idTag": value}
            yield Oddity(action, "tag", f"idTag is {words}: {short(repr(value))}", payload)


def _readings() -> Iterator[Oddity]:
    for words, changes in READINGS.items():
        meter = [{**METER_VALUE, "sampledValue": [{**READING, **changes}]}]
        payload = {**FULL["MeterValues"], "meterValue": meter}
        yield Oddity("MeterValues", "reading", f"a reading has {words}", payload)
