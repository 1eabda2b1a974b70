"""A station by hand, with the words of its status, its keys and its availability."""

from __future__ import annotations

from typing import Any

from tests.reference_impl.by_hand import ByHand

COMMERCIAL = {"CommercialMode": "true"}


class Wire(ByHand):
    """A station that is switched on; ``forget`` leaves behind what it has said so far."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.answers["FirmwareStatusNotification"] = "{}"
        self.on()

    def forget(self) -> None:
        """Let what was sent so far be of no account."""
        self.calls.clear()

    def status_of(self, action: str, payload: str) -> str:
        """Send a request; the status in the answer."""
        return str(self.ask(action, payload)["status"])

    def key(self, name: str) -> str:
        """The value of a configuration key."""
        found = self.ask("GetConfiguration", f'{{"key":["{name}"]}}')
        return str(found["configurationKey"][0]["value"])

    def set_key(self, name: str, value: str) -> str:
        """Change a configuration key; the status of the answer."""
        return self.status_of("ChangeConfiguration", f'{{"key":"{name}","value":"{value}"}}')

    def plug_in(self) -> None:
        """A vehicle arrives."""
        self.do(self.station.plug_in)

    def unplug(self) -> None:
        """The vehicle leaves."""
        self.do(self.station.unplug)

    def enter_pin(self) -> None:
        """Somebody types a PIN that is known."""
        self.do(self.station.enter_pin, "12345")

    def start(self) -> str:
        """Start a session from afar; the status of the answer."""
        return self.status_of("RemoteStartTransaction", '{"connectorId":1,"idTag":"APP"}')

    def stop(self) -> str:
        """Stop the session from afar; the status of the answer."""
        return self.status_of("RemoteStopTransaction", '{"transactionId":7}')

    def charge(self) -> None:
        """Plug a vehicle in and start a session for it."""
        self.plug_in()
        assert self.start() == "Accepted"

    def sent(self, action: str) -> list[dict[str, Any]]:
        """The payloads of the calls of an action."""
        return [call.payload for call in self.of(action)]

    def statuses(self, connector: int = 1) -> list[str]:
        """What was said of a connector, in order."""
        told = self.sent("StatusNotification")
        return [payload["status"] for payload in told if payload["connectorId"] == connector]

    def moments(self) -> list[float]:
        """When the status was told."""
        return [call.at for call in self.of("StatusNotification")]
