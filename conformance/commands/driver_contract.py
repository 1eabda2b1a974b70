"""`driver-contract`: what a server beside a charge point offers to the `http` driver, as OpenAPI."""

from __future__ import annotations

import json

import typer

from conformance.sut.drivers.contract import openapi


def driver_contract() -> None:
    """Print the OpenAPI document of the http driver's contract."""
    typer.echo(document(), nl=False)


def document() -> str:
    """The text of the document; docs/driver-openapi.json is this."""
    return json.dumps(openapi(), indent=1, ensure_ascii=False) + "\n"
