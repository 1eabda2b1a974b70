"""A charge point made of nothing but a WebSocket: it says what it is told to."""

from __future__ import annotations

import json
from contextlib import ExitStack
from itertools import count
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import connect

from mock_csms.mock import MockCsms

BOOT = {"chargePointVendor": "V", "chargePointModel": "M"}
STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
PATIENCE = 5.0


class Peer:
    """Connected to a mock central system for as long as its block lasts."""

    def __init__(self, csms: MockCsms, identity: str = "CP1", **options: Any) -> None:
        self._open = ExitStack()
        self.socket = self._open.enter_context(
            connect(
                csms.url_for(identity),
                **{"subprotocols": ["ocpp1.6"], "proxy": None, "close_timeout": 1.0, **options},
            )
        )
        self._numbers = count(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._open.close()

    def say(self, action: str, **payload: Any) -> None:
        """Send a CALL, and wait for nothing."""
        self.socket.send(json.dumps([2, f"cp-{next(self._numbers)}", action, payload]))

    def ask(self, action: str, **payload: Any) -> list[Any]:
        """Send a CALL; the next frame that comes."""
        self.say(action, **payload)
        return self.hear()

    def hear(self) -> list[Any]:
        """The next frame that comes."""
        frame: list[Any] = json.loads(self.socket.recv(timeout=PATIENCE))
        return frame

    def boot(self) -> None:
        """Register."""
        assert self.ask("BootNotification", **BOOT)[2]["status"] == "Accepted"
