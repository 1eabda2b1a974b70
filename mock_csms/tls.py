"""The TLS context of a server from the files a user names."""

from __future__ import annotations

import ssl
from os import PathLike
from pathlib import Path

NamedFile = str | PathLike[str]


def server_context(
    certificate: NamedFile | None,
    key: NamedFile | None,
    names: tuple[str, str] = ("tls_cert", "tls_key"),
) -> ssl.SSLContext | None:
    """The context for listening with wss; None without files.

    ``names`` are what the user calls the two. Raises ``ValueError``, which says what to do.
    """
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise ValueError(f"{' and '.join(names)} belong together: name both files or neither")
    for name, file in zip(names, (certificate, key), strict=True):
        if not Path(file).is_file():
            raise ValueError(f"{name} {file} is no file; name an existing PEM file")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # An encrypted key would otherwise ask for its pass phrase on the terminal.
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError) as error:
        raise ValueError(
            f"{names[0]} {certificate} and {names[1]} {key} do not load ({reason(error)}); "
            "they must be a PEM certificate and its unencrypted private key"
        ) from None
    return context


def reason(error: Exception) -> str:
    """What went wrong, as briefly as it can be said."""
    return getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)


def unverified() -> ssl.SSLContext:
    """The context of a client that takes any certificate: for who dials itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
