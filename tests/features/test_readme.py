"""Every phrase is defined in the suite's README, and the README defines nothing else."""

from __future__ import annotations

import re

from conformance import session
from conformance.paths import FEATURES
from tests.features import guards

README = (FEATURES / "README.md").read_text(encoding="utf-8")
STARTS = ("the ", "transaction ", "a ", "another ", "these ", "every ", '"')


def sentences() -> list[str]:
    """The phrases in code spans of the tables."""
    rows = [line for line in README.splitlines() if line.startswith("| ")]
    spans = [span for row in rows for span in re.findall(r"`([^`]+)`", row)]
    return [span for span in spans if " " in span and span.startswith((*STARTS, *"0123456789"))]


def test_each_sentence_of_the_readme_is_a_phrase() -> None:
    phrases = guards.definitions(session.step_modules())
    unknown = [s for s in sentences() if not any(re.fullmatch(p.pattern, s) for p in phrases)]
    assert [s for s in unknown if not s.startswith("0 s:")] == []


def test_each_phrase_is_in_the_readme() -> None:
    phrases = guards.definitions(session.step_modules())
    missing = [
        p.pattern for p in phrases if not any(re.fullmatch(p.pattern, s) for s in sentences())
    ]
    assert missing == []
