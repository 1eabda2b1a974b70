"""A statement as a command takes it: of the right role, its driver and operator ready to be made."""

from __future__ import annotations

from pathlib import Path

from conformance.commands.usage import UsageProblem
from conformance.statement import Choice, Statement, load
from conformance.sut import drivers, operators
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
    if role is Role.CHARGE_POINT:
        chosen, problems = statement.driver, drivers.problems
    else:
        chosen, problems = statement.operator, operators.problems
    mistakes = problems(chosen.kind, chosen.options)
    if mistakes:
        raise UsageProblem(f"{_place(file, chosen)}: {chosen.kind}: {'; '.join(mistakes)}")
    return statement


def _place(file: Path, chosen: Choice) -> str:
    return f"{file}" if chosen.line is None else f"{file}, line {chosen.line}"
