"""An answer is lost: a charge point sends the transaction again, and it is still one transaction.

Half an hour of suite time in half a minute at most: both ends live 60 times as fast.
"""

from mock_csms import MockCsms
from ocpp_conformance.station import ReferenceStation

with (
    MockCsms(pace=60) as csms,
    ReferenceStation(csms.url, clock=csms.clock, pace=csms.pace) as station,
):
    csms.on("StartTransaction").once().ignore()
    charge_point = csms.wait_for(station.identity, within=600)
    station.plug_in()
    charge_point.call("RemoteStartTransaction", connectorId=1, idTag="04A2B3C4")

    first = csms.expect("StartTransaction", within=300)
    again = csms.expect("StartTransaction", nth=2, within=1800)
    assert first.payload == again.payload
    assert first.response is None
    assert again.response is not None
    print(f"sent again after {again.at - first.at:.0f} s, transaction {again.transaction}")
