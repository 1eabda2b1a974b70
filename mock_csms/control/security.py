"""Who may use the control API: token, Host and Origin, and how much may be sent."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mock_csms.control import problems
from mock_csms.control.bodies import BodyTooLargeError, BodyTooSlowError, read_body

OPEN_PATHS = ("/health", "/docs", "/openapi.json", "/")
OPEN_FOLDERS = ("/console/", "/docs/")
"""What anybody may see without the token: the same for every central system."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DOCS = "/docs"
OWN_FILES_ONLY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
WITH_INLINE_SCRIPT = f"{OWN_FILES_ONLY}; script-src 'self' 'unsafe-inline'"
"""For the one page of a library that has its script inside."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""What a browser is told with every answer, beside the policy: nothing of other hosts."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    name = host.strip("[]").rstrip(".").casefold()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Guard:
    """What a request has to present."""

    token: str | None = field(default=None, repr=False)
    """Sent as ``Authorization: Bearer …``; None: none is demanded."""
    loopback_only: bool = True
    """Whether a Host header that names another machine is refused (DNS rebinding)."""

    def refusal(
        self, method: str, path: str, headers: Headers
    ) -> tuple[HTTPStatus, str, str] | None:
        """Status, field and problem of a request that is turned away."""
        host = headers.get("host", "")
        if self.loopback_only and not is_loopback(_host_name(host)):
            problem = "this API is for this machine only; address it as 127.0.0.1 or localhost"
            return HTTPStatus.FORBIDDEN, "Host", problem
        if method not in SAFE_METHODS and not _is_same_origin(headers.get("origin"), host):
            problem = "pages of another origin may change nothing here"
            return HTTPStatus.FORBIDDEN, "Origin", problem
        if not self._is_open(path) and not self._authenticates(headers.get("authorization", "")):
            problem = "send the token of --control-token as: Bearer TOKEN"
            return HTTPStatus.UNAUTHORIZED, "Authorization", problem
        return None

    def _is_open(self, path: str) -> bool:
        return path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)

    def _authenticates(self, authorization: str) -> bool:
        if self.token is None:
            return True
        scheme, _, presented = authorization.partition(" ")
        is_right = hmac.compare_digest(presented.strip().encode("latin-1"), self.token.encode())
        return is_right and scheme.casefold() == "bearer"


class Gate:
    """Turns requests away before any route sees them, and hands on bodies whole."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Carry one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send, scope["path"])
        refusal = self._guard.refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal is not None:
            status, name, problem = refusal
            headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
            await problems.answer(status, [(name, problem)], headers)(scope, receive, send)
            return
        try:
            receive = await read_body(scope, receive)
        except BodyTooLargeError as error:
            answer = problems.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, [("body", str(error))])
            await answer(scope, receive, send)
        except BodyTooSlowError as error:
            answer = problems.answer(HTTPStatus.REQUEST_TIMEOUT, [("body", str(error))])
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _with_headers(send: Send, path: str) -> Send:
    policy = WITH_INLINE_SCRIPT if path == DOCS else OWN_FILES_ONLY
    own = (*HEADERS, (b"content-security-policy", policy.encode()))

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *own]}
        await send(message)

    return sending


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_same_origin(origin: str | None, host: str) -> bool:
    """Programs send no Origin; a browser sends it with everything that changes something."""
    if origin is None:
        return True
    scheme, _, rest = origin.partition("://")
    return scheme in ("http", "https") and rest.casefold() == host.casefold()
