"""What shows that frames were taken, or refused, as RFC 6455 prescribes.

The mock speaks OCPP and echoes nothing, so the evidence is: the journal holds the text that the
frames carried; a CALL among them is answered; what breaks the protocol ends its connection with
the code that the RFC names; and in each case another charge point is still answered.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import connect

from mock_csms.central_system import CentralSystem
from mock_csms.server import Server
from ocpp16.actions import Role
from ocpp16.journal import Closed, Direction, FrameEntry
from tests.mock_csms.rfc6455.raw_socket import Frame, Opcode, RawSocket, opened, text

LIMIT = 10.0
"""Seconds a scene may take."""
CALL = '[2,"odd","Heartbeat",{}]'
PROBE = '[2,"probe","Heartbeat",{}]'


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, LIMIT))


@asynccontextmanager
async def beside_another(
    system: CentralSystem | None = None, **options: Any
) -> AsyncIterator[Server]:
    """A server; another charge point was connected before, and is answered afterwards."""
    async with (
        Server(system or CentralSystem(), **options) as server,
        connect(server.url_for("other"), subprotocols=["ocpp1.6"], proxy=None) as other,  # type: ignore[list-item]
    ):
        yield server
        await other.send(PROBE)
        assert json.loads(await other.recv())[:2] == [3, "probe"]


@dataclass
class Taken:
    """What came of frames that were right."""

    answers: list[str] = field(default_factory=list)
    """The ids answered with a CALLRESULT."""
    pongs: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The texts received, as journalled."""


def taken(*octets: bytes, **options: Any) -> Taken:
    """Send right frames; the connection must still be in use afterwards."""
    result = Taken()

    async def scene() -> None:
        system = CentralSystem()
        async with beside_another(system, **options) as server, opened(server) as socket:
            await socket.send(*octets)
            await socket.send(text(PROBE))
            await _read_up_to_probe(socket, result)
        result.texts = received(system)
        assert result.texts.pop() == PROBE

    run(scene())
    return result


async def _read_up_to_probe(socket: RawSocket, result: Taken) -> None:
    while True:
        frame = await socket.frame()
        if frame.opcode == Opcode.PONG:
            result.pongs.append(frame.payload)
            continue
        assert frame.opcode == Opcode.TEXT
        kind, call_id, *_ = json.loads(frame.payload)
        assert kind == 3
        if call_id == "probe":
            return
        result.answers.append(call_id)


@dataclass
class Ended:
    """How a connection ended."""

    code: int | None
    """In the server's close frame; None when it has none."""
    reason: bytes
    before: list[Frame]
    """What the server sent before."""
    texts: list[str]
    closed: Closed


def ended(*octets: bytes, **options: Any) -> Ended:
    """Send frames after which the server ends the connection, with one close frame as the last."""
    results: list[Ended] = []

    async def scene() -> None:
        system = CentralSystem()
        async with beside_another(system, **options) as server, opened(server) as socket:
            await socket.send(*octets)
            *before, last = await socket.frames_until_end()
        assert last.opcode == Opcode.CLOSE
        assert Opcode.CLOSE not in [frame.opcode for frame in before]
        closed = next(e for e in of_odd(system) if isinstance(e, Closed))
        results.append(Ended(last.code, last.payload[2:], before, received(system), closed))

    run(scene())
    return results[0]


def refused(*octets: bytes, **options: Any) -> int | None:
    """The code with which frames that break the protocol end the connection, and the journal says so."""
    end = ended(*octets, **options)
    assert end.closed.by is Role.CENTRAL_SYSTEM
    assert end.closed.code == end.code
    return end.code


def of_odd(system: CentralSystem) -> list[Any]:
    """The journal of the connection that sends odd frames."""
    return [entry for entry in system.journal.entries if entry.identity == "CP1"]


def received(system: CentralSystem) -> list[str]:
    """The texts that it sent."""
    return [
        entry.text
        for entry in of_odd(system)
        if isinstance(entry, FrameEntry) and entry.direction is Direction.TO_CENTRAL_SYSTEM
    ]
