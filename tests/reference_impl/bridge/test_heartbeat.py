"""Heartbeats: strictly periodic, and a reason to reconnect when nobody answers them."""

import pytest


@pytest.fixture
def registered(line):
    """Accepted at moment 0 with an interval of 30 s; the start-up statuses are acknowledged."""
    line.power_on()
    line.answer('{"status":"Accepted","currentTime":"2026-01-05T00:00:00Z","interval":30}')
    line.answer("{}")
    line.answer("{}")
    return line


def beat(line, seconds):
    """Let time pass up to the next heartbeat and answer it."""
    line.wait(seconds)
    line.answer('{"currentTime":"2026-01-05T00:00:00Z"}')


def test_the_first_comes_one_interval_after_acceptance(registered):
    registered.wait(29)
    assert registered.sent("Heartbeat") == []
    registered.wait(1)
    assert registered.sent("Heartbeat") == [30]


def test_slow_answers_do_not_shift_the_next(registered):
    registered.wait(30)
    beat(registered, 7)
    registered.wait(23)
    assert registered.sent("Heartbeat") == [30, 60]


def test_a_delayed_one_is_sent_once_and_the_next_in_time(registered):
    registered.wait(20)
    registered.do(registered.station.plug_in)
    registered.wait(25)
    registered.answer("{}")
    beat(registered, 1)
    registered.wait(14)
    assert registered.sent("Heartbeat") == [45, 60]


def test_a_new_interval_counts_from_its_arrival(registered):
    registered.wait(20)
    change = '[2,"c","ChangeConfiguration",{"key":"HeartbeatInterval","value":"15"}]'
    registered.hear(change)
    beat(registered, 15)
    beat(registered, 15)
    assert registered.sent("Heartbeat") == [35, 50]


def test_three_in_vain_end_the_connection(registered):
    registered.wait(119)
    assert registered.closes == []
    registered.wait(1)
    assert [at for at, _ in registered.closes] == [120]


def test_an_answer_in_between_forgives_those_before(registered):
    registered.wait(60)
    beat(registered, 1)
    registered.wait(110)
    assert registered.closes == []


def test_a_refusal_is_an_answer(registered):
    for _ in range(4):
        registered.wait(30)
        number = registered.calls[-1][1][1]
        registered.hear(f'[4,"{number}","InternalError","",{{}}]')
    assert registered.closes == []


def test_without_a_connection_there_are_none(registered):
    registered.drop()
    registered.wait(120)
    assert registered.sent("Heartbeat") == []
