"""Whatever a platform does, each case ends in a verdict; and each behaviour can be failed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest
from websockets.asyncio.server import ServerConnection

from conformance.negative.case import Group
from conformance.negative.selection import all_cases, of_groups, spread
from conformance.verdict import Verdict
from mock_csms.connection import Connection
from ocpp16.endpoint import Effect
from ocpp16.frames import ErrorCode, Payload
from ocpp16.rpc import Answer
from ocpp16.timestamps import to_text
from tests.conformance.negative.platforms import (
    HASTE,
    Platform,
    case,
    hostile,
    ours,
    run,
    sent,
    sloppy,
    tcp,
)

FROM_ALL = spread(all_cases(), 8)


# hostile platforms ------------------------------------------------------------------------------------


async def empty_results(socket: ServerConnection) -> None:
    async for text in socket:
        call = sent(str(text))
        if len(call) > 1:
            await socket.send(f'[3,"{call[1]}",{{}}]')


async def never_answers(socket: ServerConnection) -> None:
    await socket.wait_closed()


async def drops(socket: ServerConnection) -> None:
    await socket.recv()
    socket.transport.abort()


async def floods(socket: ServerConnection) -> None:
    while True:
        await socket.send('[2,"flood","Reset",{"type":"Soft"}]')
        await asyncio.sleep(0)  # it shares the loop with the client


async def sends_garbage(socket: ServerConnection) -> None:
    async for _ in socket:
        await socket.send("garbage")


async def sends_octets(socket: ServerConnection) -> None:
    async for _ in socket:
        await socket.send(b"\xff\x00")


async def sends_enormous_frames(socket: ServerConnection) -> None:
    async for _ in socket:
        await socket.send("x" * 100_000_000)


async def answers_malformed(socket: ServerConnection) -> None:
    async for text in socket:
        call = sent(str(text))
        if len(call) > 1:
            await socket.send(f'[3,"{call[1]}"]')


@pytest.mark.parametrize(
    "converse",
    [
        empty_results, never_answers, drops, floods, sends_garbage, sends_octets,
        sends_enormous_frames, answers_malformed,
    ],
)  # fmt: skip
def test_every_case_ends_in_a_failure(converse: Callable[[ServerConnection], object]) -> None:
    begun = time.monotonic()
    results = run(hostile(converse), FROM_ALL, reaction=HASTE)  # type: ignore[arg-type]
    assert len(results) == len(FROM_ALL)
    tried = [result for result in results if not str(result.reason).startswith("not tried")]
    assert len(tried) >= 5
    assert {result.verdict for result in tried} == {Verdict.FAIL}
    assert all(
        result.failure is not None and "CSM-NEG-005" in result.behaviours for result in tried
    )
    assert time.monotonic() - begun < 40


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.read(1000):
        continue


async def speaks_no_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1000)
    writer.write(b"220 mail.example ready\r\n\r\n")


async def never_ends_its_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"X-More: and more\r\n" * 1000)
        await writer.drain()
        await asyncio.sleep(0)


@pytest.mark.parametrize("handle", [hangs_up, says_nothing, speaks_no_http, never_ends_its_head])
def test_what_is_no_websocket_server_is_not_judged(handle: Callable[..., object]) -> None:
    results = run(tcp(handle), FROM_ALL, reaction=HASTE)  # type: ignore[arg-type]
    assert len(results) == len(FROM_ALL)
    assert Verdict.PASS not in {result.verdict for result in results}


def test_a_platform_that_is_silent_for_good_is_soon_given_up() -> None:
    results = run(hostile(never_answers), of_groups([Group.FRAMING]), reaction=HASTE)
    assert [result.verdict for result in results].count(Verdict.FAIL) == 5
    assert "found dead in NEG-FRM-0001" in str(results[-1].reason)


# one thing wrong each ---------------------------------------------------------------------------------


class Confirms(Connection):
    """Confirms what it should refuse."""

    def _answer(self, now: float, answer: Answer) -> None:
        if self.objection(answer.call.action, answer.call.payload) is None:
            super()._answer(now, answer)
        else:
            answer({})


class BlamesItself(Connection):
    """Calls every fault an internal error."""

    def objection(self, action: str, payload: Payload) -> tuple[ErrorCode, str] | None:
        return super().objection(action, payload) and (ErrorCode.INTERNAL_ERROR, "oops")


class Sulks(Connection):
    """Does not answer what it does not like."""

    def _answer(self, now: float, answer: Answer) -> None:
        if self.objection(answer.call.action, answer.call.payload) is None:
            super()._answer(now, answer)


class BreaksForGood(Connection):
    """Answers nobody any more once an empty message has come."""

    broken = False

    def receive(self, now: float, text: str) -> None:
        type(self).broken = self.broken or not text
        if not self.broken:
            super().receive(now, text)


class AnswersAnything(Connection):
    """Answers whatever has an id."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        frame = sent(text)
        if frame and frame[0] != 2 and len(frame) > 1:
            self.send_text(now, f'[4,"{frame[1]}","ProtocolError","",{{}}]')


class ReadsAnything(Connection):
    """Takes a payload that is missing for an empty one."""

    def receive(self, now: float, text: str) -> None:
        frame = sent(text)
        if len(frame) == 3 and frame[2] == "Heartbeat":
            text = f'[2,"{frame[1]}","Heartbeat",{{}}]'
        super().receive(now, text)


class TakesLongIds(Connection):
    """Does not mind how long an id is."""

    def misuse(self, call_id: str) -> tuple[ErrorCode, str] | None:
        return None


class MindsWhiteSpace(Connection):
    """Reads only what is written without blanks."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, "" if text.startswith(" ") else text)


class KnowsItsTransactions(Connection):
    """Refuses a stop of a transaction that it does not know."""

    def objection(self, action: str, payload: Payload) -> tuple[ErrorCode, str] | None:
        if action == "StopTransaction" and payload.get("transactionId") == 987_654_321:
            return ErrorCode.GENERIC_ERROR, "never heard of it"
        return super().objection(action, payload)


class SaysEverythingTwice(Connection):
    """Sends every frame twice."""

    def outgoing(self) -> list[Effect]:
        return [effect for effect in super().outgoing() for _ in range(2)]


class SpeaksAnySubprotocol(Connection):
    """Goes on without a common subprotocol."""

    def connected(self, now: float) -> None:
        super().connected(now)
        self._closing = None
        self._effects.clear()


class TellsNoTime(Connection):
    """Answers a Heartbeat without the time."""

    def send_text(self, now: float, text: str) -> None:
        super().send_text(now, text.replace(to_text(now), ""))


WRONG: tuple[tuple[str, Callable[[], Platform], str], ...] = (
    ("CSM-NEG-001", lambda: ours(Confirms), "StatusNotification: status is missing"),
    ("CSM-NEG-002", lambda: ours(Confirms), 'StatusNotification: errorCode is "Unknown"'),
    ("CSM-NEG-003", lambda: ours(BlamesItself), "StatusNotification: status is missing"),
    ("CSM-NEG-004", lambda: ours(Sulks), "MeterValues: connectorId is negative"),
    ("CSM-NEG-005", lambda: ours(type("Breaks", (BreaksForGood,), {})), "an empty message"),
    ("CSM-NEG-006", lambda: ours(AnswersAnything), "sent type 5"),
    ("CSM-NEG-007", lambda: ours(ReadsAnything), "a CALL without payload"),
    ("CSM-NEG-008", lambda: ours(AnswersAnything), "sent a CALLRESULT nobody waits for"),
    ("CSM-NEG-009", lambda: ours(Confirms), "an action in lower case"),
    ("CSM-NEG-010", lambda: ours(TakesLongIds), "an id of 1000 characters"),
    ("CSM-NEG-011", lambda: ours(MindsWhiteSpace), "blanks and line feeds between"),
    ("CSM-NEG-012", lambda: ours(KnowsItsTransactions), "A stop of transaction 987654321"),
    ("CSM-NEG-013", lambda: ours(SaysEverythingTwice), "StatusNotification: status is missing"),
    ("CSM-NEG-014", sloppy, "A handshake by POST"),
    ("CSM-NEG-015", lambda: ours(SpeaksAnySubprotocol), "that offers ocpp0.1"),
    ("CSM-NEG-016", sloppy, "a text frame that is not masked"),
    ("CSM-NEG-017", sloppy, "A ping with content"),
    ("CSM-NEG-018", sloppy, "A CALL behind a close"),
)  # fmt: skip
"""A behaviour, a platform that has it wrong, and the case that must notice."""


@pytest.mark.parametrize(("behaviour", "platform", "sentence"), WRONG, ids=[w[0] for w in WRONG])
def test_a_platform_with_this_wrong_fails_the_case_of_it(
    behaviour: str, platform: Callable[[], Platform], sentence: str
) -> None:
    (result,) = run(platform(), [case(sentence)], reaction=HASTE)
    assert result.verdict is Verdict.FAIL
    assert behaviour in result.behaviours
    assert result.failure is not None


def test_every_behaviour_can_be_failed() -> None:
    assert {behaviour for behaviour, _, _ in WRONG} == {
        behaviour for each in all_cases() for behaviour in each.behaviours
    }
