"""A statement as a command takes it: of the right role."""

from __future__ import annotations

from pathlib import Path

from conformance.commands.usage import UsageProblem
from conformance.statement import Statement, load
from ocpp16.actions import Role

COMMANDS = {Role.CHARGE_POINT: "run", Role.CENTRAL_SYSTEM: "platform"}
"""Role of the product under test -> the command that tests it."""


def stated(file: Path, role: Role) -> Statement:
    """The statement in a file. Raises ``UsageProblem`` or ``StatementError``, naming the line."""
    statement = load(file)
    if statement.role is not role:
        raise UsageProblem(
            f"{file} is about a {statement.role}; use `{COMMANDS[statement.role]} --statement`"
        )
    return statement
