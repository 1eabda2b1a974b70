"""The journal of a scenario as plain data, for reports."""

from __future__ import annotations

from typing import Any

from ocpp16.entry_rows import row
from ocpp16.journal import Journal

__all__ = ["row", "trace"]


def trace(journal: Journal, since: int = 0) -> tuple[dict[str, Any], ...]:
    """One row an entry from an index on: moment, kind, connection and what is particular to the kind."""
    return tuple(row(entry) for entry in journal.since(since))
