"""Expectations: the small fixed grammar of everything that begins with Then."""

from __future__ import annotations

from collections.abc import Callable

from pytest_bdd import then

from conformance.device_observation import DeviceObserver
from conformance.observation import Observer
from conformance.testbed import TestBed
from ocpp16.expectation import Match, Window
from ocpp16.journal import Direction, Opened
from steps import _answers
from steps._words import (
    ALTERNATIVES,
    DURATION,
    NUMBER,
    QUOTED,
    Table,
    allowing,
    alternatives,
    fields,
    filled_in,
    lasting,
    phrase,
    rows,
    watching,
)

COARSE = 1.0
"""Seconds in which the time may be told: whole ones are good enough."""
REFUSALS = ("Rejected", "NotSupported", "Unknown")
"""Statuses that say no."""
KINDS: dict[str, Callable[[Opened], bool]] = {
    "again": lambda _opened: True,
    "with a key": lambda opened: opened.authorization is not None,
    "without a key": lambda opened: opened.authorization is None,
    "securely": lambda opened: opened.secure,
}
"""What a new connection may have to be like."""
SENDERS = {
    "charge point": Direction.TO_CENTRAL_SYSTEM,
    "central system": Direction.TO_CHARGE_POINT,
}
HOW = "|".join([*KINDS, "once"])
WHO = r"the (?P<who>charge point|charge point \"[^\"]+\"|central system)"
WHEN = rf"(?: (?P<when>within|after) (?P<duration>{DURATION}))?"


def window(bed: TestBed, when: str | None, duration: str | None) -> Window:
    """The span a phrase means, counted from the latest stimulus."""
    tolerances = bed.tolerances
    span = (lasting if when == "after" else allowing)(bed, duration) if duration else 0.0
    earliest = tolerances.early(span) if when == "after" else 0.0
    latest = tolerances.late(span) if when else tolerances.reaction
    return Window(bed.cause_at + max(0.0, earliest), bed.caused_by + latest)


def match(bed: TestBed, action: str, table: Table | None = None, who: str = "") -> Match:
    """The CALLs a phrase means."""
    if who == "central system":
        return Match(action, fields(bed, table), Direction.TO_CHARGE_POINT, bed.identity)
    named = alternatives(who)
    return Match(action, fields(bed, table), identity=named[0] if named else bed.identity)


def status(bed: TestBed, value: str, connector: str = "1") -> Match:
    """A StatusNotification of a connector."""
    return Match(
        "StatusNotification", {"connectorId": connector, "status": value}, identity=bed.identity
    )


@then(phrase(rf"{WHO} sends \"(?P<action>\w+)\"{WHEN}"))
def _(
    bed: TestBed,
    observer: Observer,
    who: str,
    action: str,
    when: str | None,
    duration: str | None,
    datatable: Table | None = None,
) -> None:
    observer.sends(match(bed, action, datatable, who), window(bed, when, duration))


@then(phrase(rf"{WHO} sends (?P<about>about )?(?P<count>\d+) \"(?P<action>\w+)\""))
def _(
    bed: TestBed,
    observer: Observer,
    who: str,
    about: str | None,
    count: str,
    action: str,
    datatable: Table | None = None,
) -> None:
    leeway = 1 if about else 0
    observer.sends_exactly(match(bed, action, datatable, who), int(count), leeway)


@then(phrase(rf"{WHO} sends no \"(?P<action>\w+)\" for (?P<duration>{DURATION})"))
def _(
    bed: TestBed,
    observer: Observer,
    who: str,
    action: str,
    duration: str,
    datatable: Table | None = None,
) -> None:
    observer.sends_none(match(bed, action, datatable, who), watching(bed, duration))


@then(
    phrase(
        rf"the (?P<who>charge point|central system) sends nothing(?: but (?P<actions>{ALTERNATIVES}))?"
        rf" for (?P<duration>{DURATION})"
    )
)
def _(bed: TestBed, observer: Observer, who: str, actions: str | None, duration: str) -> None:
    sender = SENDERS[who]
    observer.sends_only(alternatives(actions or ""), watching(bed, duration), sender)


@then(
    phrase(rf"the charge point reports \"(?P<value>\w+)\"(?P<whole> for the whole station)?{WHEN}")
)
def _(
    bed: TestBed,
    observer: Observer,
    value: str,
    whole: str | None,
    when: str | None,
    duration: str | None,
) -> None:
    observer.sends(status(bed, value, "0" if whole else "1"), window(bed, when, duration))


@then(phrase(r"the charge point reports, in this order and nothing else"))
def _(bed: TestBed, observer: Observer, datatable: Table) -> None:
    wanted = [status(bed, row["status"], row.get("connector", "1")) for row in rows(datatable)]
    only = Match("StatusNotification", {"connectorId": wanted[0].fields["connectorId"]})
    if len({m.fields["connectorId"] for m in wanted}) > 1:
        only = Match("StatusNotification")
    observer.in_order(wanted, only=only)


@then(phrase(rf"the charge point sends, in this order(?:, each within (?P<duration>{DURATION}))?"))
def _(bed: TestBed, observer: Observer, duration: str | None, datatable: Table) -> None:
    matches = []
    for row in rows(datatable):
        action = row.pop("action")
        matches.append(Match(action, filled_in(bed, row), identity=bed.identity))
    observer.in_order(matches, seconds=allowing(bed, duration) if duration else 0.0)


@then(phrase(r"\"(?P<action>\w+)\" is sent (?P<count>\d+) times?, waiting in between"))
def _(bed: TestBed, observer: Observer, action: str, count: str, datatable: Table) -> None:
    gaps = [bed.span(float(row["seconds"])) for row in rows(datatable)]
    assert len(gaps) + 1 == int(count), "the table has one row less than there are messages"
    observer.sent_with_gaps(action, gaps)


@then(phrase(r"every repetition of \"(?P<action>\w+)\" carries the payload of the first"))
def _(observer: Observer, action: str) -> None:
    observer.repeats_identically(action)


@then(phrase(rf"the answer is (?P<statuses>{ALTERNATIVES})"))
def _(observer: Observer, statuses: str) -> None:
    observer.answered(alternatives(statuses))


@then(phrase(r"the answer holds"))
def _(bed: TestBed, observer: Observer, datatable: Table) -> None:
    observer.answered_with(fields(bed, datatable))


@then(
    phrase(
        r"the request is (?:(?P<fate>answered|refused|left unanswered)"
        rf"|(?P<either>answered, or )?refused with an error(?: (?P<codes>{ALTERNATIVES}))?)"
    )
)
def _(observer: Observer, fate: str | None, either: str | None, codes: str | None) -> None:
    if fate == "left unanswered":
        observer.unanswered()
    elif fate == "answered":
        observer.answered_somehow()
    elif either:
        observer.answered_or_refused(alternatives(codes or ""))
    else:
        observer.refused(REFUSALS if fate else (), alternatives(codes or ""))


@then(
    phrase(
        rf"the charge point (?:connects (?P<how>{HOW}|to {QUOTED})|(?P<away>is turned away)){WHEN}"
    )
)
def _(
    bed: TestBed,
    observer: Observer,
    how: str | None,
    away: str | None,
    when: str | None,
    duration: str | None,
) -> None:
    span = window(bed, when, duration)
    if away:
        observer.is_turned_away(span)
    elif how == "once":
        observer.connects_once()
    else:
        observer.connects(span, _kind(how or ""), how or "")


def _kind(how: str) -> Callable[[Opened], bool]:
    if how.startswith("to "):
        return lambda opened: opened.path == alternatives(how)[0]
    return KINDS[how]


@then(phrase(rf"the charge point dials ever more slowly for (?P<duration>{DURATION})"))
def _(bed: TestBed, observer: Observer, duration: str) -> None:
    observer.dials_ever_more_slowly(allowing(bed, duration))


@then(
    phrase(
        r"the (?P<quantity>(?:charging|offered) current|(?:occupied|free|cleared) slots|slot writes"
        r"|recorded (?:sessions|energy))"
        rf" (?:is|are|number) (?P<bound>at most )?(?P<value>{NUMBER})(?: A| Wh)?"
    )
)
def _(device: DeviceObserver, quantity: str, bound: str | None, value: str) -> None:
    wanted = float(value)
    if bound:
        device.shows(quantity, lambda seen: 0 < seen <= wanted, f"above 0 and at most {value}")
    else:
        device.shows(quantity, lambda seen: abs(seen - wanted) < 0.05, f"of {value}")


@then(phrase(r"the device shows(?P<negated> none of)?"))
def _(device: DeviceObserver, negated: str | None, datatable: Table) -> None:
    readings = [(row["reading"], row["value"]) for row in rows(datatable)]
    if negated:
        device.reads_none_of(readings)
    else:
        device.reads(readings)


@then(phrase(r"the charging current follows this timetable"))
def _(bed: TestBed, device: DeviceObserver, datatable: Table) -> None:
    timetable = [(lasting(bed, row["after"]), float(row["ampere"])) for row in rows(datatable)]
    device.follows("charging current", timetable)


@then(phrase(rf"the central system answers every (?P<actions>{ALTERNATIVES}) properly"))
def _(bed: TestBed, observer: Observer, actions: str) -> None:
    tolerances = bed.tolerances
    check = _answers.check(bed.tags, COARSE + tolerances.period + 2 * tolerances.jitter)
    for action in alternatives(actions):
        observer.replies(action, check)


@then(phrase(rf"the central system shows the charge point (?P<state>online|offline){WHEN}"))
def _(bed: TestBed, observer: Observer, state: str, when: str | None, duration: str | None) -> None:
    observer.regarded_as(state, window(bed, when, duration))
