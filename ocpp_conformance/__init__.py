"""The door of the `ocpp-conformance` command."""

__version__ = "0.1.0"
