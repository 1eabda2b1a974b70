"""Seeded deviations: wrong behaviour on purpose, one decision each, to show that a check can fail."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from mock_csms.deviations.seeding import DEVIATIONS, deviates

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["DEVIATIONS", "deviates"]
