"""Running the suite in a pytest of its own, whatever folder the caller is in."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conformance import profile as profiles
from conformance.negative.case import Case
from conformance.negative.runner import run_negatives
from conformance.negative.selection import all_cases, spread
from conformance.negative.target import Target
from conformance.paths import STEPS, SUITE
from conformance.plan import Plan
from conformance.plugin import SuitePlugin
from conformance.profile import Profile
from conformance.reach import Reach
from conformance.results import (
    DeviationProgress,
    DeviationResult,
    Progress,
    RunRecord,
    ScenarioResult,
    SuiteError,
)
from conformance.run_log import RunLog, earlier_results
from conformance.scenarios import key_of, tags_of
from conformance.selection import selects
from conformance.statement import Statement
from conformance.sut.loopback import START
from conformance.verdict import Verdict
from ocpp16.actions import Role
from ocpp16.deviation import Deviation
from ocpp16.frames import Payload
from ocpp16.timestamps import to_text

_ORDERLY = (
    pytest.ExitCode.OK,
    pytest.ExitCode.TESTS_FAILED,
    pytest.ExitCode.NO_TESTS_COLLECTED,
    pytest.ExitCode.INTERRUPTED,
)
SHARE = 60
"""Deviations a worker runs in one pytest session."""
BINDINGS = SUITE / "conformance" / "bindings.py"
"""The test module that binds the feature files."""


class _Sink:
    def __init__(self, progress: Progress, log: RunLog | None = None) -> None:
        self.progress = progress
        self.log = log
        self.results: list[tuple[str, ScenarioResult]] = []

    def started(self, total: int) -> None:
        self.progress.started(total)

    def finished(self, deviation: str, result: ScenarioResult) -> None:
        self.results.append((deviation, result))
        if self.log is not None:
            self.log.add(result)
        self.progress.finished(result)


def run(plan: Plan, progress: Progress, bindings: Path = BINDINGS) -> RunRecord:
    """Run the scenarios a plan selects. Raises ``SuiteError`` when pytest itself fails."""
    earlier = earlier_results(plan.log, plan) if plan.resume and plan.log is not None else ()
    log = RunLog(plan.log, plan, earlier) if plan.log is not None else None
    profile, sink = _profile(plan), _Sink(progress, log)
    substitutes = deviation(plan.deviation).substitutes if plan.deviation else ()
    done = frozenset(result.key for result in earlier)
    cases = negative_cases(plan)
    rest = [case for case in cases if case.id not in {result.location for result in earlier}]
    seeded = {plan.deviation or "": substitutes}
    plugin = SuitePlugin(plan, profile, sink, seeded, done=done, further=len(rest))
    started, begun = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    try:
        _pytest(plugin, _allure(plan), bindings)
        if plan.statement is not None and rest and not plugin.spent:
            seconds = None if plan.budget is None else plan.budget - (time.monotonic() - begun)
            run_cases(plan.statement, rest, seconds, partial(sink.finished, ""))
    finally:
        if log is not None:
            log.close()
    results = (*earlier, *(result for _, result in sink.results))
    return RunRecord(
        plan=plan,
        sut=_sut(plan, plugin.introduction),
        clock=_clock(plan),
        results=results,
        planned=plugin.planned + len(cases),
        started=started,
        elapsed=time.monotonic() - begun,
        findings=plugin.findings,
    )


def _profile(plan: Plan) -> Profile:
    """The vendor profile, with the capabilities of the statement if it names any."""
    profile = profiles.load(plan.profile)
    declared = plan.statement.product.capabilities if plan.statement is not None else None
    if declared is None:
        return profile
    return replace(profile, capabilities=dict.fromkeys(declared, "the statement"))


def _sut(plan: Plan, introduction: Payload) -> dict[str, Any]:
    if plan.statement is None:
        return {"driver": plan.sut, "identity": introduction}
    product, url = plan.statement.product, plan.statement.connection.url
    is_platform = plan.statement.role is Role.CENTRAL_SYSTEM
    return {
        "driver": plan.sut,
        "role": str(plan.statement.role),
        "name": product.name,
        "revision": product.revision,
        "identity": {"url": url} if is_platform else introduction,
    }


def deviations() -> dict[str, Deviation]:
    """All seeded deviations by name."""
    import mock_csms.deviations
    import reference_impl.deviations

    return {**reference_impl.deviations.DEVIATIONS, **mock_csms.deviations.DEVIATIONS}


def deviation(name: str) -> Deviation:
    """One seeded deviation. Raises ``KeyError`` when there is none of that name."""
    return deviations()[name]


def run_deviations(
    names: Sequence[str],
    whole_matrix: bool,
    workers: int,
    progress: DeviationProgress,
    plan: Plan | None = None,
) -> tuple[DeviationResult, ...]:
    """Run scenarios with each deviation seeded, several at a time.

    Only the scenarios of the deviation's own behaviour, or for the whole matrix all that it can
    change: see :mod:`conformance.reach`.
    """
    progress.started(len(names))
    found: list[DeviationResult] = []
    for part_of_plan, group in _by_profile(plan or Plan(), names):
        reached = _reached(part_of_plan, group) if whole_matrix else {}
        shares = [group[i : i + SHARE] for i in range(0, len(group), SHARE)]
        for part in _judged_shares(partial(_judged_share, part_of_plan, reached), shares, workers):
            found += part
            for result in part:
                progress.judged(result)
    return tuple(found)


def _by_profile(plan: Plan, names: Iterable[str]) -> list[tuple[Plan, list[str]]]:
    """The deviations under the vendor profile that can show them, each with its plan."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(deviation(name).vendor_profile or plan.profile, []).append(name)
    return [(replace(plan, profile=profile), group) for profile, group in groups.items()]


def _judged_shares(
    judge: Callable[[list[str]], list[DeviationResult]], shares: list[list[str]], workers: int
) -> Iterator[list[DeviationResult]]:
    if workers <= 1 or len(shares) <= 1:
        yield from map(judge, shares)
        return
    # spawned, not forked: the caller may have threads
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(judge, shares)


def negative_cases(plan: Plan) -> tuple[Case, ...]:
    """The cases of the negative catalogue that a plan selects."""
    if plan.statement is None or plan.negatives == 0 or plan.tags:
        return ()
    selected = [case for case in all_cases() if _is_selected(plan, case)]
    return spread(selected, plan.negatives)


def _is_selected(plan: Plan, case: Case) -> bool:
    behaviours = {demand.behaviour for demand in case.demands}
    is_named = not plan.behaviours or bool(behaviours & set(plan.behaviours))
    return is_named and selects(plan.select, behaviours, case.id, case.sentence)


def run_cases(
    statement: Statement,
    cases: Sequence[Case],
    seconds: float | None,
    on_result: Callable[[ScenarioResult], None],
) -> None:
    """Run cases of the negative catalogue against the platform of a statement."""
    run_negatives(Target.stated(statement), cases, seconds=seconds, on_result=on_result)


class _Quiet:
    def started(self, total: int) -> None:
        """Nobody is told."""

    def finished(self, result: ScenarioResult) -> None:
        """Nobody is told."""


def _reached(plan: Plan, names: Sequence[str]) -> dict[str, frozenset[str]]:
    """The keys of the scenarios that each deviation can change."""
    reach = Reach({name: deviation(name) for name in names})
    plugin = SuitePlugin(plan, profiles.load(plan.profile), _Sink(reach), {"": reach.substitutes()})
    _pytest(plugin, [])
    return {name: reach.of(name) for name in names}


def _judged_share(
    plan: Plan, reached: Mapping[str, frozenset[str]], names: list[str]
) -> list[DeviationResult]:
    seeded = {name: deviation(name) for name in names}
    sink = _Sink(_Quiet())
    plugin = SuitePlugin(
        plan,
        profiles.load(plan.profile),
        sink,
        {name: found.substitutes for name, found in seeded.items()},
        {name: _concerned(found, reached.get(name)) for name, found in seeded.items()},
        of_behaviour={n: found.behaviour for n, found in seeded.items() if n not in reached},
    )
    _pytest(plugin, [])
    return [_judged(seeded[name], [r for n, r in sink.results if n == name]) for name in names]


def _concerned(seeded: Deviation, reached: frozenset[str] | None) -> Callable[[Any], bool]:
    if reached is None:
        return lambda item: seeded.behaviour in tags_of(item)
    return lambda item: key_of(item) in reached


def _judged(seeded: Deviation, results: Iterable[ScenarioResult]) -> DeviationResult:
    failed = [result for result in results if result.verdict is Verdict.FAIL]
    own = tuple(r.name for r in failed if seeded.behaviour in r.behaviours)
    others = tuple(r.name for r in failed if seeded.behaviour not in r.behaviours)
    return DeviationResult(seeded.name, seeded.behaviour, seeded.sentence, own, others, not own)


def step_modules() -> list[ModuleType]:
    """The modules that define the phrases; the engine knows them by their folder only."""
    names = sorted(path.stem for path in STEPS.glob("*.py") if not path.stem.startswith("_"))
    return [import_module(f"steps.{name}") for name in names]


def _pytest(plugin: SuitePlugin, extra: list[str], bindings: Path = BINDINGS) -> None:
    arguments = [
        *("-c", str(SUITE / "conformance" / "suite.ini")),
        *("--rootdir", str(SUITE), "--confcutdir", str(SUITE / "conformance")),
        *("-p", "no:cacheprovider", "-p", "no:terminal", "--capture=no", "-p", "pytest_bdd.plugin"),
        *extra,
        str(bindings),
    ]
    with _alone():
        code = pytest.main(arguments, plugins=[plugin, *step_modules()])
    if plugin.faults:
        raise SuiteError("the scenarios could not be collected: " + "; ".join(plugin.faults))
    if code == pytest.ExitCode.INTERRUPTED and not plugin.spent:
        raise KeyboardInterrupt
    if code not in _ORDERLY:
        raise SuiteError(f"pytest ended with {code!r}")


@contextmanager
def _alone() -> Iterator[None]:
    """Keep the caller's pytest settings and folder out of the suite."""
    kept, path = dict(os.environ), list(sys.path)
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        sys.path[:] = path


def _allure(plan: Plan) -> list[str]:
    if plan.report is None:
        return []
    folder = plan.report / "allure-results"
    return [
        "-p",
        "allure_pytest.plugin",
        "-p",
        "conformance.allure_bridge",
        "--alluredir",
        str(folder),
    ]


def _clock(plan: Plan) -> dict[str, Any]:
    if plan.statement is not None:
        return {"kind": "real", "pace": plan.statement.timing.pace}
    if plan.carrier == "loopback":
        return {"kind": "virtual", "start": to_text(START)}
    return {"kind": "real", "pace": plan.pace}
