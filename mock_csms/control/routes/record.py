"""Recording: what crosses the wire from one moment to another, as an Open OCPP Trace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from mock_csms.control import problems
from mock_csms.control.control import Control, Recording, Shared
from mock_csms.control.plain_json import reply
from ocpp16.redaction import Redactor
from ocpp16.timestamps import to_text
from ocpp16.trace_format import TraceWriter
from ocpp_conformance import __version__

PAGE = 500
"""Entries written before others have their turn."""
router = APIRouter(prefix="/api/v1/record", tags=["record"])


@router.post("", status_code=HTTPStatus.CREATED)
async def begin(control: Shared) -> Response:
    """Record from now on. 409 while a recording is under way."""
    if control.recording is not None:
        problem = "a recording is under way; DELETE ends it and answers with its trace"
        raise problems.Problem(HTTPStatus.CONFLICT, ("record", problem))
    control.recording = recording = Recording(control.journal.end, control.now)
    return reply(_row(recording), HTTPStatus.CREATED)


@router.get("", response_class=StreamingResponse)
async def so_far(control: Shared) -> StreamingResponse:
    """The trace up to now; the recording goes on."""
    return _trace(control, _under_way(control))


@router.get("/state")
async def state(control: Shared) -> Response:
    """Since when it goes on, and how many entries it holds; ``began`` is null when it does not."""
    recording = control.recording
    if recording is None:
        return reply({"since": None, "began": None, "entries": 0})
    entries = control.journal.end - recording.since
    return reply({**_row(recording), "entries": entries})


@router.delete("", response_class=StreamingResponse)
async def end(control: Shared) -> StreamingResponse:
    """The whole trace; the recording is over."""
    recording, control.recording = _under_way(control), None
    return _trace(control, recording)


def _row(recording: Recording) -> dict[str, Any]:
    return {"since": recording.since, "began": to_text(recording.began_at)}


def _under_way(control: Control) -> Recording:
    if control.recording is None:
        raise problems.not_found("record", "nothing is being recorded; POST begins")
    return control.recording


def _trace(control: Control, recording: Recording) -> StreamingResponse:
    lines = _lines(control, recording, control.journal.end)
    disposition = {"Content-Disposition": 'attachment; filename="trace.jsonl"'}
    return StreamingResponse(lines, headers=disposition, media_type="application/jsonl")


async def _lines(control: Control, recording: Recording, end: int) -> AsyncIterator[str]:
    """Credentials are masked and idTags replaced, as ``record`` of the command does by default."""
    writer = TraceWriter(Redactor())
    yield writer.first_line(recording.began_at, recorder=f"ocpp-conformance {__version__}") + "\n"
    place = recording.since
    while place < end:
        entries = control.journal.scan(place, min(PAGE, end - place))
        if not entries:
            return
        place = entries[-1].index + 1
        yield "".join(f"{writer.line(entry)}\n" for entry in entries if entry.index < end)
