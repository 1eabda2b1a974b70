"""The statement: who is tested, what is implemented, how to reach and stimulate it."""

from __future__ import annotations

from conformance.statement.model import (
    DRIVERS,
    OPERATORS,
    Choice,
    Connection,
    Product,
    Secret,
    Statement,
    Tags,
    Timing,
)
from conformance.statement.reading import StatementError, load

__all__ = [
    "DRIVERS",
    "OPERATORS",
    "Choice",
    "Connection",
    "Product",
    "Secret",
    "Statement",
    "StatementError",
    "Tags",
    "Timing",
    "load",
]
