"""Charging profiles as tables: one row a profile, in the words of people who plan charging.

Columns, all optional but ``periods``: id, purpose, level, kind (absolute, daily, weekly, relative),
start (``now``, ``+120 s``, ``00:00`` or ``Monday 08:00``), duration, periods (``0 s: 16 A, 600 s: 10 A``
or ``24 in all``), phases, transaction (``(running)``, a number, or ``none``), connector.
"""

from __future__ import annotations

import re
from typing import Any

from pytest_bdd import given

from conformance.testbed import TestBed
from ocpp16.timestamps import to_text
from steps._words import (
    DURATION,
    QUOTED,
    RUNNING,
    Table,
    lasting,
    named_tag,
    phrase,
    rows,
    running_transaction,
    telling,
)
from steps.charge_point import both

DAY, WEEK = 86_400, 604_800
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KINDS = {
    "absolute": {"chargingProfileKind": "Absolute"},
    "daily": {"chargingProfileKind": "Recurring", "recurrencyKind": "Daily"},
    "weekly": {"chargingProfileKind": "Recurring", "recurrencyKind": "Weekly"},
    "relative": {"chargingProfileKind": "Relative"},
}


@given(phrase(rf"these charging profiles are set(?:, (?P<apart>{DURATION}) apart)?"))
def _(bed: TestBed, apart: str | None, datatable: Table) -> None:
    for row in rows(datatable):
        bed.require_answer("SetChargingProfile", request(bed, row), "Accepted")
        bed.pass_time(lasting(bed, apart) if apart else 0.0)


@both(r"the central system sets this charging profile")
def _(bed: TestBed, datatable: Table) -> None:
    bed.ask("SetChargingProfile", request(bed, rows(datatable)[0]))


@both(
    r"the central system has set (?P<count>\d+) differing charging profiles, "
    rf"(?P<apart>{DURATION}) apart"
)
def _(bed: TestBed, count: str, apart: str) -> None:
    for number in range(int(count)):
        row = {"purpose": "TxDefaultProfile", "periods": f"0 s: {6 + number % 26}.{number // 26} A"}
        bed.require_answer("SetChargingProfile", request(bed, row), "Accepted")
        bed.pass_time(lasting(bed, apart))


@both(
    r"the central system has set this charging profile (?P<count>\d+) times, "
    rf"(?P<apart>{DURATION}) apart"
)
def _(bed: TestBed, count: str, apart: str, datatable: Table) -> None:
    for _number in range(int(count)):
        payload = request(bed, rows(datatable)[0])
        bed.require_answer("SetChargingProfile", payload, "Accepted")
        bed.pass_time(lasting(bed, apart))


@given(phrase(r"(?P<count>\d+) charging profiles are stacked on the transaction"))
def _(bed: TestBed, count: str) -> None:
    for level in range(int(count)):
        row = {"id": f"{100 + level}", "level": f"{level}", "periods": f"0 s: {6 + level} A"}
        bed.require_answer("SetChargingProfile", request(bed, row), "Accepted")


@both(rf"the central system starts a session for (?P<tag>{QUOTED}) with this charging profile")
def _(bed: TestBed, tag: str, datatable: Table) -> None:
    profile = request(bed, {"transaction": "none", **rows(datatable)[0]})["csChargingProfiles"]
    named = named_tag(bed, tag.strip('"'))
    payload = {"connectorId": 1, "idTag": named, "chargingProfile": profile}
    bed.ask("RemoteStartTransaction", payload)


def request(bed: TestBed, row: dict[str, str]) -> dict[str, Any]:
    """The SetChargingProfile that a row describes."""
    purpose = row.get("purpose", "TxProfile")
    return {
        "connectorId": int(
            row.get("connector", "0" if purpose == "ChargePointMaxProfile" else "1")
        ),
        "csChargingProfiles": {
            "chargingProfileId": int(row.get("id", "1")),
            "stackLevel": int(row.get("level", "0")),
            "chargingProfilePurpose": purpose,
            **KINDS[row.get("kind", "absolute")],
            **_transaction(bed, row, purpose),
            "chargingSchedule": _schedule(bed, row),
        },
    }


def _transaction(bed: TestBed, row: dict[str, str], purpose: str) -> dict[str, int]:
    wanted = row.get("transaction", RUNNING if purpose == "TxProfile" else "none")
    if wanted == "none":
        return {}
    return {"transactionId": running_transaction(bed) if wanted == RUNNING else int(wanted)}


def _schedule(bed: TestBed, row: dict[str, str]) -> dict[str, Any]:
    periods = re.findall(r"(\d+) s: ([\d.]+) ([AW])", _spelt_out(row["periods"]))
    phases = {"numberPhases": int(row["phases"])} if "phases" in row else {}
    start = {} if row.get("kind") == "relative" else {"startSchedule": to_text(_start(bed, row))}
    duration = {"duration": telling(bed, row["duration"])} if "duration" in row else {}
    return {
        **duration,
        **start,
        "chargingRateUnit": periods[0][2],
        "chargingSchedulePeriod": [
            {"startPeriod": int(offset), "limit": float(limit), **phases}
            for offset, limit, _unit in periods
        ],
    }


def _start(bed: TestBed, row: dict[str, str]) -> float:
    """``now`` and ``+120 s`` count from now; a time of day from the last midnight or Monday."""
    now, text = bed.carrier.now, row.get("start", "now")
    if text == "now":
        return now
    if text.startswith("+"):
        return now + float(text.strip("+ s"))
    day, _, clock = text.rpartition(" ")
    hours, minutes = clock.split(":")
    midnight = now - now % DAY
    if day:  # 1970-01-01 was a Thursday
        weekday = (int(now // DAY) + 3) % 7
        midnight -= (weekday - DAYS.index(day)) % 7 * DAY
    return midnight + int(hours) * 3600 + int(minutes) * 60


def _spelt_out(periods: str) -> str:
    """``24 in all`` stands for that many differing periods, a minute apart."""
    count = periods.removesuffix(" in all")
    if count == periods:
        return periods
    return ", ".join(f"{n * 60} s: {6 + n % 20}.{n % 10} A" for n in range(int(count)))
