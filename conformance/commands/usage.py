"""Mistakes in how a command is used: one clear line, never a traceback."""

from __future__ import annotations


class UsageProblem(Exception):  # noqa: N818  (it reads as what it is: the user's, not ours)
    """Names the option and the remedy; the command prints it as ``error: ...`` and exits with 2."""

    exit_code = 2
