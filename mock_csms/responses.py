"""What the central system can do about a CALL instead of answering politely."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ocpp16.expectation import dig
from ocpp16.frames import ErrorCode, Payload
from ocpp16.journal import Exchange
from ocpp16.timestamps import to_text


@dataclass(frozen=True, slots=True)
class Reply:
    """The polite answer with some fields replaced, e.g. ``{"status": "Pending"}``.

    Texts in it may hold placeholders, see ``filled_in``.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    after: float = 0.0
    """Seconds to wait before answering."""
    whole: bool = False
    """Whether ``fields`` are the whole payload, and nothing of the polite answer is kept."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer at all."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A CALLERROR."""

    code: str = ErrorCode.INTERNAL_ERROR
    description: str = ""
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, well-formed or not, placeholders filled in: ``[3,"{id}",{"status":"?"}]``."""

    text: str
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """The answer, spoilt in a way that ``mock_csms.faults`` names."""

    name: str
    of: Reply | Refusal = field(default_factory=Reply)
    """The answer that is spoilt."""
    after: float | None = None
    """Seconds to wait; None for as long as the fault itself says."""


@dataclass(frozen=True, slots=True)
class Computed:
    """Whatever a function makes of the exchange."""

    respond: Callable[[Exchange], Reply | Refusal | Silence | Text | Fault]


Response = Reply | Silence | Refusal | Text | Fault | Computed

_PLACEHOLDER = re.compile(
    r"\{(?:(?P<name>id|identity|action)|request\.(?P<path>[^{}]+)|now(?P<shift>[+-]\d{1,9})?)\}"
)


def filled_in(value: Any, now: float, exchange: Exchange) -> Any:
    """A value with the placeholders in its texts replaced, at any depth.

    ``{id}``, ``{identity}``, ``{action}`` are those of the CALL, ``{request.PATH}`` is a field of
    its payload, ``{now}`` and ``{now+60}`` are moments. Other braces stay as they are. A text that
    is nothing but a placeholder becomes the value itself, so that a number stays a number.
    """
    if isinstance(value, Mapping):
        return {key: filled_in(item, now, exchange) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [filled_in(item, now, exchange) for item in value]
    if not isinstance(value, str) or "{" not in value:
        return value
    alone = _PLACEHOLDER.fullmatch(value)
    if alone:
        return _meaning(alone, now, exchange)
    return _PLACEHOLDER.sub(lambda found: str(_meaning(found, now, exchange)), value)


def _meaning(found: re.Match[str], now: float, exchange: Exchange) -> object:
    path, name = found["path"], found["name"]
    if path is not None:
        return dig(exchange.payload, path)
    if name is not None:
        named = {"id": exchange.request.id, "identity": exchange.identity}
        return named.get(name, exchange.action)
    return to_text(now + int(found["shift"] or 0))


def fault_of(response: Response) -> str | None:
    """How the journal names what is wrong with a response on purpose; None: it answers in time."""
    match response:
        case Fault(name):
            return name
        case Silence():
            return "no-answer"
        case Refusal(code):
            return f"error-{code}"
        case Text():
            return "text"
    return "late" if delay_of(response) > 0 else None


def delay_of(response: Response) -> float:
    """Seconds before a response is given, as far as it says so itself."""
    return getattr(response, "after", None) or 0.0


def payload_of(
    reply: Reply, polite: Callable[[], Payload], now: float, exchange: Exchange
) -> Payload:
    """The payload of a reply; ``polite`` gives the one it changes, if it needs one."""
    fields: Payload = filled_in(dict(reply.fields), now, exchange)
    return fields if reply.whole else {**polite(), **fields}
