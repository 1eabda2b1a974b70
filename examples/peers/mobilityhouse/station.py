"""What the charge point says and answers, on the ``ocpp`` library."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from device import FIXED, Device, Transaction, fits, now
from ocpp.exceptions import OCPPError
from ocpp.routing import after, on
from ocpp.v16 import ChargePoint, call, call_result
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

DEFAULT_RETRY = 10.0
RESPONSE_TIMEOUT = 10
FAILURES = (OCPPError, ConnectionClosed, TimeoutError, OSError)


class Station(ChargePoint):
    """The charge point on one connection."""

    def __init__(self, identity: str, socket: ClientConnection, device: Device) -> None:
        super().__init__(identity, socket, response_timeout=RESPONSE_TIMEOUT)
        self.device = device
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._delivering = asyncio.Lock()

    def begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside what else goes on, instead of the previous of that name."""
        self.end(name)
        self._tasks[name] = asyncio.create_task(self._guarded(work))

    def end(self, *names: str) -> None:
        """Stop doing so."""
        for name in names or tuple(self._tasks):
            task = self._tasks.pop(name, None)
            if task is not None and task is not asyncio.current_task():
                task.cancel()

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except FAILURES as error:
            logging.warning("%s: %s", type(error).__name__, error)

    async def request(self, payload: Any) -> Any:
        """Send a request; returns the answer. Raises one of ``FAILURES``.

        A call that is under way goes on though nobody waits for it any more: the next one waits.
        """
        return await asyncio.shield(self.call(payload, suppress=False))

    # registration ------------------------------------------------------------------------------------

    async def boot(self) -> None:
        """Register, however often it takes."""
        self.device.registered = False
        self.end("heartbeat")
        while not self.device.registered:
            wait = DEFAULT_RETRY
            try:
                answer = await self.request(
                    call.BootNotification(
                        charge_point_vendor="Example",
                        charge_point_model="mobilityhouse ocpp",
                        charge_point_serial_number=self.id,
                    )
                )
            except (OCPPError, TimeoutError) as error:
                logging.warning("%s: %s", type(error).__name__, error)
            else:
                if answer.status == "Accepted":
                    return self.accepted(answer.interval)
                wait = answer.interval or DEFAULT_RETRY
            await asyncio.sleep(wait)
        return None

    def accepted(self, interval: int) -> None:
        """The central system has registered it."""
        self.device.registered = True
        self.device.told.clear()
        if interval > 0:
            self.device.keys["HeartbeatInterval"] = str(interval)
        self.resume()

    def resume(self) -> None:
        """Say what there is to be said, with a connection and registered."""
        self.begin("heartbeat", self.beat())
        self.keep_sampling()
        self.report()
        self.begin("deliver", self.deliver())

    async def beat(self) -> None:
        while seconds := int(self.device.keys["HeartbeatInterval"]):
            await asyncio.sleep(seconds)
            await self._guarded(self.request(call.Heartbeat()))

    # status ------------------------------------------------------------------------------------------

    def report(self) -> None:
        """Tell what has changed."""
        self.begin("report", self.tell())

    async def tell(self) -> None:
        """Send a StatusNotification for each connector whose status is another one."""
        device = self.device
        for connector in (0, 1):
            if device.registered and device.told.get(connector) != device.status(connector):
                await self.notify(connector)

    async def notify(self, connector: int) -> None:
        status = self.device.status(connector)
        self.device.told[connector] = status
        await self.request(
            call.StatusNotification(
                connector_id=connector,
                error_code=self.device.fault or "NoError",
                status=status,
                timestamp=now(),
            )
        )

    # transactions ------------------------------------------------------------------------------------

    def queue(self, message: Callable[[], Any], settled: Callable[[Any], None]) -> None:
        """Deliver a message of a transaction, after those that wait."""
        self.device.waiting.append((message, settled))
        if not self._delivering.locked():
            self.begin("deliver", self.deliver())

    async def deliver(self) -> None:
        async with self._delivering:
            attempt = 1
            while self.device.registered and self.device.waiting:
                message, settled = self.device.waiting[0]
                try:
                    settled(await self.request(message()))
                except (OCPPError, TimeoutError) as error:
                    logging.warning("%s: %s", type(error).__name__, error)
                    if attempt < int(self.device.keys["TransactionMessageAttempts"]):
                        pause = int(self.device.keys["TransactionMessageRetryInterval"])
                        await asyncio.sleep(attempt * pause)
                        attempt += 1
                        continue
                self.device.waiting.pop(0)
                attempt = 1

    def start_if_ready(self) -> None:
        """Begin a transaction if there are a vehicle and a tag."""
        device = self.device
        if device.tag and not device.plugged:
            self.begin("plug", self.give_up())
        ready = device.tag and device.plugged and device.status(1) == "Preparing"
        if ready and device.tag:
            self.start_transaction(device.tag)
        else:
            self.report()

    async def give_up(self) -> None:
        """Forget the tag if no vehicle comes."""
        await asyncio.sleep(int(self.device.keys["ConnectionTimeOut"]))
        if not self.device.plugged:
            self.device.tag = None
            self.report()

    def start_transaction(self, tag: str) -> None:
        device, transaction = self.device, Transaction(tag)
        request = call.StartTransaction(
            connector_id=1, id_tag=tag, meter_start=device.energy(), timestamp=now()
        )

        def settled(answer: Any) -> None:
            transaction.id = answer.transaction_id
            refused = answer.id_tag_info["status"] != "Accepted"
            if refused and device.keys["StopTransactionOnInvalidId"] == "true":
                self.stop_transaction("DeAuthorized")
            self.report()

        device.tag, device.transaction = None, transaction
        self.queue(lambda: request, settled)
        self.keep_sampling()

    def keep_sampling(self) -> None:
        """Send MeterValues from now on, at the interval in force."""
        self.begin("samples", self.send_samples())

    async def send_samples(self) -> None:
        """Send MeterValues while the transaction runs."""
        while seconds := int(self.device.keys["MeterValueSampleInterval"]):
            await asyncio.sleep(seconds)
            transaction = self.device.transaction
            if transaction is None:
                return
            values = [self.device.sample("Sample.Periodic")]
            self.queue(
                lambda values=values, transaction=transaction: call.MeterValues(
                    connector_id=1, transaction_id=transaction.id, meter_value=values
                ),
                lambda _: None,
            )

    def stop_transaction(self, reason: str, by_tag: str | None = None) -> None:
        """End the transaction, if there is one, and tell the central system."""
        device, transaction = self.device, self.device.transaction
        if transaction is None:
            return
        end = {"meter_stop": device.energy(), "timestamp": now(), "reason": reason}
        if by_tag:
            end["id_tag"] = by_tag
        device.transaction, device.finishing = None, device.plugged
        self.end("samples")
        self.queue(
            lambda: call.StopTransaction(transaction_id=transaction.id or -1, **end),
            lambda _: None,
        )
        self.report()

    # what the central system asks for ----------------------------------------------------------------

    @on("RemoteStartTransaction")
    def on_remote_start(self, id_tag: str, connector_id: int = 1, **_: Any) -> Any:
        """Accepted if the connector is free."""
        idle = self.device.status(1) in ("Available", "Preparing", "Finishing")
        free = idle and not self.device.tag
        agreed = self.device.registered and connector_id == 1 and free
        self._agreed = agreed
        return call_result.RemoteStartTransaction(status="Accepted" if agreed else "Rejected")

    @after("RemoteStartTransaction")
    async def after_remote_start(self, id_tag: str, **_: Any) -> None:
        if not self._agreed:
            return
        if self.device.keys["AuthorizeRemoteTxRequests"] == "true":
            await self._guarded(self.present_tag(id_tag))
        else:
            self.take_tag(id_tag)

    @on("RemoteStopTransaction")
    def on_remote_stop(self, transaction_id: int) -> Any:
        """Accepted if this transaction runs."""
        running = self.device.transaction
        agreed = running is not None and running.id == transaction_id
        return call_result.RemoteStopTransaction(status="Accepted" if agreed else "Rejected")

    @after("RemoteStopTransaction")
    def after_remote_stop(self, transaction_id: int) -> None:
        if self.device.transaction and self.device.transaction.id == transaction_id:
            self.stop_transaction("Remote")

    @on("GetConfiguration")
    def on_get_configuration(self, key: list[str] | None = None) -> Any:
        known = {**self.device.keys, **FIXED}
        names = [self.name_of(each) for each in key] if key else list(known)
        return call_result.GetConfiguration(
            configuration_key=[
                {"key": name, "readonly": name in FIXED, "value": known[name]}
                for name in names
                if name in known
            ],
            unknown_key=[name for name in names if name not in known],
        )

    def name_of(self, key: str) -> str:
        """The name of a key, whose type is CiString: upper and lower case make no difference."""
        names = (*self.device.keys, *FIXED)
        return next((name for name in names if name.casefold() == key.casefold()), key)

    @on("ChangeConfiguration")
    def on_change_configuration(self, key: str, value: str) -> Any:
        """Accepted if there is such a key and the value is of its kind."""
        return call_result.ChangeConfiguration(status=self.changed(key, value))

    def changed(self, key: str, value: str) -> str:
        """Change a key; returns the ConfigurationStatus."""
        known, key = self.device.keys, self.name_of(key)
        if key in FIXED or (key in known and not fits(known[key], key, value)):
            return "Rejected"
        if key not in known:
            return "NotSupported"
        known[key] = value
        if key == "HeartbeatInterval" and self.device.registered:
            self.begin("heartbeat", self.beat())
        if key == "MeterValueSampleInterval":
            self.keep_sampling()
        return "Accepted"

    @on("ChangeAvailability")
    def on_change_availability(self, connector_id: int, type: str) -> Any:  # noqa: A002
        """Scheduled while a transaction runs."""
        operative = type == "Operative"
        if connector_id > 1:
            return call_result.ChangeAvailability(status="Rejected")
        if connector_id == 0:
            self.device.point_operative = operative
        self.device.operative = operative
        scheduled = self.device.transaction is not None and not operative
        return call_result.ChangeAvailability(status="Scheduled" if scheduled else "Accepted")

    @after("ChangeAvailability")
    def after_change_availability(self, **_: Any) -> None:
        self.report()

    @on("Reset")
    def on_reset(self, type: str) -> Any:  # noqa: A002
        return call_result.Reset(status="Accepted")

    @after("Reset")
    async def after_reset(self, type: str) -> None:  # noqa: A002
        await self._guarded(self.restart(f"{type}Reset"))

    @on("TriggerMessage")
    def on_trigger_message(self, requested_message: str, connector_id: int = 0) -> Any:
        known = ("BootNotification", "Heartbeat", "MeterValues", "StatusNotification")
        if requested_message not in known:
            return call_result.TriggerMessage(status="NotImplemented")
        is_refused = connector_id > 1 or self.is_known(requested_message)
        return call_result.TriggerMessage(status="Rejected" if is_refused else "Accepted")

    def is_known(self, requested_message: str) -> bool:
        """Whether it is asked to introduce itself once more."""
        return requested_message == "BootNotification" and self.device.registered

    @after("TriggerMessage")
    async def after_trigger_message(
        self, requested_message: str, connector_id: int | None = None
    ) -> None:
        if (connector_id is not None and connector_id > 1) or self.is_known(requested_message):
            return
        connectors = (0, 1) if connector_id is None else (connector_id,)
        if requested_message == "BootNotification":
            self.begin("boot", self.boot())
        elif requested_message == "Heartbeat":
            await self._guarded(self.request(call.Heartbeat()))
        elif requested_message == "StatusNotification":
            for each in connectors:
                await self._guarded(self.notify(each))
        elif requested_message == "MeterValues":
            running = self.device.transaction
            values = call.MeterValues(
                connector_id=connectors[-1],
                transaction_id=running.id if running else None,
                meter_value=[self.device.sample("Trigger")],
            )
            await self._guarded(self.request(values))

    @on("UnlockConnector")
    def on_unlock_connector(self, connector_id: int) -> Any:
        status = "Unlocked" if connector_id == 1 else "NotSupported"
        return call_result.UnlockConnector(status=status)

    @after("UnlockConnector")
    def after_unlock_connector(self, connector_id: int) -> None:
        if connector_id == 1:
            self.stop_transaction("UnlockCommand")

    @on("ClearCache")
    def on_clear_cache(self) -> Any:
        return call_result.ClearCache(status="Rejected")

    @on("DataTransfer")
    def on_data_transfer(self, vendor_id: str, **_: Any) -> Any:
        return call_result.DataTransfer(status="UnknownVendorId")

    # what happens at the connector -------------------------------------------------------------------

    def plug_in(self) -> None:
        self.device.plugged = True
        self.start_if_ready()

    def unplug(self) -> None:
        self.device.plugged = self.device.full = self.device.finishing = False
        self.stop_transaction("EVDisconnected")
        self.report()

    async def present_tag(self, tag: str) -> None:
        """Somebody holds a tag to the reader."""
        running = self.device.transaction
        if running is not None and running.tag == tag:
            self.stop_transaction("Local", tag)
        elif running is None and self.device.registered:
            await self._guarded(self.authorize(tag))

    async def authorize(self, tag: str) -> None:
        """Ask for a tag, and take it if it may charge."""
        answer = await self.request(call.Authorize(id_tag=tag))
        if answer.id_tag_info["status"] == "Accepted":
            self.take_tag(tag)

    def take_tag(self, tag: str) -> None:
        """Charge for this tag."""
        self.device.tag, self.device.finishing = tag, False
        self.start_if_ready()

    def fill(self, full: bool) -> None:
        """The vehicle is full, or no longer."""
        self.device.full = full
        self.report()

    def raise_fault(self, code: str) -> None:
        self.device.fault = code or "OtherError"
        self.stop_transaction("Other")
        self.report()

    def clear_fault(self) -> None:
        self.device.fault = None
        self.report()

    async def restart(self, reason: str) -> None:
        """Stop what runs and begin anew, with a connection of its own."""
        self.stop_transaction(reason)
        if self.device.registered:
            await self._guarded(self.deliver())
        self.go_down()
        await self._connection.close(1001, "restarting")

    def lose_power(self) -> None:
        """The power fails, and is there again: what ran is told of once it is registered."""
        self.go_down()
        self.stop_transaction("PowerLoss")
        self._connection.transport.abort()

    def go_down(self) -> None:
        """Forget what is not kept without power."""
        self.device.registered = self.device.finishing = False
        self.device.tag = None
