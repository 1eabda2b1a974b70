"""The central systems that are compared, each run by ``serving_cost.py`` in a process of its own.

python benchmarks/serving/servers.py ours|no-journal|ocpp|bare PORT
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import ExitStack
from typing import Any

import uvloop
import websockets

from mock_csms import event_loop
from mock_csms.answers import Answers
from mock_csms.archive_file import ArchiveFile
from mock_csms.central_system import CentralSystem
from mock_csms.charge_points import ChargePoint
from mock_csms.server import Server
from ocpp16 import schema
from ocpp16.entries import Direction, FrameEntry
from ocpp16.frames import Frame, Payload
from ocpp16.journal import Journal

HOST = "0.0.0.0"
KEEP = 10_000


class Checked(Answers):
    """The polite answers, each validated: the core does that only with what it receives.

    The acknowledgement of MeterValues is a constant, which is not asked for again (``at_once``).
    """

    def to(self, action: str, now: float, charge_point: ChargePoint, request: Payload) -> Payload:
        """See ``Answers``."""
        payload = super().to(action, now, charge_point, request)
        faults = schema.faults(action, payload, answer=True)
        if faults:
            raise AssertionError(faults)
        return payload


class NoJournal(Journal):
    """Keeps nothing."""

    def opened(self, *args: Any, **options: Any) -> int:
        """Only number it."""
        self._connections += 1
        return self._connections

    def closed(self, *args: Any) -> None:
        """Nothing."""

    def exchanged(self, *args: Any) -> None:
        """Nothing."""

    def frame(
        self,
        at: float,
        identity: str,
        connection: int,
        direction: Direction,
        text: str,
        *,
        probe: bool = False,
        frame: Frame | None = None,
    ) -> FrameEntry:
        """Nothing: the core parses what it receives."""
        return FrameEntry(
            index=0, at=at, identity=identity, connection=connection, direction=direction, text=text
        )  # fmt: skip


async def ours(port: int, journal: Journal) -> None:
    """The mock central system."""
    system = CentralSystem(answers=Checked(), journal=journal)
    async with Server(system, HOST, port):
        await ready()


async def ocpp_package(port: int) -> None:
    """The ``ocpp`` package's central system, as its documentation has it."""
    from datetime import UTC, datetime

    from ocpp.routing import on
    from ocpp.v16 import ChargePoint as OcppChargePoint
    from ocpp.v16 import call_result

    class Central(OcppChargePoint):
        @on("BootNotification")
        def on_boot(self, **_request: Any) -> call_result.BootNotification:
            now = datetime.now(tz=UTC).isoformat()
            return call_result.BootNotification(current_time=now, interval=300, status="Accepted")

        @on("MeterValues")
        def on_meter_values(self, **_request: Any) -> call_result.MeterValues:
            return call_result.MeterValues()

    async def connected(socket: websockets.ServerConnection) -> None:
        assert socket.request is not None
        await Central(socket.request.path.strip("/"), socket).start()

    async with websockets.serve(connected, HOST, port, subprotocols=["ocpp1.6"]):
        await ready()


async def bare(port: int) -> None:
    """Nothing but ``websockets`` and ``json``: parse and acknowledge."""

    async def connected(socket: websockets.ServerConnection) -> None:
        async for text in socket:
            call = json.loads(text)
            await socket.send(json.dumps([3, call[1], {}]))

    async with websockets.serve(
        connected, HOST, port, subprotocols=["ocpp1.6"], compression=None, ping_interval=None
    ):
        await ready()


async def ready() -> None:
    """Say so, and serve until ended."""
    print("ready", flush=True)
    await asyncio.Event().wait()


def main(name: str, port: int) -> None:
    """Run one of them."""
    with ExitStack() as stack:
        journal = Journal(limit=KEEP, archive=stack.enter_context(ArchiveFile()))
        match name:
            case "ours":
                event_loop.run(ours(port, journal))
            case "no-journal":
                event_loop.run(ours(port, NoJournal()))
            case "ocpp":
                asyncio.run(ocpp_package(port))
            case "bare":
                uvloop.run(bare(port))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
