"""Runs negative cases against a platform: every wait bounded, every case a verdict."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from conformance.negative import behaviours
from conformance.negative.case import Case, Group
from conformance.negative.patience import Patience
from conformance.negative.performance import (
    NotApplicableError,
    NotReachedError,
    Performance,
    Unmet,
)
from conformance.negative.session import MuteError, Session
from conformance.negative.target import Target
from conformance.negative.wire import NoConnectionError
from conformance.results import Failure, ScenarioResult
from conformance.verdict import Verdict

GIVE_UP = 5
"""Cases in a row in which the platform was found dead, after which the rest is not tried."""

OnResult = Callable[[ScenarioResult], None]


def run_negatives(
    target: Target,
    cases: Sequence[Case],
    *,
    seconds: float | None = None,
    on_result: OnResult | None = None,
) -> tuple[ScenarioResult, ...]:
    """Run the cases, in this order, one at a time for each identity; results in order of
    groups and ids.

    After ``seconds`` no case is begun any more: those left over are INCONCLUSIVE. ``on_result`` is
    told each result as it comes.
    """
    return asyncio.run(perform(target, cases, seconds=seconds, on_result=on_result))


async def perform(
    target: Target,
    cases: Sequence[Case],
    *,
    seconds: float | None = None,
    on_result: OnResult | None = None,
) -> tuple[ScenarioResult, ...]:
    """As ``run_negatives``, inside an event loop."""
    run = _Run(target, deque(cases), on_result)
    if seconds is not None:
        run.deadline = asyncio.get_running_loop().time() + seconds
    async with asyncio.TaskGroup() as tasks:
        for identity in target.identities:
            tasks.create_task(run.work(identity))
    return tuple(sorted(run.results, key=_order(cases)))


def _order(cases: Iterable[Case]) -> Callable[[ScenarioResult], int]:
    groups = list(Group)
    ordered = sorted(cases, key=lambda case: (groups.index(case.group), case.id))
    places = {case.id: place for place, case in enumerate(ordered)}
    return lambda result: places[result.location]


@dataclass
class _Run:
    """What the workers share."""

    target: Target
    waiting: deque[Case]
    on_result: OnResult | None
    results: list[ScenarioResult] = field(default_factory=list)
    deadline: float | None = None
    _dead: list[str] = field(default_factory=list)
    """The latest cases in a row in which the platform was found dead."""

    async def work(self, identity: str) -> None:
        """Take one case after the other."""
        session = Session(self.target, identity, Patience(self.target.reaction))
        try:
            while self.waiting:
                case = self.waiting.popleft()
                reason = self._reason_to_leave_out()
                if reason is not None:
                    self._add(result(case, Verdict.INCONCLUSIVE, reason=reason))
                else:
                    self._add(await self._one(case, session))
        finally:
            await session.close()

    def _reason_to_leave_out(self) -> str | None:
        if len(self._dead) >= GIVE_UP:
            return f"not tried: the platform was found dead in {', '.join(self._dead)}"
        if self.deadline is not None and asyncio.get_running_loop().time() >= self.deadline:
            return "not tried: the time budget was used up"
        return None

    async def _one(self, case: Case, session: Session) -> ScenarioResult:
        begun = time.monotonic()
        performance = Performance(case, session)
        verdict, reason = Verdict.PASS, None
        try:
            await performance.perform()
        except NoConnectionError as error:
            verdict, reason = Verdict.INCONCLUSIVE, f"no connection before the case: {error}"
            performance.is_alive = False
        except NotReachedError as error:
            verdict, reason = Verdict.INCONCLUSIVE, str(error)
        except NotApplicableError as error:
            verdict, reason = Verdict.NOT_APPLICABLE, str(error)
        except MuteError as error:
            performance.is_alive = False
            performance.unmet.append(_mute(error))
        self._note_life(case, performance)
        if performance.unmet:
            verdict, reason = Verdict.FAIL, None
        return result(
            case,
            verdict,
            reason=reason,
            unmet=performance.unmet,
            trace=session.record.rows(),
            duration=time.monotonic() - begun,
        )

    def _note_life(self, case: Case, performance: Performance) -> None:
        if performance.is_alive:
            self._dead.clear()
        else:
            self._dead.append(case.id)

    def _add(self, judged: ScenarioResult) -> None:
        self.results.append(judged)
        if self.on_result is not None:
            self.on_result(judged)


def _mute(error: MuteError) -> Unmet:
    expected = "a BootNotification before the case is confirmed"
    return Unmet(behaviours.STILL_WORKS, "BootNotification", expected, str(error))


def result(
    case: Case,
    verdict: Verdict,
    *,
    reason: str | None = None,
    unmet: Sequence[Unmet] = (),
    trace: tuple[dict[str, object], ...] = (),
    duration: float = 0.0,
) -> ScenarioResult:
    """The result of a case. A failure speaks only against the behaviours whose demands were not met."""
    failing = tuple(dict.fromkeys(each.behaviour for each in unmet))
    return ScenarioResult(
        feature=case.feature,
        name=case.sentence,
        behaviours=failing or case.behaviours,
        verdict=verdict,
        location=case.id,
        reason=reason,
        failure=_failure(unmet) if unmet else None,
        trace=trace,
        duration=duration,
    )


def _failure(unmet: Sequence[Unmet]) -> Failure:
    first, *others = unmet
    more = "; ".join(f"{each.behaviour}: {each.step}: {each.seen}" for each in others) or None
    return Failure(step=first.step, expected=first.expected, seen=first.seen, nearest=more)
