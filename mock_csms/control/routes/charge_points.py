"""Charge points: the list, one of them, requests to it, the end of its connection."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from mock_csms.charge_points import ChargePoint
from mock_csms.control import outcomes, problems, views
from mock_csms.control.control import Control, Shared
from mock_csms.control.models import CallBody, CloseBody
from mock_csms.control.plain_json import reply

router = APIRouter(prefix="/api/v1/charge-points", tags=["charge points"])
RESERVED_CODES = frozenset({1004, 1005, 1015, *range(1016, 3000)})
"""Close codes that no end may send (RFC 6455, section 7.4)."""


@router.get("")
async def charge_points(
    control: Shared,
    query: Annotated[str, Query(max_length=255)] = "",
    connected: bool | None = None,
    offset: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """Those ever seen, in the order of their identities, a page at a time."""
    found = [
        known
        for _, known in sorted(control.system.charge_points.items())
        if connected in (None, known.connection is not None)
        and views.matches(known, query.casefold())
    ]
    page = found[offset : offset + limit]
    items = [views.charge_point(control.system, control.now, known) for known in page]
    return reply({"total": len(found), "items": items})


@router.post("/{identity:path}/calls")
async def call(control: Shared, identity: str, body: CallBody) -> Response:
    """Send a request, and say what became of it."""
    known(control, identity)
    if body.valid:
        outcomes.check(body.action, body.payload)
    asked = control, identity, body.action, body.payload, body.timeout
    return reply(await outcomes.outcome_of(*asked) if body.wait else outcomes.dispatch(*asked))


@router.post("/{identity:path}/close")
async def close(control: Shared, identity: str, body: CloseBody | None = None) -> Response:
    """Close the connection; 1006 breaks it without a close."""
    known(control, identity)
    body = body or CloseBody()
    if body.code in RESERVED_CODES:
        raise problems.invalid("code", f"{body.code} may not be sent (RFC 6455, section 7.4)")
    is_closing = control.server.close(identity, body.code, body.reason)
    return reply({"outcome": "closing" if is_closing else "not-connected"})


@router.get("/{identity:path}")
async def charge_point(control: Shared, identity: str) -> Response:
    """All that is known of one."""
    of = known(control, identity)
    return reply(views.charge_point_in_full(control.system, control.now, of))


def known(control: Control, identity: str, field: str = "identity") -> ChargePoint:
    """One that was seen at least once. Raises ``Problem`` for any other."""
    found = control.system.charge_points.get(identity)
    if found is None:
        raise problems.not_found(field, f"charge point {identity!r} was never seen here")
    return found
