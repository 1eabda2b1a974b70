"""TLS contexts from the files a user names."""

from __future__ import annotations

import ssl
from pathlib import Path

from conformance.commands.usage import UsageProblem


def server_context(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """The context for listening with wss; None without files. Raises ``UsageProblem``."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise UsageProblem("--tls-cert and --tls-key belong together: name both files or neither")
    _must_exist("--tls-cert", certificate)
    _must_exist("--tls-key", key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # An encrypted key would otherwise ask for its pass phrase on the terminal.
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError) as error:
        raise UsageProblem(
            f"--tls-cert {certificate} and --tls-key {key} do not load ({_reason(error)}); "
            "they must be a PEM certificate and its unencrypted private key"
        ) from None
    return context


def client_context(ca: Path | None) -> ssl.SSLContext | None:
    """The context that trusts a CA file; None for what the system trusts."""
    if ca is None:
        return None
    _must_exist("--ca", ca)
    try:
        return ssl.create_default_context(cafile=ca)
    except (OSError, ValueError) as error:
        raise UsageProblem(
            f"--ca {ca} does not load ({_reason(error)}); it must hold PEM certificates"
        ) from None


def _must_exist(option: str, file: Path) -> None:
    if not file.is_file():
        raise UsageProblem(f"{option} {file} is no file; name an existing PEM file")


def _reason(error: Exception) -> str:
    return getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
