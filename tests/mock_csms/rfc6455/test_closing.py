"""The closing handshake (RFC 6455, 5.5.1 and 7). Section 7 of the Autobahn test suite."""

from __future__ import annotations

import pytest

from ocpp16.actions import Role
from tests.mock_csms.rfc6455.evidence import CALL, beside_another, ended, of_odd, refused, run
from tests.mock_csms.rfc6455.raw_socket import Opcode, close, frame, more, opened, text

NORMAL, PROTOCOL_ERROR, INVALID_DATA = 1000, 1002, 1007


@pytest.mark.parametrize(
    "code",
    [
        1000,
        1001,
        1002,
        1003,
        1007,
        1008,
        1009,
        1010,
        1011,
        1012,
        1013,
        1014,
        3000,
        3999,
        4000,
        4999,
    ],
)
@pytest.mark.parametrize("reason", [b"", b"Hello", "κόσμε".encode(), b"x" * 123])
def test_a_close_is_confirmed_with_its_code(code: int, reason: bytes) -> None:
    end = ended(close(code, reason))
    assert (end.code, end.before) == (code, [])
    assert (end.closed.code, end.closed.by) == (code, Role.CHARGE_POINT)


def test_a_close_without_a_code_is_confirmed() -> None:
    end = ended(close(None))
    assert end.code in (None, NORMAL)
    assert end.closed.by is Role.CHARGE_POINT


@pytest.mark.parametrize(
    "code",
    [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1099, 1100, 2000, 2999, 5000, 65535],
)
@pytest.mark.parametrize("reason", [b"", b"reason"])
def test_a_code_nobody_may_send_is_refused(code: int, reason: bytes) -> None:
    assert refused(close(code, reason)) == PROTOCOL_ERROR


def test_half_a_code_is_refused() -> None:
    assert refused(frame(Opcode.CLOSE, b"\x03")) == PROTOCOL_ERROR


@pytest.mark.parametrize("reason", [b"\xff", "κόσμε".encode() + b"\xed\xa0\x80", b"\xce"])
def test_a_reason_that_is_not_utf8_is_refused(reason: bytes) -> None:
    assert refused(close(NORMAL, reason)) in (PROTOCOL_ERROR, INVALID_DATA)


@pytest.mark.parametrize("length", [124, 1000])
def test_a_reason_longer_than_123_octets_is_refused(length: int) -> None:
    assert refused(close(NORMAL, b"x" * length)) == PROTOCOL_ERROR


@pytest.mark.parametrize(
    "after",
    [
        [close()],
        [text(CALL)],
        [frame(Opcode.PING, b"late")],
        [text(CALL, fin=False), more("")],
        [frame(3)],
        [b"\xff" * 100_000],
    ],
    ids=["close", "call", "ping", "fragments", "violation", "noise"],
)
def test_nothing_counts_after_a_close(after: list[bytes]) -> None:
    for octets in ([close(), *after], [b"".join([close(), *after])]):
        end = ended(*octets)
        assert (end.code, end.before, end.texts) == (NORMAL, [], [])


def test_what_came_before_a_close_in_the_same_octets_is_answered() -> None:
    end = ended(text(CALL) + frame(Opcode.PING, b"last") + close())
    assert (end.code, end.texts) == (NORMAL, [CALL])
    assert end.before[0] == (Opcode.PONG, b"last")


def test_a_close_within_a_message_ends_the_connection() -> None:
    end = ended(text(CALL, fin=False), close())
    assert end.code in (NORMAL, PROTOCOL_ERROR)
    assert end.texts == []


def test_a_connection_that_ends_without_a_close_is_abnormal() -> None:
    async def scene() -> None:
        async with beside_another() as server, opened(server) as socket:
            socket.writer.write_eof()
            await socket.frames_until_end()
        closed = of_odd(server.system)[-1]
        assert (closed.code, closed.by) == (1006, Role.CHARGE_POINT)

    run(scene())
