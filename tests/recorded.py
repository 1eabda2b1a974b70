"""A session of the reference station, recorded between real sockets."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from conformance.commands.trace_file import TraceFile
from mock_csms.central_system import CentralSystem
from mock_csms.recorder import Recorder
from mock_csms.server import Server
from ocpp16.journal import Closed, Journal
from reference_impl.client import Client
from reference_impl.station import Station, StationSettings

IDENTITY = "CP1"
TAG = "SECRET-TAG"
KEY = "sesame-sesame-16"


class Scene:
    """The station and its central system, whoever stands between them."""

    def __init__(self, url: str, system: CentralSystem, server: Server) -> None:
        self.system = system
        self.server = server
        settings = StationSettings(url=f"{url}/", identity=IDENTITY, serial=IDENTITY)
        self.station = Station(settings, new_ids=(f"cp-{number}" for number in count(1)))
        self.client = Client(self.station)
        self._changed = asyncio.Event()
        system.journal.on_entry = lambda _entry: self._changed.set()

    @property
    def journal(self) -> Journal:
        return self.system.journal

    async def until(self, met: Callable[[], Any]) -> None:
        while not met():
            self._changed.clear()
            await self._changed.wait()

    async def until_sent(self, action: str, **fields: Any) -> None:
        """Wait until the station has sent a request with these fields, and has its answer."""

        def was_sent() -> bool:
            return any(
                exchange.answer is not None
                and all(exchange.payload.get(name) == fields[name] for name in fields)
                for exchange in self.journal.requests_sent(action)
            )

        await self.until(was_sent)

    def act(self, verb: Callable[..., None], *arguments: Any) -> None:
        verb(time.time(), *arguments)
        self.client.poke()


async def a_session(scene: Scene) -> None:
    """Boot, a remote start, a vehicle, the end of the transaction."""
    await scene.until_sent("StatusNotification", connectorId=1)
    ask = scene.server.ask
    await ask(IDENTITY, "GetConfiguration", {"key": ["HeartbeatInterval"]})
    await ask(IDENTITY, "RemoteStartTransaction", {"connectorId": 1, "idTag": TAG})
    scene.act(scene.station.plug_in)
    await scene.until_sent("StatusNotification", status="Charging")
    (start,) = scene.journal.requests_sent("StartTransaction")
    assert start.response is not None
    await ask(IDENTITY, "RemoteStopTransaction", {"transactionId": start.response["transactionId"]})
    await scene.until_sent("StopTransaction")
    scene.act(scene.station.unplug)
    await scene.until(lambda: last_status(scene) == "Available")
    await quiet(scene)


def last_status(scene: Scene) -> Any:
    """What was last reported of the connector."""
    statuses = [each.payload for each in scene.journal.requests_sent("StatusNotification")]
    return [each["status"] for each in statuses if each["connectorId"] == 1][-1]


async def a_new_key(scene: Scene) -> None:
    """The central system sets a password, with which the station comes back."""
    await scene.until_sent("StatusNotification", connectorId=1)
    change = {"key": "AuthorizationKey", "value": KEY}
    await scene.server.ask(IDENTITY, "ChangeConfiguration", change)
    await scene.until(lambda: len([*scene.journal.requests_sent("BootNotification")]) > 1)
    await quiet(scene)


async def quiet(scene: Scene) -> None:
    """Until everything that was asked has been answered, both ways."""
    await scene.until(lambda: all(each.answer is not None for each in scene.journal.exchanges))


async def play(scene: Scene, story: Callable[[Scene], Any]) -> None:
    """Power the station on, let the story happen, and take the connection down again."""
    scene.station.power_on(time.time())
    running = asyncio.create_task(scene.client.run())
    try:
        await story(scene)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    await scene.until(lambda: any(isinstance(each, Closed) for each in scene.journal.entries))


def record_session(
    output: Path,
    *,
    redacted: bool = True,
    story: Callable[[Scene], Any] = a_session,
    new_ids: Iterator[str] | None = None,
) -> CentralSystem:
    """Record the session into a file; the central system that took part in it."""
    system = CentralSystem(new_ids=new_ids)

    async def scene() -> None:
        with TraceFile(output, time.time(), redacted=redacted, overwrite=False) as file:
            async with Server(system) as server, Recorder(server.url, file.write) as recorder:
                await play(Scene(recorder.url, system, server), story)

    asyncio.run(asyncio.wait_for(scene(), 20))
    return system
