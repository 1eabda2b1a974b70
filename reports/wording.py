"""The words that all reports use for the same things."""

from __future__ import annotations

from typing import Any

from reports.text import printable

READING_ORDER = ("PASS", "FAIL", "INCONCLUSIVE", "ERROR", "NOT APPLICABLE")
OPEN_VERDICTS = ("ERROR", "FAIL", "INCONCLUSIVE")
"""The verdicts that a reader will ask about."""


def sut_line(run: dict[str, Any]) -> str:
    """What was tested, in one line."""
    sut = run["sut"]
    told = ", ".join(f"{key} {value}" for key, value in sut["identity"].items() if value)
    return printable(f"{sut['driver']} ({told})" if told else sut["driver"])


def conditions(run: dict[str, Any]) -> list[tuple[str, str]]:
    """Under which conditions, as pairs of a word and its value."""
    pairs = [
        ("tested", sut_line(run)),
        ("profile", run["profile"]),
        ("carrier", run["carrier"]),
        ("clock", _clock(run["clock"])),
        ("deviation", run["deviation"]),
        ("suite", run["suite_version"]),
    ]
    return [(word, printable(value)) for word, value in pairs if value]


def counts(totals: dict[str, int]) -> str:
    """Totals by verdict in one line, those that did not occur left out."""
    found = [f"{totals[verdict]} {verdict}" for verdict in READING_ORDER if totals[verdict]]
    return ", ".join(found) or "none"


def warnings(run: dict[str, Any]) -> str:
    """The failures that do not fail the run, in words; empty if there are none."""
    number = run["totals"]["warnings"]
    return f"{number} failed, but only a 'should': it does not fail the run" if number else ""


def outcome(run: dict[str, Any]) -> str:
    """What the exit code means; nobody is called conformant who deviates, and be it known."""
    code: int = run["exit_code"]
    known = (run["baseline"] or {}).get("standings", {}).get("known", 0)
    words = f"{known} known deviations, no other" if known and code == 0 else _OUTCOMES.get(code)
    return f"{words or 'unknown'} (exit code {code})"


_OUTCOMES = {
    0: "conformant",
    1: "non-conformant",
    3: "could not be judged",
    4: "stale or unjustified baseline",
    5: "nothing, or less than the selected plan, was run",
}


def verdict_of(result: dict[str, Any]) -> str:
    """The verdict of a behaviour, with a word where it does not fail the run, and its standing."""
    words = ["warning"] if result["warning"] else []
    words += [result["standing"]] if result["standing"] else []
    return f"{result['verdict']} ({', '.join(words)})" if words else str(result["verdict"])


def is_open(scenario: dict[str, Any]) -> bool:
    """Whether a reader will ask about a scenario: it was not passed, or ought not to be."""
    return scenario["verdict"] in OPEN_VERDICTS or scenario["standing"] is not None


def heading(scenario: dict[str, Any]) -> str:
    """The verdict of a scenario, with its standing."""
    standing = scenario["standing"]
    return f"{scenario['verdict']} ({standing})" if standing else str(scenario["verdict"])


def baseline(run: dict[str, Any]) -> list[str]:
    """What is to be said of the baseline, a line each; nothing where there is none."""
    told = run["baseline"]
    if told is None:
        return []
    counted = [f"{number} {name}" for name, number in told["standings"].items() if number]
    lines = [f"{told['file']}: {told['entries']} listed; {', '.join(counted) or 'none matters'}"]
    lines += [f"stale, take it out: {each}" for each in _stale(run)]
    lines += [f"without reason or finding: {each}" for each in told["unjustified"]]
    lines += [f"past its last day: {each}" for each in told["expired"]]
    return [printable(line) for line in lines]


def _stale(run: dict[str, Any]) -> list[str]:
    return [each["behaviour"] for each in run["results"] if each["standing"] == "stale"]


def findings(run: dict[str, Any]) -> list[tuple[str, str]]:
    """Where statement and product differ: what is the matter, and what shows it."""
    return [
        (printable(f"{each['subject']}: {each['kind']}"), printable("; ".join(each["evidence"])))
        for each in run["findings"]
    ]


def parts(scenario: dict[str, Any]) -> list[tuple[str, str]]:
    """What is known about an open verdict, as pairs of a word and its text."""
    failure = scenario["failure"]
    pairs = [("reason", scenario["reason"]), ("baseline", scenario["note"])]
    if failure is not None:
        pairs += [
            ("step", failure["step"]),
            ("expected", failure["expected"]),
            ("seen", failure["seen"]),
            ("nearest miss", failure["nearest"]),
        ]
    return [(word, printable(text)) for word, text in pairs if text]


def excerpt(failure: dict[str, Any] | None) -> str:
    """The trace excerpt of a failure, a line each."""
    return "\n".join(printable(line) for line in failure["excerpt"]) if failure else ""


def not_applicable(run: dict[str, Any]) -> dict[str, list[str]]:
    """The scenarios that do not apply, by reason."""
    found: dict[str, list[str]] = {}
    for scenario in run["scenarios"]:
        if scenario["verdict"] == "NOT APPLICABLE":
            reason = printable(scenario["reason"] or "no reason given")
            found.setdefault(reason, []).append(printable(scenario["name"]))
    return found


def _clock(clock: dict[str, Any]) -> str:
    told = [f"{key} {value}" for key, value in clock.items() if key != "kind"]
    return ", ".join([str(clock.get("kind", "")), *told])
