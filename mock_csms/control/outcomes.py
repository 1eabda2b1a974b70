"""What becomes of a request to a charge point: five distinct outcomes."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from typing import Any

from mock_csms.control import problems
from mock_csms.control.control import Control
from mock_csms.control.plain_json import plain
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS, Role, may_start
from ocpp16.frames import Payload
from ocpp16.redaction import redact_row
from ocpp16.rpc import Answered, Disconnected, Outcome, Refused, TimedOut

DISPATCHED = "dispatched"
REQUIRED = re.compile(r"'(\w+)' is a required property$")
NAMES: dict[type[Outcome], str] = {
    Answered: "answered",
    Refused: "callerror",
    TimedOut: "timeout",
    Disconnected: "not-connected",
}


def check(action: str, payload: Payload, field: str = "payload") -> None:
    """Raises ``Problem`` for what no central system may send, naming the field."""
    if not may_start(Role.CENTRAL_SYSTEM, action):
        actions = ", ".join(a for a in ALL_ACTIONS if may_start(Role.CENTRAL_SYSTEM, a))
        raise problems.invalid(
            "action", f"{action!r} is none that a central system sends: {actions}"
        )
    faults = schema.faults(action, payload)
    if faults:
        raise problems.Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, *((_place(field, f), f.message) for f in faults)
        )


async def outcome_of(
    control: Control, identity: str, action: str, payload: Payload, timeout: float
) -> dict[str, Any]:
    """Ask a charge point, and say what became of it."""
    settled: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    def concluded(_now: float, outcome: Outcome) -> None:
        control.metrics.called(NAMES[type(outcome)])
        if not settled.done():
            settled.set_result(outcome)

    control.server.call(identity, action, payload, concluded, timeout=timeout)
    return described(await control.before_the_end(settled))


def dispatch(
    control: Control, identity: str, action: str, payload: Payload, timeout: float
) -> dict[str, Any]:
    """Ask a charge point without waiting; the journal shows what becomes of it."""

    def concluded(_now: float, outcome: Outcome) -> None:
        control.metrics.called(NAMES[type(outcome)])

    own = control.server.call(identity, action, payload, concluded, timeout=timeout)
    if own.outcome is not None:
        return described(own.outcome)
    control.metrics.called(DISPATCHED)
    return {"outcome": DISPATCHED}


def described(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain data, the password masked."""
    answer: dict[str, Any] = {"outcome": NAMES[type(outcome)]}
    match outcome:
        case Answered(payload):
            answer["payload"] = plain(payload)
        case Refused(error):
            answer["error"] = {
                "code": error.code,
                "description": error.description,
                "details": plain(error.details),
            }
    return redact_row(answer)


def _place(field: str, fault: schema.Fault) -> str:
    """The field that is wrong, also where the schema names the object that lacks it."""
    missing = REQUIRED.match(fault.message)
    parts = field, "" if fault.path == "payload" else fault.path, missing[1] if missing else ""
    return ".".join(filter(None, parts)) or "body"
