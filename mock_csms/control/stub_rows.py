"""Stubs from the bodies of requests, and as plain data."""

from __future__ import annotations

from typing import Any

from mock_csms.control import problems, views
from mock_csms.control.models import HandshakeStubBody, MatchBody, ResponseBody, StubBody
from mock_csms.control.plain_json import plain
from mock_csms.faults import fault_row
from mock_csms.responses import Computed, Fault, Refusal, Reply, Response, Silence, Text
from mock_csms.script import HandshakeStub, Stub
from ocpp16.actions import ALL_ACTIONS, Role, may_start
from ocpp16.expectation import Match, match

KINDS = ("answer", "answer_exactly", "refuse", "ignore", "send", "fail")


def stub(body: StubBody, now: float) -> Stub:
    """The stub that a body asks for. Raises ``Problem`` naming the field that is wrong."""
    response = _response(body.response)
    try:
        return Stub(
            _match(body.match),
            response,
            times=body.times,
            skip=body.skip,
            priority=body.priority,
            expires=None if body.lasting is None else now + body.lasting,
            scenario=body.scenario,
            state=body.state,
            then=body.then,
        )
    except ValueError as error:
        raise problems.invalid("scenario", error) from None


def handshake_stub(body: HandshakeStubBody) -> HandshakeStub:
    """The stub that a body asks for."""
    try:
        return HandshakeStub(body.identity, body.status, body.after, body.times)
    except ValueError as error:
        raise problems.invalid("status", error) from None


def of_stub(number: int, stub: Stub) -> dict[str, Any]:
    """A stub as plain data."""
    return {
        "id": number,
        "match": _of_match(stub.match),
        "response": _of_response(stub.response),
        "times": stub.times,
        "skip": stub.skip,
        "priority": stub.priority,
        "expires": views.moment(stub.expires),
        "scenario": stub.scenario,
        "state": stub.state,
        "then": stub.then,
        "hits": stub.hits,
    }


def of_handshake(number: int, stub: HandshakeStub) -> dict[str, Any]:
    """A stub for handshakes as plain data."""
    return {
        "id": number,
        "identity": stub.identity,
        "status": stub.status,
        "after": stub.after,
        "times": stub.times,
        "hits": stub.hits,
    }


def _match(body: MatchBody) -> Match:
    if body.action is not None and not may_start(Role.CHARGE_POINT, body.action):
        known = ", ".join(a for a in ALL_ACTIONS if may_start(Role.CHARGE_POINT, a))
        raise problems.invalid("match.action", f"is none that charge points send: {known}")
    return match(
        body.action,
        identity=body.identity,
        connector=body.connector,
        transaction=body.transaction,
        payload=body.payload,
        fields=body.fields,
    )


def _response(body: ResponseBody) -> Response:
    chosen = [
        kind for kind in KINDS if kind in body.model_fields_set and getattr(body, kind) is not None
    ]
    if len(chosen) != 1:
        raise problems.invalid("response", f"needs exactly one of {', '.join(KINDS)}")
    after = body.after or 0.0
    if body.answer is not None:
        return Reply(body.answer, after)
    if body.answer_exactly is not None:
        return Reply(body.answer_exactly, after, whole=True)
    if body.refuse is not None:
        return Refusal(body.refuse.code, body.refuse.description, after)
    if body.send is not None:
        return Text(body.send, after)
    return Silence() if body.fail is None else _fault(body.fail, body.after)


def _fault(name: str, after: float | None) -> Fault:
    try:
        fault_row(name)
    except ValueError as error:
        raise problems.invalid("response.fail", error) from None
    return Fault(name, after=after)


def _of_match(match: Match) -> dict[str, Any]:
    return {
        "action": match.action,
        "identity": match.identity,
        "fields": dict(match.fields),
        "payload": plain(match.payload),
        "connector": match.connector,
        "transaction": match.transaction,
    }


def _of_response(response: Response) -> dict[str, Any]:
    match response:
        case Reply(fields, after, whole):
            return {"answer_exactly" if whole else "answer": plain(dict(fields)), "after": after}
        case Refusal(code, description, after):
            return {"refuse": {"code": code, "description": description}, "after": after}
        case Text(text, after):
            return {"send": text, "after": after}
        case Fault(name, _, after):
            return {"fail": name, "after": after}
        case Silence():
            return {"ignore": True}
        case Computed():
            return {"compute": "a function of the program"}
