"""Which answer belongs to what, and what no platform should send."""

from __future__ import annotations

import pytest

from conformance.negative.conversation import MOST_MESSAGES, Conversation
from conformance.negative.patience import ENOUGH, LEAST, Patience
from conformance.negative.reactions import Kind, Reaction

TIME = '{"currentTime":"2026-01-05T08:00:00Z"}'


def test_an_answer_goes_to_who_asked_under_its_id() -> None:
    talk = Conversation()
    first, second = talk.expect("a", "Heartbeat"), talk.expect("b", "Heartbeat")
    talk.text(f'[3,"b",{TIME}]')
    assert (first.reaction, second.reaction) == (None, Reaction(Kind.RESULT))
    talk.text('[4,"a","GenericError","",{}]')
    assert first.reaction == Reaction(Kind.ERROR, "GenericError")
    assert talk.improper is None


def test_what_has_no_id_takes_an_answer_that_nobody_else_waits_for() -> None:
    talk = Conversation()
    nameless, named = talk.expect(None), talk.expect("a", "Heartbeat")
    talk.text(f'[3,"a",{TIME}]')
    assert nameless.reaction is None
    talk.text('[4,"-1","GenericError","",{}]')
    assert nameless.reaction == Reaction(Kind.ERROR, "GenericError")
    assert named.reaction == Reaction(Kind.RESULT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("garbage", "no frame of OCPP-J"),
        ('[3,"a"]', "no frame of OCPP-J"),
        ('[3,"other",{}]', "was not asked"),
        ('[4,"other","GenericError","",{}]', "was not asked"),
    ],
)
def test_what_is_improper_is_noted(text: str, words: str) -> None:
    talk = Conversation()
    talk.text(text)
    assert words in str(talk.improper)
    talk.new_case()
    assert talk.improper is None


def test_a_second_answer_is_improper() -> None:
    talk = Conversation()
    talk.expect("a", "Heartbeat")
    talk.text(f'[3,"a",{TIME}]')
    talk.text(f'[3,"a",{TIME}]')
    assert talk.improper == "a second answer to 'a'"


def test_a_result_that_is_not_valid_is_no_result() -> None:
    talk = Conversation()
    waiting = talk.expect("a", "Heartbeat")
    talk.text('[3,"a",{}]')
    assert waiting.reaction is not None
    assert waiting.reaction.kind is Kind.IMPROPER


def test_a_malformed_answer_is_an_answer() -> None:
    talk = Conversation()
    waiting = talk.expect("a", "Heartbeat")
    talk.text('[3,"a"]')
    assert waiting.reaction is not None
    assert waiting.reaction.kind is Kind.IMPROPER


@pytest.mark.parametrize("call_id", ["7", "null", "[]"])
def test_an_error_for_what_had_no_id_need_not_have_one(call_id: str) -> None:
    talk = Conversation()
    nameless = talk.expect(None)
    talk.text(f'[4,{call_id},"FormationViolation","",{{}}]')
    assert nameless.reaction == Reaction(Kind.ERROR, "without an id")
    assert talk.improper is None
    talk.text(f'[4,{call_id},"FormationViolation","",{{}}]')
    assert talk.improper is not None


def test_a_result_always_has_an_id() -> None:
    talk = Conversation()
    nameless = talk.expect(None)
    talk.text("[3,7,{}]")
    assert nameless.reaction is None
    assert "not a string" in str(talk.improper)


@pytest.mark.parametrize("call_id", ["a", None])
def test_an_answer_that_was_given_up_may_come(call_id: str | None) -> None:
    talk = Conversation()
    talk.give_up(talk.expect(call_id, "Heartbeat"))
    talk.text('[4,"a","GenericError","",{}]')
    assert talk.improper is None
    talk.text('[4,"a","GenericError","",{}]')
    assert talk.improper is not None


def test_a_request_of_the_platform_is_answered() -> None:
    assert Conversation().text('[2,"x","ClearCache",{}]') == ['[3,"x",{"status":"Accepted"}]']


def test_too_many_messages_are_a_flood() -> None:
    talk = Conversation()
    for _ in range(MOST_MESSAGES):
        talk.text('[2,"x","ClearCache",{}]')
    assert not talk.floods
    talk.text('[2,"x","ClearCache",{}]')
    assert talk.floods
    assert str(MOST_MESSAGES) in str(talk.improper)


def test_patience_shrinks_once_the_pace_is_known() -> None:
    patience = Patience(30.0)
    for _ in range(ENOUGH - 1):
        patience.answered(0.01)
    assert patience.wait == 30.0
    patience.answered(0.01)
    assert patience.wait == LEAST
    patience.answered(1.0)
    assert patience.wait == 20.0
    patience.answered(5.0)
    assert patience.wait == 30.0


def test_patience_is_never_more_than_allowed() -> None:
    patience = Patience(0.5)
    for _ in range(ENOUGH):
        patience.answered(0.01)
    assert patience.wait == 0.5
