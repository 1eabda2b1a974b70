"""The feature files: bound, defined, unambiguous, consistent with catalogue and deviations."""

from __future__ import annotations

import re
from functools import cache

import pytest

import mock_csms.deviations
import reference_impl.deviations
from conformance import catalogue, coverage, profile, session, tags
from conformance.negative.selection import all_cases
from conformance.paths import FEATURES, SUITE
from conformance.plan import Plan
from conformance.results import ScenarioResult
from conformance.verdict import Verdict
from tests.features import guards

CATALOGUE = catalogue.load()

SECTION = re.compile(r"OCPP(16|J)-[\d.]+")
OBLIGATIONS = {"must", "should", "may", "vendor"}
OTHER_TAGS = {
    *("charge-point", "central-system"),
    *("sockets", "virtual-time", "live", "weak", "scripted", "operator"),
}
INTEROP = re.compile(r"interop-([1-9]|[12][0-9]|30)")


@cache
def written() -> list[guards.Scenario]:
    return guards.scenarios(FEATURES)


@cache
def phrases() -> list[guards.Definition]:
    return guards.definitions(session.step_modules())


def steps() -> list[guards.Written]:
    return [step for scenario in written() for step in scenario.steps]


def test_every_step_is_matched_by_exactly_one_phrase() -> None:
    assert guards.undefined_or_ambiguous(steps(), phrases()) == []


def test_every_phrase_is_used() -> None:
    assert guards.unused(steps(), phrases()) == []


def test_no_step_is_a_coroutine() -> None:
    assert guards.coroutines(phrases()) == []


def test_every_then_step_asks_the_observer() -> None:
    assert guards.without_expectation(phrases()) == []


def test_steps_are_short() -> None:
    assert guards.long_steps(phrases()) == []


def test_scenario_names_are_unique_within_a_file() -> None:
    assert guards.doubled_names(written()) == []


def test_scenarios_are_neither_empty_nor_overloaded() -> None:
    assert guards.oversized(written()) == []


def test_titles_could_be_read_aloud() -> None:
    assert guards.badly_titled(written()) == []


def test_the_vocabulary_stays_small() -> None:
    thens = [phrase for phrase in phrases() if "then" in phrase.kinds]
    assert len(phrases()) <= 100
    assert len(thens) <= 19


def test_silence_of_a_central_system_is_followed_by_a_sign_of_life() -> None:
    assert guards.ends_in_silence(written()) == []


def test_who_asks_a_central_system_to_send_requests_is_an_operator() -> None:
    assert guards.without_operator(written()) == []


def test_every_feature_file_is_one_of_the_documented_length() -> None:
    lengths = {
        file.relative_to(FEATURES).as_posix(): len(file.read_text().splitlines())
        for file in FEATURES.rglob("*.feature")
    }
    assert {name: n for name, n in lengths.items() if not 12 <= n <= 160} == {}


# collected == written ------------------------------------------------------------------------------------


class Recorder:
    def __init__(self) -> None:
        self.results: list[ScenarioResult] = []

    def started(self, total: int) -> None:
        self.total = total

    def finished(self, result: ScenarioResult) -> None:
        self.results.append(result)


PROFILES = [profile.load(name) for name in profile.names()]


def beyond_the_reference(scenario: guards.Scenario) -> bool:
    """Whether only a product of somebody else can show a scenario, for it may have more to it."""
    declared = {name for each in PROFILES for name in each.capabilities}
    return bool(needed(scenario) & {name for each in PROFILES for name in each.optional} - declared)


def run(vendor_profile: str = "zappi") -> list[ScenarioResult]:
    return run_once(vendor_profile)


@cache
def run_once(vendor_profile: str) -> list[ScenarioResult]:
    recorder = Recorder()
    session.run(Plan(profile=vendor_profile), recorder)
    assert recorder.total == len(recorder.results)
    return recorder.results


def test_what_is_written_is_what_is_run() -> None:
    expected = sum(max(1, scenario.examples) for scenario in written())
    files = {result.location.split(":")[0].removeprefix("features/") for result in run()}
    assert len(run()) == expected
    assert files == {scenario.file for scenario in written()}


def test_no_feature_file_lies_where_it_is_not_bound() -> None:
    folders = [path for path in SUITE.iterdir() if path.is_dir() and path.name[0] != "."]
    astray = [file for f in folders if f != FEATURES for file in f.rglob("*.feature")]
    assert [file.relative_to(SUITE).as_posix() for file in astray] == []


@pytest.mark.parametrize("vendor_profile", profile.names())
def test_the_reference_conforms(vendor_profile: str) -> None:
    bad = [
        r for r in run(vendor_profile) if r.verdict not in (Verdict.PASS, Verdict.NOT_APPLICABLE)
    ]
    assert bad == []


@pytest.mark.parametrize("vendor_profile", profile.names())
def test_only_what_a_profile_excludes_is_not_applicable(vendor_profile: str) -> None:
    left_out = {r.location for r in run(vendor_profile) if r.verdict is Verdict.NOT_APPLICABLE}
    declared = set(profile.load(vendor_profile).capabilities)
    assert left_out == {
        f"features/{s.file}:{s.line}"
        for s in written()
        if "sockets" in s.tags or needed(s) - declared or tags.named("without", s.tags) & declared
    }


def test_every_other_scenario_applies_to_some_profile() -> None:
    applied = {
        result.location
        for vendor_profile in profile.names()
        for result in run(vendor_profile)
        if result.verdict is Verdict.PASS
    }
    elsewhere = {
        f"features/{s.file}:{s.line}"
        for s in written()
        if "sockets" in s.tags or beyond_the_reference(s)
    }
    assert {result.location for result in run()} == applied | elsewhere


def test_each_file_is_touched_on_real_sockets() -> None:
    alive = {s.file for s in written() if s.tags & {"live", "sockets"}}
    assert {s.file for s in written()} == alive
    assert [s.name for s in written() if s.tags >= {"live", "virtual-time"}] == []


# tags, catalogue and deviations ---------------------------------------------------------------------------


def ids(tags: frozenset[str]) -> set[str]:
    return set(filter(catalogue.is_id, tags))


def needed(scenario: guards.Scenario) -> set[str]:
    """The capabilities a scenario asks for, by a tag or through its behaviours."""
    return coverage.needs(scenario.tags, CATALOGUE)


def covered() -> set[str]:
    return {behaviour for scenario in written() for behaviour in ids(scenario.tags)}


def covered_by_negative_cases() -> set[str]:
    return {behaviour for case in all_cases() for behaviour in case.behaviours}


def test_every_tag_is_known() -> None:
    known = {behaviour.id for behaviour in CATALOGUE}
    declared = {name for each in PROFILES for name in (*each.capabilities, *each.optional)}
    capabilities = {f"{kind}-{name}" for name in declared for kind in ("needs", "without")}
    unknown = {
        tag
        for scenario in written()
        for tag in scenario.tags
        if tag not in known | capabilities | OBLIGATIONS | OTHER_TAGS
        and not SECTION.fullmatch(tag)
        and not INTEROP.fullmatch(tag)
    }
    assert unknown == set()


@pytest.mark.parametrize("scenario", written(), ids=lambda s: f"{s.file}:{s.line}")
def test_a_scenario_names_its_behaviour_role_and_obligation(scenario: guards.Scenario) -> None:
    entries = [CATALOGUE[behaviour] for behaviour in ids(scenario.tags)]
    assert entries
    assert len(scenario.tags & {"charge-point", "central-system"}) == 1
    assert scenario.tags & OBLIGATIONS == {entry.obligation for entry in entries}
    assert ("central-system" in scenario.tags) == all(e.subject == "platform" for e in entries)


def test_the_catalogue_says_truly_what_is_covered() -> None:
    negative = covered_by_negative_cases()
    for entry in CATALOGUE:
        is_covered = entry.id in covered() | negative
        stated = [bool(entry.todo), bool(entry.not_tested), is_covered]
        assert stated.count(True) == 1, entry.id


def test_a_behaviour_is_covered_by_scenarios_or_by_negative_cases() -> None:
    negative = covered_by_negative_cases()
    assert negative == {entry.id for entry in CATALOGUE if entry.area == "CSM-NEG"}
    assert negative & covered() == set()


def test_every_covered_behaviour_has_a_deviation_and_no_other_has() -> None:
    seeded = {deviation.behaviour for deviation in session.deviations().values()}
    shown = {i for s in written() if not beyond_the_reference(s) for i in ids(s.tags)}
    assert seeded == shown


def test_no_deviation_of_one_end_has_the_name_of_one_of_the_other() -> None:
    theirs, ours = set(mock_csms.deviations.DEVIATIONS), set(reference_impl.deviations.DEVIATIONS)
    assert theirs & ours == set()


def test_every_deviation_says_what_it_does_wrong() -> None:
    for deviation in session.deviations().values():
        assert len(deviation.sentence) > 20, deviation.name
        assert deviation.sentence.endswith("."), deviation.name
        assert len(deviation.substitutes) == 1, deviation.name
