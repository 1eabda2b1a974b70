"""The loopback: time jumps, texts arrive, endless exchanges are found out."""

from __future__ import annotations

import pytest

from conformance.sut.loopback import START, CarrierError, Loopback
from mock_csms.central_system import CentralSystem
from ocpp16.endpoint import Dial, Effect
from ocpp16.journal import Closed, Opened, TurnedAway


class Toy:
    """A charge point that dials when told, echoes what it is told to, and has one alarm."""

    def __init__(self) -> None:
        self.effects: list[Effect] = [Dial("ws://x/ocpp/TOY%2001", "TOY 01", b"key")]
        self.seen: list[str] = []
        self.heard: list[tuple[float, str]] = []
        self.alarm: float | None = START + 100.0
        self.babbles = False

    def connected(self, now: float) -> None:
        self.seen.append("connected")

    def disconnected(self, now: float, code: int) -> None:
        self.seen.append(f"disconnected {code}")

    def receive(self, now: float, text: str) -> None:
        self.heard.append((now, text))

    def outgoing(self) -> list[Effect]:
        effects, self.effects = self.effects, []
        return [*effects, "[9]"] if self.babbles else effects

    def next_deadline(self) -> float | None:
        return self.alarm

    def advance(self, now: float) -> None:
        if self.alarm is not None and now >= self.alarm:
            self.alarm = None
            self.effects.append('[2,"1","Heartbeat",{}]')


def wired(system: CentralSystem) -> tuple[Loopback, Toy]:
    carrier, toy = Loopback(system), Toy()
    carrier.add(toy, "TOY 01")
    carrier.do(lambda _now: None)
    return carrier, toy


def test_a_dial_becomes_a_connection_of_the_decoded_identity() -> None:
    system = CentralSystem()
    _, toy = wired(system)
    opened = system.journal.entries[0]
    assert isinstance(opened, Opened)
    assert (opened.identity, opened.path, opened.authorization) == (
        "TOY 01", "/ocpp/TOY%2001", "Basic",
    )  # fmt: skip
    assert toy.seen == ["connected"]


def test_time_jumps_to_the_alarm_and_the_answer_comes_at_that_moment() -> None:
    carrier, toy = wired(CentralSystem())
    assert carrier.run_until(lambda: bool(toy.heard), START + 1000)
    assert carrier.now == START + 100
    assert toy.heard[0][0] == START + 100
    assert "currentTime" in toy.heard[0][1]


def test_a_condition_that_never_holds_costs_its_window_and_no_more() -> None:
    carrier, _ = wired(CentralSystem())
    assert not carrier.run_until(lambda: False, START + 50)
    assert carrier.now == START + 50


def test_a_refused_handshake_is_a_lost_connection_to_the_charge_point() -> None:
    system = CentralSystem()
    system.admits = False
    _, toy = wired(system)
    assert toy.seen == ["disconnected 1006"]
    assert isinstance(system.journal.entries[-1], TurnedAway)


def test_a_close_of_the_central_system_reaches_both_ends() -> None:
    system = CentralSystem()
    carrier, toy = wired(system)
    connection = system.charge_point("TOY 01").connection
    assert connection is not None
    carrier.do(lambda _now: connection.close(1001, "bye"))
    assert toy.seen == ["connected", "disconnected 1001"]
    assert isinstance(system.journal.entries[-1], Closed)


def test_an_endless_exchange_at_one_moment_is_an_error_of_the_harness() -> None:
    carrier, toy = wired(CentralSystem())
    toy.babbles = True
    with pytest.raises(CarrierError, match="endless loop"):
        carrier.do(lambda _now: None)


@pytest.mark.parametrize(
    ("url", "name_fits", "verified", "opens"),
    [
        ("wss://x/ocpp/TOY", True, True, True),
        ("ws://x/ocpp/TOY", True, True, False),
        ("wss://x/ocpp/TOY", False, True, False),
        ("wss://x/ocpp/TOY", False, False, True),
    ],
)
def test_encryption_is_for_those_who_speak_it_and_like_the_certificate(
    url: str, name_fits: bool, verified: bool, opens: bool
) -> None:
    carrier, toy = Loopback(CentralSystem()), Toy()
    carrier.secure(name_fits=name_fits)
    assert carrier.url == "wss://loopback/ocpp/"
    toy.effects = [Dial(url, verified=verified)]
    carrier.add(toy, "TOY")
    carrier.do(lambda _now: None)
    assert toy.seen == (["connected"] if opens else ["disconnected 1006"])


def test_who_speaks_wss_to_a_plain_central_system_is_not_understood() -> None:
    carrier, toy = Loopback(CentralSystem()), Toy()
    toy.effects = [Dial("wss://x/ocpp/TOY")]
    carrier.add(toy, "TOY")
    carrier.do(lambda _now: None)
    assert toy.seen == ["disconnected 1006"]


def test_a_slow_handshake_takes_its_time() -> None:
    system = CentralSystem()
    system.on_handshake().once().delay(9.0)
    carrier, toy = wired(system)
    assert toy.seen == []
    carrier.run_until(lambda: bool(toy.seen), START + 60.0)
    assert (toy.seen, carrier.now) == (["connected"], START + 9.0)


def test_a_charge_point_that_dials_anew_gives_up_a_slow_handshake() -> None:
    system = CentralSystem()
    system.on_handshake().once().delay(9.0)
    carrier, toy = wired(system)
    system.script.clear()
    toy.effects.append(Dial("ws://x/ocpp/TOY%2002"))
    carrier.do(lambda _now: None)
    carrier.run_until(lambda: False, START + 60.0)
    assert [entry.identity for entry in system.journal.entries if isinstance(entry, Opened)] == [
        "TOY 02"
    ]


def test_fragments_arrive_as_the_text_they_make_up() -> None:
    system = CentralSystem()
    system.on("Heartbeat").fail("fragmented")
    carrier, toy = wired(system)
    carrier.run_until(lambda: bool(toy.heard), START + 200.0)
    ((_, text),) = toy.heard
    assert text.startswith('[3,"1",{"currentTime":')
