"""The device: facts, commands and memory. It never speaks OCPP."""
