"""RemoteStartTransaction and RemoteStopTransaction.

OCPP 1.6, sections 5.11 and 5.12; overview, remote start scenarios.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocpp.v16.enums import ChargePointStatus, Reason, RemoteStartStopStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.authorization import Grant
from reference_impl.bridge.block import Block, Handler
from reference_impl.bridge.status import CONNECTOR
from reference_impl.bridge.transactions import OnBegun

STARTABLE = (ChargePointStatus.available, ChargePointStatus.preparing)
TX_PROFILE = "TxProfile"


class RemoteControl(Block):
    """Starts and stops sessions for the central system."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {
            "RemoteStartTransaction": self._start,
            "RemoteStopTransaction": self._stop,
        }

    def reaches_device(self, _order: str) -> bool:
        """Whether there is anybody to carry an order out."""
        return self.bridge.link.up

    def may_start(self, request: Payload) -> bool:
        """Whether a remote start can lead to a session."""
        return (
            self.bridge.registration.accepted
            and self.reaches_device("RemoteStartTransaction")
            and self.knows_connector(request.get("connectorId", CONNECTOR))
            and self.bridge.status.status_of(CONNECTOR) in STARTABLE
            and not self.bridge.transactions.under_way
            and not self.bridge.reset.pending
            and self.profile_fits(request)
        )

    def knows_connector(self, number: int) -> bool:
        """Whether there is such a connector to start at; the station as a whole is none."""
        return number == CONNECTOR

    def profile_fits(self, request: Payload) -> bool:
        """Only a profile for its own transaction can come with a start (section 5.16.2)."""
        profile = request.get("chargingProfile")
        return (
            profile is None
            or not self.takes_profiles()
            or profile["chargingProfilePurpose"] == TX_PROFILE
        )

    def asks_first(self) -> bool:
        """Whether even a tag that the central system named is put to it first."""
        return self.bridge.configuration.flag("AuthorizeRemoteTxRequests")

    def may_stop(self, transaction_id: int) -> bool:
        """Only the running transaction can be stopped."""
        return (
            self.bridge.registration.accepted
            and self.reaches_device("RemoteStopTransaction")
            and self.bridge.transactions.running_id == transaction_id
        )

    def charge_mode(self) -> str:
        """The mode in which sessions started from afar charge."""
        return self.bridge.configuration["OCPPChargeMode"]

    def takes_profiles(self) -> bool:
        """Whether a charging profile that comes with an order counts (section 5.11)."""
        return self.bridge.supports("SetChargingProfile")

    def _start(self, now: float, request: Payload, answer: Answer) -> None:
        if not self.may_start(request):
            answer({"status": RemoteStartStopStatus.rejected})
            return
        answer({"status": RemoteStartStopStatus.accepted})
        grant = Grant(request["idTag"], self.charge_mode(), self._with_profile(request))
        if self.asks_first():
            self.bridge.authorization.ask(grant)
        else:
            self.bridge.authorization.grant(now, grant)

    def _stop(self, now: float, request: Payload, answer: Answer) -> None:
        if not self.may_stop(request["transactionId"]):
            answer({"status": RemoteStartStopStatus.rejected})
            return
        answer({"status": RemoteStartStopStatus.accepted})
        self.bridge.transactions.end(now, Reason.remote)

    def _with_profile(self, request: Payload) -> OnBegun | None:
        profile: dict[str, Any] | None = request.get("chargingProfile")
        if profile is None or not self.takes_profiles():
            return None

        def install(now: float) -> None:
            self.bridge.profiles.install(now, profile, CONNECTOR, lambda _moment, _status: None)

        return install
