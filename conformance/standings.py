"""What a baseline makes of the results of a run: plain data beside the verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conformance.baseline import Baseline, Entry, Standing
from conformance.verdict import Verdict

_FAULTY = (Standing.STALE, Standing.UNJUSTIFIED)


@dataclass(frozen=True, slots=True)
class Standings:
    """A baseline, or none, on the day of a run."""

    baseline: Baseline | None
    day: date

    def of_behaviour(self, behaviour: str, verdict: Verdict) -> dict[str, Any]:
        """What there is to add to the result of a behaviour."""
        if self.baseline is None:
            return {"standing": None, "listed": None}
        standing = self.baseline.standing(behaviour, verdict, self.day)
        entry = self.baseline.entries.get(behaviour)
        return {
            "standing": str(standing) if standing else None,
            "listed": _listed(entry) if entry else None,
        }

    def of_scenario(self, verdict: Verdict, results: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """What there is to add to a scenario that speaks for these results.

        It is known where all of them are, and stale where one of them is.
        """
        standings = [result["standing"] for result in results]
        if verdict is Verdict.FAIL and standings and set(standings) == {Standing.KNOWN}:
            return {"standing": str(Standing.KNOWN), "note": _notes(results)}
        if verdict is Verdict.PASS and Standing.STALE in standings:
            stale = [result for result in results if result["standing"] == Standing.STALE]
            return {"standing": str(Standing.STALE), "note": _notes(stale)}
        return {"standing": None, "note": None}

    def account(self, results: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
        """The baseline as a whole; None where there is none."""
        if self.baseline is None:
            return None
        counted = Counter(result["standing"] for result in results)
        return {
            "file": str(self.baseline.path),
            "entries": len(self.baseline.entries),
            "standings": {str(standing): counted[standing] for standing in Standing},
            "unjustified": [entry.behaviour for entry in self.baseline.unjustified],
            "expired": [entry.behaviour for entry in self.baseline.expired(self.day)],
        }

    def hold(self, results: Iterable[Mapping[str, Any]]) -> bool:
        """Whether no entry is stale, and none lacks its reason or finding."""
        if self.baseline is None:
            return True
        faulty = any(result["standing"] in _FAULTY for result in results)
        return not faulty and not self.baseline.unjustified


def excused(result: Mapping[str, Any]) -> Verdict:
    """The verdict that counts: a known failure does not fail the run.

    Nor does an unjustified one by itself: the baseline does not hold, and that is told instead.
    """
    is_listed = result["standing"] in (Standing.KNOWN, Standing.UNJUSTIFIED)
    return Verdict.PASS if is_listed else Verdict(result["verdict"])


def _listed(entry: Entry) -> dict[str, Any]:
    return {
        "reason": entry.reason,
        "finding": entry.finding,
        "until": entry.until.isoformat() if entry.until else None,
    }


def _notes(results: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{result['behaviour']}: {result['listed']['reason']} ({result['listed']['finding']})"
        for result in results
    )
