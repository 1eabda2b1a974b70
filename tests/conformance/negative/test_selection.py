"""The negative catalogue: how much there is of it, that it is the same each time, and a spread of it."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from conformance.catalogue import load
from conformance.negative import selection
from conformance.negative.case import MOMENT, PREFIXES, Ask, Case, Group
from conformance.negative.payloads import OPEN
from conformance.negative.reactions import Kind
from conformance.negative.samples import FULL, MINIMAL
from conformance.negative.selection import MAKERS, all_cases, of_groups, spread
from ocpp16 import schema


@pytest.mark.parametrize(
    ("group", "least"),
    [(Group.PAYLOAD, 1500), (Group.FRAMING, 80), (Group.SEQUENCE, 60), (Group.TRANSPORT, 40)],
)
def test_there_is_enough_of_each_kind(group: Group, least: int) -> None:
    assert len(of_groups([group])) >= least


def test_ids_and_sentences_are_unique() -> None:
    for told in ([case.id for case in all_cases()], [case.sentence for case in all_cases()]):
        assert [text for text, count in Counter(told).items() if count > 1] == []


def test_ids_name_their_group() -> None:
    assert all(case.id.startswith(PREFIXES[case.group]) for case in all_cases())


def test_it_is_made_the_same_each_time() -> None:
    assert tuple(case for make in MAKERS.values() for case in make()) == all_cases()


def test_every_step_that_is_judged_cites_a_known_behaviour_and_a_source() -> None:
    known = load()
    for case in all_cases():
        assert case.demands or case.topic == "connections", case.id
        for demand in case.demands:
            assert known[demand.behaviour].subject == "platform"
            assert demand.acceptable.source
            assert Kind.IMPROPER not in demand.acceptable.kinds


@pytest.mark.parametrize("samples", [FULL, MINIMAL])
def test_what_is_made_wrong_was_right(samples: dict[str, object]) -> None:
    for action, payload in samples.items():
        text = json.dumps(payload).replace("$now", MOMENT).replace('"$transaction"', "1")
        assert schema.faults(action, json.loads(text)) == [], action


def payload_cases() -> list[tuple[Case, Ask]]:
    return [
        (case, step)
        for case in of_groups([Group.PAYLOAD])
        for step in case.steps
        if isinstance(step, Ask)
    ]


def test_every_payload_that_has_to_be_refused_is_wrong() -> None:
    for case, ask in payload_cases():
        if ask.demands != OPEN and isinstance(ask.payload, dict):
            faults = schema.faults(ask.action, ask.payload)
            assert faults, case.id
            codes = ask.demands[1].acceptable.codes
            assert codes is None or faults[0].code in codes, case.id


def test_every_request_and_every_field_of_it_is_made_wrong() -> None:
    assert {case.topic for case, _ in payload_cases()} == set(FULL)
    places = {(case.topic, case.fault.partition(": ")[2]) for case, _ in payload_cases()}
    for action, payload in FULL.items():
        assert {(action, field) for field in payload} <= places


def test_a_spread_has_something_of_everything() -> None:
    some = spread(all_cases(), 40)
    assert Counter(case.group for case in some) == dict.fromkeys(Group, 10)
    assert {case.topic for case in some if case.group is Group.PAYLOAD} == set(FULL)
    assert len({case.id for case in some}) == 40


def test_a_smaller_spread_is_the_beginning_of_a_larger_one() -> None:
    assert spread(all_cases(), 300)[:50] == spread(all_cases(), 50)


def test_a_spread_without_a_number_holds_everything() -> None:
    everything = [case.id for case in spread(all_cases())]
    assert sorted(everything) == sorted(case.id for case in all_cases())


def test_all_kinds_are_meant_when_none_is_named() -> None:
    assert selection.of_groups(()) == all_cases()
