"""Stimuli at the charge point: power, vehicle, people, faults, links; and time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pytest_bdd import given, when

from conformance.testbed import TestBed
from steps._words import (
    DURATION,
    NUMBER,
    QUOTED,
    Table,
    alternatives,
    lasting,
    named_tag,
    pairs,
    phrase,
    rows,
)

Step = TypeVar("Step", bound=Callable[..., Any])


def both(pattern: str) -> Callable[[Step], Step]:
    """A phrase for Given and When alike."""

    def register(function: Step) -> Step:
        step = phrase(pattern)
        given(step, stacklevel=2)(function)
        when(step, stacklevel=2)(function)
        return function

    return register


# power and registration ------------------------------------------------------------------------------


@given(phrase(r"the charge point is set up with"))
def _(bed: TestBed, datatable: Table) -> None:
    bed.set_up(**pairs(datatable))


@given(phrase(r"the vendor declares"))
def _(bed: TestBed, datatable: Table) -> None:
    bed.declare(pairs(datatable))


@given(phrase(r"the charge point has powered on"))
def _(bed: TestBed) -> None:
    bed.power_on()
    bed.require(lambda: introduced(bed), "a first BootNotification", bed.setting.in_service)


@when(phrase(r"the charge point powers on"))
def _(bed: TestBed) -> None:
    bed.power_on()


@given(phrase(r"the charge point is in service(?P<commercial> in commercial mode)?"))
def _(bed: TestBed, commercial: str | None) -> None:
    since = 0
    if not bed.is_in_service() or "BootNotification" in bed.arranged:
        since = len(bed.journal.entries)
        bed.power_on()
    bed.require(
        lambda: told(bed, 1, since), "the start-up status of connector 1", bed.setting.in_service
    )
    if commercial:
        bed.configure({"CommercialMode": "true"})


@given(phrase(r"another charge point \"(?P<identity>[^\"]+)\" is in service"))
def _(bed: TestBed, identity: str) -> None:
    bed.power_on(who=bed.add_charge_point(identity))


@both(r"the charge point reboots")
def _(bed: TestBed) -> None:
    bed.drive("reboot")


@both(r"the bridge restarts")
def _(bed: TestBed) -> None:
    bed.drive("restart bridge")


@both(rf"the device link is (?:(?P<what>cut|restored)|(?P<latency>{NUMBER}) seconds late)")
def _(bed: TestBed, what: str | None, latency: str | None) -> None:
    if what is None:
        bed.drive("delay link", seconds=float(latency or 0))
    else:
        bed.drive({"cut": "cut link", "restored": "restore link"}[what])


@both(r"the charge point (?P<verb>falls silent|speaks again)")
def _(bed: TestBed, verb: str) -> None:
    bed.drive({"falls silent": "fall silent", "speaks again": "speak again"}[verb])


@both(rf"the device reports its state every (?P<interval>{DURATION})")
def _(bed: TestBed, interval: str) -> None:
    bed.drive("report every", seconds=lasting(bed, interval))


@both(r"the charge point develops a fault \"(?P<code>\w+)\"")
def _(bed: TestBed, code: str) -> None:
    bed.drive("fault", code=code)


@both(r"the fault is cleared")
def _(bed: TestBed) -> None:
    bed.drive("clear fault")


# vehicle and people ----------------------------------------------------------------------------------


@both(r"the vehicle is plugged in")
def _(bed: TestBed) -> None:
    bed.drive("plug in")


@both(r"the vehicle is unplugged")
def _(bed: TestBed) -> None:
    bed.drive("unplug")


@both(r"the cable is taken (?P<end>off the vehicle|out of the charger)")
def _(bed: TestBed, end: str) -> None:
    bed.drive("take off cable" if end == "off the vehicle" else "take out cable")


@both(r"the vehicle (?P<what>holds|lets go of) its end of the cable")
def _(bed: TestBed, what: str) -> None:
    bed.drive("vehicle", holds_cable=what == "holds")


@both(r"the PIN \"(?P<pin>\d+)\" is entered")
def _(bed: TestBed, pin: str) -> None:
    bed.drive("enter pin", pin=pin)


@both(r"the tag \"(?P<tag>[^\"]+)\" is presented")
def _(bed: TestBed, tag: str) -> None:
    bed.drive("present tag", tag=named_tag(bed, tag))


@both(
    rf"(?P<entries>{QUOTED}(?:(?:,| and) {QUOTED})*) (?:is|are) chosen (?P<where>at the charger|in the app)"
)
def _(bed: TestBed, entries: str, where: str) -> None:
    for what in alternatives(entries):
        if where == "in the app":
            bed.drive("choose in app", mode=what)
        else:
            bed.drive("choose", what=what)


@both(r"the owner sets the lock by hand")
def _(bed: TestBed, datatable: Table) -> None:
    bed.drive("set by hand", settings=pairs(datatable))


@given(phrase(r"(?P<number>these|\d+) users have a PIN"))
def _(bed: TestBed, number: str, datatable: Table | None = None) -> None:
    if datatable is not None:
        bed.set_up(users=rows(datatable))
    else:
        bed.set_up(users=[numbered_user(n + 1) for n in range(int(number))])


@both(r"the vehicle is full")
def _(bed: TestBed) -> None:
    bed.drive("vehicle", full=True)


@both(r"the vehicle reports a charging fault of its own")
def _(bed: TestBed) -> None:
    bed.drive("vehicle", ev_fault=True)


@both(r"the vehicle takes current again")
def _(bed: TestBed) -> None:
    bed.drive("vehicle", full=False, ev_fault=False, waits_until=None)


@both(rf"the vehicle's own timer delays charging by (?P<delay>{DURATION})")
def _(bed: TestBed, delay: str) -> None:
    bed.drive("vehicle", waits_until=bed.carrier.now + lasting(bed, delay))


@both(rf"the (?P<which>site limit|device limit|solar surplus) is (?P<ampere>{NUMBER}) A")
def _(bed: TestBed, which: str, ampere: str) -> None:
    fact = {"solar surplus": "surplus"}.get(which, which.replace(" ", "_"))
    facts: dict[str, Any] = {fact: float(ampere)}
    bed.drive("installation", **facts)


@given(phrase(r"the next (?P<count>\d+ )?firmware (?P<what>download|installation)s? fails?"))
def _(bed: TestBed, count: str | None, what: str) -> None:
    failures: dict[str, Any] = {f"failing_{what}s": int(count or 1)}
    bed.drive("installation", **failures)


@given(phrase(r"the owner has timed a boost from (?P<start>\d\d):00 to (?P<end>\d\d):00"))
def _(bed: TestBed, start: str, end: str) -> None:
    bed.drive("installation", boosts=[(int(start) * 3600.0, int(end) * 3600.0)])


@both(rf"(?P<duration>{DURATION}) pass(?:es)?")
def _(bed: TestBed, duration: str) -> None:
    bed.pass_time(lasting(bed, duration))


def numbered_user(number: int) -> dict[str, str]:
    """One of many users: PIN 00007 and tag VT-USER-007."""
    return {"name": f"User {number}", "pin": f"{number:05}", "tag": f"VT-USER-{number:03}"}


def introduced(bed: TestBed) -> bool:
    """Whether the charge point has introduced itself, accepted or not."""
    return any(bed.journal.requests_sent("BootNotification", bed.first))


def told(bed: TestBed, connector: int, since: int) -> bool:
    """Whether the status of a connector has been acknowledged, from an entry of the journal on."""
    return any(
        e.answer is not None and e.payload.get("connectorId") == connector
        for e in bed.journal.requests_sent("StatusNotification", since)
    )
