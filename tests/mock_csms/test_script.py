"""Which stub applies to which call, how often, and in which state."""

import pytest

from mock_csms.responses import Fault, Refusal, Reply, Silence
from mock_csms.script import HandshakeStub, Script, Stub
from ocpp16.expectation import match
from ocpp16.journal import Direction, Exchange, Journal

ERROR, SILENCE = Refusal("InternalError"), Silence()


@pytest.fixture
def script() -> Script:
    return Script()


def exchange(action: str, identity: str, payload: dict[str, object]) -> Exchange:
    journal = Journal()
    text = f'[2,"1","{action}",{{}}]'
    journal.frame(0.0, identity, 1, Direction.TO_CENTRAL_SYSTEM, text)
    journal.exchanges[0].payload.update(payload)
    return journal.exchanges[0]


def ask(script: Script, action: str = "Heartbeat", identity: str = "CP1", at=0.0, **payload):
    stub = script.stub_for(at, exchange(action, identity, payload))
    return stub.response if stub else None


def heartbeats(response=SILENCE, **conditions) -> Stub:
    return Stub(match("Heartbeat"), response, **conditions)


def test_an_empty_script_has_nothing_to_say(script):
    assert ask(script) is None


def test_a_stub_without_times_applies_from_now_on(script):
    stub = script.add(heartbeats())
    assert [ask(script) for _ in range(5)] == [Silence()] * 5
    assert stub.hits == 5


@pytest.mark.parametrize("times", [1, 3])
def test_a_stub_is_used_up(script, times):
    script.add(heartbeats(times=times))
    assert [ask(script) for _ in range(5)] == [Silence()] * times + [None] * (5 - times)


@pytest.mark.parametrize(
    ("conditions", "remedy"),
    [
        ({"times": 0}, "at least 1"),
        ({"times": -1}, "at least 1"),
        ({"skip": -1}, "at least 0"),
        ({"state": "broken"}, "name one"),
        ({"then": "broken"}, "name one"),
        ({"response": Fault("gremlins")}, "there are no-answer"),
    ],
)
def test_a_stub_that_makes_no_sense_is_refused(conditions, remedy):
    with pytest.raises(ValueError, match=remedy):
        heartbeats(**conditions)


def test_a_stub_may_let_calls_pass_first(script):
    script.add(heartbeats(times=1, skip=2))
    assert [ask(script) for _ in range(4)] == [None, None, Silence(), None]


def test_the_newest_stub_comes_first(script):
    script.add(heartbeats(ERROR))
    script.add(heartbeats(times=1))
    assert [ask(script), ask(script)] == [Silence(), ERROR]


def test_a_higher_priority_comes_before_a_newer_stub(script):
    script.add(heartbeats(ERROR, priority=1))
    script.add(heartbeats())
    script.add(heartbeats(Reply(), priority=-1))
    assert ask(script) == ERROR


def test_while_the_newest_waits_the_older_applies(script):
    script.add(heartbeats(ERROR))
    script.add(heartbeats(skip=1))
    assert [ask(script), ask(script)] == [ERROR, Silence()]


def test_a_stub_expires(script):
    script.add(heartbeats(expires=10.0))
    assert [ask(script, at=9.9), ask(script, at=10.0)] == [Silence(), None]


@pytest.mark.parametrize(
    ("matcher", "fits"),
    [
        (match("Heartbeat"), False),
        (match("Authorize"), True),
        (match(), True),
        (match("Authorize", identity="CP1"), True),
        (match("Authorize", identity="CP2"), False),
        (match("Authorize", idTag="04A1"), True),
        (match("Authorize", idTag="04B2"), False),
        (match("Authorize", other=1), False),
        (match("Authorize", other=None), True),
        (match("Authorize", payload={"idTag": "04A1"}), True),
        (match("Authorize", payload={}), False),
        (match("Authorize", connector=1), False),
    ],
)
def test_a_stub_is_about_some_calls(script, matcher, fits):
    script.add(Stub(matcher, Silence()))
    assert ask(script, "Authorize", idTag="04A1") == (Silence() if fits else None)


def test_calls_it_is_not_about_use_up_nothing(script):
    script.add(Stub(match("Authorize", idTag="04A1"), Silence(), times=1, skip=1))
    ask(script, "Authorize", idTag="04B2")
    ask(script, "Heartbeat")
    assert ask(script, "Authorize", idTag="04A1") is None
    assert ask(script, "Authorize", idTag="04A1") == Silence()


def test_a_scenario_leads_from_state_to_state(script):
    script.add(heartbeats(ERROR, scenario="outage", state="Started", then="down"))
    script.add(heartbeats(scenario="outage", state="down", then="up"))
    assert [ask(script) for _ in range(3)] == [ERROR, Silence(), None]
    assert script.state_of("outage") == "up"


def test_one_action_can_be_cleared(script):
    script.add(heartbeats())
    script.add(Stub(match("Authorize"), Silence()))
    script.clear("Heartbeat")
    assert [ask(script, "Heartbeat"), ask(script, "Authorize")] == [None, Silence()]


def test_everything_can_be_cleared(script):
    script.add(heartbeats(scenario="outage", then="down"))
    script.add_handshake(HandshakeStub(status=503))
    ask(script)
    script.clear()
    assert ask(script) is None
    assert script.handshake_stub_for("CP1") is None
    assert script.state_of("outage") == "Started"


def test_a_stub_for_handshakes_is_about_one_charge_point_or_all(script):
    everybody = script.add_handshake(HandshakeStub(status=503))
    one = script.add_handshake(HandshakeStub("CP1", status=401, times=1))
    assert script.handshake_stub_for("CP2") is everybody
    assert script.handshake_stub_for("CP1") is one
    script.use(one)
    assert script.handshake_stub_for("CP1") is everybody


@pytest.mark.parametrize("wrong", [{"status": 200}, {"times": 0}, {"after": -1.0}])
def test_a_stub_for_handshakes_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"at least|from 400 to 599"):
        HandshakeStub(**wrong)
