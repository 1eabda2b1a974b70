"""How the central system learns: from calls it answered, and from answers to calls of its own.

This is the one place where messages become knowledge. What is not valid teaches nothing: a charge
point may answer anything, and so may a script on behalf of the central system.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocpp.v16.enums import (
    CancelReservationStatus,
    CertificateSignedStatus,
    ChargingProfileStatus,
    ClearChargingProfileStatus,
    DeleteCertificateStatus,
    RemoteStartStopStatus,
    ReservationStatus,
    UpdateStatus,
)

from mock_csms.domain.readings import MeterValue, meter_values_in, samples_in
from mock_csms.domain.transactions import Transactions
from ocpp16 import schema
from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Outcome

if TYPE_CHECKING:
    from mock_csms.charge_points import ChargePoint


@dataclass(frozen=True, slots=True)
class Lesson:
    """A call and its answer, and where to write down what follows."""

    now: float
    charge_point: ChargePoint
    transactions: Transactions
    request: Payload
    response: Payload

    @property
    def status(self) -> object:
        """The status in the answer."""
        return self.response.get("status")


Learner = Callable[[Lesson], None]


def learn_request(action: str, lesson: Lesson) -> None:
    """A call of the charge point, which is valid, was answered, perhaps by a script."""
    learner = _FROM_REQUESTS.get(action)
    if learner is not None:
        learner(lesson)


def learn_readings(
    known: ChargePoint,
    transactions: Transactions,
    connector: int,
    transaction: int | None,
    meter_values: Iterable[MeterValue],
) -> None:
    """MeterValues came, of a connector and perhaps of a transaction."""
    samples = samples_in(meter_values)
    known.connectors.metered(connector, samples)
    if transaction is not None:
        transactions.metered(known.identity, transaction, samples)


def learn_outcome(
    action: str,
    now: float,
    charge_point: ChargePoint,
    transactions: Transactions,
    request: Payload,
    outcome: Outcome,
) -> None:
    """A call of the central system came to an end; only a valid pair of both teaches anything."""
    learner = _FROM_ANSWERS.get(action)
    if learner is None or not isinstance(outcome, Answered):
        return
    response = outcome.payload
    if not schema.faults(action, request) and not schema.faults(action, response, answer=True):
        learner(Lesson(now, charge_point, transactions, request, response))


# calls of the charge point ---------------------------------------------------------------------------


def _booted(lesson: Lesson) -> None:
    known, response = lesson.charge_point, lesson.response
    known.boot = lesson.request
    known.registration = response.get("status")
    interval = response.get("interval")  # a script may answer anything
    known.interval = float(interval) if isinstance(interval, int) else 0.0
    known.configuration.rebooted()


def _status_notified(lesson: Lesson) -> None:
    known, request = lesson.charge_point, lesson.request
    known.connectors.notified(lesson.now, request)
    known.reservations.out_of_use(request["connectorId"], request["status"])


def _metered(lesson: Lesson) -> None:
    request = lesson.request
    learn_readings(
        lesson.charge_point,
        lesson.transactions,
        request["connectorId"],
        request.get("transactionId"),
        meter_values_in(request["meterValue"]),
    )


def _started(lesson: Lesson) -> None:
    known, request = lesson.charge_point, lesson.request
    if "reservationId" in request:
        known.reservations.ended(request["reservationId"])
    transaction_id, info = lesson.response.get("transactionId"), lesson.response.get("idTagInfo")
    if not isinstance(transaction_id, int):  # a script may answer anything
        return
    standing = str(info.get("status")) if isinstance(info, dict) else ""
    begun = lesson.transactions.started(
        lesson.now, known.identity, request, transaction_id, standing
    )
    known.charging_profiles.begun(begun.connector, begun.id_tag, begun.id)


def _stopped(lesson: Lesson) -> None:
    known = lesson.charge_point
    lesson.transactions.stopped(known.identity, lesson.request)
    known.charging_profiles.ended(lesson.request["transactionId"])


def _security_event(lesson: Lesson) -> None:
    lesson.charge_point.security.happened(lesson.request)


def _signing_requested(lesson: Lesson) -> None:
    lesson.charge_point.security.signing_request = lesson.request["csr"]


def _progress(action: str) -> Learner:
    def learner(lesson: Lesson) -> None:
        lesson.charge_point.progress[action] = lesson.request["status"]

    return learner


_PROGRESS = (
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
    "LogStatusNotification",
    "SignedFirmwareStatusNotification",
)

_FROM_REQUESTS: dict[str, Learner] = {
    "BootNotification": _booted,
    "MeterValues": _metered,
    "SecurityEventNotification": _security_event,
    "SignCertificate": _signing_requested,
    "StartTransaction": _started,
    "StatusNotification": _status_notified,
    "StopTransaction": _stopped,
    **{action: _progress(action) for action in _PROGRESS},
}


# calls of the central system -------------------------------------------------------------------------


def _listed(lesson: Lesson) -> None:
    lesson.charge_point.configuration.listed(lesson.response)


def _changed(lesson: Lesson) -> None:
    key, value = lesson.request["key"], lesson.request["value"]
    lesson.charge_point.configuration.changed(key, value, lesson.response["status"])


def _reserved(lesson: Lesson) -> None:
    if lesson.status == ReservationStatus.accepted:
        lesson.charge_point.reservations.reserved(lesson.now, lesson.request)


def _cancelled(lesson: Lesson) -> None:
    if lesson.status == CancelReservationStatus.accepted:
        lesson.charge_point.reservations.ended(lesson.request["reservationId"])


def _list_sent(lesson: Lesson) -> None:
    if lesson.status == UpdateStatus.accepted:
        lesson.charge_point.local_list.sent(lesson.request)
    elif lesson.status == UpdateStatus.not_supported:
        lesson.charge_point.local_list.unsupported()


def _list_version(lesson: Lesson) -> None:
    lesson.charge_point.local_list.told(lesson.response["listVersion"])


def _profile_set(lesson: Lesson) -> None:
    if lesson.status != ChargingProfileStatus.accepted:
        return
    known, connector = lesson.charge_point, lesson.request["connectorId"]
    running = lesson.transactions.running_at(known.identity, connector)
    known.charging_profiles.set(
        connector, lesson.request["csChargingProfiles"], None if running is None else running.id
    )


def _profiles_cleared(lesson: Lesson) -> None:
    if lesson.status == ClearChargingProfileStatus.accepted:
        lesson.charge_point.charging_profiles.clear(lesson.request)


def _remote_started(lesson: Lesson) -> None:
    request = lesson.request
    if lesson.status == RemoteStartStopStatus.accepted and "chargingProfile" in request:
        lesson.charge_point.charging_profiles.announced(
            request["idTag"], request.get("connectorId"), request["chargingProfile"]
        )


def _certificate_delivered(lesson: Lesson) -> None:
    if lesson.status == CertificateSignedStatus.accepted:
        lesson.charge_point.security.signing_request = None


def _certificates_listed(lesson: Lesson) -> None:
    use = lesson.request["certificateType"]
    lesson.charge_point.security.installed(use, lesson.response)


def _certificate_deleted(lesson: Lesson) -> None:
    if lesson.status == DeleteCertificateStatus.accepted:
        lesson.charge_point.security.deleted(lesson.request["certificateHashData"])


_FROM_ANSWERS: dict[str, Learner] = {
    "CancelReservation": _cancelled,
    "CertificateSigned": _certificate_delivered,
    "ChangeConfiguration": _changed,
    "ClearChargingProfile": _profiles_cleared,
    "DeleteCertificate": _certificate_deleted,
    "GetConfiguration": _listed,
    "GetInstalledCertificateIds": _certificates_listed,
    "GetLocalListVersion": _list_version,
    "RemoteStartTransaction": _remote_started,
    "ReserveNow": _reserved,
    "SendLocalList": _list_sent,
    "SetChargingProfile": _profile_set,
}
