"""The composite schedule that charging profiles amount to (OCPP 1.6, section 3.13 and errata).

What the documents leave open is decided here as follows: a TxProfile that says nothing at a moment
leaves it to the defaults; a default of the connector goes before those of connector 0, whatever
their levels; what is relative to the start of charging is relative to the start of the schedule
while nothing charges; connector 0 is the sum of all connectors, within its ChargePointMaxProfile;
without any profile the hardware is the limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from ocpp.v16.enums import ChargingProfileKindType as Kind
from ocpp.v16.enums import ChargingProfilePurposeType as Purpose

from mock_csms.domain.charging_profiles import Installed
from ocpp16.frames import Payload
from ocpp16.timestamps import to_seconds

if TYPE_CHECKING:
    from mock_csms.charge_points import ChargePoint
    from mock_csms.domain.transactions import Transaction

SECOND = 1000
"""Moments in here are whole milliseconds, so that differences are exact."""
CYCLES = {"Daily": 24 * 3600 * SECOND, "Weekly": 7 * 24 * 3600 * SECOND}
LONGEST = 366 * 24 * 3600
"""Longest schedule worked out, in seconds: daily profiles have an edge for every day."""
DEFAULT_PHASES = 3
"""numberPhases of a period that does not say (section 7.14)."""
RateUnit = Literal["A", "W"]


@dataclass(frozen=True, slots=True)
class Supply:
    """What OCPP does not tell of a charge point, of each connector alike."""

    limit: float = 32.0
    """What the hardware can, in ampere per phase."""
    phases: int = 3
    """Phases that can be used."""
    voltage: float = 230.0
    """Nominal, phase to neutral."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A limit in the unit asked for, and the number of phases where a profile names it."""

    limit: float
    phases: int | None = None

    def within(self, other: Rate | None) -> Rate:
        """Both hold: the lower of either."""
        if other is None:
            return self
        stated = [phases for phases in (self.phases, other.phases) if phases is not None]
        return Rate(min(self.limit, other.limit), min(stated, default=None))


class Composite:
    """Profiles put together, from a moment in suite seconds on.

    ``charging`` gives, for each connector with a transaction, the moment charging began.
    """

    def __init__(
        self,
        profiles: Iterable[Installed],
        start: float,
        unit: RateUnit = "A",
        *,
        charging: Mapping[int, float] | None = None,
        connectors: Sequence[int] = (1,),
        supply: Supply | None = None,
    ) -> None:
        self.supply = supply or Supply()
        self.unit = unit
        self._profiles = sorted(profiles, key=lambda each: each.level, reverse=True)
        self._start = round(start * SECOND)
        self._charging = {c: round(at * SECOND) for c, at in (charging or {}).items()}
        self._connectors = connectors

    def schedule(self, connector: int, duration: int) -> Payload:
        """The ChargingSchedule for so many seconds (section 7.13).

        Raises ``ValueError`` when the duration is negative or longer than a year.
        """
        if not 0 <= duration <= LONGEST:
            raise ValueError(f"duration is {duration}, must be from 0 to {LONGEST} seconds")
        inside = {offset for offset in self._offsets(duration) if 0 < offset < duration}
        rates = [(offset, self._rounded(connector, offset)) for offset in (0, *sorted(inside))]
        changes = [new for old, new in pairwise(rates) if old[1] != new[1]]
        return {
            "duration": duration,
            "chargingRateUnit": self.unit,
            "chargingSchedulePeriod": [_period(*change) for change in (rates[0], *changes)],
        }

    def _rate(self, connector: int, moment: int) -> Rate:
        if connector == 0:
            each = [self._of_connector(c, moment) for c in self._connectors]
            whole = Rate(sum(rate.limit for rate in each))
            return whole.within(self._said(Purpose.charge_point_max_profile, 0, 0, moment))
        return self._of_connector(connector, moment)

    def _of_connector(self, connector: int, moment: int) -> Rate:
        most = self._said(Purpose.charge_point_max_profile, 0, connector, moment)
        return self._hardware().within(most).within(self._of_session(connector, moment))

    def _of_session(self, connector: int, moment: int) -> Rate | None:
        for purpose, where in (
            (Purpose.tx_profile, connector),
            (Purpose.tx_default_profile, connector),
            (Purpose.tx_default_profile, 0),
        ):
            said = self._said(purpose, where, connector, moment)
            if said is not None:
                return said
        return None

    def _said(self, purpose: str, where: int, connector: int, moment: int) -> Rate | None:
        """By the highest level that says anything, among the profiles set for ``where``."""
        for each in self._profiles:
            if each.purpose == purpose and each.connector == where:
                period = self._period_at(each.profile, connector, moment)
                if period is not None:
                    return self._converted(period, each.profile["chargingSchedule"])
        return None

    def _period_at(self, profile: Payload, connector: int, moment: int) -> Payload | None:
        begin = self._begin(profile, connector, moment)
        if begin is None or not _is_valid(profile, moment):
            return None
        schedule, elapsed = profile["chargingSchedule"], moment - begin
        if elapsed >= schedule.get("duration", float("inf")) * SECOND:
            return None
        periods: list[Payload] = schedule["chargingSchedulePeriod"]
        begun = [each for each in periods if each["startPeriod"] * SECOND <= elapsed]
        return begun[-1] if begun else None

    def _begin(self, profile: Payload, connector: int, moment: int) -> int | None:
        """When the schedule began that may count at a moment; None when it has not begun."""
        first = self._first_begin(profile, connector)
        if first is None or moment < first:
            return None
        if profile["chargingProfileKind"] != Kind.recurring:
            return first
        return moment - (moment - first) % CYCLES[profile["recurrencyKind"]]

    def _first_begin(self, profile: Payload, connector: int) -> int | None:
        kind, stated = profile["chargingProfileKind"], profile["chargingSchedule"]
        if kind != Kind.relative and "startSchedule" in stated:
            return _moment(stated["startSchedule"])
        if kind == Kind.recurring:  # it has to say from when (section 3.13.2)
            return None
        return self._charging.get(connector, self._start)

    def _converted(self, period: Payload, schedule: Payload) -> Rate:
        """Watts are those of all phases, amperes those of each (E3.34: of those in use)."""
        limit, stated = float(period["limit"]), period.get("numberPhases")
        phases = min(stated or DEFAULT_PHASES, self.supply.phases)
        if schedule["chargingRateUnit"] != self.unit:
            factor = self.supply.voltage * phases
            limit = limit / factor if self.unit == "A" else limit * factor
        return Rate(limit, stated)

    def _hardware(self) -> Rate:
        supply = self.supply
        factor = 1.0 if self.unit == "A" else supply.voltage * supply.phases
        return Rate(supply.limit * factor)

    def _rounded(self, connector: int, offset: int) -> Rate:
        rate = self._rate(connector, self._start + offset * SECOND)
        return Rate(round(rate.limit, 1), rate.phases)

    def _offsets(self, duration: int) -> Iterator[int]:
        """Whole seconds from the start on at which something may change."""
        end = self._start + duration * SECOND
        for each in self._profiles:
            for connector in {*self._connectors, *self._charging, each.connector}:
                for edge in self._edges(each.profile, connector, end):
                    yield -((self._start - edge) // SECOND)

    def _edges(self, profile: Payload, connector: int, end: int) -> Iterator[int]:
        yield from (_moment(profile[name]) for name in ("validFrom", "validTo") if name in profile)
        schedule, first = profile["chargingSchedule"], self._first_begin(profile, connector)
        if first is None:
            return
        within = [each["startPeriod"] for each in schedule["chargingSchedulePeriod"]]
        within.append(schedule.get("duration", 0))
        for begin in self._begins(profile, first, end):
            yield from (begin + seconds * SECOND for seconds in within)

    def _begins(self, profile: Payload, first: int, end: int) -> Iterable[int]:
        if profile["chargingProfileKind"] != Kind.recurring:
            return (first,)
        cycle = CYCLES[profile["recurrencyKind"]]
        earliest = first + max(0, self._start - first) // cycle * cycle
        return range(earliest, end, cycle)


def composite_schedule(
    known: ChargePoint,
    running: Iterable[Transaction],
    start: float,
    connector: int,
    duration: int,
    unit: RateUnit = "A",
) -> Payload:
    """The schedule of a charge point with these transactions; see ``Composite.schedule``."""
    charging = {each.connector: to_seconds(each.started_at) for each in running}
    connectors = sorted({connector, *known.connectors.numbers(), *charging} - {0}) or [1]
    composite = Composite(
        known.charging_profiles.installed,
        start,
        unit,
        charging=charging,
        connectors=connectors,
        supply=known.supply,
    )
    return composite.schedule(connector, duration)


def _is_valid(profile: Payload, moment: int) -> bool:
    begins = "validFrom" not in profile or _moment(profile["validFrom"]) <= moment
    return begins and ("validTo" not in profile or moment < _moment(profile["validTo"]))


@lru_cache(maxsize=4096)
def _moment(text: str) -> int:
    return round(to_seconds(text) * SECOND)


def _period(offset: int, rate: Rate) -> dict[str, Any]:
    stated = {} if rate.phases is None else {"numberPhases": rate.phases}
    return {"startPeriod": offset, "limit": rate.limit, **stated}
