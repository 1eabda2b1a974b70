"""The trigger API that other test suites use: one POST an action, its payload as the body."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Body, Response

from mock_csms.control import outcomes, problems, tag_rows
from mock_csms.control.control import Shared
from mock_csms.control.models import PasswordBody, TagBody, TokenBody
from mock_csms.control.plain_json import JsonObject, reply
from mock_csms.control.routes.charge_points import known
from ocpp16.actions import ALL_ACTIONS, Role, may_start

router = APIRouter(prefix="/api/octt", tags=["trigger API"])
LONGEST_TAG = 20


def kebab(action: str) -> str:
    """``RemoteStartTransaction`` -> ``remote-start-transaction``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", action).lower()


TRIGGERS = {
    kebab(action): action for action in ALL_ACTIONS if may_start(Role.CENTRAL_SYSTEM, action)
}


@router.post("/create-token")
async def create_token(control: Shared, body: TokenBody) -> Response:
    """Put a tag on file."""
    if len(body.token_id) > LONGEST_TAG:
        raise problems.invalid("token_id", f"is longer than {LONGEST_TAG} characters")
    tag_rows.put(control.system.tags, body.token_id, TagBody(status=body.status))
    return reply({"token_id": body.token_id, "status": body.status})


@router.post("/set-basic-auth-password")
async def set_basic_auth_password(control: Shared, body: PasswordBody) -> Response:
    """Demand this password of a charge point, from its next handshake on."""
    control.system.access = control.system.access.demanding(body.station_id, body.password)
    return reply({"station_id": body.station_id})


@router.post("/1.6/{station:path}/{trigger}")
async def trigger(
    control: Shared,
    station: str,
    trigger: str,
    payload: Annotated[JsonObject | None, Body()] = None,
) -> Response:
    """Send a request to a charge point, and say what became of it, as /api/v1 does."""
    if trigger not in TRIGGERS:
        problem = f"there is no action {trigger!r}; there are {', '.join(TRIGGERS)}"
        raise problems.not_found("action", problem)
    known(control, station, "station")
    asked = payload or {}
    outcomes.check(TRIGGERS[trigger], asked, field="")
    timeout = control.system.call_timeout
    return reply(await outcomes.outcome_of(control, station, TRIGGERS[trigger], asked, timeout))
