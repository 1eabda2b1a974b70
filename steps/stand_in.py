"""Stimuli of a stand-in: a charge point that says exactly what a scenario tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pytest_bdd import given

from conformance.judgement import NotApplicable
from conformance.sut.stand_in import StandIn, StandInCall
from conformance.sut.stand_in_answers import SILENCE, Raw, Refusal, Reply, Scripted
from conformance.testbed import TestBed
from steps._words import (
    DURATION,
    OCCASIONS,
    QUOTED,
    Table,
    alternatives,
    fields,
    lasting,
    phrase,
    request,
    spelt_out,
    times,
)
from steps.charge_point import both

WHO = r"(?P<who>the|a|another) stand-in"
NUMBERS = {"the": 0, "a": 0, "another": 1}
NEXT = rf"(?P<occasions>{OCCASIONS}) \"(?P<action>\w+)\""
BOOT = {"chargePointVendor": "Stand-in", "chargePointModel": "Plain"}
MANY = 100
"""What `every` means to a stand-in, whose scenarios are short."""


PARTING = 10.0
"""Seconds a connection may take to end; the carrier drops it sooner."""


def stand_in(bed: TestBed, who: str) -> StandIn:
    """The stand-in that a phrase means."""
    return bed.stand_in(NUMBERS[who])


# connections -----------------------------------------------------------------------------------------


def _bytes_of_key(bed: TestBed) -> bytes:
    try:
        return bytes.fromhex(bed.key_of_stand_in())
    except ValueError:
        raise NotApplicable("the key is a plain text, not a hexadecimal one") from None


def _doubled_slash(url: str) -> str:
    head, _, identity = url.rpartition("/")
    return f"{head}//{identity}"


def _encoded(url: str) -> str:
    """The first character of the identity as percent-encoding has it (RFC 3986, section 2.1)."""
    head, _, identity = url.rpartition("/")
    return f"{head}/%{ord(identity[0]):02X}{identity[1:]}"


WAYS: Mapping[str, Callable[[TestBed, StandIn, str], dict[str, Any]]] = {
    r", offering nothing": lambda _bed, _it, _: {"subprotocols": ()},
    rf", offering {QUOTED}": lambda _bed, _it, names: {"subprotocols": tuple(names.split(", "))},
    r" without a key": lambda _bed, _it, _: {"password": None},
    rf" with the key {QUOTED}": lambda _bed, _it, key: {"password": key.encode()},
    r" with the bytes of its key": lambda bed, _it, _: {"password": _bytes_of_key(bed)},
    rf" under the name {QUOTED}": lambda _bed, _it, name: {"username": name},
    r" through a doubled slash": lambda _bed, it, _: {"url": _doubled_slash(it.url)},
    r" with its identity percent-encoded": lambda _bed, it, _: {"url": _encoded(it.url)},
}
"""How it may connect -> what is different in its handshake."""


def _changes(bed: TestBed, who: str, way: str) -> dict[str, Any]:
    change = next((WAYS[each] for each in WAYS if re.fullmatch(each, way)), None)
    words = alternatives(way)
    return change(bed, stand_in(bed, who), words[0] if words else "") if change else {}


def connect(bed: TestBed, who: str, **changes: Any) -> None:
    """Let a stand-in open a connection."""
    it = stand_in(bed, who)
    bed.tell(lambda now: it.connect(now, **changes))


def register(bed: TestBed, who: str) -> None:
    """Bring a stand-in into service, as a precondition."""
    it = stand_in(bed, who)
    if not it.is_connected:
        connect(bed, who)
        bed.require(lambda: it.is_connected, "a connection of the stand-in", bed.setting.in_service)
    call = say(bed, who, "BootNotification", dict(BOOT))
    bed.require(lambda: call.outcome is not None, "an answer to BootNotification", 30.0)
    status = (call.response or {}).get("status")
    bed.require(lambda: status == "Accepted", f"registration accepted, not {status}")


@both(rf"{WHO} (?:is|has) connected")
def _(bed: TestBed, who: str) -> None:
    connect(bed, who)
    it = stand_in(bed, who)
    bed.require(lambda: it.is_connected, "a connection of the stand-in", bed.setting.in_service)


@both(rf"{WHO} is registered")
def _(bed: TestBed, who: str) -> None:
    register(bed, who)


@both(rf"{WHO} connects(?P<way>{'|'.join(WAYS)})?")
def _(bed: TestBed, who: str, way: str | None) -> None:
    connect(bed, who, **_changes(bed, who, way or ""))


@both(rf"{WHO} connects anew")
def _(bed: TestBed, who: str) -> None:
    bed.stand_in_anew(NUMBERS[who])
    connect(bed, who)


@given(phrase(rf"{WHO} has a key"))
def _(bed: TestBed, who: str) -> None:
    assert NUMBERS[who] == 0, "one key is known, that of the first"
    bed.key_of_stand_in()


@both(rf"{WHO} closes the connection")
def _(bed: TestBed, who: str) -> None:
    leave(bed, stand_in(bed, who), 1000)


@both(rf"{WHO} vanishes without a word")
def _(bed: TestBed, who: str) -> None:
    leave(bed, stand_in(bed, who), 1006)


def leave(bed: TestBed, it: StandIn, code: int) -> None:
    """Let a stand-in end its connection; it is over before anything else is said."""
    bed.tell(lambda now: it.close(now, code))
    bed.wait(lambda: not it.is_connected, PARTING)


# what it says ----------------------------------------------------------------------------------------


def say(
    bed: TestBed, who: str, action: str, payload: dict[str, Any], call_id: str | None = None
) -> StandInCall:
    """Let a stand-in make a request; it becomes the latest one."""
    it = stand_in(bed, who)
    call = bed.tell(lambda now: it.call(now, action, payload, call_id))
    bed.last_call = call
    return call


@both(rf"{WHO} sends \"(?P<action>\w+)\"(?: under the id \"(?P<call_id>[^\"]+)\")?")
def _(
    bed: TestBed, who: str, action: str, call_id: str | None, datatable: Table | None = None
) -> None:
    own_id = None if call_id is None else spelt_out(call_id)
    say(bed, who, action, request(bed, action, datatable), own_id)


@both(rf"{WHO} sends the same again(?P<same_id>, under the same id)?")
def _(bed: TestBed, who: str, same_id: str | None) -> None:
    it, last = stand_in(bed, who), bed.last_call
    assert isinstance(last, StandInCall), "there is nothing to send again"
    bed.last_call = bed.tell(lambda now: it.repeat(now, last, same_id=same_id is not None))


@both(rf"{WHO} sends the text")
def _(bed: TestBed, who: str, docstring: str) -> None:
    it = stand_in(bed, who)
    bed.last_call = bed.tell(lambda now: it.utter(now, docstring)) or bed.last_call


# what it answers -------------------------------------------------------------------------------------


def _answer(bed: TestBed, who: str, occasions: str, action: str, scripted: Scripted) -> None:
    it, often = stand_in(bed, who), times(occasions) or MANY
    bed.carrier.do(lambda _now: it.answer_next(action, *([scripted] * often)))


@given(phrase(rf"{WHO} answers {NEXT} with"))
def _(bed: TestBed, who: str, occasions: str, action: str, datatable: Table) -> None:
    payload: dict[str, Any] = dict(fields(bed, datatable))
    _answer(bed, who, occasions, action, Scripted(Reply(payload)))


@given(phrase(rf"{WHO} refuses {NEXT} with the error \"(?P<code>\w+)\""))
def _(bed: TestBed, who: str, occasions: str, action: str, code: str) -> None:
    _answer(bed, who, occasions, action, Scripted(Refusal(code)))


@given(phrase(rf"{WHO} leaves {NEXT} unanswered"))
def _(bed: TestBed, who: str, occasions: str, action: str) -> None:
    _answer(bed, who, occasions, action, SILENCE)


@given(phrase(rf"{WHO} answers {NEXT} (?P<delay>{DURATION}) late"))
def _(bed: TestBed, who: str, occasions: str, action: str, delay: str) -> None:
    _answer(bed, who, occasions, action, Scripted(after=lasting(bed, delay)))


@given(phrase(rf"{WHO} answers {NEXT} (?:with the text|twice)"))
def _(bed: TestBed, who: str, occasions: str, action: str, docstring: str | None = None) -> None:
    scripted = Scripted(times=2) if docstring is None else Scripted(Raw(docstring))
    _answer(bed, who, occasions, action, scripted)
