"""Addresses that users give: a URL to connect to, a host and a port to listen on."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from conformance.commands.usage import UsageProblem

HIGHEST_PORT = 65_535
_CREDENTIALS = re.compile(r"[^/]*//[^/?#]*@")
"""Looked for before anything else, so that no complaint quotes them."""


def check_url(
    url: str, option: str = "--csms", credentials: str | None = "--username and --password"
) -> None:
    """Raises ``UsageProblem`` for what is no endpoint URL of a central system.

    ``credentials`` are the options that take what must not stand in a URL, if there are any.
    """
    if _CREDENTIALS.match(url):
        remedy = f"give them as {credentials}" if credentials else "leave them out"
        raise UsageProblem(f"{option} holds credentials; {remedy}")
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("ws", "wss") and parts.hostname and parts.port != 0
    except ValueError:  # e.g. a port out of range
        is_usable = False
    else:
        is_usable = is_usable and not (parts.query or parts.fragment)
    if not is_usable:
        raise UsageProblem(
            f"{option} {url!r} is no endpoint; write e.g. ws://127.0.0.1:9000/ocpp or "
            "wss://host/path, without a query"
        )


def is_secure(url: str) -> bool:
    """Whether the URL means TLS."""
    return url.casefold().startswith("wss:")


def listening_address(text: str, option: str = "--listen") -> tuple[str, int]:
    """Host and port of ``HOST:PORT``. Raises ``UsageProblem`` for anything else."""
    host, colon, port = text.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    is_port = port.isascii() and port.isdigit() and int(port[:6]) <= HIGHEST_PORT
    if not (colon and host and is_port):
        raise UsageProblem(
            f"{option} {text!r} is no address; write HOST:PORT, e.g. 127.0.0.1:9000 or [::1]:9000, "
            f"with a port from 0 (takes a free one) to {HIGHEST_PORT}"
        )
    return host, int(port)
