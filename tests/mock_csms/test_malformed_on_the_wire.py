"""Malformed input over real sockets: the same answers as the core gives, and nobody else notices."""

from __future__ import annotations

import json

import pytest

from mock_csms.central_system import CentralSystem
from tests.mock_csms.malformed import CASES, RESULT, Case
from tests.mock_csms.rfc6455.evidence import PROBE, beside_another, received, run
from tests.mock_csms.rfc6455.raw_socket import Opcode, opened, text


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_text_gets_what_it_is_owed(case: Case) -> None:
    expected: list[list[object]] = [[3, "probe"]]
    if case.answer is not None:
        kind = 3 if case.answer == RESULT else 4
        expected.insert(0, [kind, case.call_id])

    async def scene() -> None:
        system = CentralSystem()
        async with beside_another(system) as server, opened(server) as socket:
            await socket.send(text(case.text), text(PROBE))
            for answer in expected:
                frame = await socket.frame()
                assert frame.opcode == Opcode.TEXT
                assert json.loads(frame.payload)[:2] == answer
        assert received(system) == [case.text, PROBE]

    run(scene())


def test_all_of_them_on_one_connection() -> None:
    async def scene() -> None:
        system = CentralSystem()
        owed = [case.call_id for case in CASES.values() if case.answer is not None]
        async with beside_another(system) as server, opened(server) as socket:
            for case in CASES.values():
                await socket.send(text(case.text))
            for call_id in owed:
                assert json.loads((await socket.frame()).payload)[1] == call_id
        assert received(system) == [case.text for case in CASES.values()]

    run(scene())
