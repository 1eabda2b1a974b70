"""How the stand-in answers a central system: politely, or as it was told to for the next request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ocpp16.frames import Call, CallError, CallResult, ErrorCode, Payload, serialize

ACCEPTED: Payload = {"status": "Accepted"}
POLITE: Mapping[str, Payload] = {
    "CancelReservation": ACCEPTED,
    "CertificateSigned": ACCEPTED,
    "ChangeAvailability": ACCEPTED,
    "ChangeConfiguration": ACCEPTED,
    "ClearCache": ACCEPTED,
    "ClearChargingProfile": ACCEPTED,
    "DataTransfer": ACCEPTED,
    "DeleteCertificate": ACCEPTED,
    "ExtendedTriggerMessage": ACCEPTED,
    "GetCompositeSchedule": {"status": "Rejected"},
    "GetConfiguration": {"configurationKey": [], "unknownKey": []},
    "GetDiagnostics": {},
    "GetInstalledCertificateIds": {"status": "NotFound"},
    "GetLocalListVersion": {"listVersion": 0},
    "GetLog": ACCEPTED,
    "InstallCertificate": ACCEPTED,
    "RemoteStartTransaction": ACCEPTED,
    "RemoteStopTransaction": ACCEPTED,
    "ReserveNow": ACCEPTED,
    "Reset": ACCEPTED,
    "SendLocalList": ACCEPTED,
    "SetChargingProfile": ACCEPTED,
    "SignedUpdateFirmware": ACCEPTED,
    "TriggerMessage": ACCEPTED,
    "UnlockConnector": {"status": "Unlocked"},
    "UpdateFirmware": {},
}
"""Action -> the payload of an answer with which nothing is wrong and nothing is promised but a yes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A CALLRESULT, with the polite payload unless one is given."""

    payload: Payload | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A CALLERROR."""

    code: str = ErrorCode.NOT_SUPPORTED
    description: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raw:
    """This text, whatever it is; ``{id}`` in it stands for the id of the request."""

    text: str


@dataclass(frozen=True, slots=True)
class Scripted:
    """What the stand-in does with one request. ``Scripted(times=0)`` is silence."""

    response: Reply | Refusal | Raw = Reply()
    times: int = 1
    """How often it answers."""
    after: float = 0.0
    """Seconds it takes before it answers."""
    call_id: str | None = None
    """The id it answers under, when that is not the one of the request."""


POLITELY = Scripted()
SILENCE = Scripted(times=0)


def texts(call: Call, scripted: Scripted) -> Iterator[str]:
    """What goes on the wire for a request."""
    call_id = call.id if scripted.call_id is None else scripted.call_id
    text = _text(call.action, call_id, scripted.response)
    yield from (text for _ in range(scripted.times))


def _text(action: str, call_id: str, response: Reply | Refusal | Raw) -> str:
    match response:
        case Raw(text):
            return text.replace("{id}", call_id)
        case Refusal(code, description, details):
            return serialize(CallError(call_id, code, description, dict(details)))
        case Reply(None) if action not in POLITE:
            return serialize(CallError(call_id, ErrorCode.NOT_IMPLEMENTED))
        case Reply(payload):
            return serialize(CallResult(call_id, POLITE[action] if payload is None else payload))
