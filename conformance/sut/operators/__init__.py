"""What makes a central system of somebody else send its requests: one module a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conformance.statement.model import Statement
from conformance.sut.operator import Operator
from conformance.sut.operators.none import NoOperator
from ocpp16.journal import Journal

KINDS: Mapping[str, Callable[[Statement, Journal], Operator]] = {"none": NoOperator}


def make(statement: Statement, journal: Journal) -> Operator:
    """The operator that a statement chooses; ``journal`` is where its effects are seen."""
    return KINDS[statement.operator.kind](statement, journal)
