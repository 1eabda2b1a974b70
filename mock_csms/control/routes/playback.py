"""Playback: one side of a recorded trace played against a live peer, beside everything else."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Response

from mock_csms.control import problems
from mock_csms.control.control import Control, Shared
from mock_csms.control.models import PlaybackBody
from mock_csms.control.plain_json import reply
from mock_csms.control.playing import Playing, as_central_system, as_charge_points
from mock_csms.playback_parts import Manner, Part, dialling, parts, playable
from ocpp16.actions import Role
from ocpp16.trace_reader import Recording, Trace, TraceError, bounded_lines, read_trace

router = APIRouter(prefix="/api/v1/playback", tags=["playback"])
LONGEST_WAIT = 60.0
"""Seconds that a question may wait for the end."""


@router.post("", status_code=HTTPStatus.CREATED)
async def begin(control: Shared, body: PlaybackBody) -> Response:
    """Play one side of a trace. 409 while a playback is under way.

    ``as`` is the side: charge points dial ``url``, without one this central system; a central
    system listens on ``port`` (0 takes a free one), the answer's ``url`` says where. ``trace`` is an
    Open OCPP Trace as text; the charge points in ``identities``, or all, are played at the same time.
    ``pace`` null leaves the recorded pauses out. What does not fit into a body is for the command.
    """
    async with control.beginning:
        if control.playback is not None and not control.playback.is_over:
            problem = "a playback is under way; DELETE ends it"
            raise problems.Problem(HTTPStatus.CONFLICT, ("playback", problem))
        await control.forget_playback()
        control.playback = playing = await _playing(control, body)
        playing.begin()
    return reply(playing.row(), HTTPStatus.CREATED)


@router.get("")
async def status(
    control: Shared, wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT)] = 0.0
) -> Response:
    """How the latest playback stands; with ``wait`` at its end, or after so many seconds.

    Each charge point has a result: under-way, as-recorded, different, or broken when it ended early.
    """
    playing = _latest(control)
    await playing.gone(within=wait)
    return reply(playing.row())


@router.delete("")
async def end(control: Shared) -> Response:
    """Stop the playback, if it is not over, and forget it; the answer is how it stood."""
    playing = _latest(control)
    await control.forget_playback()
    return reply(playing.row())


def _latest(control: Control) -> Playing:
    if control.playback is None:
        raise problems.not_found("playback", "nothing was played; POST begins")
    return control.playback


async def _playing(control: Control, body: PlaybackBody) -> Playing:
    manner = Manner(Role(body.side), body.pace, body.patience, body.connect_within)
    trace = _trace(body.trace)
    recordings = _recordings(trace, body.identities)
    if manner.side is Role.CHARGE_POINT:
        return _charge_points(control, body, trace, recordings, manner)
    for name in ("url", "username", "password"):
        if getattr(body, name) is not None:
            raise problems.invalid(name, "is for charge points; a central system has a port")
    return await _central_system(control, body, parts(trace, recordings, manner))


def _charge_points(
    control: Control,
    body: PlaybackBody,
    trace: Trace,
    recordings: list[Recording],
    manner: Manner,
) -> Playing:
    if body.port is not None:
        raise problems.invalid("port", "is for a central system; charge points have a url")
    url = None if body.url is None else _checked(body.url)
    dials = dialling(url or control.server.reachable_url, body.username, body.password)
    return as_charge_points(control.server, url, parts(trace, recordings, manner, dials))


async def _central_system(control: Control, body: PlaybackBody, played: list[Part]) -> Playing:
    try:
        return await as_central_system(control.server, body.port or 0, played)
    except OSError as error:
        problem = f"cannot be listened on ({error.strerror}); 0 takes a free one"
        raise problems.Problem(HTTPStatus.CONFLICT, ("port", problem)) from None


def _trace(text: str) -> Trace:
    try:
        return read_trace(bounded_lines(io.StringIO(text).readline))
    except TraceError as error:
        raise problems.invalid("trace", error) from None


def _recordings(trace: Trace, identities: list[str] | None) -> list[Recording]:
    known = playable(trace)
    if not known:
        raise problems.invalid("trace", "holds no frame: there is nothing to play")
    for index, identity in enumerate(identities or ()):
        if identity not in known:
            raise problems.invalid(f"identities[{index}]", "is no charge point of the trace")
    return [known[identity] for identity in dict.fromkeys(identities or known)]


def _checked(url: str) -> str:
    try:
        found = urlsplit(url)
        is_usable = found.scheme in ("ws", "wss") and found.hostname and found.port != 0
    except ValueError:  # e.g. a port out of range
        is_usable = False
    else:
        is_usable = is_usable and not ("@" in found.netloc or found.query or found.fragment)
    if not is_usable:
        problem = (
            "is no endpoint; write e.g. ws://127.0.0.1:9000/ocpp, without credentials or query"
        )
        raise problems.invalid("url", problem)
    return url
