"""Deviations in letting a cable go."""

import math

from ocpp.v16.enums import Reason

from reference_impl.bridge.status import CONNECTOR
from reference_impl.bridge.unlocking import Unlocking
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import Reply, StopCharging, Unreachable
from reference_impl.zappi.cable import Cable
from reference_impl.zappi.lock import Lock
from reference_impl.zappi.zappi import Zappi


@deviates("ZAP-UNL-001")
class SessionLeftOpen(Unlocking):
    """The power is switched off and the transaction stays open."""

    def end_session(self, now: float) -> None:
        """Nothing is ended."""


@deviates("ZAP-UNL-001")
class EndedAsIfRemote(Unlocking):
    """The session is said to have been stopped from afar."""

    def end_session(self, now: float) -> None:
        self.bridge.transactions.end(now, Reason.remote)


@deviates("ZAP-UNL-002")
class LetGoUnderLoad(Zappi):
    """The cable is let go before the power is off."""

    def _stop(self, now: float, command: StopCharging) -> bool:
        self.cable.release(self.meter.current)
        return super()._stop(now, command)


@deviates("ZAP-UNL-002")
class UnlockedInNameOnly(Cable):
    """The lock stays closed although it is said to be open."""

    def release(self, current: float) -> bool:
        return True


@deviates("ZAP-UNL-002")
class UnlockedAnyway(Unlocking):
    """The cable is said to be unlocked whatever came of it."""

    def status(self, reply: Reply | Unreachable) -> str:
        return "Unlocked"


@deviates("ZAP-UNL-003")
class FixedCableUnlocked(Unlocking):
    """At a fixed cable the session is ended, too."""

    def has_lock(self, connector: int) -> bool:
        return connector == CONNECTOR


@deviates("ZAP-UNL-003")
class AnyConnectorUnlocked(Unlocking):
    """Whatever connector is named, the only one is meant."""

    def has_lock(self, connector: int) -> bool:
        return self.bridge.state.socketed


@deviates("ZAP-CFG-017")
class LockedUntilButton(Cable):
    """The cable is not let go until somebody presses a button."""

    def follows_vehicle(self) -> bool:
        return False


@deviates("ZAP-CFG-017")
class CableForEverybody(Cable):
    """The cable is not locked while a vehicle charges."""

    def connect(self) -> None:
        self.present = True


@deviates("ZAP-CFG-018")
class AlwaysLetGo(Cable):
    """The cable is let go whatever the key says."""

    def follows_vehicle(self) -> bool:
        return True


@deviates("ZAP-CFG-018")
class CableTakenForVehicle(Zappi):
    """A session goes on as long as the cable is locked."""

    def take_off(self, now: float) -> None:
        if self.cable.follows_vehicle():
            super().take_off(now)


@deviates("ZAP-LOCK-013")
class ButtonForStrangers(Cable):
    """Whoever presses the button gets the cable, locked charger or not."""

    def obeys_button(self, now: float) -> bool:
        return True


@deviates("ZAP-LOCK-013")
class ButtonForNobody(Cable):
    """The button is of no use, whatever the lock is set to."""

    def obeys_button(self, now: float) -> bool:
        return False


@deviates("ZAP-UNL-005")
class ScreenStaysLocked(Lock):
    """After the command the screen is as locked as before."""

    def release_screen(self, now: float) -> None:
        """Nothing opens."""


@deviates("ZAP-UNL-005")
class ScreenStaysOpen(Lock):
    """The screen that the command opened is never locked again."""

    def release_screen(self, now: float) -> None:
        self._screen_until = math.inf

    def relock(self) -> None:
        self.dismiss_owner()


@deviates("ZAP-UNL-005")
class ScreenOpenForATime(Lock):
    """The screen stays open for its time although the cable is gone."""

    def relock(self) -> None:
        self.dismiss_owner()
