"""Deviations in registration: what waits for acceptance, and what follows it."""

from ocpp.v16.enums import RegistrationStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answered, Outcome, TimedOut
from ocpp16.timestamps import to_text
from reference_impl.bridge.block import Block
from reference_impl.bridge.registration import Registration
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.status import Status
from reference_impl.deviations.seeding import deviates

NEVER = 1e9
"""Seconds that no scenario waits."""


@deviates("ZAP-BOOT-012")
class OwnInterval(Registration):
    """The interval that comes with acceptance is ignored."""

    def adopt(self, now: float, interval: int) -> None:
        """The stored default stays."""


@deviates("ZAP-BOOT-012")
class LiteralZero(Registration):
    """No interval is taken for the shortest there is."""

    def adopt(self, now: float, interval: int) -> None:
        super().adopt(now, max(interval, 1))


@deviates("ZAP-BOOT-013")
class TalkativeWhilePending(Registration):
    """Everybody may speak while the registration is pending."""

    def permits(self, block: Block) -> bool:
        return super().permits(block) or self.status == RegistrationStatus.pending


@deviates("ZAP-BOOT-013")
class WaitsForEver(Registration):
    """A pending registration is not attempted again."""

    def retry_delay(self, interval: float) -> float:
        pending = self.status == RegistrationStatus.pending
        return NEVER if pending else super().retry_delay(interval)


@deviates("ZAP-BOOT-013")
class OnTheHeels(Registration):
    """No interval is taken for the shortest there is."""

    def retry_delay(self, interval: float) -> float:
        return max(interval, 1.0)


@deviates("ZAP-BOOT-013")
class DeafWhilePending(Registration):
    """Questions get no answer while the registration is pending."""

    def answers_requests(self) -> bool:
        return self.accepted


@deviates("ZAP-BOOT-013")
class SessionWhilePending(RemoteControl):
    """A remote start is accepted while the registration is pending."""

    def may_start(self, request: Payload) -> bool:
        pending = self.bridge.registration.status == RegistrationStatus.pending
        return pending or super().may_start(request)


@deviates("ZAP-BOOT-014")
class TriggersWait(Registration):
    """What was asked for while the registration is pending waits for acceptance."""

    def permits(self, block: Block) -> bool:
        return self.accepted or block is self


@deviates("ZAP-BOOT-015")
class QuietStart(Status):
    """Acceptance is not followed by the status of the connectors."""

    def registered(self, now: float) -> None:
        """Told on the next change."""


@deviates("ZAP-BOOT-015")
class GivesUpUnanswered(Registration):
    """An introduction without a proper answer is not made again."""

    def retry_delay(self, interval: float) -> float:
        return super().retry_delay(interval) if interval > 0 else NEVER


@deviates("ZAP-BOOT-015")
class SilenceMeansConsent(Registration):
    """An introduction that nobody answered counts as accepted."""

    def _concluded(self, now: float, outcome: Outcome) -> None:
        if isinstance(outcome, TimedOut):
            outcome = Answered({"status": "Accepted", "currentTime": to_text(now), "interval": 0})
        super()._concluded(now, outcome)


@deviates("ZAP-BOOT-015")
class InsistsWhenRejected(Registration):
    """A rejected charger introduces itself again before the interval is over."""

    def retry_delay(self, interval: float) -> float:
        rejected = self.status == RegistrationStatus.rejected
        return super().retry_delay(interval) / (2 if rejected else 1)


@deviates("ZAP-BOOT-015")
class ForgetsRejection(Registration):
    """A rejected charger introduces itself at once on a new connection."""

    def connected(self, now: float) -> None:
        self.status, self._due = None, now


@deviates("ZAP-BOOT-015")
class AnswersThoughRejected(Registration):
    """A rejected charger answers questions."""

    def answers_requests(self) -> bool:
        return True
