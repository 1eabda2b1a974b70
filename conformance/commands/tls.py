"""The files for TLS that a user names: the options, and the contexts made of them."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Annotated

import typer

from conformance.commands.usage import UsageProblem
from mock_csms import tls

Certificate = Annotated[
    Path | None, typer.Option(metavar="FILE", help="PEM certificate: listen with wss.")
]
PrivateKey = Annotated[
    Path | None, typer.Option(metavar="FILE", help="PEM private key of the certificate.")
]


def server_context(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """The context for listening with wss; None without files. Raises ``UsageProblem``."""
    try:
        return tls.server_context(certificate, key, ("--tls-cert", "--tls-key"))
    except ValueError as error:
        raise UsageProblem(str(error)) from None


def client_context(ca: Path | None) -> ssl.SSLContext | None:
    """The context that trusts a CA file; None for what the system trusts."""
    if ca is None:
        return None
    if not ca.is_file():
        raise UsageProblem(f"--ca {ca} is no file; name an existing PEM file")
    try:
        return ssl.create_default_context(cafile=ca)
    except (OSError, ValueError) as error:
        raise UsageProblem(
            f"--ca {ca} does not load ({tls.reason(error)}); it must hold PEM certificates"
        ) from None
