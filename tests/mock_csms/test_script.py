"""What the central system does instead: which call, what, how often."""

import pytest

from mock_csms.script import Instruction, Refusal, Reply, Script, Silence

POLITE = Reply()


@pytest.fixture
def script() -> Script:
    return Script()


def ask(script: Script, action: str = "Heartbeat", identity: str = "CP1", **payload: object):
    return script.response_to(identity, action, payload)


def test_an_empty_script_is_polite(script):
    assert ask(script) == POLITE


def test_an_instruction_without_times_applies_from_now_on(script):
    script.add(Instruction("Heartbeat", Silence()))
    assert [ask(script) for _ in range(5)] == [Silence()] * 5


@pytest.mark.parametrize("times", [1, 3])
def test_an_instruction_is_used_up(script, times):
    script.add(Instruction("Heartbeat", Silence(), times=times))
    assert [ask(script) for _ in range(5)] == [Silence()] * times + [POLITE] * (5 - times)


@pytest.mark.parametrize("times", [0, -1])
def test_an_instruction_that_never_applies_is_refused(script, times):
    with pytest.raises(ValueError, match="must be at least 1"):
        script.add(Instruction("Heartbeat", Silence(), times=times))


def test_an_instruction_may_let_calls_pass_first(script):
    script.add(Instruction("Heartbeat", Silence(), times=1, skip=2))
    assert [ask(script) for _ in range(4)] == [POLITE, POLITE, Silence(), POLITE]


def test_the_newest_instruction_comes_first(script):
    script.add(Instruction("Heartbeat", Refusal("InternalError")))
    script.add(Instruction("Heartbeat", Silence(), times=1))
    assert [ask(script), ask(script)] == [Silence(), Refusal("InternalError")]


def test_while_the_newest_waits_the_older_applies(script):
    script.add(Instruction("Heartbeat", Refusal("InternalError")))
    script.add(Instruction("Heartbeat", Silence(), skip=1))
    assert [ask(script), ask(script)] == [Refusal("InternalError"), Silence()]


@pytest.mark.parametrize(
    ("instruction", "fits"),
    [
        (Instruction("Heartbeat", Silence()), False),
        (Instruction("Authorize", Silence()), True),
        (Instruction("Authorize", Silence(), identity="CP1"), True),
        (Instruction("Authorize", Silence(), identity="CP2"), False),
        (Instruction("Authorize", Silence(), fields={"idTag": "04A1"}), True),
        (Instruction("Authorize", Silence(), fields={"idTag": "04B2"}), False),
        (Instruction("Authorize", Silence(), fields={"other": 1}), False),
    ],
)
def test_an_instruction_is_about_some_calls(script, instruction, fits):
    script.add(instruction)
    assert ask(script, "Authorize", idTag="04A1") == (Silence() if fits else POLITE)


def test_calls_it_is_not_about_use_up_nothing(script):
    script.add(Instruction("Authorize", Silence(), times=1, skip=1, fields={"idTag": "04A1"}))
    ask(script, "Authorize", idTag="04B2")
    ask(script, "Heartbeat")
    assert ask(script, "Authorize", idTag="04A1") == POLITE
    assert ask(script, "Authorize", idTag="04A1") == Silence()


def test_one_action_can_be_cleared(script):
    script.add(Instruction("Heartbeat", Silence()))
    script.add(Instruction("Authorize", Silence()))
    script.clear("Heartbeat")
    assert [ask(script, "Heartbeat"), ask(script, "Authorize")] == [POLITE, Silence()]


def test_everything_can_be_cleared(script):
    script.add(Instruction("Heartbeat", Silence()))
    script.add(Instruction("Authorize", Silence()))
    script.clear()
    assert [ask(script, "Heartbeat"), ask(script, "Authorize")] == [POLITE, POLITE]
