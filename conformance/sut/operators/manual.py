"""A person at the terminal, who has the central system's own pages before them."""

from __future__ import annotations

import json

from conformance.statement.model import Statement
from conformance.sut.driver import NotDrivable
from conformance.sut.drivers.options import parse
from conformance.sut.drivers.person import Person, Terminal, at_terminal
from conformance.sut.operators.options import PersonOptions, revealed
from conformance.sut.operators.outside import OutsideOperator
from ocpp16.frames import Payload
from ocpp16.journal import Journal

CANNOT = ("c", "cannot", "no", "n")


class ManualOperator(OutsideOperator):
    """An ``Operator`` that asks somebody to do it."""

    def __init__(
        self, statement: Statement, journal: Journal, person: Person | None = None
    ) -> None:
        super().__init__(statement, journal)
        self.options = parse(PersonOptions, revealed(statement.operator.options))
        self._person = person

    def tell(self, identity: str, action: str, payload: Payload) -> None:
        """See ``OutsideOperator``."""
        wanted = f"Let the central system send {action} to {identity} with {json.dumps(payload)}."
        if self._ask(f"{wanted} Then press Enter, or type `cannot`:") in CANNOT:
            raise NotDrivable(f"the operator could not make it send {action}")

    def online(self, now: float, identity: str) -> bool:
        """See ``Operator``."""
        answer = self._ask(f"Does the central system show {identity} as online? [y/n/cannot]")
        if answer not in ("y", "yes", "n", "no"):
            raise NotDrivable(f"the operator could not tell whether {identity} is online")
        return answer.startswith("y")

    def _ask(self, text: str) -> str:
        if self._person is None:
            if not at_terminal():
                raise NotDrivable("the operator is a person, and nobody is at the terminal")
            self._person = Terminal()
        return self._person.ask(text, self.options.timeout).casefold()
