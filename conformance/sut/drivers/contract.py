"""What a server beside a charge point offers, so that the ``http`` driver can make things happen."""

from __future__ import annotations

from typing import Any

from conformance.sut.driver import QUANTITIES, READINGS, VERBS
from conformance.sut.drivers.options import POWER_ON

VERSION = "1"
TEXT = {"type": "string"}
NAMES = {"type": "array", "items": TEXT}
REASON = {"type": "object", "properties": {"reason": TEXT}, "required": ["reason"]}
CANNOT = {
    "description": "This cannot be done, or read, here; the reason appears in the report.",
    "content": {"application/json": {"schema": REASON}},
}
OFFER = {
    "type": "object",
    "properties": {
        "verbs": {**NAMES, "description": "The last parts of the paths below /verbs/."},
        "quantities": {**NAMES, "description": "The last parts of the paths below /quantities/."},
        "settings": {**NAMES, "description": "What power-on takes beside url and identity."},
    },
    "required": ["verbs"],
}
VALUE = {
    "type": "object",
    "properties": {"value": {"description": "A number; or a text, a flag, lines, or null."}},
    "required": ["value"],
}
ABOUT = (
    "Implement this beside your charge point, and ocpp-conformance can drive it. Whatever OCPP "
    "regards as an answer is no failure: a tag that is refused was presented all the same, answer "
    "with 204. 501 with a reason is for what cannot be done; any other status, no answer in time "
    "and anything that is not described here count as a broken driver, never against the charge "
    "point."
)


def word(name: str) -> str:
    """A verb or quantity as a part of a path."""
    return name.casefold().replace(" ", "-")


def openapi() -> dict[str, Any]:
    """The contract as an OpenAPI document."""
    verbs = {POWER_ON: "the charge point is switched on and connects (url, identity)", **VERBS}
    reads = {**{name: unit or "number" for name, unit in QUANTITIES.items()}, **READINGS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Driver of a charge point",
            "version": VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{}, {"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "paths": {
            "/capabilities": {"get": _get("capabilities", "What can be done here", OFFER)},
            **{f"/verbs/{word(verb)}": {"post": _verb(verb, text)} for verb, text in verbs.items()},
            **{
                f"/quantities/{word(name)}": {"get": _get(name, f"{name}: {text}", VALUE)}
                for name, text in reads.items()
            },
        },
    }


def _verb(verb: str, text: str) -> dict[str, Any]:
    details = {"type": "object", "description": text}
    return {
        "operationId": word(verb),
        "summary": f"{verb}: {text}",
        "requestBody": {"required": True, "content": {"application/json": {"schema": details}}},
        "responses": {"204": {"description": "It was done."}, "501": CANNOT},
    }


def _get(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    read = {"description": "As asked.", "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": f"get-{word(name)}",
        "summary": text,
        "responses": {"200": read, "501": CANNOT},
    }
