"""Who may charge: PINs, remote starts and free vend; and for how long that holds without a vehicle.

OCPP 1.6, section 4.1; overview, authorization, FreeCharging, PlugAndChargeID, ConnectionTimeOut.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from ocpp.v16.enums import AuthorizationStatus, Reason

from ocpp16 import schema
from ocpp16.rpc import Answered, Outcome
from reference_impl.bridge.block import Block, Request
from reference_impl.bridge.transactions import OnBegun
from reference_impl.device_link import DeviceState, Reading, RefusePin
from reference_impl.users import User

FAST = "Fast"


@dataclass(frozen=True, slots=True)
class Grant:
    """The permission to charge for a tag, in a charging mode, until it runs out."""

    id_tag: str
    mode: str
    begun: OnBegun | None = None
    until: float = 0.0
    typed: bool = False
    """Somebody typed a PIN for it, and waits for an answer at the device."""


class Authorization(Block):
    """Turns a PIN, a remote start or a plugged-in vehicle into a transaction, if allowed."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._grant: Grant | None = None
        self._to_ask: deque[Grant] = deque()

    @property
    def waits_for_vehicle(self) -> bool:
        """Whether somebody is authorised but has not plugged in yet."""
        return self._grant is not None

    # ways to be authorised -------------------------------------------------------------------------

    def pin_entered(self, now: float, pin: str) -> None:
        """A PIN stands for its user's virtual tag."""
        user = self.user_of(pin)
        if user is not None and self.may_stop(user.tag):
            self.bridge.transactions.end(now, Reason.local)
        elif user is None or not self.may_start_locally():
            self.refuse(now)
        else:
            self._admit(now, Grant(user.tag, self.mode_of(user), typed=True))

    def chosen_in_app(self, now: float, mode: str) -> None:
        """The owner of the account starts a session from the app."""
        if self.may_start_locally():
            self._admit(now, Grant(self.app_tag(), mode))

    def _admit(self, now: float, grant: Grant) -> None:
        if self.asks_about_pins():
            self.ask(grant)
        else:
            self.grant(now, grant)

    def refuse(self, now: float) -> None:
        """Somebody waits at the device for an answer: it is no."""
        self.bridge.command(now, RefusePin(), lambda _moment, _reply: None)

    def ask(self, grant: Grant) -> None:
        """Let the central system decide on the tag first."""
        self._to_ask.append(grant)

    def grant(self, now: float, grant: Grant) -> None:
        """Charge now, or as soon as a vehicle is plugged in."""
        if self.bridge.state.plugged_in:
            self.bridge.transactions.begin(now, grant.id_tag, grant.mode, grant.begun)
            return
        until = now + self.connection_timeout(grant)
        self._grant = Grant(grant.id_tag, grant.mode, grant.begun, until)
        self.bridge.status.refresh(now)

    # decisions -------------------------------------------------------------------------------------

    def user_of(self, pin: str) -> User | None:
        """The user a PIN belongs to."""
        return next((user for user in self.known_users() if user.pin == pin), None)

    def known_users(self) -> Sequence[User]:
        """The users who can be told by their PINs."""
        return self.bridge.settings.users[: self.bridge.settings.pin_user_limit]

    def mode_of(self, user: User) -> str:
        """The mode in which a session by PIN begins."""
        return user.mode

    def app_tag(self) -> str:
        """The virtual tag of the account's owner, who was its first user."""
        users = self.known_users()
        return users[0].tag if users else self.free_vend_tag()

    def asks_about_pins(self) -> bool:
        """Whether the central system decides on a PIN, or its being stored here is enough."""
        return not self.bridge.configuration.flag("LocalAuthListEnabled")

    def may_start_locally(self) -> bool:
        """Nobody charges at a charger that is out of service, faulty or in use."""
        in_service = not self.bridge.status.out_of_service() and self.bridge.state.fault is None
        return in_service and not self.bridge.transactions.under_way

    def may_stop(self, id_tag: str) -> bool:
        """A session ends at the device for whoever began it, and nobody needs to be asked."""
        running = self.bridge.transactions.running
        return running is not None and running["idTag"] == id_tag

    def is_free(self) -> bool:
        """Whether plugging in is enough; a vehicle has one session until it is unplugged."""
        return (
            self.bridge.configuration.flag("FreeCharging")
            and self.may_start_locally()
            and not self.bridge.transactions.ended_while_plugged_in
        )

    def vend_freely(self, now: float) -> None:
        """Nobody is asked where charging is free."""
        self.grant(now, Grant(self.free_vend_tag(), FAST))

    def free_vend_tag(self) -> str:
        """The tag of a session nobody identified for; random when none is configured."""
        configured = self.bridge.configuration["PlugAndChargeID"]
        return configured or f"FREE-{next(self.bridge.new_ids)}"[:20]

    def connection_timeout(self, grant: Grant) -> float:
        """Seconds for which an authorisation holds without a vehicle."""
        return float(self.bridge.configuration["ConnectionTimeOut"])

    def accepts(self, outcome: Outcome) -> bool:
        """Only an explicit Accepted lets somebody charge."""
        if not isinstance(outcome, Answered):
            return False
        if schema.faults("Authorize", outcome.payload, answer=True):
            return False
        return self.admits(outcome.payload["idTagInfo"]["status"])

    def admits(self, status: str) -> bool:
        """Whether a status lets its tag charge."""
        return status == AuthorizationStatus.accepted

    # hooks -----------------------------------------------------------------------------------------

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """A vehicle is plugged in: whom is it for?"""
        if before.plugged_in or not self.bridge.state.plugged_in:
            return
        grant, self._grant = self._grant, None
        if grant is not None:
            self.grant(now, grant)
        elif self.is_free():
            self.vend_freely(now)

    def device_booted(self, now: float, reading: Reading) -> None:
        """A restart clears temporary states."""
        self._grant = None
        self._to_ask.clear()

    def next_deadline(self) -> float | None:
        """When an unused authorisation runs out."""
        return self._grant.until if self._grant else None

    def advance(self, now: float) -> None:
        """Withdraw an authorisation that was not used in time."""
        if self._grant is not None and now >= self._grant.until:
            self.withdraw(now)

    def withdraw(self, now: float) -> None:
        """What was not used in time is void, and the bay is free again."""
        self._grant = None
        self.bridge.status.refresh(now)

    def next_call(self, now: float) -> Request | None:
        """An Authorize for the next tag that needs one."""
        if not self._to_ask:
            return None
        grant = self._to_ask.popleft()

        def concluded(moment: float, outcome: Outcome) -> None:
            if self.accepts(outcome):
                self.grant(moment, grant)
            elif grant.typed:
                self.refuse(moment)

        return Request("Authorize", {"idTag": grant.id_tag}, concluded)
