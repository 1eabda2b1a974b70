"""The mock central system inside an event loop; what both kinds share is tested in test_mock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from mock_csms import Answered, AsyncMockCsms, Disconnected, Dispatched, TimedOut, match
from ocpp16.expectation import UnmetError
from tests.mock_csms.peer import BOOT, STATUS


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 10))


def dial(csms: AsyncMockCsms, identity: str = "CP1") -> connect:
    return connect(csms.url_for(identity), subprotocols=["ocpp1.6"], proxy=None)  # type: ignore[list-item]


async def ask(socket: ClientConnection, action: str, **payload: Any) -> Any:
    await socket.send(json.dumps([2, action, action, payload]))
    return json.loads(await socket.recv())[2]


def test_arranged_asked_and_called_in_one_loop() -> None:
    async def scene() -> None:
        async with AsyncMockCsms(tags={"B": "Blocked"}) as csms, dial(csms) as socket:
            csms.on("Authorize", idTag="X").answer(idTagInfo={"status": "Expired"})
            await ask(socket, "BootNotification", **BOOT)
            charge_point = await csms.wait_for("CP1")
            assert csms.charge_points["CP1"].connected
            assert await ask(socket, "Authorize", idTag="X") == {"idTagInfo": {"status": "Expired"}}
            assert await ask(socket, "Authorize", idTag="B") == {"idTagInfo": {"status": "Blocked"}}
            calling = asyncio.create_task(charge_point.call("ClearCache"))
            _, call_id, *_ = json.loads(await socket.recv())
            await socket.send(json.dumps([3, call_id, {"status": "Accepted"}]))
            assert await calling == Answered({"status": "Accepted"})
            assert await charge_point.call("ClearCache", within=0.05) == TimedOut()
            assert isinstance(await charge_point.call("ClearCache", wait=False), Dispatched)
            await charge_point.close()
            assert await charge_point.call("ClearCache") == Disconnected()
            await csms.expect_sequence(["BootNotification", match("Authorize", idTag="B")])
            await csms.expect_in_any_order([match("Authorize", idTag="B"), "BootNotification"])
            await charge_point.expect("Authorize", times=2)
            with pytest.raises(UnmetError, match="CP1 to stay connected"):
                await charge_point.never("Heartbeat", for_seconds=0.05)

    run(scene())


def test_several_wait_at_the_same_time() -> None:
    async def scene() -> None:
        async with AsyncMockCsms() as csms, dial(csms) as socket:
            waiting = [
                asyncio.create_task(csms.expect("Authorize", idTag=tag, within=5)) for tag in "ABC"
            ]
            for tag in "CAB":
                await ask(socket, "Authorize", idTag=tag)
            found = await asyncio.gather(*waiting)
            assert [exchange.payload["idTag"] for exchange in found] == ["A", "B", "C"]
            await ask(socket, "StatusNotification", **STATUS)
            assert csms.charge_point("CP1").status(1) == "Available"
            assert csms.answers.heartbeat_interval == 300
            assert len(csms.journal.exchanges) == 4

    run(scene())
