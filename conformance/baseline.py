"""The baseline: known deviations of a product, each with its reason and its finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from conformance.catalogue import Catalogue
from conformance.nearest import hint, suggestion
from conformance.toml_document import Document, DocumentError, read
from conformance.verdict import Verdict

TABLE = "deviation"
_TEXTS = ("behaviour", "reason", "finding")
_KEYS = (*_TEXTS, "until")


class BaselineError(DocumentError):
    """A baseline that cannot be used, and every mistake in it."""


class Standing(StrEnum):
    """What a baseline makes of a verdict."""

    KNOWN = "known"
    """Listed, and failed: it does not fail the run."""
    NEW = "new"
    """Failed, and not listed."""
    STALE = "stale"
    """Listed, and passed: the entry has to go."""
    UNJUDGED = "unjudged"
    """Listed, and neither passed nor failed: the entry excuses no broken or open verdict."""
    UNJUSTIFIED = "unjustified"
    """Failed, and listed without reason or finding, which excuses nothing."""


_OF_LISTED = {
    Verdict.FAIL: Standing.KNOWN,
    Verdict.PASS: Standing.STALE,
    Verdict.ERROR: Standing.UNJUDGED,
    Verdict.INCONCLUSIVE: Standing.UNJUDGED,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One known deviation."""

    behaviour: str
    reason: str
    """Why it is accepted."""
    finding: str
    """Where it is written down: an issue, a ticket, a document."""
    until: date | None
    """The last day on which it counts."""
    line: int

    @property
    def is_justified(self) -> bool:
        """Whether it says why, and where it is written down."""
        return bool(self.reason and self.finding)

    def counts_on(self, day: date) -> bool:
        """Whether it is not past its last day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known deviations by behaviour."""

    path: Path
    entries: Mapping[str, Entry]

    def standing(self, behaviour: str, verdict: Verdict, day: date) -> Standing | None:
        """What is to be made of a verdict on that day; None: nothing."""
        entry = self.entries.get(behaviour)
        if entry is None or not entry.counts_on(day):
            return Standing.NEW if verdict is Verdict.FAIL else None
        if verdict is Verdict.FAIL and not entry.is_justified:
            return Standing.UNJUSTIFIED
        return _OF_LISTED.get(verdict)

    @property
    def unjustified(self) -> tuple[Entry, ...]:
        """The entries that lack a reason or a finding."""
        return tuple(entry for entry in self.entries.values() if not entry.is_justified)

    def expired(self, day: date) -> tuple[Entry, ...]:
        """The entries that count no longer."""
        return tuple(entry for entry in self.entries.values() if not entry.counts_on(day))


def load(path: Path, catalogue: Catalogue) -> Baseline:
    """Read a baseline. Raises ``BaselineError`` that lists every mistake with its line.

    A missing reason or finding is none: such an entry excuses nothing, and the run says so.
    """
    document = read(path, BaselineError, "; run with --write-baseline prints one")
    entries = list(_entries(document, catalogue))
    if document.mistakes:
        raise BaselineError(path, document.mistakes)
    return Baseline(path, {entry.behaviour: entry for entry in entries})


def template(results: Iterable[Mapping[str, Any]]) -> str:
    """Entries for what failed and is not listed, from the results of a summarized run.

    Their reasons and findings are empty, so that they do not count before somebody fills them in.
    """
    blocks = [
        f"[[{TABLE}]]\n# {result['sentence']}\nbehaviour = {json.dumps(result['behaviour'])}\n"
        'reason = ""\nfinding = ""\n'
        for result in results
        if result["verdict"] == Verdict.FAIL and not result["warning"] and not result["listed"]
    ]
    return "\n".join(blocks) or "# nothing failed that is not listed\n"


def _entries(document: Document, catalogue: Catalogue) -> Iterator[Entry]:
    for name in document.content:
        if name != TABLE:
            document.wrong(f"{name} is unknown; an entry is headed [[{TABLE}]]", name)
    listed = document.content.get(TABLE, [])
    if not isinstance(listed, list):
        document.wrong(f"[{TABLE}] has to be [[{TABLE}]], of which there may be many", TABLE)
        return
    lines: dict[str, int] = {}
    for place, fields in enumerate(listed):
        entry = _entry(document, place, fields, catalogue)
        if entry is not None:
            _check_single(document, place, entry, lines)
            yield entry


def _entry(document: Document, place: int, fields: Any, catalogue: Catalogue) -> Entry | None:
    if not isinstance(fields, dict):
        document.wrong(f"an entry has to be a table, headed [[{TABLE}]]", TABLE, place)
        return None
    before = len(document.mistakes)
    for key in fields:
        if key not in _KEYS:
            document.wrong(f"{key} is unknown{hint(key, _KEYS)}", TABLE, place, key)
    texts = {key: _text(document, place, key, fields) for key in _TEXTS}
    _check_behaviour(document, place, texts["behaviour"], catalogue)
    until = _day(document, place, fields.get("until"))
    if len(document.mistakes) > before:
        return None
    return Entry(**texts, until=until, line=document.line(TABLE, place))


def _text(document: Document, place: int, key: str, fields: Mapping[str, Any]) -> str:
    value = fields.get(key, "")
    if isinstance(value, str):
        return value.strip()
    document.wrong(f"{key} has to be a text in quotes", TABLE, place, key)
    return ""


def _check_behaviour(document: Document, place: int, value: str, catalogue: Catalogue) -> None:
    if value in catalogue:
        return
    known = catalogue.behaviours
    words = f"no behaviour {value} in the catalogue{suggestion(value, known)}"
    document.wrong(words if value else "behaviour is missing", TABLE, place, "behaviour")


def _day(document: Document, place: int, value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            value = ...
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    document.wrong("until has to be a day such as 2026-12-31", TABLE, place, "until")
    return None


def _check_single(document: Document, place: int, entry: Entry, lines: dict[str, int]) -> None:
    first = lines.setdefault(entry.behaviour, entry.line)
    if first != entry.line:
        words = f"{entry.behaviour} is listed already, in line {first}"
        document.wrong(words, TABLE, place, "behaviour")
