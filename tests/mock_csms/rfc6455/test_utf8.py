"""Text that is, and is not, UTF-8 (RFC 6455, 8.1; RFC 3629). Section 6 of the Autobahn test suite.

Invalid text is refused when its message is complete; the RFC does not ask for an earlier end.
"""

from __future__ import annotations

import pytest

from tests.mock_csms.rfc6455.evidence import Taken, refused, taken
from tests.mock_csms.rfc6455.raw_socket import Opcode, frame, more, pieces, text

INVALID_DATA = 1007

VALID = {
    "ASCII": "Hello",
    "Greek": "κόσμε",
    "all lengths": "$¢ह€한𐍈",
    "first of two octets": "\x80",
    "first of three": "\u0800",
    "first of four": "\U00010000",
    "last of one": "\x7f",
    "last of two": "\u07ff",
    "last of three": "\uffff",
    "last of all": "\U0010ffff",
    "before the surrogates": "\ud7ff",
    "after the surrogates": "\ue000",
    "replacement character": "\ufffd",
    "a non-character": "\ufffe",
    "non-characters of a plane": "\U0001fffe\U0001ffff",
    "non-characters of the last plane": "\U0010fffe",
    "non-characters of the block": "\ufdd0\ufdef",
    "NUL": "a\x00b",
    "byte order mark": "\ufeffHello",
    "line separator": "a\u2028b",
}

INVALID = {
    "continuation alone": b"\x80",
    "last continuation alone": b"\xbf",
    "many continuations": b"\x80\xbf\x80\xbf",
    "all continuations": bytes(range(0x80, 0xC0)),
    "starts of two alone": b"\xc2 \xdf ",
    "starts of three alone": b"\xe0 \xef ",
    "starts of four alone": b"\xf0 \xf4 ",
    "end of two missing": b"\xc3",
    "end of three missing": b"\xe2\x82",
    "end of four missing": b"\xf0\x9f\x98",
    "ends missing in a row": b"\xc3\xe2\x82\xf0\x9f\x98",
    "five octets": b"\xf8\x88\x80\x80\x80",
    "six octets": b"\xfc\x84\x80\x80\x80\x80",
    "FE": b"\xfe",
    "FF": b"\xff",
    "FE FF": b"\xfe\xfe\xff\xff",
    "overlong slash in two": b"\xc0\xaf",
    "overlong slash in three": b"\xe0\x80\xaf",
    "overlong slash in four": b"\xf0\x80\x80\xaf",
    "overlong maximum in two": b"\xc1\xbf",
    "overlong maximum in three": b"\xe0\x9f\xbf",
    "overlong maximum in four": b"\xf0\x8f\xbf\xbf",
    "overlong NUL": b"\xc0\x80",
    "first high surrogate": b"\xed\xa0\x80",
    "last high surrogate": b"\xed\xaf\xbf",
    "first low surrogate": b"\xed\xb0\x80",
    "last low surrogate": b"\xed\xbf\xbf",
    "surrogate pair": b"\xed\xa0\x80\xed\xb0\x80",
    "beyond the last": b"\xf4\x90\x80\x80",
    "far beyond the last": b"\xf7\xbf\xbf\xbf",
    "within a text": "κόσμε".encode() + b"\xed\xa0\x80" + b"edited",
}


@pytest.mark.parametrize("content", VALID.values(), ids=VALID)
def test_valid_text_is_kept_as_it_is(content: str) -> None:
    assert taken(text(content)) == Taken([], [], [content])


@pytest.mark.parametrize("content", VALID.values(), ids=VALID)
def test_valid_text_may_be_cut_anywhere(content: str) -> None:
    octets = content.encode()
    for cut in range(1, len(octets)):
        assert taken(text(octets[:cut], fin=False), more(octets[cut:])).texts == [content]
    fragments = [more(part, fin=False) for part in pieces(octets, 1)]
    assert taken(text("", fin=False), *fragments, more("")).texts == [content]


def test_a_call_with_every_length_of_character_is_answered() -> None:
    call = '[2,"$¢ह€한𐍈","DataTransfer",{"vendorId":"κόσμε"}]'
    assert taken(*pieces(text(call), 1)) == Taken(["$¢ह€한𐍈"], [], [call])


@pytest.mark.parametrize("octets", INVALID.values(), ids=INVALID)
def test_invalid_text_ends_with_1007(octets: bytes) -> None:
    assert refused(text(octets)) == INVALID_DATA


@pytest.mark.parametrize("octets", INVALID.values(), ids=INVALID)
def test_invalid_text_in_fragments_ends_with_1007(octets: bytes) -> None:
    fragments = [more(part, fin=False) for part in pieces(octets, 1)]
    assert refused(text("", fin=False), *fragments, more("")) == INVALID_DATA


def test_pings_carry_any_octets() -> None:
    assert taken(frame(Opcode.PING, b"\xff\xfe")).pongs == [b"\xff\xfe"]
