"""What is to be run: the choices of one `ocpp-conformance run`, already checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from conformance.statement.model import Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """The choices of a run."""

    sut: str = "reference"
    profile: str = "zappi"
    carrier: str = "loopback"
    pace: float = 60.0
    """Suite seconds per real second; of no effect on a virtual clock."""
    behaviours: tuple[str, ...] = ()
    """Ids out of the catalogue; none: all of them."""
    tags: str = ""
    """A tag expression, see :mod:`conformance.tags`."""
    select: tuple[str, ...] = ()
    """Texts, see :mod:`conformance.selection`; none: everything."""
    negatives: int = 0
    """How many cases of the negative catalogue are run against a central system."""
    deviation: str | None = None
    strict: bool = False
    statement: Statement | None = None
    """Of a product of somebody else; None: our own ends test each other."""
    budget: float | None = None
    """Real seconds after which no further scenario is begun; None: as long as it takes."""
    resume: bool = False
    """Whether the results of an interrupted run are taken up, see :mod:`conformance.run_log`."""
    log: Path | None = None
    """Where results are kept until the report is written; None: nowhere."""
    report: Path | None = None
    """A folder for what is written while running (e.g. `allure-results`). It exists, and
    becomes the report folder when the run is over."""
