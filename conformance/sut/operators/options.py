"""Options of the operators, as a statement gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, SecretStr, field_validator

from conformance.statement.model import Secret
from conformance.sut.drivers.options import Options, Seconds
from ocpp16.actions import ALL_ACTIONS, Role, may_start

REQUESTS = tuple(action for action in ALL_ACTIONS if may_start(Role.CENTRAL_SYSTEM, action))
"""What a central system may be made to send."""


def revealed(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options with what the statement took from the environment."""
    return {name: _revealed(value) for name, value in options.items()}


def _revealed(value: Any) -> Any:
    if isinstance(value, Secret):
        return value.reveal()
    return revealed(value) if isinstance(value, Mapping) else value


def _sendable(action: str) -> str:
    if action not in REQUESTS:
        raise ValueError(f"no central system sends {action!r}; e.g. {REQUESTS[0]}")
    return action


class WebOptions(Options):
    """Options of operators that are reached by HTTP."""

    url: str
    """Where the interface begins, e.g. http://127.0.0.1:9001."""
    token: SecretStr | None = None
    """Presented as a bearer token."""
    lacks: list[str] = Field(default_factory=list)
    """Requests that the central system is not able to send; what needs them does not apply."""
    timeout: Seconds = 60.0

    @field_validator("url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        if re.fullmatch(r"https?://[^/@?#\s]+(/[^?#\s]*)?", url) is None:
            raise ValueError("is no address; write e.g. http://127.0.0.1:9001")
        return url

    @field_validator("lacks")
    @classmethod
    def _are_requests(cls, lacks: list[str]) -> list[str]:
        return [_sendable(action) for action in lacks]

    @property
    def headers(self) -> dict[str, str]:
        """What shows who is asking."""
        if self.token is None:
            return {}
        return {"Authorization": f"Bearer {self.token.get_secret_value()}"}


class Template(Options):
    """One templated request: ``{identity}`` and ``{field}`` of the payload are filled in."""

    url: str
    """A path below the interface's URL, or a whole URL."""
    method: str = Field("POST", pattern=r"^(GET|POST|PUT|PATCH|DELETE)$")
    body: Any = "{payload}"
    """Any JSON; the text ``{payload}`` stands for the whole payload."""


class TemplateOptions(WebOptions):
    """Options of the kind ``http``."""

    requests: dict[str, Template] = Field(min_length=1)
    """Action -> how the central system is told to send it."""

    @field_validator("requests")
    @classmethod
    def _are_known(cls, requests: dict[str, Template]) -> dict[str, Template]:
        for action in requests:
            _sendable(action)
        return requests


class PersonOptions(Options):
    """Options of the kind ``manual``."""

    timeout: Seconds = 300.0
    """Seconds that a person may take."""


class NoOptions(Options):
    """Of who can do nothing."""
