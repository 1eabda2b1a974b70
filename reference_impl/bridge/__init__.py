"""The cloud side: the OCPP voice of a device, one module a functional block."""
