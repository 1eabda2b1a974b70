"""What is told of octets that are no HTTP: little, printable, and nothing secret."""

from __future__ import annotations

import pytest

from mock_csms.preamble import LONGEST, Preamble

ADDRESSES = {
    ("192.0.2.1", 50000): "192.0.2.1:50000",
    ("::1", 50000, 0, 0): "[::1]:50000",
    None: "?",
    "a local socket": "?",
}
SECRETS = [
    b"GET /ocpp/CP1 HTTP/1.1\r\nAuthorization: Basic Q1AxOlNFS1JFVA==\r\n",
    b"GET /ocpp/CP1 HTTP/1.1\r\nAUTHORIZATION Basic Q1AxOlNFS1JFVA==\r\n",
    b"GET /ocpp/CP1 HTTP/1.1\r\nProxy-Authorization:\r\n  Basic Q1AxOlNFS1JFVA==\r\n",
    b"GET /ocpp/CP1 HTTP/1.1\r\nCookie: Q1AxOlNFS1JFVA==\r\n",
    b"GET /ocpp/CP1 HTTP/1.1\r\nX-Auth: bearer Q1AxOlNFS1JFVA==\r\n",
    b"GET /ocpp/CP1?token=Q1AxOlNFS1JFVA== HTTP/2.0\r\n",
]


def preamble(*data: bytes) -> Preamble:
    came = Preamble()
    for each in data:
        came.take(each)
    return came


def test_the_first_octets_are_shown_and_all_are_counted() -> None:
    came = preamble(b"\x16\x03\r\n", b"\xe4 a\\", b"x" * 10_000, b"y")
    assert came.count == 10_009
    assert came.excerpt == r"\x16\x03\r\n\xe4 a\\" + "x" * (LONGEST - 8)


@pytest.mark.parametrize("octets", SECRETS)
def test_credentials_are_not_shown(octets: bytes) -> None:
    shown = preamble(octets).excerpt
    assert shown.startswith("GET /ocpp/CP1")
    assert "Q1Ax" not in shown
    assert "***" in shown


@pytest.mark.parametrize(("peer", "shown"), ADDRESSES.items())
def test_an_address_is_host_and_port(peer: object, shown: str) -> None:
    remote, octets, count, reason = preamble(b"x").told(peer, ValueError("no: SEKRET"))
    assert (remote, octets, count, reason) == (shown, "x", 1, "no")


def test_tls_is_recognised() -> None:
    assert "TLS" in preamble(b"\x16\x03\x01").reason(ValueError("no"))
