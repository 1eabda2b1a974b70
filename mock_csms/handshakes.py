"""What an HTTP upgrade request says: identity in the path, subprotocols, Basic credentials."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import unquote

from mock_csms.access import Handshake

Credentials = tuple[str | None, bytes | None]
NO_CREDENTIALS: Credentials = (None, None)
HEALTH_PATH = "/health"
"""What answers 200 to a plain GET; for a WebSocket handshake it is a path like any other."""


def handshake_of(path: str, offered: Sequence[str], authorizations: Sequence[str]) -> Handshake:
    """Read a request: its path and the values of the two headers, each as often as it came."""
    tokens = tuple(token.strip() for value in offered for token in value.split(","))
    username, password = (
        basic_credentials(authorizations[0]) if len(authorizations) == 1 else NO_CREDENTIALS
    )
    return Handshake(identity_in(path), path, tuple(filter(None, tokens)), username, password)


def identity_in(path: str) -> str:
    """The last segment of a path that is not empty, percent-decoded; "" when there is none."""
    segments = [segment for segment in path.partition("?")[0].split("/") if segment]
    return unquote(segments[-1]) if segments else ""


def asks_for_health(path: str, status: int) -> bool:
    """A plain GET from a container's engine or a load balancer, every few seconds: not kept.

    ``status`` is what a request that is no handshake would be answered with.
    """
    return status == HTTPStatus.UPGRADE_REQUIRED and path == HEALTH_PATH


def basic_credentials(authorization: str) -> Credentials:
    """User name and raw password of an Authorization header; none when it is malformed.

    The password is bytes, since OCPP keys need not be text (OCPP-J 6.2.2).
    """
    scheme, _, encoded = authorization.strip().partition(" ")
    try:
        username, colon, password = b64decode(encoded.strip(), validate=True).partition(b":")
        name = username.decode()
    except ValueError:
        return NO_CREDENTIALS
    return (name, password) if scheme.casefold() == "basic" and colon else NO_CREDENTIALS
