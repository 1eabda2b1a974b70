"""The test bed of one scenario: both ends, the carrier between them, and how steps act on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any, TypeVar

from conformance.judgement import Inconclusive, NotApplicable
from conformance.profile import Profile
from conformance.sut.driver import Driver, NotDrivable
from conformance.sut.loopback import Carrier
from conformance.sut.operator import Operator, Request
from conformance.sut.stand_in import StandIn
from mock_csms.access import KeyForm
from mock_csms.central_system import CentralSystem
from mock_csms.domain.tags import Tags
from mock_csms.requests import Requests
from mock_csms.responses import Response
from ocpp16.actions import Role
from ocpp16.expectation import UnmetError, quote
from ocpp16.frames import Payload
from ocpp16.journal import Journal
from ocpp16.rules import RuleBook, judge

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Tolerances:
    """How exactly moments can be told on a carrier, in suite seconds."""

    reaction: float
    """Between a cause and its first visible effect."""
    period: float
    """By which a period may be off, at least."""
    jitter: float = 0.0
    """By which the carrier itself may blur a moment."""

    def early(self, seconds: float) -> float:
        """The least that counts as so many seconds."""
        return seconds - max(self.period, seconds * 0.05) - self.jitter

    def late(self, seconds: float) -> float:
        """The most that counts as so many seconds."""
        return seconds + max(self.period, seconds * 0.05) + self.reaction


TIME_KEYS = frozenset(
    {
        "ClockAlignedDataInterval",
        "ConnectionTimeOut",
        "HeartbeatInterval",
        "MeterValueSampleInterval",
        "MinimumStatusDuration",
        "TransactionMessageRetryInterval",
    }
)
"""The keys of OCPP 1.6 (section 9) whose value is a number of seconds that may be shortened."""
SHORTEST_SPAN = 1.0
"""Seconds that a longer duration of a phrase takes at least, where durations are shortened."""
ROUNDING = 1e-9
"""By which a quotient may be off that is rounded up."""
OWN_TIMERS = 30.0
"""Seconds from which on a phrase allows for what a product does by timers of its own."""


@dataclass(frozen=True)
class Setting:
    """The two ends of a scenario, and what is between and beside them."""

    profile: Profile
    carrier: Carrier
    tolerances: Tolerances
    new_driver: Callable[[str | None], Driver]
    new_stand_in: Callable[[str | None], StandIn]
    journal: Journal
    operator: Operator
    tags: Tags
    """The drivers' tags, as the central system is to have them on file."""
    named_tags: Mapping[str, Sequence[str]]
    """Standing (valid, invalid, blocked, expired) -> tags that scenarios may use for it."""
    without_tags: Sequence[str] = ()
    """The standings that the central system gives to no tag."""
    central_system: CentralSystem | None = None
    """Ours; None where the central system of somebody else is under test."""
    key: str | None = field(default=None, repr=False)
    """By which the central system knows a stand-in, if it has keys at all."""
    in_service: float = 300.0
    """Seconds a charge point may take to come into service."""
    gives_up_after: float | None = None
    """Seconds after which a product may take a call of its own to be lost; None: see the profile."""
    pace: float = 1.0
    """By which the durations of phrases are shortened, where the clocks of a product are its own."""


class TestBed:
    """What steps act on. Stimuli go through ``drive``, ``ask`` and ``arrange``."""

    __test__ = False

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.profile = setting.profile
        self.carrier = setting.carrier
        self.tolerances = setting.tolerances
        self.operator = setting.operator
        self.journal = setting.journal
        """The record of the wire."""
        self.tags = setting.tags
        self.side = Role.CHARGE_POINT
        """The end under test, whose frames the standing rules judge."""
        self.drivers: list[Driver] = []
        self.stand_ins: list[StandIn] = []
        self.add_charge_point(None)
        self.verbs: list[str] = []
        """What the drivers were told to do, in order."""
        self.vehicle: dict[str, Any] = {}
        """What they were told of the vehicle."""
        self.first = self.mark = 0
        """The journal index at which the scenario begins, and from which expectations look."""
        self.cause_at = self.caused_by = 0.0
        """Between which moments the latest stimulus was given."""
        self.pins: set[str] = set()
        """What was typed at the charge point, and has to stay there."""
        self.last_call: Request | None = None
        self.set_up_as: dict[str, Any] = {}
        """How the scenario has set the charge point up."""
        self.arranged: set[str] = set()
        """The actions to which the central system does not give its usual answer."""
        self._pace = setting.pace
        self._has_told = False
        self._is_unsettled = False
        self._phase = ""
        self._began_at = 0.0
        self.begin()

    def begin(self) -> None:
        """Let the scenario begin at this moment: what was before is only context."""
        self.first = self.mark = len(self.journal.entries)
        self._began_at = self.cause_at = self.caused_by = self.carrier.now
        self.carrier.begin()

    @property
    def central_system(self) -> CentralSystem:
        """Our central system. Raises ``NotDrivable`` where another one is under test."""
        if self.setting.central_system is None:
            raise NotDrivable("only our own central system can be told how to behave")
        return self.setting.central_system

    def elapsed(self) -> float:
        """Suite seconds since the scenario began."""
        return self.carrier.now - self._began_at

    def told(self, seconds: float) -> int:
        """What the charge point is told for an interval of so many seconds: whole ones.

        Where durations are shortened, those of the rest of the scenario are by as much, so that
        they keep their proportion to it. It is not so short that tolerances swallow it.
        """
        if self.setting.pace == 1 or seconds == 0:
            return int(seconds)
        least = min(seconds, ceil(2 * self.tolerances.period))
        whole = max(1, ceil(least), ceil(seconds / self._pace - ROUNDING))
        self._pace, self._has_told = seconds / whole, True
        return whole

    def span(self, seconds: float) -> float:
        """How long a duration of a phrase takes here."""
        least = 0.0 if self._has_told else min(seconds, SHORTEST_SPAN)
        return max(seconds / self._pace, least)

    def watched(self, seconds: float) -> float:
        """How long is looked for what must not come: not less than a reaction takes."""
        least = 0.0 if self._has_told else min(seconds, self.tolerances.reaction)
        return max(self.span(seconds), least)

    def allowed(self, seconds: float) -> float:
        """How long may pass until something comes: what is not shortened, timers of its own, included."""
        if self.setting.pace == 1:
            return seconds
        own = self.setting.in_service if seconds >= OWN_TIMERS else self.tolerances.reaction
        return max(self.span(seconds), min(seconds, own))

    @property
    def identity(self) -> str:
        """The identity of the charge point: of the stand-in, if there is one."""
        return (self.stand_ins or self.drivers)[0].identity

    @property
    def requests(self) -> Requests:
        """How the central system words its requests; one of somebody else words them itself."""
        ours = self.setting.central_system
        return Requests() if ours is None else ours.requests

    def introduction(self) -> Payload:
        """The first BootNotification on record: who the charge point says it is."""
        boots = self.journal.requests_sent("BootNotification")
        own = self.drivers[0].identity
        return next((boot.payload for boot in boots if boot.identity == own), {})

    def begin_step(self, phase: str) -> None:
        """Note what kind of step follows: the first When after something else sets the mark."""
        if phase == "then":
            self._settle()
        elif not self._is_unsettled:
            self._come_to_rest()
        if phase == "when" and self._phase != "when":
            self.mark = len(self.journal.entries)
        self._phase = phase

    def _come_to_rest(self) -> None:
        """On a carrier that takes its time, let one stimulus have its effects before the next."""
        pause = self.tolerances.jitter

        def quiet() -> bool:
            entries = self.journal.entries
            return not entries or self.carrier.now - entries[-1].at >= pause

        if pause > 0:
            self.run_until(quiet, self.carrier.now + 4 * pause)

    # stimuli ---------------------------------------------------------------------------------------

    def drive(self, verb: str, *, who: int = 0, **details: Any) -> None:
        """Make something happen to a charge point."""
        driver = self.drivers[who]
        self.pins |= {details["pin"]} if "pin" in details else set()
        self._stimulate(lambda now: driver.act(now, verb, **details), self._lives_here(driver))
        self.verbs.append(verb)
        self.vehicle |= details if verb == "vehicle" else {}
        self._is_unsettled = not self._lives_here(driver)

    def read(self, quantity: str) -> Any:
        """Read a quantity off the first charge point."""
        self._settle()
        driver = self.drivers[0]
        return self._reach(lambda now: driver.observe(now, quantity), self._lives_here(driver))

    def power_on(self, who: int = 0) -> None:
        """Switch a charge point on."""
        driver = self.drivers[who]
        endpoint = driver.endpoint()
        if endpoint is not None:
            self.carrier.add(endpoint, driver.identity)
        self._stimulate(driver.power_on, self._lives_here(driver))
        self._is_unsettled = not self._lives_here(driver)

    def is_connected(self) -> bool:
        """Whether the charge point is connected to our central system."""
        if self.setting.central_system is None:
            return False
        return self.central_system.charge_point(self.identity).connection is not None

    def is_in_service(self) -> bool:
        """Whether the charge point is connected to our central system, and registered."""
        if not self.is_connected():
            return False
        return self.central_system.charge_point(self.identity).registration == "Accepted"

    def set_up(self, **settings: Any) -> None:
        """Decide how the charge point is set up, before it is powered on."""
        self.set_up_as |= settings
        self.drivers[0].configure(settings)

    def declare(self, choices: Mapping[str, Any]) -> None:
        """Let the vendor declare other readings, or other limits, than its profile does."""
        limits = {name: float(choices[name]) for name in choices if name in self.profile.limits}
        semantics = {name: choices[name] for name in choices if name not in limits}
        self.profile = replace(
            self.profile,
            limits={**self.profile.limits, **limits},
            semantics={**self.profile.semantics, **semantics},
        )
        self.set_up(semantics=semantics, **limits)

    def demand(self, key: str, form: KeyForm = "any") -> None:
        """Let the central system take no charge point of this identity without the key."""

        def demand(_now: float) -> None:
            access = replace(self.central_system.access, form=form)
            self.central_system.access = access.demanding(self.identity, key)

        self._stimulate(demand)

    def encrypt(self, *, name_fits: bool = True) -> None:
        """Let the central system take encrypted connections only; before any power-on."""
        self.carrier.secure(name_fits=name_fits)
        for driver in self.drivers:
            driver.configure({"url": self.carrier.url})

    def add_charge_point(self, identity: str | None) -> int:
        """A charge point of the make under test, set up to connect here; returns its number."""
        driver = self.setting.new_driver(identity)
        driver.configure({"url": self.carrier.url})
        self.drivers.append(driver)
        return len(self.drivers) - 1

    def stand_in(self, number: int = 0) -> StandIn:
        """A charge point that says what the scenario tells it, by its number in the scenario.

        The first has the identity of the charge point under test where the central system is
        somebody else's, and may know no other.
        """
        while len(self.stand_ins) <= number:
            identity = f"{self.stand_ins[0].identity}-{number + 1}" if self.stand_ins else None
            stand_in = self.setting.new_stand_in(identity)
            self.stand_ins.append(stand_in)
            self.carrier.add(stand_in, stand_in.identity)
        return self.stand_ins[number]

    def stand_in_anew(self, number: int = 0) -> StandIn:
        """The same charge point over a line of its own, while its earlier line is left as it is."""
        earlier = self.stand_in(number)
        renewed = self.setting.new_stand_in(earlier.identity)
        self.stand_ins[number] = renewed
        self.carrier.add(renewed, renewed.identity)
        return renewed

    def key_of_stand_in(self) -> str:
        """The key that the central system demands of the stand-in; ours begins to with this.

        Raises ``NotApplicable`` for a central system that knows its charge points without keys.
        """
        key = self.setting.key
        if key is None:
            raise NotApplicable("the statement names no key, so that none is demanded")
        if self.setting.central_system is not None:
            self.stand_in().present(key.encode())
            self.demand(key)
        return key

    def tell(self, act: Callable[[float], Result]) -> Result:
        """Let a stand-in do something."""
        return self._stimulate(act)

    def named_tag(self, standing: str, number: int = 0) -> str:
        """A tag that is valid, invalid, blocked or expired. Raises ``NotDrivable`` without one."""
        if standing in self.setting.without_tags:
            raise NotApplicable(f"the statement says that there are no {standing} tags")
        tags = self.setting.named_tags.get(standing, ())
        if number >= len(tags):
            raise NotDrivable(
                f"the statement names {len(tags)} {standing} tags, one more is needed"
            )
        return tags[number]

    def ask(
        self, action: str, payload: Payload, *, probe: bool = False, at_once: bool = False
    ) -> Request:
        """Let the central system send a request; the answer comes when it comes."""
        self._settle()
        operator = self.operator

        def request(now: float) -> Request:
            return operator.request(
                now, self.identity, action, payload, probe=probe, at_once=at_once
            )

        if probe:
            return self._reach(request, operator.in_process)
        self.last_call = self._stimulate(request, operator.in_process)
        return self.last_call

    def arrange(self, response: Response, times: int | None, action: str, **matcher: Any) -> None:
        """Let the central system do something else than answer politely; ``times`` None: from now on."""

        def arrange(now: float) -> None:
            arrangement = self.central_system.on(action, now=now, **matcher)
            arrangement.times(times).respond(response)

        self.arranged.add(action)
        self.carrier.do(arrange)

    def drop_connection(self) -> None:
        """Let the central system close the connection."""

        def drop(now: float) -> None:
            connection = self.central_system.charge_point(self.identity).connection
            if connection is not None:
                number = connection.number
                self.journal.injected(now, self.identity, number, "close-1001", cause="scenario")
                connection.close(1001, "going away")

        self._stimulate(drop)

    def admit(self, admits: bool) -> None:
        """Let the central system take connections, or turn them away."""

        def switch(_now: float) -> None:
            self.central_system.admits = admits

        self._stimulate(switch)

    def pass_time(self, seconds: float) -> None:
        """Let suite time pass."""
        self.wait(lambda: False, seconds)

    def wait(self, met: Callable[[], bool], seconds: float) -> bool:
        """Let suite time pass until the condition holds, or so many seconds; says whether it holds."""
        self._settle()
        return self.run_until(met, self.carrier.now + seconds)

    def run_until(self, met: Callable[[], bool], deadline: float) -> bool:
        """As the carrier's, once the drivers have done what they only took note of."""
        self._settle()
        return self.carrier.run_until(met, deadline)

    def _settle(self) -> None:
        if not self._is_unsettled:
            return
        self._is_unsettled = False
        for driver in self.drivers:
            driver.settle()
        self.caused_by = self.carrier.now

    def _stimulate(self, act: Callable[[float], Result], lives_here: bool = True) -> Result:
        self.cause_at = self.carrier.now
        result = self._reach(act, lives_here)
        self.caused_by = self.cause_at if lives_here else self.carrier.now
        return result

    def _reach(self, act: Callable[[float], Result], lives_here: bool) -> Result:
        """What is somewhere else may take its time; the carrier goes on meanwhile."""
        return self.carrier.do(act) if lives_here else act(self.carrier.now)

    @staticmethod
    def _lives_here(driver: Driver) -> bool:
        return driver.endpoint() is not None

    # preconditions -----------------------------------------------------------------------------------

    def require(self, met: Callable[[], bool], what: str, seconds: float | None = None) -> None:
        """Wait for a precondition. Raises ``Inconclusive`` when it is not reached."""
        if not self.wait(met, self.tolerances.late(seconds or 0.0)):
            raise Inconclusive(f"precondition not reached: {what}")

    def require_answer(self, action: str, payload: Payload, status: str | None = None) -> Payload:
        """Ask and wait for the answer, as a precondition; returns its payload."""
        own, patience = self.ask(action, payload), self.profile.limits["call_timeout"]
        self.require(lambda: own.outcome is not None, f"an answer to {action}", patience)
        response = own.response
        if response is None or status not in (None, response.get("status")):
            raise Inconclusive(f"precondition not reached: {action} answered with {own.outcome}")
        return response

    def configure(self, keys: Mapping[str, str]) -> None:
        """Set configuration keys over the wire."""
        for key, value in keys.items():
            payload = {"key": key, "value": self.shortened(key, value)}
            self.require_answer("ChangeConfiguration", payload, "Accepted")

    def shortened(self, key: str, value: str) -> str:
        """The value that stands here for one of a phrase: of a time key, a shortened one."""
        return str(self.told(float(value))) if key in TIME_KEYS and value.isdigit() else value

    # judging ---------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Apply the standing rules to all that was recorded. Raises ``UnmetError``."""
        book = RuleBook(
            side=self.side,
            call_timeout=self.setting.gives_up_after or self.profile.limits["call_timeout"],
            extra_transitions=self.profile.extra_transitions,
            meter_values_outside_transactions=self.profile.meter_values_outside_transactions,
            pins=frozenset(self.pins),
            tolerance=self.tolerances.period + self.tolerances.jitter,
        )
        found = judge(self.journal, book, self.carrier.now)
        violations = [violation for violation in found if violation.entry.index >= self.first]
        if violations:
            first = violations[0]
            raise UnmetError(
                f"the standing rule {first.rule!r} to hold",
                f"{first.message} ({len(violations)} violation(s) in all)",
                quote(first.entry),
                [violation.entry for violation in violations[:5]],
            )
