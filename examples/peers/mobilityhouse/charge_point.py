"""A small charge point with one connector, as a user of the ``ocpp`` library would write it.

Framing, validation, correlation and error codes are the library's.

    python charge_point.py URL IDENTITY [KEY]

Verbs come as lines on standard input and are each answered by a line, "ok" or "cannot: why":
plug in, unplug, present tag TAG, vehicle true|false (whether it is full), fault [CODE], clear fault,
reboot (the power fails), cut network, restore network.
Lines of JSON are answered in JSON: the dialogue of the suite's command driver.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from base64 import b64encode
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from device import Device
from station import FAILURES, Station
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

RECONNECT, SLOWEST = 1.0, 60.0
"""Seconds until it connects again: ever more, and no more than the latter."""
FULL = {"vehicle true": True, "vehicle false": False}


def as_line(asked: dict[str, Any]) -> str:
    """A request of the dialogue, as a line."""
    verb, details = asked.get("verb", "read"), asked.get("details", {})
    detail = details.get(
        {"present tag": "tag", "fault": "code", "vehicle": "full"}.get(verb, ""), ""
    )
    return f"{verb} {str(detail).lower() if verb == 'vehicle' else detail}".strip()


class Power:
    """Keeps the charge point connected, and obeys."""

    def __init__(self, url: str, identity: str, key: str | None) -> None:
        self.url, self.identity = f"{url.rstrip('/')}/{quote(identity, safe='')}", identity
        token = b64encode(f"{identity}:{key}".encode()).decode()
        self.headers = {"Authorization": f"Basic {token}"} if key else {}
        self.device, self.network = Device(), asyncio.Event()
        self.station: Station | None = None
        self.network.set()

    async def connected(self) -> None:
        """Connect, and again whenever the connection is lost; ever more slowly while that fails."""
        pause = RECONNECT
        while await self.network.wait():
            try:
                await self.one_connection()
                pause = RECONNECT
            except ConnectionClosed as error:
                logging.warning("%s: %s", type(error).__name__, error)
                pause = RECONNECT
            except (OSError, InvalidHandshake, TimeoutError) as error:
                logging.warning("%s: %s", type(error).__name__, error)
                pause = min(2 * pause, SLOWEST)
            await asyncio.sleep(pause)

    async def one_connection(self) -> None:
        """From one handshake to the end of that connection."""
        protocols: list[Any] = ["ocpp1.6"]
        async with connect(
            self.url, subprotocols=protocols, additional_headers=self.headers, proxy=None
        ) as socket:
            station = Station(self.identity, socket, self.device)
            self.station = station
            if self.device.registered:
                station.resume()
            else:
                station.begin("boot", station.boot())
            try:
                await station.start()
            finally:
                station.end()

    async def hear(self, line: str) -> str:
        """Do what a line says; returns what is to be answered."""
        asked = json.loads(line) if line.startswith("{") else None
        why = ""
        try:
            await self.obey(line if asked is None else as_line(asked))
        except (ValueError, *FAILURES) as error:
            why = str(error) or type(error).__name__
        if asked is None:
            return f"cannot: {why}" if why else "ok"
        return json.dumps({"id": asked["id"], **({"cannot": why} if why else {"done": True})})

    async def obey(self, line: str) -> None:
        """Do what a line says. Raises ``ValueError`` for what it cannot."""
        station = self.station
        if line == "power on":
            return
        if station is None:
            raise ValueError("it has not connected yet")
        if line == "restore network":
            self.network.set()
        elif line == "cut network":
            self.network.clear()
            station._connection.transport.abort()
        elif line.startswith("present tag "):
            await station.present_tag(line.removeprefix("present tag ").strip())
        elif line.startswith("fault"):
            station.raise_fault(line.removeprefix("fault").strip())
        else:
            await self.obey_simple(station, line)

    async def obey_simple(self, station: Station, line: str) -> None:
        """A verb without details."""
        verbs = {
            "plug in": station.plug_in,
            "unplug": station.unplug,
            "clear fault": station.clear_fault,
        }
        if line == "reboot":
            station.lose_power()
        elif line in FULL:
            station.fill(FULL[line])
        elif line in verbs:
            verbs[line]()
        else:
            raise ValueError(f"there is no verb {line!r}")


async def main(url: str, identity: str, key: str | None = None) -> None:
    """Run until standard input ends."""
    power = Power(url, identity, key)
    running = asyncio.create_task(power.connected())
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    while line := (await reader.readline()).decode().strip(" \t\r"):
        if line == "\n":
            continue
        print(await power.hear(line.strip()), flush=True)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    asyncio.run(main(*sys.argv[1:]))
