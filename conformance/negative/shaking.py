"""The handshakes of transport cases: a TCP connection each, and what comes of it."""

from __future__ import annotations

import asyncio

from conformance.negative import octets
from conformance.negative.case import Shake
from conformance.negative.conversation import Conversation
from conformance.negative.reactions import Kind, Reaction
from conformance.negative.session import Session
from conformance.negative.target import SUBPROTOCOL, Target
from conformance.negative.wire import Ended, Head, Tcp, Text, Wire, handshake

PAUSE = 0.001
"""Seconds between the pieces of a slow handshake."""
QUIET = 0.2
"""Seconds for which a server that owes nothing is listened to."""
PROBE = "probe"


async def shake(session: Session, step: Shake, held: list[Tcp]) -> Reaction:
    """Do it; the reaction. What is to be held open is added to ``held``.

    Raises ``NoConnectionError`` when there is no TCP connection.
    """
    target, identity = session.target, session.identity
    tcp = await Tcp.open(target, identity)
    session.record.note(f"handshake: {_described(step)}")
    await _write(tcp, _octets(target, identity, step), step.piece, target.reaction)
    if step.hold:
        held.append(tcp)
        return Reaction(Kind.SILENCE)
    try:
        if step.cut is not None or step.raw == b"":
            return Reaction(Kind.SILENCE)
        head = await tcp.head(asyncio.get_running_loop().time() + _wait(session, step))
        reaction = await _judged(session, tcp, head)
        session.record.note(f"answer: {reaction}")
        return reaction
    finally:
        tcp.abort()


def _wait(session: Session, step: Shake) -> float:
    may_be_silent = all(Kind.SILENCE in demand.acceptable.kinds for demand in step.demands)
    return min(QUIET, session.patience.wait) if may_be_silent else session.patience.wait


def _octets(target: Target, identity: str, step: Shake) -> bytes:
    if step.raw is not None:
        return step.raw
    data = handshake(
        target, identity, dict(step.headers), step.extra, method=step.method, version=step.version
    )
    return data if step.cut is None else data[: step.cut]


async def _write(tcp: Tcp, data: bytes, piece: int | None, within: float) -> None:
    size = piece or max(1, len(data))
    for start in range(0, len(data), size):
        await tcp.write(data[start : start + size], within)
        if piece is not None:
            await asyncio.sleep(PAUSE)


async def _judged(session: Session, tcp: Tcp, head: Head | None) -> Reaction:
    if head is None:
        return Reaction(Kind.SILENCE)
    if head.status != 101:
        return Reaction(Kind.REFUSED, f"HTTP {head.status}" if head.status else "dropped")
    if head.subprotocol not in (None, SUBPROTOCOL):
        return Reaction(Kind.IMPROPER, f"selected subprotocol {head.subprotocol!r:.40}")
    wire = Wire.on(tcp, session.target, session.identity)
    if head.subprotocol is None:
        return await _without_subprotocol(session, wire)
    await wire.close()
    return Reaction(Kind.OPENED, "HTTP 101")


async def _without_subprotocol(session: Session, wire: Wire) -> Reaction:
    """It has to be closed; whether OCPP is spoken on it shows when a Heartbeat is sent."""
    talk = Conversation()
    waiting = talk.expect(PROBE, "Heartbeat")
    await wire.write(octets.text(f'[2,"{PROBE}","Heartbeat",{{}}]'), session.target.reaction)
    deadline = asyncio.get_running_loop().time() + session.patience.wait
    while waiting.reaction is None and not talk.floods:
        event = await wire.receive(deadline)
        if event is None:
            return Reaction(Kind.OPENED, "HTTP 101 without a subprotocol, and not closed")
        if isinstance(event, Ended):
            return Reaction(Kind.CLOSED, str(event.code))
        if isinstance(event, Text):
            talk.text(event.content)
    return waiting.reaction or Reaction(Kind.OPENED)


def _described(step: Shake) -> str:
    if step.raw is not None:
        return f"{len(step.raw)} octets: {step.raw[:64].hex(' ')}"
    changes = [
        name if value is None else f"{name}: {value}" for name, value in step.headers.items()
    ]
    left_out = f"cut at {step.cut}" if step.cut is not None else ""
    return " ".join(filter(None, (step.method, step.version, *changes, *step.extra[:3], left_out)))
