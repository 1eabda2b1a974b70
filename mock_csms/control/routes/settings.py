"""Settings of the central system, and the way back to a known state."""

from __future__ import annotations

from fastapi import APIRouter, Response

from mock_csms.control.control import Shared
from mock_csms.control.models import ResetBody, SettingsBody
from mock_csms.control.plain_json import reply

router = APIRouter(prefix="/api/v1", tags=["settings"])


@router.get("/settings")
async def settings(control: Shared) -> Response:
    """As they are."""
    return reply(control.settings())


@router.patch("/settings")
async def change_settings(control: Shared, body: SettingsBody) -> Response:
    """Change those that are named. A call time-out counts for connections opened later."""
    control.change_settings(body.model_dump(exclude_none=True))
    return reply(control.settings())


@router.post("/reset", status_code=204)
async def reset(control: Shared, body: ResetBody | None = None) -> None:
    """No stubs, no random faults, tags and settings as at the start, nothing in the journal.

    A recording or playback under way is over.
    """
    control.reset(connections=body is not None and body.connections)
    await control.forget_playback()
