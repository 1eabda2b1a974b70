"""Requests of the profile Core that the vendor does not document, where all of Core is wanted.

OCPP 1.6, sections 4.3 and 5.4, errata E3.23: there is no cache to clear, and no vendor to agree with.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocpp.v16.enums import ClearCacheStatus, DataTransferStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler


class RestOfCore(Block):
    """Answers truly that there is nothing behind it."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        if not self.bridge.settings.whole_core:
            return {}
        return {"ClearCache": self._clear_cache, "DataTransfer": self._transfer}

    def cleared(self) -> str:
        """A charge point without a cache rejects the request (E3.23)."""
        return ClearCacheStatus.rejected

    def understood(self, _vendor: str) -> str:
        """Of no vendor anything is known."""
        return DataTransferStatus.unknown_vendor_id

    def _clear_cache(self, _now: float, _request: Payload, answer: Answer) -> None:
        answer({"status": self.cleared()})

    def _transfer(self, _now: float, request: Payload, answer: Answer) -> None:
        answer({"status": self.understood(request["vendorId"])})
