"""Faults by name, and random ones."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from mock_csms.chaos import Chaos
from mock_csms.control import problems
from mock_csms.control.control import Shared
from mock_csms.control.models import ChaosBody
from mock_csms.control.plain_json import reply
from mock_csms.faults import described
from ocpp16.actions import ALL_ACTIONS, Role, may_start

router = APIRouter(prefix="/api/v1", tags=["faults"])


@router.get("/faults")
async def faults() -> Response:
    """All faults that a stub or chance can commit."""
    return reply(described())


@router.get("/chaos")
async def chaos(control: Shared) -> Response:
    """The random faults in force; ``seed`` is null when there are none."""
    return reply(_row(control.system.chaos))


@router.put("/chaos")
async def put_chaos(control: Shared, body: ChaosBody) -> Response:
    """Let chance commit faults, the same ones whenever the seed is the same."""
    for index, action in enumerate(body.actions or ()):
        if not may_start(Role.CHARGE_POINT, action):
            known = ", ".join(a for a in ALL_ACTIONS if may_start(Role.CHARGE_POINT, a))
            raise problems.invalid(f"actions[{index}]", f"is none that charge points send: {known}")
    actions = None if body.actions is None else frozenset(body.actions)
    try:
        control.system.chaos = Chaos(body.seed, body.rates, actions)
    except ValueError as error:
        raise problems.invalid("rates", error) from None
    return reply(_row(control.system.chaos))


@router.delete("/chaos", status_code=204)
async def delete_chaos(control: Shared) -> None:
    """No random faults any more."""
    control.system.chaos = None


def _row(chaos: Chaos | None) -> dict[str, Any]:
    if chaos is None:
        return {"seed": None, "rates": {}, "actions": None}
    actions = None if chaos.actions is None else sorted(chaos.actions)
    return {"seed": chaos.seed, "rates": dict(chaos.rates), "actions": actions}
