"""The transport cases: handshakes that are none, and frames that RFC 6455 forbids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.negative import behaviours, octets, reactions
from conformance.negative.case import (
    Ask,
    Case,
    Draft,
    Group,
    Octets,
    Reconnect,
    Shake,
    Step,
    numbered,
)
from conformance.negative.octets import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame
from conformance.negative.reactions import demanded

REFUSED = demanded(behaviours.IMPROPER_HANDSHAKE_REFUSED, reactions.NO_UPGRADE)
NO_PROTOCOL = demanded(behaviours.NO_COMMON_SUBPROTOCOL, reactions.NO_PROTOCOL)
ENTRY = demanded(behaviours.UNUSUAL_FORM_TAKEN, reactions.ENTRY)
OPEN = demanded(behaviours.STILL_WORKS, reactions.LEFT_TO_SERVER)
ALIVE = demanded(behaviours.STILL_WORKS, reactions.NOTHING_OWED)
FAILED = demanded(behaviours.WEBSOCKET_FAILED, reactions.FAILED)
LIMIT = demanded(behaviours.WEBSOCKET_FAILED, reactions.FAILED_OR_WAITS)
PONGED = demanded(behaviours.CONTROL_FRAMES_SERVED, reactions.SERVED_PING)
UNDISTURBED = demanded(behaviours.CONTROL_FRAMES_SERVED, reactions.UNDISTURBED)
GOODBYE = demanded(behaviours.CLOSE_CONFIRMED, reactions.GOODBYE)

HEARTBEAT = b'[2,"transport","Heartbeat",{}]'
KEY, VERSION, PROTOCOL = "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol"
MANY_PINGS = 500
BIG = 64 * 1024 * 1024


def cases() -> tuple[Case, ...]:
    """All of them."""
    return numbered(Group.TRANSPORT, _drafts())


IMPROPER: Mapping[str, Shake] = {
    "by POST": Shake({}, REFUSED, method="POST"),
    "by HEAD": Shake({}, REFUSED, method="HEAD"),
    "by a method that does not exist": Shake({}, REFUSED, method="OCPP"),
    "in HTTP/1.0": Shake({}, REFUSED, version="HTTP/1.0"),
    "without Upgrade": Shake({"Upgrade": None}, REFUSED),
    "with an Upgrade to h2c": Shake({"Upgrade": "h2c"}, REFUSED),
    "without Connection": Shake({"Connection": None}, REFUSED),
    "with Connection: close": Shake({"Connection": "close"}, REFUSED),
    "without a version": Shake({VERSION: None}, REFUSED),
    "of version 8": Shake({VERSION: "8"}, REFUSED),
    "of version 99": Shake({VERSION: "99"}, REFUSED),
    "of a version that is no number": Shake({VERSION: "thirteen"}, REFUSED),
    "without a key": Shake({KEY: None}, REFUSED),
    "with an empty key": Shake({KEY: ""}, REFUSED),
    "with a key of 10 octets": Shake({KEY: "MDEyMzQ1Njc4OQ=="}, REFUSED),
    "with a key that is no base64": Shake({KEY: "!" * 24}, REFUSED),
    "with two keys": Shake({}, REFUSED, extra=(f"{KEY}: MDEyMzQ1Njc4OWFiY2RlZg==",)),
    "without Host": Shake({"Host": None}, REFUSED),
    "that is a plain GET": Shake(
        {"Upgrade": None, "Connection": None, KEY: None, VERSION: None, PROTOCOL: None}, REFUSED
    ),
}
SUBPROTOCOLS: Mapping[str, Shake] = {
    "ocpp9.9 only": Shake({PROTOCOL: "ocpp9.9"}, NO_PROTOCOL),
    "ocpp0.1": Shake({PROTOCOL: "ocpp0.1"}, NO_PROTOCOL),
    "soap": Shake({PROTOCOL: "soap"}, NO_PROTOCOL),
    "ocpp1.6j, which is no token of the standard": Shake({PROTOCOL: "ocpp1.6j"}, NO_PROTOCOL),
    "ocpp1.6 in quotes": Shake({PROTOCOL: '"ocpp1.6"'}, NO_PROTOCOL),
}
NOT_HTTP: Mapping[str, Shake] = {
    "octets that are no HTTP": Shake({}, OPEN, raw=b"\x00\x01\x02\x03\r\n\r\n"),
    "the beginning of TLS": Shake(
        {}, OPEN, raw=bytes.fromhex("16030100a5010000a10303") + b"\r\n\r\n"
    ),
    "an OCPP message without a handshake": Shake(
        {}, OPEN, raw=octets.text(HEARTBEAT) + b"\r\n\r\n"
    ),
    "line feeds only": Shake({}, OPEN, raw=b"\n" * 100),
}
LIMITS: Mapping[str, Shake] = {
    "with a header line that has no colon": Shake({}, OPEN, extra=("no colon here",)),
    "with a header's name that holds a blank": Shake({}, OPEN, extra=("X Y: z",)),
    "with a header of 100000 characters": Shake({}, OPEN, extra=(f"X-Long: {'x' * 100_000}",)),
    "with 2000 headers": Shake({}, OPEN, extra=tuple(f"X-{n}: {n}" for n in range(2000))),
}
UNUSUAL: Mapping[str, Shake] = {
    "octet by octet": Shake({}, ENTRY, piece=1),
    "in pieces of seven octets": Shake({}, ENTRY, piece=7),
    "with a protocol to come offered first": Shake({PROTOCOL: "ocpp9.9, ocpp1.6"}, ENTRY),
    "with headers in lower case": Shake({"upgrade": "WebSocket", "Upgrade": None}, ENTRY),
}
DROPPED: Mapping[str, Shake] = {
    "dropped at once": Shake({}, ALIVE, raw=b""),
    "dropped after four octets": Shake({}, ALIVE, cut=4),
    "dropped in the middle of a header": Shake({}, ALIVE, cut=60),
    "dropped before the last line feed": Shake({}, ALIVE, cut=-1),
    "never finished": Shake({}, ALIVE, cut=-2, hold=True),
    "never begun": Shake({}, ALIVE, raw=b"", hold=True),
}

ILLEGAL: Mapping[str, bytes] = {
    "a text frame that is not masked": frame(TEXT, HEARTBEAT, masked=False),
    "a ping that is not masked": frame(PING, b"x", masked=False),
    "RSV1 although no extension was agreed on": frame(TEXT, HEARTBEAT, reserved=4),
    "RSV2": frame(TEXT, HEARTBEAT, reserved=2),
    "RSV3": frame(TEXT, HEARTBEAT, reserved=1),
    "RSV1 on a ping": frame(PING, b"x", reserved=4),
    "opcode 3": frame(0x3, HEARTBEAT),
    "opcode 7": frame(0x7, HEARTBEAT),
    "opcode 11": frame(0xB, b"x"),
    "opcode 15": frame(0xF, b"x"),
    "a ping of 126 octets": frame(PING, b"x" * 126),
    "a close of 126 octets": frame(CLOSE, b"\x03\xe8" + b"x" * 124),
    "a ping in fragments": frame(PING, b"x", fin=False) + frame(CONTINUATION, b"y"),
    "a continuation of nothing": frame(CONTINUATION, HEARTBEAT),
    "a message inside an unfinished one": frame(TEXT, b"[2,", fin=False) + octets.text(HEARTBEAT),
    "a binary message inside an unfinished one": frame(TEXT, b"[2,", fin=False)
    + frame(BINARY, b"x"),
    "a length with its highest bit set": frame(TEXT, b"x", claims=2**63),
    "a close of one octet": frame(CLOSE, b"\x03"),
    "a close reason that is no UTF-8": octets.close(1000, b"\xff\xfe"),
    "a text that ends with half a character": frame(TEXT, b'["\xe2\x82'),
}
BAD_CODES = (0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535)
GOOD_CODES = (None, 1000, 1001, 1011, 3000, 4999)
TOO_BIG: Mapping[str, bytes] = {
    "a frame that claims 64 MiB": frame(TEXT, b"x" * 100, claims=BIG),
    "a frame that claims 2^62 octets": frame(TEXT, b"x" * 100, claims=2**62),
    "a message of a thousand fragments, without an end": frame(TEXT, b"[", fin=False)
    + frame(CONTINUATION, b" " * 100, fin=False) * 1000,
    "a frame cut in its header": octets.text(HEARTBEAT)[:3],
    "a frame cut in its payload": octets.text(HEARTBEAT)[:-5],
    "a message of two million octets": octets.text(b"[" + b" " * 2_000_000),
}


HANDSHAKES: tuple[tuple[str, str, str, Mapping[str, Shake]], ...] = (
    ("handshake", "improper", "A handshake", IMPROPER),
    ("handshake", "limits", "A handshake", LIMITS),
    ("subprotocol", "none in common", "A handshake that offers", SUBPROTOCOLS),
    ("handshake", "not HTTP", "In place of a handshake,", NOT_HTTP),
    ("handshake", "unusual", "A proper handshake", UNUSUAL),
    ("handshake", "dropped", "A handshake that is", DROPPED),
)
"""Topic, fault, how the sentence begins, and the handshakes by how it ends."""


def _drafts() -> Iterator[Draft]:
    for topic, fault, beginning, table in HANDSHAKES:
        for words, shake in table.items():
            yield Draft(topic, fault, f"{beginning} {words}", (shake,))
    yield from _frames()
    yield from _closes()
    yield from _control()
    for words, steps in CONNECTIONS.items():
        yield Draft("connections", "abrupt", words, steps)


def _frames() -> Iterator[Draft]:
    for words, content in ILLEGAL.items():
        sentence = f"A frame that RFC 6455 forbids: {words}"
        yield Draft("frames", "illegal", sentence, (Octets(content, FAILED),))
    for words, content in TOO_BIG.items():
        yield Draft("frames", "size", f"More than is read: {words}", (Octets(content, LIMIT),))


def _closes() -> Iterator[Draft]:
    for code in BAD_CODES:
        step = Octets(octets.close(code), FAILED)
        yield Draft("close", "illegal code", f"A close with code {code}", (step,))
    for legal in GOOD_CODES:
        words = "A close without a code" if legal is None else f"A close with code {legal}"
        yield Draft("close", "legal code", words, (Octets(octets.close(legal), GOODBYE),))


def _control() -> Iterator[Draft]:
    flood = b"".join(frame(PING, b"%d" % number) for number in range(MANY_PINGS))
    pings: Mapping[str, tuple[bytes, bytes]] = {
        "A ping with content": (frame(PING, b"ping \x00\xff"), b"ping \x00\xff"),
        "A ping without content": (frame(PING), b""),
        "A ping of 125 octets": (frame(PING, b"x" * 125), b"x" * 125),
        "A ping between two fragments of a CALL": (
            frame(TEXT, HEARTBEAT[:9], fin=False) + frame(PING, b"now") + frame(CONTINUATION, HEARTBEAT[9:]),
            b"now",
        ),
        f"{MANY_PINGS} pings at once": (flood, b"%d" % (MANY_PINGS - 1)),
    }  # fmt: skip
    for words, (content, pong) in pings.items():
        yield Draft("control frames", "ping", words, (Octets(content, PONGED, pong, spoils=False),))
    for count in (1, 100):
        step = Octets(frame(PONG, b"unasked") * count, UNDISTURBED, spoils=False)
        yield Draft("control frames", "pong", f"{count} pongs that nobody asked for", (step,))


CONNECTIONS: Mapping[str, tuple[Step, ...]] = {
    "A connection that breaks after a CALL": (
        Ask("Heartbeat", {}, ALIVE, at_once=True), Reconnect(abruptly=True),
    ),
    "A connection that breaks inside a frame": (
        Octets(octets.text(HEARTBEAT)[:-5], ALIVE), Reconnect(abruptly=True),
    ),
    "A second connection while the first is still open": (Reconnect(keeps_old=True),),
    "A second connection while the first waits for an answer": (
        Ask("Heartbeat", {}, ALIVE, at_once=True), Reconnect(keeps_old=True),
    ),
    "Twenty connections that break, one after the other": (Reconnect(abruptly=True),) * 20,
    "A CALL behind a close": (Octets(octets.close(1000) + octets.text(HEARTBEAT), GOODBYE),),
}  # fmt: skip
