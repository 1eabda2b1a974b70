"""A small central system, as a user of the ``ocpp`` library would write it.

Framing, validation, correlation and error codes are the library's.

    python central_system.py PORT OPERATOR_PORT

On OPERATOR_PORT, POST /api/octt/1.6/{station}/{kebab-action} with the payload as its body makes it
send a request.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import unquote

from ocpp.charge_point import camel_to_snake_case, snake_to_camel_case
from ocpp.exceptions import OCPPError
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call, call_result
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

HOST = "127.0.0.1"
STATUSES = {"blocked": "Blocked", "expired": "Expired", "invalid": "Invalid"}
CALL_TIMEOUT = 30
stations: dict[str, Peer] = {}


def now() -> str:
    """This moment as OCPP writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def tag_info(tag: str) -> dict[str, str]:
    """BLOCKED-1 is blocked, and so on; all others are accepted."""
    return {"status": STATUSES.get(tag.split("-")[0].lower(), "Accepted")}


class Peer(ChargePoint):
    """The central system's end of one connection."""

    _ids = count(1)
    _transactions: ClassVar[dict[tuple[Any, ...], int]] = {}

    @on("BootNotification")
    def on_boot(self, **_: Any) -> Any:
        """Everybody is registered."""
        return call_result.BootNotification(current_time=now(), interval=300, status="Accepted")

    @on("Heartbeat")
    def on_heartbeat(self) -> Any:
        """The time."""
        return call_result.Heartbeat(current_time=now())

    @on("StatusNotification")
    def on_status(self, **_: Any) -> Any:
        """Noted."""
        return call_result.StatusNotification()

    @on("Authorize")
    def on_authorize(self, id_tag: str) -> Any:
        """See ``tag_info``."""
        return call_result.Authorize(id_tag_info=tag_info(id_tag))

    @on("StartTransaction")
    def on_start(self, connector_id: int, id_tag: str, timestamp: str, **_: Any) -> Any:
        """A repetition gets the same id."""
        asked = (self.id, connector_id, id_tag, timestamp)
        if asked not in self._transactions:
            self._transactions[asked] = next(self._ids)
        return call_result.StartTransaction(
            transaction_id=self._transactions[asked],
            id_tag_info=tag_info(id_tag),
        )

    @on("StopTransaction")
    def on_stop(self, id_tag: str | None = None, **_: Any) -> Any:
        """Noted."""
        info: Any = tag_info(id_tag) if id_tag else None
        return call_result.StopTransaction(id_tag_info=info)

    @on("MeterValues")
    def on_meter_values(self, **_: Any) -> Any:
        """Noted."""
        return call_result.MeterValues()

    @on("DataTransfer")
    def on_data_transfer(self, **_: Any) -> Any:
        """No vendor is known."""
        return call_result.DataTransfer(status="UnknownVendorId")

    @on("DiagnosticsStatusNotification")
    def on_diagnostics_status(self, **_: Any) -> Any:
        """Noted."""
        return call_result.DiagnosticsStatusNotification()

    @on("FirmwareStatusNotification")
    def on_firmware_status(self, **_: Any) -> Any:
        """Noted."""
        return call_result.FirmwareStatusNotification()


async def connected(socket: ServerConnection) -> None:
    """Serve one charge point until it leaves."""
    assert socket.request is not None
    identity = unquote(socket.request.path.rstrip("/").rpartition("/")[2])
    if socket.subprotocol != "ocpp1.6":
        return await socket.close(1002, "ocpp1.6 only")
    peer = stations[identity] = Peer(identity, socket, response_timeout=CALL_TIMEOUT)
    try:
        await peer.start()
    except ConnectionClosed:
        logging.info("%s has left", identity)
    finally:
        if stations.get(identity) is peer:
            del stations[identity]
    return None


async def trigger(station: str, action: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Send a request and say what became of it. Raises ``LookupError`` for an unknown action."""
    name = "".join(part.capitalize() for part in action.split("-"))
    if not hasattr(call, name):
        raise LookupError(f"there is no action {action!r}")
    if station not in stations:
        return {"outcome": "not-connected"}
    try:
        request = getattr(call, name)(**camel_to_snake_case(payload))
        answer = await stations[station].call(request, suppress=False)
    except OCPPError as error:
        about = {"code": error.code, "description": error.description, "details": error.details}
        return {"outcome": "callerror", "error": about}
    except TimeoutError:
        return {"outcome": "timeout"}
    except ConnectionClosed:
        return {"outcome": "not-connected"}
    filled = {name: value for name, value in asdict(answer).items() if value is not None}
    return {"outcome": "answered", "payload": snake_to_camel_case(filled)}


class Routes(BaseHTTPRequestHandler):
    """The one route there is."""

    loop: asyncio.AbstractEventLoop

    def do_POST(self) -> None:
        """Send a request to a charge point."""
        parts = [unquote(part) for part in self.path.strip("/").split("/")]
        if len(parts) != 5 or parts[:3] != ["api", "octt", "1.6"]:
            return self.answer(404, {"error": "there is no such route"})
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            asked = trigger(parts[3], parts[4], json.loads(body or b"{}"))
            outcome = asyncio.run_coroutine_threadsafe(asked, self.loop).result(CALL_TIMEOUT + 10)
        except (LookupError, TypeError, ValueError) as error:
            return self.answer(422, {"error": str(error)})
        return self.answer(200, outcome)

    def answer(self, code: int, content: dict[str, Any]) -> None:
        """Answer with JSON."""
        text = json.dumps(content, default=str).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


async def main(port: int, operator_port: int) -> None:
    """Serve until terminated."""
    Routes.loop = asyncio.get_running_loop()
    http = ThreadingHTTPServer((HOST, operator_port), Routes)
    Thread(target=http.serve_forever, daemon=True).start()
    protocols: list[Any] = ["ocpp1.6"]
    async with serve(connected, HOST, port, subprotocols=protocols) as server:
        print(f"listening on ws://{HOST}:{port}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
