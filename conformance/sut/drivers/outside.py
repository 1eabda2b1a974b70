"""What the drivers of charge points outside this process have in common."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from conformance.sut.driver import QUANTITIES, READINGS, VERBS, DriverError, NotDrivable
from conformance.sut.drivers.options import secrets_in

PLACEHOLDER = re.compile(r"\{(\w+)\}")
SECRETS = ("password", "key", "device_pin")
"""Settings that no message repeats."""
HIDDEN = "…"
EXCERPT = 2000
"""Characters of a log that a message quotes."""


class OutsideDriver:
    """Half a ``Driver``: the rest is what a kind of driver does and reads, in ``_do`` and ``_read``.

    The charge point is set up by its owner: of settings it takes the address to connect to, and
    what ``_takes`` says.
    """

    kind = ""

    def __init__(self, identity: str, options: Mapping[str, Any]) -> None:
        self._facts: dict[str, Any] = {"identity": identity}
        self._hidden = secrets_in(options)

    @property
    def identity(self) -> str:
        """See ``Driver``."""
        return str(self._facts["identity"])

    def endpoint(self) -> None:
        """See ``Driver``: it lives elsewhere."""
        return

    def configure(self, settings: Mapping[str, Any]) -> None:
        """See ``Driver``. Whatever is empty needs no setting up."""
        wanted = {name: value for name, value in settings.items() if value not in ({}, (), [])}
        refused = [n for n in wanted if n not in ("url", "identity") and not self._takes(n)]
        if refused:
            raise NotDrivable(f"the {self.kind} driver cannot set up {', '.join(sorted(refused))}")
        self._facts |= wanted

    def act(self, now: float, verb: str, **details: Any) -> None:
        """See ``Driver``."""
        if verb not in VERBS:
            raise NotDrivable(f"there is no verb {verb!r}")
        self._do(verb, relative(now, details))

    def observe(self, now: float, quantity: str) -> Any:
        """See ``Driver``."""
        if quantity not in QUANTITIES and quantity not in READINGS:
            raise NotDrivable(f"there is no quantity {quantity!r}")
        return reading(quantity, self._read(quantity))

    def settle(self) -> None:
        """See ``Driver``: what was asked for has been done."""

    def _takes(self, _setting: str) -> bool:
        return False

    def _do(self, verb: str, details: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def _read(self, quantity: str) -> Any:
        raise NotImplementedError

    def _excerpt(self, log: str) -> str:
        """The end of a log, without what is secret."""
        settings = [str(self._facts[name]) for name in SECRETS if self._facts.get(name)]
        for secret in filter(None, [*self._hidden, *settings]):
            log = log.replace(secret, HIDDEN)
        return log.strip()[-EXCERPT:]

    def _known(self, details: Mapping[str, Any]) -> dict[str, Any]:
        """What placeholders may name."""
        url = str(self._facts.get("url", ""))
        parts = urlsplit(url)
        return {
            **self._facts,
            "endpoint": url and url.removesuffix("/") + "/" + quote(self.identity, safe=""),
            "host": parts.hostname or "",
            "port": parts.port or {"ws": 80, "wss": 443}.get(parts.scheme, ""),
            "details": dict(details),
            **details,
        }


def relative(now: float, details: Mapping[str, Any]) -> dict[str, Any]:
    """Details for somebody who does not know the suite's clock: moments become seconds from now."""
    moment = details.get("waits_until")
    if "waits_until" not in details:
        return dict(details)
    rest = {name: value for name, value in details.items() if name != "waits_until"}
    return {**rest, "waits_for": None if moment is None else max(0.0, moment - now)}


def filled(template: str, known: Mapping[str, Any]) -> str:
    """A template with its placeholders filled in. Raises ``DriverError`` for one nobody knows."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in known:
            names = ", ".join(sorted(known))
            raise DriverError(f"nothing is known to fill in for {found[0]}; there are {names}")
        return as_text(known[found[1]])

    return PLACEHOLDER.sub(value, template)


def placeholders(template: str) -> set[str]:
    """The names of a template's placeholders."""
    return set(PLACEHOLDER.findall(template))


def as_text(value: Any) -> str:
    """A detail as people write it; what has parts, as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "on" if value else "off"
        case float():
            return f"{value:g}" if abs(value) < 100_000 else f"{value:.3f}"
        case str() | int():
            return str(value)
    return json.dumps(value)


def reading(quantity: str, value: Any) -> Any:
    """A value as it was read, of the type the quantity has. Raises ``DriverError`` otherwise."""
    if quantity in QUANTITIES:
        return _number(quantity, value)
    is_text = value is None or isinstance(value, str | bool | int | float)
    if is_text or (isinstance(value, list) and all(isinstance(line, str) for line in value)):
        return value
    raise DriverError(f"{quantity} was read as {str(value)[:80]!r}, which is no text")


def _number(quantity: str, value: Any) -> float:
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise DriverError(f"{quantity} was read as {str(value)[:80]!r}, which is no number")
    return number
