"""Connecting: where to, with which credentials, and how often."""

from itertools import pairwise

import pytest

from reference_impl.settings import Semantics


def fail(line, times):
    """Let every attempt to connect fail."""
    for _ in range(times):
        line.drop()
        line.wait(60)


def test_switched_on_it_dials_at_once(line):
    line.do(line.station.power_on)
    assert [(at, dial.url) for at, dial in line.dials] == [(0, "ws://127.0.0.1:9000/ocpp/91234567")]


@pytest.mark.parametrize("url", ["wss://csms.example/ocpp", "wss://csms.example/ocpp/"])
def test_one_slash_stands_before_the_identity(new_line, url):
    line = new_line(url=url, identity="SITE-A-07")
    line.do(line.station.power_on)
    assert line.dials[0][1].url == "wss://csms.example/ocpp/SITE-A-07"


def test_pauses_double_up_to_a_minute(line):
    line.do(line.station.power_on)
    pauses = []
    for _ in range(8):
        before = line.now
        line.drop()
        while len(line.dials) < len(pauses) + 2:
            line.wait(1)
        pauses.append(line.now - before)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_an_accepted_registration_starts_the_pauses_anew(line):
    line.do(line.station.power_on)
    fail(line, 4)
    line.do(line.station.connected)
    line.answer('{"status":"Accepted","currentTime":"2026-01-05T00:00:00Z","interval":30}')
    lost_at = line.now
    line.drop()
    line.wait(2)
    assert line.dials[-1][0] == lost_at + 1


def test_there_is_one_attempt_at_a_time(line):
    line.do(line.station.power_on)
    line.wait(300)
    assert len(line.dials) == 1
    fail(line, 2)
    assert all(later > earlier for (earlier, _), (later, _) in pairwise(line.dials))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, (None, None)),
        ({"username": "SITE"}, (None, None)),
        ({"password": "k9"}, ("91234567", b"k9")),
        ({"username": "SITE", "password": "kë"}, ("SITE", "kë".encode())),
    ],
)
def test_credentials(new_line, settings, expected):
    line = new_line(**settings)
    line.do(line.station.power_on)
    dial = line.dials[0][1]
    assert (dial.username, dial.password) == expected


def test_a_key_set_over_the_wire_is_proved_on_a_new_connection(line):
    line.power_on()
    line.hear('[2,"c","ChangeConfiguration",{"key":"AuthorizationKey","value":"new-key"}]')
    assert len(line.closes) == 1
    line.drop()
    line.wait(2)
    assert [dial.password for _, dial in line.dials] == [None, b"new-key"]


@pytest.mark.parametrize(
    ("key", "encoding", "presented"),
    [
        ("00ff41", "plain", b"00ff41"),
        ("00ff41", "hex_decoded", b"\x00\xffA"),
        ("00FF4", "hex_decoded", b"00FF4"),
        ("00 ff", "hex_decoded", b"00 ff"),
        ("secret", "hex_decoded", b"secret"),
    ],
)
def test_a_key_is_presented_as_declared(new_line, key, encoding, presented):
    line = new_line(password=key, semantics=Semantics(basic_key_encoding=encoding))
    line.do(line.station.power_on)
    assert line.dials[0][1].password == presented
