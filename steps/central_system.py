"""Stimuli at the central system: what it does instead of answering politely, and what it asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pytest_bdd import given

from conformance.testbed import TestBed
from mock_csms.access import KeyForm
from mock_csms.responses import Refusal, Reply, Response, Silence
from steps._words import (
    DURATION,
    OCCASIONS,
    QUOTED,
    Table,
    lasting,
    moment,
    named_tag,
    pairs,
    phrase,
    request,
    running_transaction,
    spelt_out,
    telling,
    times,
)
from steps.charge_point import both

CALLS = rf"(?P<occasions>{OCCASIONS}) \"(?P<action>\w+)\" calls?"
NOWHERE = "ftp://firmware.invalid/zappi.bin"
"""Where firmware is said to lie; nothing is ever fetched there."""
DRIVER = "APP-7f3"
AVAILABILITY = {"into": "Operative", "out of": "Inoperative"}
FORMS: Mapping[str | None, KeyForm] = {
    None: "any",
    ", as it is written": "text",
    ", as the bytes it stands for": "bytes",
}
STATUS = {"accepts": "Accepted", "rejects": "Rejected", "leaves pending": "Pending"}


# answers ---------------------------------------------------------------------------------------------


def _register(bed: TestBed, status: str, interval: str | None) -> None:
    answer: dict[str, object] = {"status": status}
    if interval is not None:
        answer["interval"] = telling(bed, interval)
    bed.arrange(Reply(answer), None, "BootNotification")


@both(
    r"the central system (?P<verb>accepts|rejects) registration"
    rf"(?:, with an interval of (?P<interval>{DURATION}))?"
)
def _(bed: TestBed, verb: str, interval: str | None) -> None:
    _register(bed, STATUS[verb], interval)


@both(
    r"the central system leaves registration pending"
    rf"(?:, with an interval of (?P<interval>{DURATION}))?"
)
def _(bed: TestBed, interval: str | None) -> None:
    _register(bed, "Pending", interval)


@both(
    rf"the central system accepts the registration of \"(?P<identity>[^\"]+)\""
    rf" with an interval of (?P<interval>{DURATION})"
)
def _(bed: TestBed, identity: str, interval: str) -> None:
    reply = Reply({"status": "Accepted", "interval": telling(bed, interval)})
    bed.arrange(reply, None, "BootNotification", identity=identity)


def _arrange(bed: TestBed, action: str, occasions: str, response: Response) -> None:
    bed.arrange(response, times(occasions), action)


@both(rf"the central system leaves {CALLS} unanswered")
def _(bed: TestBed, action: str, occasions: str) -> None:
    _arrange(bed, action, occasions, Silence())


@both(rf"the central system refuses {CALLS}")
def _(bed: TestBed, action: str, occasions: str) -> None:
    _arrange(bed, action, occasions, Refusal())


@both(rf"the central system answers {CALLS} (?P<delay>{DURATION}) late")
def _(bed: TestBed, action: str, occasions: str, delay: str) -> None:
    _arrange(bed, action, occasions, Reply(after=lasting(bed, delay)))


@both(rf"the central system answers {CALLS} with")
def _(bed: TestBed, action: str, occasions: str, datatable: Table) -> None:
    answer = {name: _value(value) for name, value in pairs(datatable).items()}
    if "interval" in answer:
        answer["interval"] = bed.told(float(answer["interval"]))
    _arrange(bed, action, occasions, Reply(answer))


@given(phrase(r"the central system holds the tag \"(?P<tag>[^\"]+)\" to be \"(?P<status>\w+)\""))
def _(bed: TestBed, tag: str, status: str) -> None:
    bed.central_system.tags.put(tag, status, any_status=True)


# connections -----------------------------------------------------------------------------------------


@both(
    r"the central system demands the key \"(?P<key>[^\"]+)\""
    r"(?P<form>, as it is written|, as the bytes it stands for)?"
)
def _(bed: TestBed, key: str, form: str | None) -> None:
    bed.demand(key, FORMS[form])


@given(
    phrase(
        r"the central system takes encrypted connections only"
        r"(?P<other>, with a certificate made out to another name)?"
    )
)
def _(bed: TestBed, other: str | None) -> None:
    bed.encrypt(name_fits=other is None)


@given(phrase(r"the central system selects no subprotocol"))
def _(bed: TestBed) -> None:
    bed.central_system.selects_subprotocol = False


@both(r"the central system drops the connection")
def _(bed: TestBed) -> None:
    bed.drop_connection()


@both(r"the central system goes out of reach")
def _(bed: TestBed) -> None:
    bed.admit(False)
    bed.drop_connection()


@both(r"the central system can be reached again")
def _(bed: TestBed) -> None:
    bed.admit(True)


# requests --------------------------------------------------------------------------------------------


@given(phrase(r"the charge point is configured with"))
def _(bed: TestBed, datatable: Table) -> None:
    bed.configure(pairs(datatable))


@given(
    phrase(
        r"transaction messages are attempted (?P<attempts>\d+) times?, (?P<interval>\d+) seconds apart"
    )
)
def _(bed: TestBed, attempts: str, interval: str) -> None:
    keys = ("TransactionMessageAttempts", "TransactionMessageRetryInterval")
    bed.configure(dict(zip(keys, (attempts, interval), strict=True)))


@both(r"the central system(?P<at_once> at once)? requests \"(?P<action>\w+)\"")
def _(bed: TestBed, at_once: str | None, action: str, datatable: Table | None = None) -> None:
    bed.ask(action, request(bed, action, datatable), at_once=at_once is not None)


@both(r"the central system sets the key \"(?P<key>[^\"]+)\" to \"(?P<value>[^\"]*)\"")
def _(bed: TestBed, key: str, value: str) -> None:
    meant = bed.shortened(key, spelt_out(value))
    bed.ask("ChangeConfiguration", {"key": key, "value": meant})


@both(
    rf"the central system orders a firmware update(?: in (?P<delay>{DURATION}))?"
    rf"(?:, tried (?P<retries>\d+) times?(?:, (?P<pause>{DURATION}) apart)?)?"
)
def _(bed: TestBed, delay: str | None, retries: str | None, pause: str | None) -> None:
    at = moment(bed, lasting(bed, delay or "0 seconds"))
    tries = {"retries": int(retries)} if retries else {}
    between = {"retryInterval": telling(bed, pause)} if pause else {}
    bed.ask("UpdateFirmware", {"location": NOWHERE, "retrieveDate": at, **tries, **between})


@both(rf"the central system starts a session for (?P<tag>{QUOTED})")
def _(bed: TestBed, tag: str) -> None:
    bed.ask("RemoteStartTransaction", bed.requests.remote_start(named_tag(bed, tag.strip('"'))))


@both(r"the central system stops the session")
def _(bed: TestBed) -> None:
    number = running_transaction(bed)
    bed.ask("RemoteStopTransaction", bed.requests.remote_stop(number))


@both(r"the central system takes the charge point (?P<where>into|out of) service")
def _(bed: TestBed, where: str) -> None:
    bed.ask("ChangeAvailability", {"connectorId": 0, "type": AVAILABILITY[where]})


@both(
    r"the central system takes the charge point out of service and back into service, "
    r"(?P<count>\d+) times"
)
def _(bed: TestBed, count: str) -> None:
    for where in ("out of", "into") * int(count):
        payload = {"connectorId": 0, "type": AVAILABILITY[where]}
        bed.require_answer("ChangeAvailability", payload)


@both(r"a vehicle (?:is|starts) charging")
def _(bed: TestBed) -> None:
    before = len(bed.journal.entries)
    bed.drive("plug in")
    payload = {"connectorId": 1, "idTag": _driver(bed)}
    bed.require_answer("RemoteStartTransaction", payload, "Accepted")
    bed.require(lambda: _charging(bed, before), "a charging vehicle")


def _driver(bed: TestBed) -> str:
    """A tag for a session that is not about tags; ours takes any, another needs one it knows."""
    return DRIVER if bed.setting.central_system is not None else bed.named_tag("valid")


def _charging(bed: TestBed, since: int) -> bool:
    statuses = bed.journal.requests_sent("StatusNotification", since)
    return any(e.payload["status"] == "Charging" and e.answer is not None for e in statuses)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
