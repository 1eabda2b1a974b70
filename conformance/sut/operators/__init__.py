"""What makes a central system of somebody else send its requests: one module a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.statement.model import Statement
from conformance.sut.drivers.options import Options, mistakes
from conformance.sut.operator import Operator
from conformance.sut.operators.http import HttpOperator
from conformance.sut.operators.manual import ManualOperator
from conformance.sut.operators.mock import OwnOperator
from conformance.sut.operators.none import NoOperator
from conformance.sut.operators.octt import OcttOperator
from conformance.sut.operators.options import (
    NoOptions,
    PersonOptions,
    TemplateOptions,
    WebOptions,
    revealed,
)
from ocpp16.journal import Journal


@dataclass(frozen=True)
class Kind:
    """A kind of operator: how one is made, and its options."""

    make: Callable[[Statement, Journal], Operator]
    options: type[Options]


KINDS = {
    "none": Kind(NoOperator, NoOptions),
    "manual": Kind(ManualOperator, PersonOptions),
    "http": Kind(HttpOperator, TemplateOptions),
    "octt": Kind(OcttOperator, WebOptions),
    "mock": Kind(OwnOperator, WebOptions),
}


def make(statement: Statement, journal: Journal) -> Operator:
    """The operator that a statement chooses; ``journal`` is where its effects are seen."""
    return KINDS[statement.operator.kind].make(statement, journal)


def problems(kind: str, options: Mapping[str, Any]) -> list[str]:
    """What is wrong with a choice of operator, a line a mistake; nothing if it can be made."""
    if kind not in KINDS:
        return [f"there is no operator {kind!r}; there are {', '.join(KINDS)}"]
    return mistakes(KINDS[kind].options, revealed(options))
