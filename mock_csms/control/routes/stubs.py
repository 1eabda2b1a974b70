"""Stubs: what certain CALLs and handshakes get instead of the polite answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from mock_csms.control import problems, stub_rows
from mock_csms.control.control import Control, Shared
from mock_csms.control.models import HandshakeStubBody, StubBody
from mock_csms.control.plain_json import reply
from mock_csms.script import HandshakeStub, Stub

router = APIRouter(prefix="/api/v1", tags=["stubs"])
CREATED = 201
Number = Annotated[int, Path(alias="id")]


@router.get("/stubs")
async def stubs(control: Shared) -> Response:
    """Those in force, the newest last."""
    return reply({"items": [stub_rows.of_stub(*each) for each in in_force(control).items()]})


@router.post("/stubs", status_code=CREATED)
async def add_stub(control: Shared, body: StubBody) -> Response:
    """Put a stub in force."""
    stub = control.system.script.add(stub_rows.stub(body, control.now))
    return reply(stub_rows.of_stub(_number_of(stub, in_force(control)), stub), CREATED)


@router.delete("/stubs", status_code=204)
async def delete_stubs(control: Shared) -> None:
    """Go back to polite answers; scenarios begin anew."""
    script = control.system.script
    script.stubs.clear()
    script.states.clear()


@router.get("/stubs/{id}")
async def stub(control: Shared, number: Number) -> Response:
    """One of them."""
    return reply(stub_rows.of_stub(number, _found(number, in_force(control))))


@router.delete("/stubs/{id}", status_code=204)
async def delete_stub(control: Shared, number: Number) -> None:
    """Put a stub out of force."""
    control.system.script.remove(_found(number, in_force(control)))


@router.get("/handshake-stubs")
async def handshake_stubs(control: Shared) -> Response:
    """Those in force, the newest last."""
    found = handshakes_in_force(control).items()
    return reply({"items": [stub_rows.of_handshake(*each) for each in found]})


@router.post("/handshake-stubs", status_code=CREATED)
async def add_handshake_stub(control: Shared, body: HandshakeStubBody) -> Response:
    """Turn handshakes away, or let them wait."""
    stub = control.system.script.add_handshake(stub_rows.handshake_stub(body))
    number = _number_of(stub, handshakes_in_force(control))
    return reply(stub_rows.of_handshake(number, stub), CREATED)


@router.delete("/handshake-stubs", status_code=204)
async def delete_handshake_stubs(control: Shared) -> None:
    """Let handshakes be as usual."""
    control.system.script.handshakes.clear()


@router.get("/handshake-stubs/{id}")
async def handshake_stub(control: Shared, number: Number) -> Response:
    """One of them."""
    return reply(stub_rows.of_handshake(number, _found(number, handshakes_in_force(control))))


@router.delete("/handshake-stubs/{id}", status_code=204)
async def delete_handshake_stub(control: Shared, number: Number) -> None:
    """Put a stub out of force."""
    control.system.script.remove(_found(number, handshakes_in_force(control)))


def in_force(control: Control) -> dict[int, Stub]:
    """Number -> stub."""
    now = control.now
    stubs = control.system.script.stubs
    return control.stubs.of(s for s in stubs if s.expires is None or now < s.expires)


def handshakes_in_force(control: Control) -> dict[int, HandshakeStub]:
    """Number -> stub."""
    return control.handshakes.of(control.system.script.handshakes)


def _found(number: int, stubs: dict[int, Any]) -> Any:
    if number not in stubs:
        raise problems.not_found("id", f"there is no stub {number} in force")
    return stubs[number]


def _number_of(stub: object, stubs: dict[int, Any]) -> int:
    return next(number for number, each in stubs.items() if each is stub)
