"""Proper payloads of a charge point's requests: with every field, and with as few as possible."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.negative.case import MOMENT
from ocpp16.frames import Payload

READING: Payload = {
    "value": "1234",
    "context": "Sample.Periodic",
    "format": "Raw",
    "measurand": "Energy.Active.Import.Register",
    "phase": "L1",
    "location": "Outlet",
    "unit": "Wh",
}
METER_VALUE: Payload = {"timestamp": MOMENT, "sampledValue": [READING, {"value": "6.0"}]}

FULL: Mapping[str, Payload] = {
    "Authorize": {"idTag": "CARD-1"},
    "BootNotification": {
        "chargePointVendor": "Vendor",
        "chargePointModel": "Model",
        "chargePointSerialNumber": "SN-1",
        "chargeBoxSerialNumber": "BOX-1",
        "firmwareVersion": "1.0",
        "iccid": "8931440400000000000",
        "imsi": "204080000000000",
        "meterType": "Meter",
        "meterSerialNumber": "MT-1",
    },
    "DataTransfer": {"vendorId": "com.example", "messageId": "note", "data": "text"},
    "DiagnosticsStatusNotification": {"status": "Uploaded"},
    "FirmwareStatusNotification": {"status": "Installed"},
    "Heartbeat": {},
    "MeterValues": {"connectorId": 1, "transactionId": 7, "meterValue": [METER_VALUE]},
    "StartTransaction": {
        "connectorId": 1,
        "idTag": "CARD-1",
        "meterStart": 1000,
        "reservationId": 3,
        "timestamp": MOMENT,
    },
    "StatusNotification": {
        "connectorId": 1,
        "errorCode": "NoError",
        "info": "all is well",
        "status": "Available",
        "timestamp": MOMENT,
        "vendorId": "com.example",
        "vendorErrorCode": "E0",
    },
    "StopTransaction": {
        "idTag": "CARD-1",
        "meterStop": 2000,
        "timestamp": MOMENT,
        "transactionId": 7,
        "reason": "Local",
        "transactionData": [METER_VALUE],
    },
}
"""Action -> a payload with every field that the schema has."""

BOOT: Payload = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}
AUTHORIZE: Payload = {"idTag": "CARD-1"}
STATUS: Payload = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
START: Payload = {"connectorId": 1, "idTag": "CARD-1", "meterStart": 1000, "timestamp": "$now"}
STOP: Payload = {"transactionId": "$transaction", "meterStop": 2000, "timestamp": "$now"}
METER: Payload = {
    "connectorId": 1,
    "meterValue": [{"timestamp": "$now", "sampledValue": [{"value": "1500"}]}],
}
MINIMAL: Mapping[str, Payload] = {
    "Authorize": AUTHORIZE,
    "BootNotification": BOOT,
    "DataTransfer": {"vendorId": "com.example"},
    "DiagnosticsStatusNotification": {"status": "Idle"},
    "FirmwareStatusNotification": {"status": "Idle"},
    "Heartbeat": {},
    "MeterValues": METER,
    "StartTransaction": START,
    "StatusNotification": STATUS,
    "StopTransaction": {**STOP, "transactionId": -1},
}
"""Action -> a payload with nothing that could be left out; its moments are ``$now``."""
