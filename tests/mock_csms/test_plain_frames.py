"""The two frequent frames against the library's own reading and writing of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from mock_csms.plain_frames import unwrapped, wrapped

PAYLOADS = st.sampled_from([0, 1, 125, 126, 127, 65_535, 65_536]).map(bytes) | st.binary()
LIMIT = 100_000


@given(PAYLOADS)
def test_a_text_is_wrapped_as_the_library_does(payload: bytes) -> None:
    assert wrapped(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)


@given(PAYLOADS)
def test_a_text_of_a_client_is_unwrapped(payload: bytes) -> None:
    data = Frame(Opcode.TEXT, payload).serialize(mask=True)
    assert unwrapped(data, LIMIT) == (payload if len(payload) <= 65_535 else None)


ELSE = {
    "nothing": b"",
    "half a head": b"\x81",
    "unmasked": b"\x81\x03abc",
    "binary": b"\x82\x83\0\0\0\0abc",
    "ping": b"\x89\x83\0\0\0\0abc",
    "a fragment": b"\x01\x83\0\0\0\0abc",
    "a reserved bit": b"\xc1\x83\0\0\0\0abc",
    "cut off": b"\x81\x83\0\0\0\0ab",
    "and more": b"\x81\x83\0\0\0\0abc\x81",
    "too long": b"\x81\xe5\0\0\0\0" + b"a" * 101,
    "a length not in its shortest form": b"\x81\xfe\x00\x03\0\0\0\0abc",
    "a length of eight bytes": b"\x81\xff" + (3).to_bytes(8, "big") + b"\0\0\0\0abc",
}


@pytest.mark.parametrize("data", ELSE.values(), ids=ELSE)
def test_anything_else_is_left_to_the_library(data: bytes) -> None:
    assert unwrapped(data, 100) is None
