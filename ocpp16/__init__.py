"""OCPP 1.6J on the wire: what both ends share. No I/O and no behaviour."""
