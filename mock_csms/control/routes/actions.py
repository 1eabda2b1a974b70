"""What OCPP has: actions and the schemas of their payloads."""

from __future__ import annotations

from fastapi import APIRouter, Response

from mock_csms.control import problems
from mock_csms.control.plain_json import reply
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS

router = APIRouter(prefix="/api/v1/actions", tags=["actions"])


@router.get("")
async def actions() -> Response:
    """All actions, who may start them, and their feature profiles."""
    return reply(
        [
            {
                "action": action,
                "initiators": [role.value for role in row.initiators],
                "feature_profile": row.feature_profile,
            }
            for action, row in ALL_ACTIONS.items()
        ]
    )


@router.get("/{action}/schema")
async def payload_schema(action: str, answer: bool = False) -> Response:
    """The JSON schema of a request's payload, or of its answer's."""
    if action not in ALL_ACTIONS:
        raise problems.not_found("action", f"{action!r} is no action of OCPP 1.6")
    return reply(schema.schema(action, answer=answer))
