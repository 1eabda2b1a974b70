"""Deviations in what is sent on request of a TriggerMessage."""

from collections.abc import Mapping
from dataclasses import replace

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.status import CONNECTOR, Notification
from reference_impl.bridge.triggers import Connectors, Kind, Triggers
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import ReadMeter, Reply, Unreachable


@deviates("ZAP-TRG-001")
class PromisedHeartbeat(Triggers):
    """A heartbeat that was asked for is promised and never sent."""

    def owe(self, action: str, payload: Payload) -> None:
        if action != "Heartbeat":
            super().owe(action, payload)


@deviates("ZAP-TRG-001")
class DoubleHeartbeat(Triggers):
    """A heartbeat that was asked for is sent twice."""

    def heartbeats(self, _now: float, _connectors: Connectors) -> list[Payload]:
        return [{}, {}]


@deviates("ZAP-TRG-002")
class KnownStatusKeptBack(Triggers):
    """A status that was told before is promised, and then kept back as no news."""

    def owe(self, action: str, payload: Payload) -> None:
        if action != "StatusNotification":
            super().owe(action, payload)


@deviates("ZAP-TRG-002")
class StatusOfOneConnector(Triggers):
    """Without a connector only the status of connector 1 is sent."""

    def connectors(self, asked: int | None) -> Connectors:
        return super().connectors(1 if asked is None else asked)


@deviates("ZAP-TRG-003")
class ReadingsNotForTheAsking(Triggers):
    """A reading of the session that runs is refused."""

    def samples(self, _now: float, _connectors: Connectors) -> list[Payload]:
        return []


@deviates("ZAP-TRG-003")
class ClosedSessionReplayed(Triggers):
    """Without a session the reading of the one before is sent."""

    def samples(self, now: float, connectors: Connectors) -> list[Payload]:
        kept = self.bridge.store.load("sample")
        replayed = [] if kept is None else [{**kept["payload"], "transactionId": -1}]
        return super().samples(now, connectors) or replayed


@deviates("ZAP-TRG-004")
class FreshReading(Triggers):
    """The meter is read anew instead of repeating what it showed last."""

    def samples(self, now: float, connectors: Connectors) -> list[Payload]:
        fresh: list[Payload] = []

        def read(_moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply):
                fresh.append(self.bridge.metering.payload(reply.reading))

        self.bridge.command(now, ReadMeter(), read)
        known = super().samples(now, connectors)
        return [{**sample, **reading} for sample, reading in zip(known, fresh, strict=False)]


@deviates("ZAP-TRG-004")
class RedatedReading(Triggers):
    """An old reading is repeated with the time of the request."""

    def samples(self, now: float, connectors: Connectors) -> list[Payload]:
        return [
            {**s, "meterValue": [{**s["meterValue"][0], "timestamp": to_text(now)}]}
            for s in super().samples(now, connectors)
        ]


@deviates("ZAP-TRG-004")
class RedatedStatus(Triggers):
    """An old status is repeated with the time of the request."""

    def notification(self, now: float, connector: int) -> Notification | None:
        known = super().notification(now, connector)
        return None if known is None else replace(known, at=now)


@deviates("ZAP-TRG-005")
class StatusMadeUp(Triggers):
    """The status of a charger that was never heard is said to be available."""

    def notification(self, now: float, connector: int) -> Notification | None:
        known = super().notification(now, connector)
        return known or Notification(connector, "Available", "NoError", now)


@deviates("ZAP-TRG-005")
class ReadingOfAnotherSession(Metering):
    """Before its first reading a session is given that of an earlier one."""

    def latest(self) -> Payload | None:
        sample = self.bridge.store.load("sample")
        return None if sample is None else dict(sample["payload"])


@deviates("ZAP-TRG-005")
class ReadingMadeUp(Metering):
    """Before its first reading a session is given an empty one."""

    def latest(self) -> Payload | None:
        nothing = {"timestamp": to_text(0.0), "sampledValue": [{"value": "0"}]}
        return super().latest() or {"connectorId": 1, "meterValue": [nothing]}


@deviates("ZAP-TRG-005")
class AnotherConnectorAnswers(Triggers):
    """What is asked for of a connector that is not there is sent of the one there is."""

    def connectors(self, asked: int | None) -> Connectors:
        return super().connectors(asked) or (CONNECTOR,)


@deviates("ZAP-TRG-006")
class StatusGuessed(Triggers):
    """A charger that cannot be reached is said to be available."""

    def notification(self, now: float, connector: int) -> Notification | None:
        known = super().notification(now, connector)
        if known is None or self.bridge.link.up:
            return known
        return replace(known, status="Available")


@deviates("ZAP-TRG-006")
class StatusRefused(Triggers):
    """The status of a charger that cannot be reached is refused."""

    def statuses(self, now: float, connectors: Connectors) -> list[Payload]:
        return super().statuses(now, connectors) if self.bridge.link.up else []


@deviates("ZAP-TRG-007")
class IntroductionOnRequest(Triggers):
    """An introduction can be asked for although it is not among the three."""

    def kinds(self) -> Mapping[str, Kind]:
        settings = self.bridge.settings
        payload = {"chargePointVendor": settings.vendor, "chargePointModel": settings.model}
        return {**super().kinds(), "BootNotification": lambda _now, _connectors: [payload]}


@deviates("ZAP-TRG-007")
class EmptyPromises(Triggers):
    """Any message can be asked for, but some never come."""

    def kinds(self) -> Mapping[str, Kind]:
        others = ("FirmwareStatusNotification", "DiagnosticsStatusNotification")
        return {**super().kinds(), **dict.fromkeys(others, lambda _now, _connectors: [{}])}

    def owe(self, action: str, payload: Payload) -> None:
        if action in super().kinds():
            super().owe(action, payload)


@deviates("ZAP-TRG-004")
class RepeatedAllTheSame(Triggers):
    """What was told last is repeated although news is declared."""

    def is_fresh(self) -> bool:
        return False
