"""The driver that talks to a small REST server beside the charge point; see ``contract``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from pydantic import SecretStr, field_validator

from conformance.sut import web
from conformance.sut.driver import DriverError, NotDrivable
from conformance.sut.drivers.contract import word
from conformance.sut.drivers.options import POWER_ON, Options, Seconds, parse
from conformance.sut.drivers.outside import OutsideDriver

NOT_HERE = 501
MOST_WORDS = 500
OFFERED = ("verbs", "quantities", "settings")


class HttpOptions(Options):
    """Options of the kind ``http``."""

    url: str
    """Where the contract's paths begin; ``{identity}`` is filled in."""
    token: SecretStr | None = None
    timeout: Seconds = 30.0

    @field_validator("url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        try:
            parts = urlsplit(url)
            is_usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            is_usable = False
        if not is_usable:
            raise ValueError("this is no address; write e.g. http://127.0.0.1:8090")
        try:
            httpx.URL(url)
        except httpx.InvalidURL as error:
            raise ValueError(f"this is no address: {error}") from None
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError("leave out credentials and whatever follows the path; see token")
        return url.removesuffix("/")

    @field_validator("token")
    @classmethod
    def _can_be_sent(cls, token: SecretStr | None) -> SecretStr | None:
        secret = token.get_secret_value() if token is not None else ""
        if not (secret.isascii() and secret.isprintable()):
            raise ValueError("has characters that no header can carry")
        return token

    def secret(self) -> str:
        """The token as text."""
        return self.token.get_secret_value() if self.token is not None else ""


class HttpDriver(OutsideDriver):
    """Drives by HTTP; satisfies ``Driver``."""

    kind = "http"

    def __init__(self, identity: str, options: Mapping[str, Any]) -> None:
        super().__init__(identity, options)
        self.options = parse(HttpOptions, options)
        self._hidden.append(self.options.secret())
        self._offered: Mapping[str, list[str]] | None = None

    def power_on(self, now: float) -> None:
        """See ``Driver``."""
        self._do(POWER_ON, self._facts)

    def close(self) -> None:
        """See ``Driver``: no connection outlives its request."""

    def capabilities(self) -> Mapping[str, list[str]]:
        """What the server says it can do; asked once."""
        if self._offered is None:
            self._offered = _offer(self._ask("GET", "/capabilities"))
        return self._offered

    def _takes(self, setting: str) -> bool:
        return setting in self.capabilities()["settings"]

    def _do(self, verb: str, details: Mapping[str, Any]) -> None:
        self._require("verbs", verb)
        self._ask("POST", f"/verbs/{word(verb)}", dict(details))

    def _read(self, quantity: str) -> Any:
        self._require("quantities", quantity)
        answer = self._ask("GET", f"/quantities/{word(quantity)}")
        if not isinstance(answer, dict) or "value" not in answer:
            raise DriverError(f"GET of {quantity!r} was answered without a value")
        return answer["value"]

    def _require(self, kind: str, name: str) -> None:
        if word(name) not in self.capabilities()[kind]:
            raise NotDrivable(f"the driver's server does not offer {name!r}")

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        """One request; what the answer says. Raises ``NotDrivable`` and ``DriverError``."""
        asked, url = f"{method} {path}", self._url(path)
        seconds, headers = self.options.timeout, self._headers()
        status, raw = web.ask(method, url, body, headers=headers, seconds=seconds, called=asked)
        if status == NOT_HERE:
            raise NotDrivable(_reason(raw) or f"the driver's server cannot {asked}")
        if not 200 <= status < 300:
            said = self._excerpt(raw.decode(errors="replace"))
            raise DriverError(f"{asked} was answered with {status}: {said}")
        return _decoded(asked, raw)

    def _url(self, path: str) -> str:
        return self.options.url.replace("{identity}", quote(self.identity, safe="")) + path

    def _headers(self) -> dict[str, str]:
        token = self.options.secret()
        named = {"Authorization": f"Bearer {token}"} if token else {}
        return {"Accept": "application/json", **named}


def _decoded(asked: str, raw: bytes) -> Any:
    if not raw.strip():
        return None
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise DriverError(f"{asked} was answered with what is no JSON: {raw[:80]!r}") from None


def _reason(raw: bytes) -> str:
    """Why something cannot be done; in words, whatever the server wraps them in."""
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        return ""
    return str(answer.get("reason", ""))[:MOST_WORDS] if isinstance(answer, dict) else ""


def _offer(answer: Any) -> Mapping[str, list[str]]:
    """What ``GET /capabilities`` says. Raises ``DriverError`` for anything else."""
    if not isinstance(answer, dict):
        raise DriverError("GET /capabilities was not answered with an object")
    offered = {kind: answer.get(kind, []) for kind in OFFERED}
    for kind, names in offered.items():
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            raise DriverError(f"GET /capabilities: {kind} is no list of names")
    return offered
