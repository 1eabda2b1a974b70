"""Lengths, pings, reserved bits, opcodes, fragments and chops.

Cases of the Autobahn test suite that ask the same: 1.1 lengths, 2 pings and pongs, 3 reserved bits,
4 opcodes, 5 fragmentation, 9.1, 9.3 and 9.5 long and chopped messages, 10.1 automatic fragments.
"""

from __future__ import annotations

import struct

import pytest

from mock_csms.server import MAX_SIZE
from tests.mock_csms.rfc6455.evidence import CALL, Taken, ended, refused, taken
from tests.mock_csms.rfc6455.raw_socket import (
    MASK,
    Opcode,
    close,
    frame,
    more,
    pieces,
    text,
)

ONCE = Taken(["odd"], [], [CALL])
PROTOCOL_ERROR, UNSUPPORTED_DATA, TOO_BIG = 1002, 1003, 1009
FIRST, REST = CALL[:9], CALL[9:]
CONTROLS = [Opcode.CLOSE, Opcode.PING, Opcode.PONG]


@pytest.mark.parametrize("length", [len(CALL), 125, 126, 127, 128, 65535, 65536, 999_999])
def test_a_call_of_any_length_is_answered(length: int) -> None:
    call = CALL.ljust(length)
    assert taken(text(call)) == Taken(["odd"], [], [call])


@pytest.mark.parametrize("content", ["", " " * 125, "x" * MAX_SIZE])
def test_a_text_that_is_no_call_is_kept_whatever_its_length(content: str) -> None:
    assert taken(text(content)) == Taken([], [], [content])


@pytest.mark.parametrize(
    "octets",
    [
        [text("x" * (MAX_SIZE + 1))],
        [text("x" * MAX_SIZE, fin=False), more("x")],
        [bytes([0x81, 0xFF]) + struct.pack("!Q", 2**62) + MASK],
    ],
    ids=["one frame", "two fragments", "announced only"],
)
def test_a_message_longer_than_the_limit_ends_with_1009(octets: list[bytes]) -> None:
    assert refused(*octets) == TOO_BIG


def test_the_limit_is_an_option() -> None:
    assert refused(text("x" * 1001), max_size=1000) == TOO_BIG
    assert taken(text("x" * 1000), max_size=1000).texts == ["x" * 1000]


def test_a_length_with_its_highest_bit_set_is_refused() -> None:
    assert refused(bytes([0x81, 0xFF]) + struct.pack("!Q", 2**63) + MASK) in (1002, 1009)


@pytest.mark.parametrize("size", [1, 2, 5, 7])
@pytest.mark.parametrize("length", [len(CALL), 130, 300])
def test_a_call_sent_in_chops_is_one_call(size: int, length: int) -> None:
    call = CALL.ljust(length)
    assert taken(*pieces(text(call), size)) == Taken(["odd"], [], [call])


@pytest.mark.parametrize("mask", [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x01\x80\x7f\xfe"])
def test_any_mask_is_taken_off(mask: bytes) -> None:
    assert taken(frame(Opcode.TEXT, CALL.encode(), mask=mask)) == ONCE


@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.PING, Opcode.CLOSE])
def test_a_frame_without_a_mask_is_refused(opcode: Opcode) -> None:
    assert refused(frame(opcode, mask=None)) == PROTOCOL_ERROR


@pytest.mark.parametrize(
    "payload", [b"", b"Hello", b"\x00\xff\xfe\xfd\xfc\xfb\x00\xff", b"\xfe" * 125]
)
def test_a_ping_gets_a_pong_with_its_payload(payload: bytes) -> None:
    assert taken(frame(Opcode.PING, payload)).pongs == [payload]


def test_each_of_many_pings_gets_its_pong() -> None:
    payloads = [b"payload-%d" % number for number in range(10)]
    pings = [frame(Opcode.PING, payload) for payload in payloads]
    assert taken(*pings).pongs == payloads
    assert taken(*pieces(b"".join(pings), 1)).pongs == payloads


@pytest.mark.parametrize("payload", [b"", b"nobody asked", b"\xff" * 125])
def test_an_unsolicited_pong_is_ignored(payload: bytes) -> None:
    pong = frame(Opcode.PONG, payload)
    assert taken(pong, frame(Opcode.PING, b"a"), pong, text(CALL)) == Taken(["odd"], [b"a"], [CALL])


@pytest.mark.parametrize("opcode", CONTROLS)
def test_a_control_frame_longer_than_125_is_refused(opcode: Opcode) -> None:
    assert refused(frame(opcode, b"\x03\xe8".ljust(126, b"x"))) == PROTOCOL_ERROR


@pytest.mark.parametrize("opcode", CONTROLS)
def test_a_control_frame_in_fragments_is_refused(opcode: Opcode) -> None:
    assert refused(frame(opcode, fin=False), more(b"")) == PROTOCOL_ERROR


@pytest.mark.parametrize("reserved", range(1, 8))
@pytest.mark.parametrize("opcode", list(Opcode))
def test_a_reserved_bit_is_refused(reserved: int, opcode: Opcode) -> None:
    assert refused(frame(opcode, reserved=reserved)) == PROTOCOL_ERROR


@pytest.mark.parametrize("opcode", [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
@pytest.mark.parametrize("payload", [b"", b"payload"])
def test_a_reserved_opcode_is_refused(opcode: int, payload: bytes) -> None:
    assert refused(frame(opcode, payload)) == PROTOCOL_ERROR


def test_what_came_before_a_violation_was_taken() -> None:
    end = ended(text(CALL), frame(3), text(CALL))
    assert (end.code, end.texts) == (PROTOCOL_ERROR, [CALL])


@pytest.mark.parametrize("payload", [b"", CALL.encode(), b"\xff\x00"])
def test_a_binary_message_is_refused_and_kept(payload: bytes) -> None:
    end = ended(frame(Opcode.BINARY, payload), text(CALL), close(UNSUPPORTED_DATA))
    assert (end.code, end.closed.code) == (UNSUPPORTED_DATA, UNSUPPORTED_DATA)
    assert end.texts == [payload.decode(errors="backslashreplace")]


@pytest.mark.parametrize(
    "octets",
    [
        [text(FIRST, fin=False), more(REST)],
        [text("", fin=False), more(CALL)],
        [text("", fin=False), more("", fin=False), more(CALL)],
        [text(CALL, fin=False), more("")],
        [b"".join([text(FIRST, fin=False), more(REST)])],
        [text(CALL[0], fin=False), *[more(c, fin=False) for c in CALL[1:]], more("")],
        list(pieces(text(FIRST, fin=False) + more(REST), 1)),
    ],
    ids=["two", "first empty", "two empty", "last empty", "one write", "each character", "chopped"],
)
def test_a_call_in_fragments_is_one_call(octets: list[bytes]) -> None:
    assert taken(*octets) == ONCE


def test_control_frames_between_fragments_are_answered_at_once() -> None:
    ping, pong = frame(Opcode.PING, b"between"), frame(Opcode.PONG, b"noise")
    result = taken(text(FIRST, fin=False), ping, pong, ping, more(REST))
    assert result == Taken(["odd"], [b"between"] * 2, [CALL])


def test_one_message_after_another_in_fragments() -> None:
    message = [text(FIRST, fin=False), more(REST)]
    assert taken(*message, *message).texts == [CALL, CALL]


@pytest.mark.parametrize("fin", [True, False])
@pytest.mark.parametrize("payload", [b"", CALL.encode()])
def test_a_continuation_of_nothing_is_refused(fin: bool, payload: bytes) -> None:
    assert refused(frame(Opcode.CONTINUATION, payload, fin=fin)) == PROTOCOL_ERROR


def test_a_continuation_after_the_last_fragment_is_refused() -> None:
    assert refused(text(FIRST, fin=False), more(REST), more("x")) == PROTOCOL_ERROR


@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.BINARY])
@pytest.mark.parametrize("fin", [True, False])
def test_a_new_message_within_a_message_is_refused(opcode: Opcode, fin: bool) -> None:
    assert refused(text(FIRST, fin=False), frame(opcode, b"x", fin=fin)) == PROTOCOL_ERROR


def test_a_message_that_was_never_finished_is_no_message() -> None:
    assert ended(text(CALL, fin=False), close()).texts == []
