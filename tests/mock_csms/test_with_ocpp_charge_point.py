"""The central system meets an independent charge point: the one of the ``ocpp`` package."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import ocpp.messages
import pytest
from ocpp.exceptions import OCPPError
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result
from ocpp.v16.enums import Action, AvailabilityStatus, ConfigurationStatus, RemoteStartStopStatus
from websockets.asyncio.client import connect

from mock_csms.central_system import CentralSystem
from mock_csms.responses import Refusal, Reply
from mock_csms.server import Server
from ocpp16.rpc import Answered, Refused


@pytest.fixture(autouse=True)
def _validation_in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocpp.messages, "ASYNC_VALIDATION", False)


class Peer(ChargePoint):  # type: ignore[misc]
    """Answers what the tests ask of it."""

    @on(Action.remote_start_transaction)  # type: ignore[untyped-decorator]
    def remote_start(self, id_tag: str, **_: Any) -> call_result.RemoteStartTransaction:
        return call_result.RemoteStartTransaction(status=RemoteStartStopStatus.accepted)

    @on(Action.get_configuration)  # type: ignore[untyped-decorator]
    def get_configuration(self, key: list[str]) -> call_result.GetConfiguration:
        known = {"key": "HeartbeatInterval", "readonly": False, "value": "300"}
        return call_result.GetConfiguration(
            configuration_key=[known], unknown_key=[name for name in key if name != known["key"]]
        )

    @on(Action.change_configuration)  # type: ignore[untyped-decorator]
    def change_configuration(self, key: str, value: str) -> call_result.ChangeConfiguration:
        return call_result.ChangeConfiguration(status=ConfigurationStatus.reboot_required)

    @on(Action.change_availability)  # type: ignore[untyped-decorator]
    def change_availability(self, connector_id: int, type: str) -> call_result.ChangeAvailability:  # noqa: A002
        return call_result.ChangeAvailability(status=AvailabilityStatus.scheduled)


@asynccontextmanager
async def peer_of(server: Server) -> AsyncIterator[Peer]:
    url = server.url_for("RDAM 123")
    async with connect(url, subprotocols=["ocpp1.6"], proxy=None) as socket:  # type: ignore[list-item]
        peer = Peer("RDAM 123", socket, response_timeout=5)
        listening = asyncio.create_task(peer.start())
        try:
            yield peer
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening


def meet(
    scene: Callable[[CentralSystem, Server, Peer], Coroutine[Any, Any, None]],
) -> CentralSystem:
    """Play a scene between a fresh central system and a connected peer."""

    async def play() -> CentralSystem:
        system = CentralSystem()
        async with Server(system) as server, peer_of(server) as peer:
            await scene(system, server, peer)
        return system

    return asyncio.run(asyncio.wait_for(play(), 10))


async def boot(peer: Peer) -> Any:
    request = call.BootNotification(charge_point_model="zappi", charge_point_vendor="myenergi")
    return await peer.call(request, suppress=False)


def test_it_boots_and_is_registered() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        response = await boot(peer)
        assert (response.status, response.interval) == ("Accepted", 300)
        heartbeat = await peer.call(call.Heartbeat(), suppress=False)
        assert heartbeat.current_time.endswith("Z")
        known = system.charge_point("RDAM 123")
        assert known.registration == "Accepted"
        assert known.boot == {"chargePointModel": "zappi", "chargePointVendor": "myenergi"}

    system = meet(scene)
    assert [exchange.action for exchange in system.journal.exchanges] == [
        "BootNotification",
        "Heartbeat",
    ]


def test_a_scripted_registration_reaches_it() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        system.on("BootNotification").times(1).respond(Reply({"status": "Pending"}))
        assert (await boot(peer)).status == "Pending"
        assert (await boot(peer)).status == "Accepted"

    meet(scene)


def test_a_whole_transaction() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        await boot(peer)
        tag = (await peer.call(call.Authorize(id_tag="TAG1"), suppress=False)).id_tag_info
        assert tag == {"status": "Accepted"}
        start = await peer.call(
            call.StartTransaction(
                connector_id=1, id_tag="TAG1", meter_start=0, timestamp="2026-01-05T08:00:00Z"
            ),
            suppress=False,
        )
        sample = {"value": "7.4", "measurand": "Power.Active.Import", "unit": "kW"}
        readings = [{"timestamp": "2026-01-05T08:01:00Z", "sampled_value": [sample]}]
        await peer.call(
            call.MeterValues(
                connector_id=1, transaction_id=start.transaction_id, meter_value=readings
            ),
            suppress=False,
        )
        await peer.call(
            call.StopTransaction(
                transaction_id=start.transaction_id,
                meter_stop=123,
                timestamp="2026-01-05T08:02:00Z",
                reason="Local",
            ),
            suppress=False,
        )

    system = meet(scene)
    exchanges = system.journal.exchanges
    assert [exchange.action for exchange in exchanges] == [
        "BootNotification",
        "Authorize",
        "StartTransaction",
        "MeterValues",
        "StopTransaction",
    ]
    assert [exchange.error for exchange in exchanges] == [None] * 5
    start, meter, stop = exchanges[2:]
    assert start.response == {"idTagInfo": {"status": "Accepted"}, "transactionId": 1}
    assert meter.payload["transactionId"] == stop.payload["transactionId"] == 1
    assert stop.payload["meterStop"] == 123


def test_it_answers_what_the_central_system_asks() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        ask = server.ask
        asked = {"connectorId": 1, "idTag": "TAG1"}
        assert await ask("RDAM 123", "RemoteStartTransaction", asked) == Answered(
            {"status": "Accepted"}
        )
        configuration = await ask(
            "RDAM 123", "GetConfiguration", {"key": ["HeartbeatInterval", "Nonsense"]}
        )
        assert isinstance(configuration, Answered)
        assert configuration.payload["unknownKey"] == ["Nonsense"]
        change = {"key": "AuthorizationKey", "value": "00" * 16}
        assert await ask("RDAM 123", "ChangeConfiguration", change) == Answered(
            {"status": "RebootRequired"}
        )
        availability = {"connectorId": 0, "type": "Inoperative"}
        assert await ask("RDAM 123", "ChangeAvailability", availability) == Answered(
            {"status": "Scheduled"}
        )

    system = meet(scene)
    assert [(exchange.action, exchange.status) for exchange in system.journal.exchanges] == [
        ("RemoteStartTransaction", "Accepted"),
        ("GetConfiguration", None),
        ("ChangeConfiguration", "RebootRequired"),
        ("ChangeAvailability", "Scheduled"),
    ]


def test_requests_cross_without_harm() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        change = {"connectorId": 0, "type": "Operative"}
        answers = await asyncio.gather(
            *(server.ask("RDAM 123", "ChangeAvailability", change) for _ in range(5)),
            *(peer.call(call.Heartbeat(), suppress=False) for _ in range(5)),
        )
        assert answers[:5] == [Answered({"status": "Scheduled"})] * 5

    system = meet(scene)
    assert len(system.journal.exchanges) == 10


def test_what_it_does_not_handle_is_recorded_as_refused() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        outcome = await server.ask("RDAM 123", "ClearCache", {})
        assert isinstance(outcome, Refused)

    system = meet(scene)
    (exchange,) = system.journal.exchanges
    assert exchange.error is not None


def test_a_scripted_error_reaches_it() -> None:
    async def scene(system: CentralSystem, server: Server, peer: Peer) -> None:
        system.on("Heartbeat").respond(Refusal("InternalError", "on purpose"))
        with pytest.raises(OCPPError, match="on purpose"):
            await peer.call(call.Heartbeat(), suppress=False)

    meet(scene)
