"""Frames octet by octet: what is right is what the library writes, and what is wrong is as asked."""

from __future__ import annotations

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol

from conformance.negative import octets


def read(data: bytes) -> list[Frame]:
    server = ServerProtocol(state=State.OPEN, max_size=None)
    server.receive_data(data)
    return [event for event in server.events_received() if isinstance(event, Frame)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_frame_of_any_size_can_be_read(size: int) -> None:
    assert read(octets.frame(octets.TEXT, b"x" * size)) == [Frame(Opcode.TEXT, b"x" * size)]


@pytest.mark.parametrize("parts", [1, 2, 3, 9])
def test_a_message_can_be_in_fragments(parts: int) -> None:
    frames = read(octets.text("äbcdefgh", parts))
    assert len(frames) == parts
    assert b"".join(frame.data for frame in frames) == "äbcdefgh".encode()
    assert [frame.fin for frame in frames] == [False] * (parts - 1) + [True]
    assert {frame.opcode for frame in frames[1:]} <= {Opcode.CONT}


def test_there_are_empty_and_binary_messages() -> None:
    assert read(octets.text("")) == [Frame(Opcode.TEXT, b"")]
    assert read(octets.text(b"\xff", binary=True)) == [Frame(Opcode.BINARY, b"\xff")]


@pytest.mark.parametrize(("code", "data"), [(None, b""), (1000, b"\x03\xe8"), (4999, b"\x13\x87")])
def test_a_close_has_its_code(code: int | None, data: bytes) -> None:
    assert read(octets.close(code)) == [Frame(Opcode.CLOSE, data)]


def test_a_frame_can_be_wrong_in_each_of_its_fields() -> None:
    assert octets.frame(0xB, b"x", masked=False) == b"\x8b\x01x"
    assert octets.frame(octets.TEXT, b"x", reserved=7, fin=False, masked=False) == b"\x71\x01x"
    assert octets.frame(octets.TEXT, b"x", claims=2**63, masked=False)[1:10] == b"\x7f\x80" + bytes(
        7
    )
