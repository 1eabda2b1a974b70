"""Opening handshakes that are wrong (RFC 6455, 4.2; RFC 9112). Autobahn has no cases for them."""

from __future__ import annotations

import pytest

from mock_csms.central_system import CentralSystem
from ocpp16.journal import Opened, Stray, TurnedAway
from tests.mock_csms.rfc6455.evidence import beside_another, run
from tests.mock_csms.rfc6455.raw_socket import KEY, Opcode, connected, frame, request

RIGHT = {
    "as usual": request(),
    "names in any case": request().replace(b"Upgrade: websocket", b"uPGRADE: WebSocket"),
    "several connection options": request(Connection="keep-alive, Upgrade"),
    "an extension nobody knows": request(Sec_WebSocket_Extensions="x-unknown; a=1"),
    "compression is offered": request(Sec_WebSocket_Extensions="permessage-deflate"),
    "compression is offered in two ways": request(
        Sec_WebSocket_Extensions="permessage-deflate; client_max_window_bits, permessage-deflate"
    ),
    "absolute form": request(path="http://127.0.0.1/ocpp/CP1"),
    "an origin": request(Origin="http://example.org"),
}

WRONG = {
    "another method": (request("POST"), 405),
    "a method in lower case": (request("get"), 405),
    "an older HTTP": (request(version="HTTP/1.0"), 505),
    "no Upgrade": (request(Upgrade=None), 426),
    "another Upgrade": (request(Upgrade="h2c"), 426),
    "no Connection": (request(Connection=None), 426),
    "another Connection": (request(Connection="close"), 426),
    "no version": (request(Sec_WebSocket_Version=None), 400),
    "an older version": (request(Sec_WebSocket_Version="8"), 400),
    "no key": (request(Sec_WebSocket_Key=None), 400),
    "a key that is not base64": (request(Sec_WebSocket_Key="!"), 400),
    "a key that is too short": (request(Sec_WebSocket_Key="AAAA"), 400),
    "two keys": (request(Sec_WebSocket_Key=f"{KEY}\r\nSec-WebSocket-Key: {KEY}"), 400),
    "no Host": (request(Host=None), 400),
    "two Hosts": (request(Host="a\r\nHost: b"), 400),
    "an identity of control characters": (request(path="/ocpp/CP1%1B%5B2J"), 404),
    "no identity": (request(path="/"), 404),
}

UNREADABLE = {
    "a long request line": (request(path="/" + "x" * 10_000), 414),
    "a long header": (request(X="x" * 10_000), 431),
    "many headers": (request(**{f"X{number}": "1" for number in range(200)}), 431),
    "another HTTP": (request(version="HTTP/2.0"), None),
    "a body": (request(Content_Length="5") + b"hello", None),
    "a header without a colon": (b"GET /ocpp/CP1 HTTP/1.1\r\nHost 1\r\n\r\n", None),
    "octets outside ASCII in the path": (request(path="/ocpp/\xe9"), None),
    "the beginning of TLS": (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", None),
    "no carriage returns": (request().replace(b"\r\n", b"\n"), None),
    "nothing but zeros": (bytes(20_000), 414),
    "half a request": (request()[:40], None),
}


def answer_to(system: CentralSystem, octets: bytes) -> str:
    heads: list[str] = []

    async def scene() -> None:
        async with beside_another(system) as server, connected(server) as socket:
            await socket.send(octets)
            if not octets.endswith(b"\r\n\r\n"):
                socket.writer.write_eof()
            heads.append(await socket.head())

    run(scene())
    return heads[0]


@pytest.mark.parametrize("octets", RIGHT.values(), ids=RIGHT)
def test_a_right_handshake_opens(octets: bytes) -> None:
    system = CentralSystem()
    head = answer_to(system, octets)
    assert head.startswith("HTTP/1.1 101 ")
    assert "\r\nSec-WebSocket-Protocol: ocpp1.6\r\n" in head
    assert "Sec-WebSocket-Extensions" not in head
    assert [e.identity for e in system.journal.entries if isinstance(e, Opened)] == ["other", "CP1"]


def test_who_compresses_although_it_was_declined_breaks_the_protocol() -> None:
    ends: list[int | None] = []

    async def scene() -> None:
        async with beside_another() as server, connected(server) as socket:
            await socket.send(request(Sec_WebSocket_Extensions="permessage-deflate"))
            assert "Sec-WebSocket-Extensions" not in await socket.head()
            await socket.send(frame(Opcode.TEXT, b"\xaaV*J\x04\x00", reserved=4))
            ends.extend(each.code for each in await socket.frames_until_end())

    run(scene())
    assert ends == [1002]


@pytest.mark.parametrize(("octets", "status"), WRONG.values(), ids=WRONG)
def test_a_wrong_handshake_is_turned_away_and_kept(octets: bytes, status: int) -> None:
    system = CentralSystem()
    assert answer_to(system, octets).startswith(f"HTTP/1.1 {status} ")
    (entry,) = [e for e in system.journal.entries if isinstance(e, TurnedAway)]
    assert entry.status == status


def test_the_health_page_answers_and_is_not_kept() -> None:
    system = CentralSystem()
    plain = request(path="/health", Upgrade=None, Connection="close")
    assert answer_to(system, plain).startswith("HTTP/1.1 200 ")
    assert [e for e in system.journal.entries if isinstance(e, TurnedAway)] == []


def test_a_charge_point_may_be_called_health() -> None:
    system = CentralSystem()
    assert answer_to(system, request(path="/health")).startswith("HTTP/1.1 101 ")
    assert "health" in {e.identity for e in system.journal.entries if isinstance(e, Opened)}


def test_another_version_is_told_the_right_one() -> None:
    head = answer_to(CentralSystem(), request(Sec_WebSocket_Version="8"))
    assert "\r\nSec-WebSocket-Version: 13\r\n" in head


@pytest.mark.parametrize(("octets", "status"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_opens_nothing_and_is_kept(octets: bytes, status: int | None) -> None:
    system = CentralSystem()
    head = answer_to(system, octets)
    assert head.startswith(f"HTTP/1.1 {status} ") if status else head == ""
    assert [e.identity for e in system.journal.entries if isinstance(e, Opened)] == ["other"]
    (stray,) = [e for e in system.journal.entries if isinstance(e, Stray)]
    assert (stray.identity, stray.connection) == ("", 0)
    assert stray.remote.startswith("127.0.0.1:")
    assert min(len(octets), 8192) <= stray.count <= len(octets)
    assert stray.octets.startswith(repr(octets[:100])[2:-1])
    assert stray.reason
    assert [e for e in system.journal.entries if isinstance(e, TurnedAway)] == []


def test_a_connection_on_which_nothing_comes_leaves_no_entry() -> None:
    system = CentralSystem()
    assert answer_to(system, b"") == ""
    assert [e for e in system.journal.entries if isinstance(e, Stray)] == []
