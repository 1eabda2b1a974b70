"""What a charge point told by the messages of the white paper on security (edition 2)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from ocpp16.frames import Payload

KEPT = 100
"""Security events remembered of one charge point; the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class SecurityEvent:
    """One SecurityEventNotification."""

    type: str
    timestamp: str
    tech_info: str | None = None


class Security:
    """Events, certificates and the latest request to sign one."""

    def __init__(self) -> None:
        self.events: deque[SecurityEvent] = deque(maxlen=KEPT)
        self.signing_request: str | None = None
        """The latest certificate signing request (PEM) that no accepted CertificateSigned met."""
        self.certificates: dict[str, list[Payload]] = {}
        """Use -> hash data, from the latest answer to GetInstalledCertificateIds for this use."""

    def happened(self, notification: Payload) -> None:
        """A SecurityEventNotification came."""
        event = SecurityEvent(
            notification["type"], notification["timestamp"], notification.get("techInfo")
        )
        self.events.append(event)

    def installed(self, use: str, answer: Payload) -> None:
        """The answer to a GetInstalledCertificateIds: NotFound means none."""
        self.certificates[use] = list(answer.get("certificateHashData", ()))

    def deleted(self, hash_data: Payload) -> None:
        """A DeleteCertificate was accepted."""
        for use, known in self.certificates.items():
            self.certificates[use] = [each for each in known if each != hash_data]
