"""What the security messages told."""

from mock_csms.domain.security import KEPT, Security, SecurityEvent

MOMENT = "2026-01-05T08:00:00Z"
HASH = {
    "hashAlgorithm": "SHA256",
    "issuerNameHash": "a",
    "issuerKeyHash": "b",
    "serialNumber": "1",
}


def test_the_latest_events_are_kept():
    security = Security()
    for number in range(KEPT + 2):
        security.happened({"type": f"T{number}", "timestamp": MOMENT, "techInfo": "x"})
    assert len(security.events) == KEPT
    assert security.events[0] == SecurityEvent("T2", MOMENT, "x")


def test_certificates_are_known_by_their_use():
    security = Security()
    other = {**HASH, "serialNumber": "2"}
    answer = {"status": "Accepted", "certificateHashData": [HASH, other]}
    security.installed("ManufacturerRootCertificate", answer)
    security.deleted(HASH)
    assert security.certificates == {"ManufacturerRootCertificate": [other]}
    security.installed("ManufacturerRootCertificate", {"status": "NotFound"})
    assert security.certificates == {"ManufacturerRootCertificate": []}
