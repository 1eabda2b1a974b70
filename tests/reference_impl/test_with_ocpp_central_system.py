"""The reference station meets an independent central system: the one of the ``ocpp`` package."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import Any

import ocpp.messages
import pytest
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result
from ocpp.v16.enums import Action, AuthorizationStatus, RegistrationStatus
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from reference_impl.client import Client
from reference_impl.settings import StationSettings
from reference_impl.station import Station

NOW = "2026-01-05T08:00:00Z"


@pytest.fixture(autouse=True)
def _validation_in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocpp.messages, "ASYNC_VALIDATION", False)


class Peer(ChargePoint):
    """A central system's end of one connection; it validates whatever it gets."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heard: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()

    async def hears(self, action: str, **fields: Any) -> dict[str, Any]:
        """The next such request; others are passed over."""
        while True:
            name, payload = await self.heard.get()
            if name == action and fields.items() <= payload.items():
                return payload

    @on(Action.boot_notification)
    def boot_notification(self, **payload: Any) -> call_result.BootNotification:
        self.heard.put_nowait(("BootNotification", payload))
        return call_result.BootNotification(NOW, 300, RegistrationStatus.accepted)

    @on(Action.status_notification)
    def status_notification(self, **payload: Any) -> call_result.StatusNotification:
        self.heard.put_nowait(("StatusNotification", payload))
        return call_result.StatusNotification()

    @on(Action.start_transaction)
    def start_transaction(self, **payload: Any) -> call_result.StartTransaction:
        self.heard.put_nowait(("StartTransaction", payload))
        return call_result.StartTransaction(42, {"status": AuthorizationStatus.accepted})

    @on(Action.meter_values)
    def meter_values(self, **payload: Any) -> call_result.MeterValues:
        self.heard.put_nowait(("MeterValues", payload))
        return call_result.MeterValues()

    @on(Action.stop_transaction)
    def stop_transaction(self, **payload: Any) -> call_result.StopTransaction:
        self.heard.put_nowait(("StopTransaction", payload))
        return call_result.StopTransaction()


@asynccontextmanager
async def connected_station():
    """A central system and a station dialling it; yields both, the station with its client."""
    arrivals: asyncio.Queue[Peer] = asyncio.Queue()

    async def handler(socket: Any) -> None:
        peer = Peer(socket.request.path.rsplit("/", 1)[-1], socket, response_timeout=5)
        arrivals.put_nowait(peer)
        with suppress(ConnectionClosed):
            await peer.start()

    async with serve(handler, "127.0.0.1", 0, subprotocols=["ocpp1.6"]) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"ws://127.0.0.1:{port}/ocpp/"
        station = Station(StationSettings(url=url, configuration={"MeterValueSampleInterval": "1"}))
        client = Client(station)
        station.power_on(client.clock())
        running = asyncio.create_task(client.run())
        try:
            yield station, client, await arrivals.get()
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def session() -> None:
    async with connected_station() as (station, client, peer):

        def use(verb: Any) -> None:
            verb(client.clock())
            client.poke()

        assert peer.id == "91234567"
        boot = await peer.hears("BootNotification")
        assert boot["charge_point_vendor"] == "Myenergi"
        await peer.hears("StatusNotification", connector_id=1, status="Available")
        use(station.plug_in)
        await peer.hears("StatusNotification", connector_id=1, status="Preparing")
        answer = await peer.call(call.RemoteStartTransaction(id_tag="APP-7f3", connector_id=1))
        assert answer.status == "Accepted"
        start = await peer.hears("StartTransaction")
        assert (start["id_tag"], start["meter_start"]) == ("APP-7f3", 123_456)
        await peer.hears("StatusNotification", connector_id=1, status="Charging")
        reading = await peer.hears("MeterValues", transaction_id=42)
        (sample,) = reading["meter_value"][0]["sampled_value"]
        assert int(sample["value"]) >= start["meter_start"]
        use(station.unplug)
        stop = await peer.hears("StopTransaction", transaction_id=42)
        assert (stop["reason"], stop["id_tag"]) == ("EVDisconnected", "APP-7f3")
        assert stop["meter_stop"] >= int(sample["value"])
        await peer.hears("StatusNotification", connector_id=1, status="Available")


def test_a_session_from_boot_to_unplugging() -> None:
    asyncio.run(asyncio.wait_for(session(), 10))
