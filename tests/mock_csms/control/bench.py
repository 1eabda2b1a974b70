"""A control API without a port, over a central system whose charge points are typed by hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import httpx

from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from mock_csms.control.app import create_app
from mock_csms.control.control import Control
from mock_csms.control.security import Guard
from mock_csms.server import Server
from ocpp16.frames import Call
from ocpp16.journal import Direction, Entry, FrameEntry

NOON = 1_767_960_000.0
"""2026-01-09T12:00:00Z."""
BOOT = {"chargePointVendor": "Myenergi", "chargePointModel": "Zappi", "firmwareVersion": "5.1"}
Reaction = Callable[[Call], object]


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 20))


class Bench:
    """Everything a test needs."""

    def __init__(self, system: CentralSystem, client: httpx.AsyncClient, control: Control) -> None:
        self.system = system
        self.client = client
        self.control = control
        self.now = NOON

    def dial(self, identity: str = "CP1") -> Connection:
        """Open a connection."""
        opened = self.system.handshake(self.now, Handshake(identity, f"/ocpp/{identity}"))
        assert isinstance(opened, Connection)
        opened.connected(self.now)
        return opened

    def send(self, connection: Connection, action: str, payload: Any, message_id: str = "1") -> Any:
        """A CALL of a charge point; the frame it is answered with."""
        connection.outgoing()
        connection.receive(self.now, json.dumps([2, message_id, action, payload]))
        texts = [effect for effect in connection.outgoing() if isinstance(effect, str)]
        return json.loads(texts[-1]) if texts else None

    def react(self, connection: Connection, reaction: Reaction) -> None:
        """Do something as soon as the charge point is asked for something."""
        earlier = self.system.journal.on_entry

        def on_entry(entry: Entry) -> None:
            if earlier is not None:
                earlier(entry)
            is_call = isinstance(entry, FrameEntry) and isinstance(entry.frame, Call)
            if is_call and entry.direction is Direction.TO_CHARGE_POINT:
                asyncio.get_running_loop().call_soon(reaction, entry.frame)

        self.system.journal.on_entry = on_entry

    def answering(self, connection: Connection, payload: Any) -> None:
        """Answer everything with this payload."""
        self.react(
            connection,
            lambda call: connection.receive(self.now, json.dumps([3, call.id, payload])),
        )

    async def get(self, path: str, **params: Any) -> Any:
        """What a GET is answered with."""
        answer = await self.client.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        """What a POST is answered with."""
        answer = await self.request("POST", path, body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def request(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Any request; its body may be JSON that no other program would write."""
        headers = {"Content-Type": "application/json"}
        content = None if body is None else json.dumps(body)
        return await self.client.request(method, path, content=content, headers=headers)

    async def fields(
        self, method: str, path: str, body: Any = None, status: int = 422
    ) -> list[str]:
        """The fields that a mistake is about."""
        answer = await self.request(method, path, body)
        assert answer.status_code == status, answer.text
        detail = answer.json()["detail"]
        assert all(each["problem"] for each in detail)
        return [each["field"] for each in detail]


@asynccontextmanager
async def bench(guard: Guard | None = None, **options: Any) -> AsyncIterator[Bench]:
    """A bench, for as long as the block lasts."""
    system = CentralSystem(**options)
    server = Server(system, clock=lambda: found.now)
    app = create_app(server, guard)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:9001") as client:
        found = Bench(system, client, app.state.control)
        yield found
        found.control.end()
