"""What makes things happen to a charge point of somebody else: one module a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from conformance.statement.model import Choice
from conformance.sut.driver import Driver

KINDS: Mapping[str, Callable[[str, Mapping[str, Any]], Driver]] = {}


def make(choice: Choice, identity: str) -> Driver:
    """The driver that a statement chooses, for the charge point of this identity."""
    return KINDS[choice.kind](identity, choice.options)
