"""Charge points that cost next to nothing: frames made beforehand, one call outstanding each.

Run by ``serving_cost.py`` in a process of its own. Reads commands from standard input, one a line,
as JSON ``{"do": "boot" | "meter" | "idle" | "leave", ...}``, and answers each with a line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import struct
import sys
import time
from collections.abc import Callable
from typing import cast

import uvloop

VARIANTS = 64
ADDRESSES = 8
"""Connections are spread over loopback addresses, as client ports run out otherwise."""


def frame(text: str) -> bytes:
    """A masked text frame; the mask is zero, so that the text can be made beforehand."""
    data = text.encode()
    length = len(data)
    size = bytes([0x80 | length]) if length < 126 else b"\xfe" + struct.pack("!H", length)
    return b"\x81" + size + b"\0\0\0\0" + data


def meter_values(number: int) -> str:
    """What a charge point sends each minute of a session, as its CALL."""
    sampled = [
        (f"{1_234_567 + number}", "Energy.Active.Import.Register", "Wh"),
        (f"{7200 + number / 10}", "Power.Active.Import", "W"),
        (f"{31.2 + number / 100:.2f}", "Current.Import", "A"),
        ("230.1", "Voltage", "V"),
    ]
    values = [
        {"value": v, "context": "Sample.Periodic", "measurand": m, "unit": u} for v, m, u in sampled
    ]
    moment = f"2026-01-05T08:{number % 60:02d}:00.000Z"
    meter_value = [{"timestamp": moment, "sampledValue": values}]
    payload = {"connectorId": 1, "transactionId": 17, "meterValue": meter_value}
    return json.dumps([2, f"{100_000 + number}", "MeterValues", payload], separators=(",", ":"))


METER_VALUES = [frame(meter_values(number)) for number in range(VARIANTS)]
BOOT = frame(
    '[2,"boot","BootNotification",{"chargePointVendor":"myenergi Ltd","chargePointModel":"ZAPPI",'
    '"chargePointSerialNumber":"12345678","firmwareVersion":"5.5.0"}]'
)


def upgrade(identity: str, port: int) -> bytes:
    """The opening handshake."""
    return (
        f"GET /{identity} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
    ).encode()


class Charger(asyncio.Protocol):
    """One charge point: opens, then sends the next frame whenever the last was answered."""

    def __init__(self, fleet: Fleet, identity: str, port: int) -> None:
        self.fleet = fleet
        self.hello = upgrade(identity, port)
        self.buffer = b""
        self.is_open = False
        self.sent = 0
        self.served = asyncio.get_running_loop().create_future()
        """Done when the charge point has what it connected for."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See ``asyncio.Protocol``."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self.hello)

    def data_received(self, data: bytes) -> None:
        """See ``asyncio.Protocol``."""
        self.buffer += data
        if not self.is_open:
            head, end, self.buffer = self.buffer.partition(b"\r\n\r\n")
            if not end:
                self.buffer = head
                return
            self.is_open = head.startswith(b"HTTP/1.1 101")
            self.fleet.on_open(self)
        while len(self.buffer) >= 2 and len(self.buffer) >= 2 + (self.buffer[1] & 0x7F):
            end_of_frame = 2 + (self.buffer[1] & 0x7F)
            answer, self.buffer = self.buffer[:end_of_frame], self.buffer[end_of_frame:]
            if answer[0] == 0x81:
                self.fleet.on_answer(self, answer[2:4] == b"[3")
            elif answer[0] == 0x89:  # a ping: same length, masked with zero
                self.transport.write(b"\x8a" + bytes([0x80 | answer[1]]) + b"\0\0\0\0" + answer[2:])

    def connection_lost(self, exc: Exception | None) -> None:
        """See ``asyncio.Protocol``."""
        self.fleet.lost += 1


class Fleet:
    """All charge points, and what they do about an answer."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.chargers: list[Charger] = []
        self.lost = self.answered = self.refused = 0
        self.on_open: Callable[[Charger], None] = lambda _: None
        self.on_right_answer: Callable[[Charger], None] = lambda _: None

    def on_answer(self, charger: Charger, right: bool) -> None:
        """Count, and go on."""
        self.answered += 1
        self.refused += not right
        self.on_right_answer(charger)

    async def open(self, count: int, at_once: int = 50) -> float:
        """Connect more charge points, so many handshakes at a time; seconds until all are served."""
        loop = asyncio.get_running_loop()
        places = asyncio.Semaphore(at_once)

        async def one(number: int) -> None:
            async with places:
                address = f"127.0.0.{1 + number % ADDRESSES}"
                _, charger = await loop.create_connection(
                    lambda: Charger(self, f"CP{number}", self.port), address, self.port
                )
                self.chargers.append(charger)
                await asyncio.wait_for(charger.served, 60)

        begin, began = len(self.chargers), time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(begin, begin + count):
                group.create_task(one(number))
        return time.perf_counter() - began

    async def boot(self, count: int) -> float:
        """Connect and boot, each as soon as it is connected; seconds until the last is accepted."""
        self.on_open = lambda charger: charger.transport.write(BOOT)
        self.on_right_answer = lambda charger: charger.served.set_result(None)
        return await self.open(count)

    async def idle(self, count: int) -> float:
        """Connect, and say nothing."""
        self.on_open = lambda charger: charger.served.set_result(None)
        return await self.open(count)

    async def meter(self, messages: int) -> float:
        """Send so many MeterValues between them; seconds until the last is answered."""
        done = asyncio.Event()
        to_send, target = [messages], self.answered + messages

        def go_on(charger: Charger) -> None:
            if to_send[0] > 0:
                to_send[0] -= 1
                charger.sent += 1
                charger.transport.write(METER_VALUES[charger.sent % VARIANTS])
            elif self.answered >= target:
                done.set()

        self.on_right_answer = go_on
        began = time.perf_counter()
        for charger in self.chargers:
            go_on(charger)
        await asyncio.wait_for(done.wait(), 120)
        return time.perf_counter() - began


async def main(port: int) -> None:
    """Carry out commands until standard input ends."""
    fleet = Fleet(port)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        method = getattr(fleet, command.pop("do"))
        seconds = await method(**command)
        report = {"seconds": seconds, "refused": fleet.refused, "lost": fleet.lost}
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
