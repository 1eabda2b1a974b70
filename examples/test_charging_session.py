"""A charging session, as a test suite of a charge point might have it; run it with pytest."""

from mock_csms import Answered, MockCsms, match
from ocpp_conformance.station import ReferenceStation


def test_a_session_started_and_stopped_from_afar(
    mock_csms: MockCsms, reference_station: ReferenceStation
) -> None:
    charge_point = mock_csms.wait_for(reference_station.identity)
    reference_station.plug_in()

    accepted = Answered({"status": "Accepted"})
    assert charge_point.call("RemoteStartTransaction", connectorId=1, idTag="X") == accepted
    start = charge_point.expect("StartTransaction", idTag="X", within=5)
    charge_point.expect("StatusNotification", status="Charging", within=5)

    stop = charge_point.call("RemoteStopTransaction", transactionId=start.transaction)
    assert stop == accepted
    mock_csms.expect_sequence(
        [
            match("StatusNotification", status="Preparing"),
            "StartTransaction",
            match("StopTransaction", transaction=start.transaction, reason="Remote"),
        ],
        within=5,
    )


def test_a_blocked_tag_starts_nothing(
    mock_csms: MockCsms, reference_station: ReferenceStation
) -> None:
    mock_csms.tags.put("VT-ALICE-01", "Blocked")
    reference_station.plug_in()
    reference_station.enter_pin("12345")
    mock_csms.expect("Authorize", idTag="VT-ALICE-01", within=5)
    mock_csms.never("StartTransaction", for_seconds=0.5)
    assert "Charging" not in (mock_csms.wait_for().status(1) or "")
