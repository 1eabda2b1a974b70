"""Request bodies: read whole, within a length and a time."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

MAX_BODY = 1_048_576
"""Longest body, in bytes."""
PATIENCE = 10.0
"""Real seconds in which a body has to arrive."""


class BodyTooLargeError(Exception):
    """More was sent, or announced, than is taken."""

    def __init__(self) -> None:
        super().__init__(f"is longer than {MAX_BODY} bytes")


class BodyTooSlowError(Exception):
    """The body did not arrive in time."""

    def __init__(self) -> None:
        super().__init__(f"did not arrive within {PATIENCE:g} s")


async def read_body(scope: Scope, receive: Receive) -> Receive:
    """Read the body; returns what hands it on. Raises one of the two errors."""
    announced = Headers(scope=scope).get("content-length", "0")
    if announced.isdecimal() and int(announced[:20]) > MAX_BODY:
        raise BodyTooLargeError
    try:
        async with asyncio.timeout(PATIENCE):
            first = await _whole(receive)
    except TimeoutError:
        raise BodyTooSlowError from None
    pending = [first]

    async def handing_on() -> Message:
        return pending.pop() if pending else await receive()

    return handing_on


async def _whole(receive: Receive) -> Message:
    parts: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return message
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        if length > MAX_BODY:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return {"type": "http.request", "body": b"".join(parts), "more_body": False}
