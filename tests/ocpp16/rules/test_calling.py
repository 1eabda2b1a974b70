"""Rules about the correlation of CALLs and answers."""

import pytest

from ocpp16.actions import Role

REGISTERED = "open\nboot\naccepted\n"
ASKED = '< [2,"c1","ClearCache",{}]\n'
ANSWER = '> [3,"c1",{"status":"Accepted"}]\n'

UNANSWERED = {
    "never, and the time is over": ASKED + "+ 32",
    "too late": ASKED + "+ 32\n" + ANSWER,
    "before the connection closed, long after": ASKED + "+ 32\nclose",
    "before the connection was replaced, long after": ASKED + "+ 32\nopen",
    "twice": ASKED + ANSWER + ANSWER,
    "by a result and an error": ASKED + ANSWER + '> [4,"c1","GenericError","",{}]',
    "an answer to nothing": ANSWER,
    "an error for an answer": '< [3,"x",{}]\n> [4,"x","GenericError","",{}]',
    "on another connection": ASKED + "close\nopen\n" + ANSWER,
}

ANSWERED = {
    "at once": ASKED + ANSWER,
    "by an error": ASKED + '> [4,"c1","NotSupported","",{}]',
    "not yet, and there is time": ASKED + "+ 20",
    "just in time": ASKED + "+ 30\n" + ANSWER,
    "not before the connection closed": ASKED + "close\n+ 100",
    "not before the connection was replaced": ASKED + "open\n+ 100",
    "in another order": ASKED
    + '< [2,"c2","ClearCache",{}]\n> [3,"c2",{"status":"Accepted"}]\n'
    + ANSWER,
    "once for an id used twice": ASKED + ASKED + ANSWER,
    "twice for an id used twice": ASKED + ASKED + ANSWER + ANSWER,
    "the malformed, by an error": '< [2,"c1"]\n> [4,"c1","FormationViolation","",{}]',
    "the unreadable, by an error under any id": '< {\n> [4,"-1","GenericError","",{}]',
    "the malformed, not at all": '< [2,"c1"]\n+ 100',
}


@pytest.mark.parametrize("lines", UNANSWERED.values(), ids=UNANSWERED)
def test_a_call_wants_exactly_one_answer_in_time(broken, lines):
    assert broken(REGISTERED + lines) == ["answers"]


@pytest.mark.parametrize("lines", ANSWERED.values(), ids=ANSWERED)
def test_a_call_counts_as_answered(broken, lines):
    assert broken(REGISTERED + lines) == []


def test_the_missing_answer_is_reported_with_its_call(violations):
    (violation,) = violations(REGISTERED + ASKED + "+ 32")
    assert violation.entry.text == '[2,"c1","ClearCache",{}]'
    assert violation.message == "not answered within 30 s"


def test_one_malformed_text_excuses_one_answer(broken):
    refusal = '> [4,"-1","GenericError","",{}]\n'
    assert broken(REGISTERED + "< {\n" + refusal * 2) == ["answers"]


def test_a_rejected_charge_point_need_not_answer(broken):
    assert broken("open\nboot\nrejected\n" + ASKED + "+ 100") == []


def test_a_call_from_before_the_rejection_need_not_be_answered_but_may(broken):
    assert broken("open\nboot\n" + ASKED + "rejected\n+ 100") == []
    assert broken("open\nboot\n" + ASKED + "rejected\n" + ANSWER) == []


def test_a_central_system_must_answer_even_whom_it_rejected(broken):
    again = '> [2,"2","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]'
    assert broken(f"open\nboot\nrejected\n{again}\n+ 100", Role.CENTRAL_SYSTEM) == ["answers"]


FIRST, SECOND = '> [2,"1","Heartbeat",{}]\n', '> [2,"2","Heartbeat",{}]\n'

CROWDED = {
    "at once": FIRST + SECOND,
    "shortly before the time-out": FIRST + "+ 28\n" + SECOND,
    "although another was answered": FIRST + '< [3,"other",{}]\n' + SECOND,
}
SERIAL = {
    "after the answer": FIRST + '< [3,"1",{"currentTime":"2026-01-05T08:00:00Z"}]\n' + SECOND,
    "after an error": FIRST + '< [4,"1","InternalError","",{}]\n' + SECOND,
    "after the time-out": FIRST + "+ 30\n" + SECOND,
    "after an answer nobody can read": FIRST + '< [3,"1"]\n' + SECOND,
    "on another connection": FIRST + "close\nopen\n" + SECOND,
    "crossing the other side's": ASKED + FIRST + ANSWER,
}


@pytest.mark.parametrize("lines", CROWDED.values(), ids=CROWDED)
def test_a_second_call_is_too_early(broken, lines):
    assert broken(REGISTERED + lines) == ["one-outstanding-call"]


@pytest.mark.parametrize("lines", SERIAL.values(), ids=SERIAL)
def test_a_second_call_may_come(broken, lines):
    assert broken(REGISTERED + lines) == []


def test_a_central_system_too_keeps_one_call_outstanding(broken):
    lines = REGISTERED + ASKED + '< [2,"c2","ClearCache",{}]'
    assert broken(lines, Role.CENTRAL_SYSTEM) == ["one-outstanding-call"]
