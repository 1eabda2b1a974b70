"""One HTTP request to a product's own interface: bounded in time and size."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx

from conformance.sut.driver import DriverError

MOST_BODY = 64 * 1024
"""Bytes of an answer."""


def ask(
    method: str,
    url: str,
    body: Any = None,
    *,
    headers: Mapping[str, str] | None = None,
    seconds: float = 30.0,
    called: str | None = None,
) -> tuple[int, bytes]:
    """Status and body of the answer. Raises ``DriverError`` when there is none in time.

    ``called`` is what the request goes by in the error; method and URL if nothing is given.
    """
    asked = called or f"{method} {url}"
    try:
        return asyncio.run(_exchange(method, url, body, headers or {}, seconds))
    except TimeoutError:
        raise DriverError(f"{asked}: no answer within {seconds:g} s") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise DriverError(f"{asked}: {type(error).__name__} {error}") from None


async def _exchange(
    method: str, url: str, body: Any, headers: Mapping[str, str], seconds: float
) -> tuple[int, bytes]:
    # neither the surroundings' proxy nor compression, which may hide any number of bytes
    client = httpx.AsyncClient(
        trust_env=False, timeout=None, headers={**headers, "Accept-Encoding": "identity"}
    )
    async with (
        asyncio.timeout(seconds),
        client,
        client.stream(method, url, json=body) as response,
    ):
        return response.status_code, await _bounded(response)


async def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > MOST_BODY:
            raise DriverError(f"the answer is longer than {MOST_BODY} bytes")
    return bytes(body)
