"""The pytest side: selects scenarios, gives each its test bed, and collects results."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

import pytest

from conformance import catalogue, judgement, tags
from conformance.benches import Bench, bench
from conformance.coverage import needs, vendor_of
from conformance.cross_check import Finding
from conformance.device_observation import DeviceObserver
from conformance.observation import Observer
from conformance.paths import SUITE
from conformance.plan import Plan
from conformance.profile import Profile
from conformance.results import ScenarioResult
from conformance.scenarios import (
    behaviours_of,
    by_precondition,
    keep_tag,
    key_of,
    location_of,
    name_of,
    tags_of,
    template_of,
)
from conformance.selection import selects
from conformance.statement.model import Statement
from conformance.testbed import TestBed
from conformance.trace import trace
from conformance.verdict import Verdict
from ocpp16.actions import Role
from ocpp16.expectation import UnmetError
from ocpp16.frames import Payload
from ocpp16.redaction import redact_text

Sink = Any


class SuitePlugin:
    """One session of the suite: the scenarios of a plan, once for each deviation.

    ``deviations`` maps a name to the classes it substitutes; ``""`` is the reference itself.
    ``only`` restricts a deviation to the scenarios that pass a test; ``done`` are the keys of
    those that need not be run again, ``further`` is how many results come from elsewhere.
    ``of_behaviour`` names the one behaviour whose scenarios a deviation can be selected for, which
    spares making all the others.
    """

    def __init__(
        self,
        plan: Plan,
        profile: Profile,
        sink: Sink,
        deviations: dict[str, tuple[type, ...]] | None = None,
        only: dict[str, Callable[[Any], bool]] | None = None,
        done: frozenset[str] = frozenset(),
        further: int = 0,
        of_behaviour: Mapping[str, str] | None = None,
    ) -> None:
        self.plan = plan
        self.profile = profile
        self.sink = sink
        self.deviations = deviations or {"": ()}
        self.only = only or {}
        self.done = done
        self.further = further
        self.of_behaviour = of_behaviour or {}
        self._begun = time.monotonic()
        self.spent = False
        """Whether the time budget ran out before the last scenario was begun."""
        self._catalogue = catalogue.load()
        self.planned = 0
        self.introduction: Payload = {}
        """The first BootNotification seen: who the charge point says it is."""
        self.faults: list[str] = []
        """Why the scenarios could not be collected."""
        self._step = ""
        self._bed: TestBed | None = None
        self._benches: dict[str, Bench] = {}
        self.findings: tuple[Finding, ...] = ()
        """Where the product differs from what is declared of it."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Failures are told in the words of the suite; quoting the code takes longer than the scenario."""
        config.option.tbstyle = "native"

    # collection ------------------------------------------------------------------------------------

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: Any) -> bool:
        """Keep tags as they are: they are selectors and ids, not pytest marks."""
        keep_tag(function, tag)
        return True

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Each scenario runs once for each deviation it concerns; a single one needs no parameter.

        One that concerns none gets the first, and is left out when scenarios are selected.
        """
        if len(self.deviations) > 1:
            own = tags_of(metafunc.definition)
            concerned = [name for name in self.deviations if self._may_concern(name, own)]
            metafunc.parametrize("deviation", concerned or list(self.deviations)[:1])

    def _may_concern(self, deviation: str, own: set[str]) -> bool:
        behaviour = self.of_behaviour.get(deviation)
        return behaviour is None or behaviour in own

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep what the plan selects."""
        expression = tags.parse(self.plan.tags)
        selected: list[pytest.Item] = []
        rest: list[pytest.Item] = []
        for item in items:
            (selected if self._selects(item, expression) else rest).append(item)
        self.planned = len(selected)
        rest += [item for item in selected if key_of(item) in self.done]
        items[:] = [item for item in selected if key_of(item) not in self.done]
        if self.plan.statement is not None:
            items.sort(key=by_precondition)
        config.hook.pytest_deselected(items=rest)
        self.sink.started(len(items) + self.further)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what went wrong on the way to the scenarios."""
        if report.failed:
            self.faults.append(str(report.longrepr).strip().splitlines()[-1])

    def _selects(self, item: pytest.Item, expression: tags.TagExpression) -> bool:
        own = tags_of(item)
        if self.plan.statement is not None and not self._concerns(self.plan.statement, own):
            return False
        ids, place, title = behaviours_of(item), location_of(item), name_of(item)
        if not selects(self.plan.select, ids, place, title):
            return False
        if self.plan.behaviours and not own & set(self.plan.behaviours):
            return False
        concerns = self.only.get(self._deviation_of(item))
        if concerns is not None and not concerns(item):
            return False
        return expression.matches(own)

    @staticmethod
    def _concerns(statement: Statement, own: set[str]) -> bool:
        """Whether a scenario is about what is under test, and can be played with what there is."""
        is_about_it = str(statement.role) in own
        lacks_operator = statement.operator.kind == "none" and "operator" in own
        return is_about_it and not lacks_operator

    def _deviation_of(self, item: Any) -> str:
        callspec = getattr(item, "callspec", None)
        only = next(iter(self.deviations))
        return str(callspec.params.get("deviation", only)) if callspec else only

    # running ---------------------------------------------------------------------------------------

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Generator[None, object, object]:
        """Run a scenario; once the time budget is spent it is the last one."""
        outcome = yield
        budget = self.plan.budget
        if nextitem is not None and budget is not None:
            self.spent = time.monotonic() - self._begun >= budget
            if self.spent:
                item.session.shouldstop = "the time budget is spent"
        return outcome

    @pytest.fixture
    def deviation(self) -> str:
        """The one deviation of the session, unless there are several."""
        return next(iter(self.deviations))

    @pytest.fixture(autouse=True)
    def bed(self, request: pytest.FixtureRequest, deviation: str) -> Iterator[TestBed]:
        """The test bed of a scenario."""
        own = tags_of(request.node)
        self._bed = None
        self._check_applicable(own)
        with self._bench(deviation).open() as bed:
            self._bed = bed
            if "central-system" in own:
                bed.side = Role.CENTRAL_SYSTEM
            yield bed
            self.introduction = self.introduction or bed.introduction()

    def _bench(self, deviation: str) -> Bench:
        if deviation not in self._benches:
            substitutes = self.deviations[deviation]
            self._benches[deviation] = bench(self.profile, self.plan, substitutes)
        return self._benches[deviation]

    def pytest_sessionfinish(self) -> None:
        """Clear the benches away."""
        for each in self._benches.values():
            self.findings += each.findings()
            each.close()

    @pytest.fixture
    def observer(self, bed: TestBed) -> Observer:
        """What Then steps look through."""
        return Observer(bed)

    @pytest.fixture
    def device(self, bed: TestBed) -> DeviceObserver:
        """What Then steps see at the device."""
        return DeviceObserver(bed)

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> Generator[None, object, object]:
        """Run the steps, then judge the whole journal by the standing rules."""
        outcome = yield
        if self._bed is not None:
            self._step = "the standing rules"
            self._bed.judge()
        return outcome

    def _check_applicable(self, own: set[str]) -> None:
        for needed in sorted(needs(own, self._catalogue)):
            if needed not in self.profile.capabilities:
                raise judgement.NotApplicable(
                    f"profile {self.profile.name} does not declare {needed}"
                )
        for excluded in sorted(tags.named("without", own)):
            if excluded in self.profile.capabilities:
                raise judgement.NotApplicable(f"profile {self.profile.name} declares {excluded}")
        for tag, reason in self._out_of_place():
            if tag in own:
                raise judgement.NotApplicable(reason)

    def _out_of_place(self) -> Iterator[tuple[str, str]]:
        """Tags of scenarios that make no sense with what carries them, each with the reason."""
        if self.plan.carrier == "loopback":
            yield "sockets", "about sockets, which the loopback does not have"
        else:
            yield "virtual-time", "takes too long in anything but virtual time"
        statement = self.plan.statement
        if statement is not None and statement.role is Role.CENTRAL_SYSTEM:
            yield "scripted", "about a central system that is told how to behave"

    def pytest_bdd_before_step(self, step: Any) -> None:
        """Tell the test bed what kind of step follows."""
        self._step = f"{step.keyword} {step.name}"
        if self._bed is not None:
            self._bed.begin_step(str(step.type))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Turn the end of a scenario into its result."""
        report = yield
        failed_around = call.when != "call" and call.excinfo is not None
        if call.when == "call" or failed_around:
            error = call.excinfo.value if call.excinfo else None
            if isinstance(error, UnmetError):
                report.longrepr = self._in_words(error)
            self.sink.finished(self._deviation_of(item), self._result(item, error))
        return report

    def _behaviours(self, item: pytest.Item) -> tuple[str, ...]:
        """What a scenario is about, less what other vendors than the profile's document of it."""
        named = behaviours_of(item)
        own = tuple(i for i in named if vendor_of(i) in (None, *self.profile.capabilities))
        return own or named

    def _keeps(self, verdict: Verdict) -> bool:
        """Traces are kept for a report, and to explain what was not met."""
        return self.plan.report is not None or verdict is Verdict.FAIL

    def _in_words(self, error: UnmetError) -> str:
        """What a reader of pytest's or Allure's report needs, instead of a traceback."""
        lines = [f"step: {self._step}", f"expected: {error.expected}", f"seen: {error.seen}"]
        if error.nearest is not None:
            lines.append(f"nearest miss: {error.nearest}")
        return redact_text("\n".join([*lines, *error.excerpt]))

    def _result(self, item: pytest.Item, error: BaseException | None) -> ScenarioResult:
        bed, verdict = self._bed, judgement.verdict_of(error)
        return ScenarioResult(
            feature=template_of(item).feature.name,
            name=name_of(item),
            behaviours=self._behaviours(item),
            verdict=verdict,
            location=location_of(item),
            reason=_reason(error, verdict),
            failure=judgement.failure_of(error, self._step),
            trace=trace(bed.journal, bed.first) if bed is not None and self._keeps(verdict) else (),
            duration=round(bed.elapsed(), 3) if bed is not None else 0.0,
        )


def _reason(error: BaseException | None, verdict: Verdict) -> str | None:
    if error is None or verdict is Verdict.FAIL:
        return None
    named = "" if verdict is not Verdict.ERROR else f"{type(error).__name__}: "
    return f"{named}{error}".replace(f"{SUITE}/", "")
