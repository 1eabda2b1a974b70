"""Guards of the suite itself: each returns what is wrong, in words; an empty list when all is well."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from gherkin.parser import Parser
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


@dataclass(frozen=True)
class Definition:
    """A phrase, as a step module defines it."""

    kinds: frozenset[str]
    pattern: str
    function: Callable[..., Any]

    def matches(self, kind: str, text: str) -> bool:
        return kind in self.kinds and re.fullmatch(self.pattern, text) is not None


@dataclass(frozen=True)
class Written:
    """A step, as a feature file uses it."""

    kind: str
    text: str
    place: str


@dataclass(frozen=True)
class Scenario:
    """A scenario with everything that belongs to it."""

    name: str
    file: str
    line: int
    tags: frozenset[str]
    steps: tuple[Written, ...]
    background: int
    examples: int


def definitions(modules: Iterable[ModuleType]) -> list[Definition]:
    """The phrases of step modules; a phrase for Given and When alike counts once."""
    contexts: list[StepFunctionContext] = []
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("pytestbdd_stepdef"):
                contexts.append(step_function_context_registry[value._get_wrapped_function()])
    found: dict[tuple[str, int], Definition] = {}
    for context in contexts:
        key = (context.parser.name, id(context.step_func))
        kinds = found[key].kinds if key in found else frozenset()
        found[key] = Definition(kinds | {str(context.type)}, context.parser.name, context.step_func)
    return list(found.values())


def scenarios(folder: Path) -> list[Scenario]:
    """Every scenario of every feature file."""
    found: list[Scenario] = []
    for file in sorted(folder.rglob("*.feature")):
        document = Parser().parse(file.read_text(encoding="utf-8"))
        feature = document["feature"]
        place = file.relative_to(folder).as_posix()
        found += _scenarios(feature["children"], _tags(feature), (), place)
    return found


def _scenarios(
    children: list[Any], tags: frozenset[str], background: tuple[Written, ...], file: str
) -> Iterator[Scenario]:
    for child in children:
        if "background" in child:
            background = background + tuple(_steps(child["background"], file))
        elif "rule" in child:
            rule = child["rule"]
            yield from _scenarios(rule["children"], tags | _tags(rule), background, file)
        elif "scenario" in child:
            own = child["scenario"]
            steps = background + tuple(_steps(own, file))
            rows = sum(len(e["tableBody"]) for e in own["examples"])
            yield Scenario(
                own["name"], file, own["location"]["line"], tags | _tags(own), steps,
                len(background), rows,
            )  # fmt: skip


def _tags(node: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(tag["name"].removeprefix("@") for tag in node["tags"])


def _steps(node: Mapping[str, Any], file: str) -> Iterator[Written]:
    kind = "given"
    rows = _examples(node)
    for step in node["steps"]:
        kind = KINDS.get(step["keywordType"], kind)
        place = f"{file}:{step['location']['line']}"
        for text in {_filled(step["text"], row) for row in rows}:
            yield Written(kind, text, place)


def _examples(node: Mapping[str, Any]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for examples in node.get("examples", []):
        heading = [cell["value"] for cell in examples["tableHeader"]["cells"]]
        rows += [
            dict(zip(heading, (cell["value"] for cell in row["cells"]), strict=True))
            for row in examples["tableBody"]
        ]
    return rows or [{}]


def _filled(text: str, row: Mapping[str, str]) -> str:
    for name, value in row.items():
        text = text.replace(f"<{name}>", value)
    return text


# the guards --------------------------------------------------------------------------------------------


def undefined_or_ambiguous(steps: Iterable[Written], phrases: list[Definition]) -> list[str]:
    """Steps that no phrase matches, or more than one."""
    found = []
    for step in steps:
        hits = [p.pattern for p in phrases if p.matches(step.kind, step.text)]
        if len(hits) != 1:
            found.append(
                f"{step.place}: {len(hits)} phrases match {step.kind} {step.text!r} {hits}"
            )
    return found


def unused(steps: Iterable[Written], phrases: list[Definition]) -> list[str]:
    """Phrases that no step uses."""
    written = list(steps)
    return [
        phrase.pattern
        for phrase in phrases
        if not any(phrase.matches(step.kind, step.text) for step in written)
    ]


def coroutines(phrases: Iterable[Definition]) -> list[str]:
    """Steps that pytest-bdd would never await, so that they pass without running."""
    return [
        phrase.pattern
        for phrase in phrases
        if inspect.iscoroutinefunction(phrase.function)
        or inspect.isasyncgenfunction(phrase.function)
    ]


def without_expectation(phrases: Iterable[Definition]) -> list[str]:
    """Then steps that neither ask the observer nor can fail by themselves."""
    return [
        phrase.pattern
        for phrase in phrases
        if "then" in phrase.kinds and not _expects(phrase.function)
    ]


def _expects(function: Callable[..., Any]) -> bool:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return any(isinstance(node, ast.Call) and _asks_observer(node) for node in ast.walk(tree))


def _asks_observer(node: ast.Call) -> bool:
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in ("observer", "device")


def long_steps(phrases: Iterable[Definition], most: int = 8) -> list[str]:
    """Steps with more statements than a step needs to name a stimulus or an expectation."""
    found = []
    for phrase in phrases:
        tree = ast.parse(textwrap.dedent(inspect.getsource(phrase.function)))
        body = tree.body[0].body  # type: ignore[attr-defined]
        if sum(isinstance(node, ast.stmt) for part in body for node in ast.walk(part)) > most:
            found.append(phrase.pattern)
    return found


def doubled_names(written: Iterable[Scenario]) -> list[str]:
    """Scenarios of one name in one file: pytest-bdd would run the last one only."""
    counts = Counter((scenario.file, scenario.name) for scenario in written)
    return [f"{file}: {name}" for (file, name), count in counts.items() if count > 1]


def oversized(written: Iterable[Scenario]) -> list[str]:
    """Scenarios with too little or too much in them, or a Background of more than three steps."""
    found = []
    for scenario in written:
        own = len({step.place for step in scenario.steps[scenario.background :]})
        if not 2 <= own <= 6 or len({s.place for s in scenario.steps[: scenario.background]}) > 3:
            found.append(f"{scenario.file}:{scenario.line} {scenario.name} ({own} steps)")
    return found


def badly_titled(written: Iterable[Scenario]) -> list[str]:
    """Titles in the words of testers instead of operators."""
    words = re.compile(r"\b(verify|check|should|correctly|test)\b", re.IGNORECASE)
    return [f"{s.file}: {s.name}" for s in written if words.search(s.name)]


def ends_in_silence(written: Iterable[Scenario]) -> list[str]:
    """Scenarios about a central system that end with what it did not do: it may be gone."""
    silence = re.compile(r"central system sends (no|nothing)\b")
    return [
        f"{s.file}: {s.name}"
        for s in written
        if "central-system" in s.tags and silence.search(s.steps[-1].text)
    ]


ASKING = re.compile(
    r"the central system (at once )?"
    r"(requests|sets|orders|starts a session|stops the session|takes the charge point)\b"
    r"|charging profiles? (is|are) set|a vehicle (is|starts) charging|in commercial mode"
)
"""Steps for which a central system has to be told to send a request."""


def without_operator(written: Iterable[Scenario]) -> list[str]:
    """Scenarios of the central system's own catalogue that lack the tag `operator`, or have it in vain."""
    return [
        f"{s.file}: {s.name}"
        for s in written
        if any(tag.startswith("CSM-") for tag in s.tags)
        and ("operator" in s.tags) != any(ASKING.search(step.text) for step in s.steps)
    ]
