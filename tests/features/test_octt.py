"""The official tool's test purposes: each is settled once, and by scenarios that exist."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from conformance import catalogue, octt, profile
from conformance.octt import Purpose, Purposes
from conformance.paths import FEATURES
from tests.features import guards, octt_guards

PURPOSES = octt.load()
NAMES = octt_guards.names(guards.scenarios(FEATURES), catalogue.load())
PROFILES = [profile.load(name) for name in profile.names()]


def test_every_id_has_one_entry() -> None:
    assert octt_guards.unlisted(PURPOSES) == []
    assert len(PURPOSES.cases) == 189


def test_every_id_is_of_one_side_or_the_other() -> None:
    sides = Counter(octt.side(case) for case in PURPOSES.cases)
    assert sides == {"charge-point": 112, "central-system": 77}


def test_every_scenario_that_is_named_is_about_the_side_of_its_id() -> None:
    roles = {f"{s.file}: {s.name}": s.tags for s in guards.scenarios(FEATURES)}
    assert octt_guards.of_the_other_side(PURPOSES, roles) == []


def test_every_entry_is_settled() -> None:
    assert octt_guards.unsettled(PURPOSES) == []


def test_every_scenario_that_is_named_exists() -> None:
    assert octt_guards.unknown_scenarios(PURPOSES, NAMES) == []


def test_every_profile_that_is_named_exists() -> None:
    assert octt_guards.unknown_profiles(PURPOSES, profile.names()) == []


def test_no_entry_is_covered_and_not_applicable_at_once() -> None:
    assert octt_guards.contradictions(PURPOSES, PROFILES, NAMES) == []


# the guards bite ----------------------------------------------------------------------------------------

ZAPPI = profile.load("zappi")
LESSER = replace(ZAPPI, name="lesser", capabilities={"core": "somewhere"})
KNOWN = {"a.feature: Plain": frozenset({"core"}), "a.feature: Smart": frozenset({"smart-charging"})}


def some(*entries: Purpose, cases: tuple[str, ...] | None = None) -> Purposes:
    by_id = {entry.id: entry for entry in entries}
    return Purposes(tuple(by_id) if cases is None else cases, by_id)


def covered(*scenarios: str, **reasons: str) -> Purposes:
    return some(Purpose("TC_1_CS", "A title", scenarios, reasons))


def test_ids_without_an_entry_and_entries_without_an_id_are_found() -> None:
    purposes = some(Purpose("TC_2_CS", "A title"), cases=("TC_1_CS", "TC_1_CS"))
    assert octt_guards.unlisted(purposes) == [
        "TC_1_CS: listed 2 times",
        "TC_1_CS: no entry",
        "TC_2_CS: not listed",
    ]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (Purpose("TC_1_CS", "A title"), ["TC_1_CS: not settled"]),
        (Purpose("TC_1_CS", "A title", not_applicable={"lesser": "why"}), ["TC_1_CS: not settled"]),
        (Purpose("TC_1_CS", "A title", ("a",), todo=True), ["TC_1_CS: settled, yet todo"]),
        (Purpose("TC_1_CS", "A title", todo=True), []),
        (Purpose("TC_1_CS", "A title", not_applicable={"zappi": "why"}), []),
    ],
)
def test_what_is_not_settled_or_settled_twice_is_found(entry: Purpose, found: list[str]) -> None:
    assert octt_guards.unsettled(some(entry)) == found


def test_a_scenario_of_the_other_side_is_found() -> None:
    purposes = some(Purpose("TC_1_CS", "A title", ("a",)), Purpose("TC_1_CSMS", "A title", ("a",)))
    assert octt_guards.of_the_other_side(purposes, {"a": frozenset({"central-system"})}) == [
        "TC_1_CS: 'a' is not about the charge-point"
    ]


def test_a_renamed_scenario_is_found() -> None:
    purposes = covered("a.feature: Plain", "a.feature: Plan", "b.feature: Plain")
    assert octt_guards.unknown_scenarios(purposes, KNOWN) == [
        "TC_1_CS: no scenario 'a.feature: Plan'",
        "TC_1_CS: no scenario 'b.feature: Plain'",
    ]


def test_a_scenario_named_twice_is_found() -> None:
    purposes = covered("a.feature: Plain", "a.feature: Plain")
    assert octt_guards.unknown_scenarios(purposes, KNOWN) == ["TC_1_CS: 'a.feature: Plain' twice"]


def test_a_reason_for_an_unknown_profile_is_found() -> None:
    purposes = covered(zapi="why")
    assert octt_guards.unknown_profiles(purposes, ["zappi"]) == ["TC_1_CS: no profile 'zapi'"]


@pytest.mark.parametrize(
    ("purposes", "found"),
    [
        (covered("a.feature: Plain"), []),
        (covered("a.feature: Plain", "a.feature: Smart"), []),
        (covered("a.feature: Smart", lesser="why"), []),
        (covered(zappi="why"), []),
        (covered("a.feature: Plain", zappi="why"), ["both covered and not applicable for zappi"]),
        (covered("a.feature: Plain", lesser="why"), ["both covered and not applicable for lesser"]),
        (covered("a.feature: Smart"), ["its scenarios do not apply, and no reason is given for lesser"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_profile_agrees_with_its_capabilities(
    purposes: Purposes, found: list[str]
) -> None:
    assert octt_guards.contradictions(purposes, [ZAPPI, LESSER], KNOWN) == [
        f"TC_1_CS: {problem}" for problem in found
    ]
