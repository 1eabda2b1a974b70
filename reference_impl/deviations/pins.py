"""Deviations in what a PIN stands for."""

from collections.abc import Sequence
from dataclasses import replace

from reference_impl.bridge.authorization import FAST, Authorization, Grant
from reference_impl.bridge.block import Request
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.status import Status
from reference_impl.deviations.seeding import deviates
from reference_impl.users import User


@deviates("ZAP-PIN-002")
class TagPerEntry(Authorization):
    """Each entry of a PIN gets a tag of its own."""

    _entries = 0

    def ask(self, grant: Grant) -> None:
        self._entries += 1
        super().ask(Grant(f"{grant.id_tag}-{self._entries}"[:20], grant.mode, typed=True))


@deviates("ZAP-PIN-003")
class PinInTag(Authorization):
    """The PIN is appended to the tag."""

    def user_of(self, pin: str) -> User | None:
        user = super().user_of(pin)
        return replace(user, tag=f"{user.tag}/{pin}") if user else None


@deviates("ZAP-PIN-003")
class PinWithStatus(Status):
    """The operator is told the PIN of whoever charges along with the status."""

    def next_call(self, now: float) -> Request | None:
        request, running = super().next_call(now), self.bridge.transactions.running
        if request is None or running is None:
            return request
        pins = [u.pin for u in self.bridge.settings.users if u.tag == running["idTag"]]
        return replace(request, payload={**request.payload, "info": f"PIN {pins}"})


@deviates("ZAP-PIN-004")
class UnknownPinAsTag(Authorization):
    """A PIN that belongs to nobody is put to the central system as it is."""

    def user_of(self, pin: str) -> User | None:
        return super().user_of(pin) or User(pin, pin, pin)


@deviates("ZAP-PIN-004")
class SilentRefusal(Authorization):
    """Whoever enters an unknown PIN gets no answer at the charger."""

    def refuse(self, now: float) -> None:
        pass


@deviates("ZAP-PIN-005")
class OneTagForAll(Authorization):
    """All users of an account have the tag of the first."""

    def user_of(self, pin: str) -> User | None:
        user = super().user_of(pin)
        return replace(user, tag=self.app_tag()) if user else None


@deviates("ZAP-PIN-007")
class FourForEver(Authorization):
    """The bridge knows four users, however many there may be."""

    def known_users(self) -> Sequence[User]:
        return super().known_users()[:4]


@deviates("ZAP-PIN-010")
class ModeOfUserBefore(Authorization):
    """A session is in the mode of whoever came before."""

    _before = FAST

    def mode_of(self, user: User) -> str:
        before, self._before = self._before, user.mode
        return before


@deviates("ZAP-PIN-010")
class UsersModeFromAfar(RemoteControl):
    """A session from afar is in the mode of the account's latest user."""

    def charge_mode(self) -> str:
        return self.bridge.settings.users[-1].mode
