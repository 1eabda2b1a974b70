"""A product's own HTTP interface, by templated requests in the statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin

from conformance.statement.model import Statement
from conformance.sut import web
from conformance.sut.driver import DriverError, NotDrivable
from conformance.sut.drivers.options import parse
from conformance.sut.operators.options import TemplateOptions, revealed
from conformance.sut.operators.outside import OutsideOperator
from ocpp16.frames import Payload
from ocpp16.journal import Journal

WHOLE = "{payload}"
EXCERPT = 200


class HttpOperator(OutsideOperator):
    """An ``Operator`` that sends what the statement says."""

    def __init__(self, statement: Statement, journal: Journal) -> None:
        super().__init__(statement, journal)
        self.options = parse(TemplateOptions, revealed(statement.operator.options))
        self.lacks = self.options.lacks

    def tell(self, identity: str, action: str, payload: Payload) -> None:
        """See ``OutsideOperator``."""
        template = self.options.requests.get(action)
        if template is None:
            raise NotDrivable(f"the statement has no request that makes it send {action}")
        facts = {**payload, "identity": identity}
        base = self.options.url.rstrip("/") + "/"
        url = urljoin(base, _in_url(template.url.lstrip("/"), facts))
        body = filled_in(template.body, payload, facts)
        seconds, headers = self.options.timeout, self.options.headers
        status, answer = web.ask(template.method, url, body, headers=headers, seconds=seconds)
        if not 200 <= status < 300:
            said = answer.decode(errors="replace")[:EXCERPT]
            raise DriverError(f"{template.method} {url} was answered with {status}: {said}")


def filled_in(body: Any, payload: Payload, facts: Mapping[str, Any]) -> Any:
    """A body with its placeholders replaced; one that is a whole text keeps the type of its value."""
    if body == WHOLE:
        return payload
    if isinstance(body, Mapping):
        return {name: filled_in(value, payload, facts) for name, value in body.items()}
    if isinstance(body, list):
        return [filled_in(value, payload, facts) for value in body]
    return _text(body, facts) if isinstance(body, str) else body


def _text(text: str, facts: Mapping[str, Any]) -> Any:
    for name, value in facts.items():
        if text == f"{{{name}}}":
            return value
        text = text.replace(f"{{{name}}}", _spelt(value))
    return text


def _in_url(url: str, facts: Mapping[str, Any]) -> str:
    for name, value in facts.items():
        url = url.replace(f"{{{name}}}", quote(_spelt(value), safe=""))
    return url


def _spelt(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
