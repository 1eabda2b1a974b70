"""Results as they come, in a file beside the report: an interrupted run loses nothing and can be resumed.

JSON Lines: the first line says which run it is, each further one holds the result of a scenario.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from conformance.plan import Plan
from conformance.results import ScenarioResult, SuiteError
from ocpp_conformance import __version__

FORMAT = "ocpp-conformance-run/1"
SUFFIX = ".unfinished"


class RunLogError(Exception):
    """There is nothing to resume, or it is another run."""


def log_of(report: Path) -> Path:
    """Where the results of a run are kept until its report is written."""
    return report.with_name(f"{report.name}{SUFFIX}")


class RunLog:
    """Appends each result at once. Raises ``SuiteError`` when it cannot be written."""

    def __init__(self, file: Path, plan: Plan, earlier: tuple[ScenarioResult, ...] = ()) -> None:
        self.file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._out: BinaryIO = file.open("wb")
        except OSError as error:
            raise SuiteError(f"{file}: cannot be written: {error.strerror}") from error
        self._write({"format": FORMAT, "run": fingerprint(plan)})
        for result in earlier:
            self.add(result)

    def add(self, result: ScenarioResult) -> None:
        """Keep one result."""
        self._write(result)

    def close(self) -> None:
        """No more results; those that came stay in the file."""
        self._out.close()

    def _write(self, line: object) -> None:
        try:
            self._out.write(msgspec.json.encode(line) + b"\n")
            self._out.flush()
        except OSError as error:
            raise SuiteError(f"{self.file}: cannot be written: {error.strerror}") from error


def earlier_results(file: Path, plan: Plan) -> tuple[ScenarioResult, ...]:
    """What an interrupted run of the same plan has found. Raises ``RunLogError``."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise RunLogError(f"{file}: there is no run to resume ({error.strerror})") from error
    head = _decoded(lines[0]) if lines else None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise RunLogError(f"{file}: is no run to resume; delete it and begin anew")
    if head.get("run") != fingerprint(plan):
        raise RunLogError(f"{file}: is of another plan or suite; delete it and begin anew")
    return tuple(_results(lines[1:]))


def fingerprint(plan: Plan) -> str:
    """What tells runs apart whose results may not be mixed."""
    chosen = (
        plan.sut,
        plan.profile,
        plan.carrier,
        plan.pace,
        plan.behaviours,
        plan.tags,
        plan.select,
        plan.negatives,
    )
    parts = (__version__, chosen, plan.deviation, repr(plan.statement))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _results(lines: list[bytes]) -> Iterator[ScenarioResult]:
    for line in lines:
        content = _decoded(line)
        if content is None:
            return  # the line that was being written when the run was interrupted
        yield msgspec.convert(content, ScenarioResult)


def _decoded(line: bytes) -> Any:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError:
        return None
