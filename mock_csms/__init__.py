"""A central system (CSMS) for OCPP 1.6J to point a charge point at; useful without the suite.

The names below are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_csms.async_charge_point import AsyncChargePointHandle, CallResult, Dispatched
    from mock_csms.async_mock import AsyncMockCsms
    from mock_csms.chaos import Chaos
    from mock_csms.charge_point import ChargePointHandle
    from mock_csms.mock import MockCsms
    from mock_csms.responses import Fault, Refusal, Reply, Silence, Text
    from ocpp16.expectation import UnmetError, match
    from ocpp16.rpc import Answered, Disconnected, Refused, TimedOut
    from ocpp16.verification import in_any_order

__all__ = [
    "Answered",
    "AsyncChargePointHandle",
    "AsyncMockCsms",
    "CallResult",
    "Chaos",
    "ChargePointHandle",
    "Disconnected",
    "Dispatched",
    "Fault",
    "MockCsms",
    "Refusal",
    "Refused",
    "Reply",
    "Silence",
    "Text",
    "TimedOut",
    "UnmetError",
    "in_any_order",
    "match",
]

_NAMES_OF = {
    "mock_csms.async_charge_point": ("AsyncChargePointHandle", "CallResult", "Dispatched"),
    "mock_csms.async_mock": ("AsyncMockCsms",),
    "mock_csms.chaos": ("Chaos",),
    "mock_csms.charge_point": ("ChargePointHandle",),
    "mock_csms.mock": ("MockCsms",),
    "mock_csms.responses": ("Fault", "Refusal", "Reply", "Silence", "Text"),
    "ocpp16.expectation": ("UnmetError", "match"),
    "ocpp16.rpc": ("Answered", "Disconnected", "Refused", "TimedOut"),
    "ocpp16.verification": ("in_any_order",),
}
_HOME = {name: module for module, names in _NAMES_OF.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
