"""`health`: whether a server answers at its health page, as the check of a container asks."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from pathlib import Path
from ssl import SSLContext, create_default_context
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

import typer

from conformance.commands.tls import client_context
from conformance.commands.usage import UsageProblem

PORTS = {"http": 80, "https": 443}
UNHEALTHY = 1
NO_HTTP = "what it answers is not HTTP"


class NotHealthyError(Exception):
    """Why the server does not count as answering."""


def health(
    url: Annotated[
        str, typer.Option(metavar="URL", help="The page that answers 200 to a plain GET.")
    ] = "http://127.0.0.1:9000/health",
    timeout: Annotated[float, typer.Option(help="Seconds the server has to answer.")] = 4.0,
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="PEM certificates to trust for https.")
    ] = None,
) -> None:
    """Say whether the server at a URL answers; exit code 1 if it does not."""
    parts = checked_url(url)
    if not 0 < timeout < float("inf"):
        raise UsageProblem(f"--timeout {timeout:g} is no time to wait; choose seconds above 0")
    is_secure = parts.scheme == "https"
    if ca is not None and not is_secure:
        raise UsageProblem("--ca is for https:// only; leave it out or use https:// in --url")
    context = (client_context(ca) or create_default_context()) if is_secure else None
    try:
        asyncio.run(expect_answer(parts, timeout, context))
    except NotHealthyError as error:
        typer.echo(f"{url} is not healthy: {error}", err=True)
        raise typer.Exit(UNHEALTHY) from None
    typer.echo(f"{url} answers")


def checked_url(url: str) -> SplitResult:
    """The parts of a URL that can be asked. Raises ``UsageProblem``, which repeats no password."""
    if "@" in url:
        raise UsageProblem("--url holds credentials; the health check needs none")
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")
        is_usable = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError:  # a port out of range, a host with an empty label
        is_usable = False
    if not is_usable or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageProblem(
            f"--url {url!r} cannot be asked; write e.g. http://127.0.0.1:9000/health or "
            "https://host/health"
        )
    return parts


async def expect_answer(url: SplitResult, timeout: float, context: SSLContext | None) -> None:
    """Raises ``NotHealthyError`` unless the server answers 200 within so many seconds."""
    try:
        async with asyncio.timeout(timeout):
            status = await _status(url, context)
    except TimeoutError:
        raise NotHealthyError(f"no answer within {timeout:g} s") from None
    except OSError as error:
        raise NotHealthyError(str(error) or type(error).__name__) from None
    if status != HTTPStatus.OK:
        raise NotHealthyError(f"it answers HTTP {status}, not 200 OK")


async def _status(url: SplitResult, context: SSLContext | None) -> int:
    port = url.port or PORTS[url.scheme]
    reader, writer = await asyncio.open_connection(url.hostname, port, ssl=context)
    try:
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        request = f"GET {target} HTTP/1.1\r\nHost: {url.netloc}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        return _status_in(await _first_line(reader))
    finally:
        writer.transport.abort()


async def _first_line(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readline()
    except ValueError:  # longer than the reader's limit
        raise NotHealthyError(NO_HTTP) from None


def _status_in(line: bytes) -> int:
    found = re.match(rb"HTTP/1\.[01] (\d{3})\b", line)
    if found is None:
        raise NotHealthyError(NO_HTTP if line else "it hangs up")
    return int(found[1])
