"""What the loopback suite costs beside what pytest-bdd itself costs for the same scenarios.

The same feature files are run twice in turn: with the suite's steps, and with steps of the same
phrases that do nothing. Goal: at most twice the CPU time.

    python benchmarks/suite_cost.py [--rounds 5]
"""

from __future__ import annotations

import argparse
import inspect
import os
import statistics
import time
from collections.abc import Callable
from types import ModuleType

import pytest
from pytest_bdd import given, parsers, then, when
from pytest_bdd.steps import step_function_context_registry

from conformance import session
from conformance.paths import SUITE
from conformance.plan import Plan

GOAL = 2.0
DECORATORS = {"given": given, "when": when, "then": then}


class Silent:
    """A progress nobody watches; counts scenarios."""

    count = 0

    def started(self, total: int) -> None:
        """See ``Progress``."""
        self.count = total

    def finished(self, result: object) -> None:
        """See ``Progress``."""


def ours() -> int:
    """Run the suite; returns how many scenarios it has."""
    silent = Silent()
    session.run(Plan(), silent)
    return silent.count


def empty_steps() -> ModuleType:
    """A step module with the suite's phrases and nothing behind them."""
    module = ModuleType("empty_steps")
    decorated = []
    for source in session.step_modules():
        for name, value in vars(source).items():
            if name.startswith("pytestbdd_stepdef"):
                context = step_function_context_registry[value._get_wrapped_function()]
                parser = parsers.re(context.parser.name)
                decorated.append((DECORATORS[str(context.type)](parser), nothing))
    module.__dict__["decorated"] = decorated
    exec("for decorate, function in decorated: decorate(function)", module.__dict__)
    return module


def nothing() -> None:
    """A step that does nothing."""


class IgnoreTags:
    """Tags are no pytest marks."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: object) -> bool:
        """See pytest-bdd."""
        return True


def theirs(steps: ModuleType) -> int:
    """Run the same scenarios with empty steps."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    pytest.main(
        [
            *("-c", str(SUITE / "conformance" / "suite.ini"), "--rootdir", str(SUITE)),
            *("-p", "no:cacheprovider", "-p", "no:terminal", "-p", "pytest_bdd.plugin"),
            *("--capture=no", str(SUITE / "conformance" / "bindings.py")),
        ],
        plugins=[IgnoreTags(), steps],
    )
    return 0


def cpu(run: Callable[[], int]) -> float:
    """CPU seconds of one run."""
    began = time.process_time()
    run()
    return time.process_time() - began


def main() -> int:
    """Measure in turn and print the ratio; exit 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=inspect.getdoc(inspect.getmodule(main)))
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    steps, count = empty_steps(), ours()
    theirs(steps)
    pairs = [(cpu(ours), cpu(lambda: theirs(steps))) for _ in range(rounds)]
    ratio = statistics.median(own / empty for own, empty in pairs)
    print(f"{count} scenarios, {rounds} interleaved rounds, CPU time, medians")
    print(f"with the suite's steps: {statistics.median(own for own, _ in pairs):.2f} s")
    print(f"with empty steps:       {statistics.median(empty for _, empty in pairs):.2f} s")
    print(f"ratio: {ratio:.2f}, goal: at most {GOAL} -> {'met' if ratio <= GOAL else 'MISSED'}")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
