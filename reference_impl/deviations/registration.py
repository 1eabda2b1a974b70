"""Deviations in registration."""

from reference_impl.bridge.block import Block
from reference_impl.bridge.registration import Registration
from reference_impl.deviations.seeding import deviates


@deviates("ZAP-BOOT-001")
class SilentReboot(Registration):
    """A restarted device is not introduced again."""

    def boots_on_restart(self) -> bool:
        return False


@deviates("ZAP-BOOT-013")
class TalkativeWhilePending(Registration):
    """Everybody may speak while the registration is pending."""

    def permits(self, block: Block) -> bool:
        return super().permits(block) or self.status == "Pending"
