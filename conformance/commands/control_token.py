"""The bearer token of the control API: given as it is, or in a file, as engines mount secrets."""

from __future__ import annotations

from pathlib import Path

from conformance.commands.usage import UsageProblem

TOKEN_VARIABLE = "OCPP_CONFORMANCE_TOKEN"
FILE_VARIABLE = f"{TOKEN_VARIABLE}_FILE"
PUBLISH_VARIABLE = "OCPP_CONFORMANCE_PUBLISH_CONTROL"
LONGEST = 4096
"""Longest token, in characters: it has to fit into a header."""


def chosen_token(token: str | None, file: Path | None) -> str | None:
    """The token, if there is one. Raises ``UsageProblem``, which repeats nothing of it."""
    if token and file is not None:
        raise UsageProblem(
            "--control-token and --control-token-file (or their variables) are both given; "
            "leave one out"
        )
    return token if file is None else _in_file(file)


def _in_file(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST + 2)
    except OSError as error:
        raise UsageProblem(
            f"--control-token-file {file} cannot be read ({error.strerror}); "
            "name a file that the user may read as whom this runs"
        ) from None
    token = content.strip()
    is_line = token.isascii() and token.decode("latin-1").isprintable()
    if not (token and is_line and len(token) <= LONGEST):
        raise UsageProblem(
            f"--control-token-file {file} holds no token; write one line of printable ASCII, "
            f"of {LONGEST} characters at most"
        )
    return token.decode("ascii")
