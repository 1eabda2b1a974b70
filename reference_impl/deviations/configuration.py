"""Deviations in configuration keys: their defaults, and what they do."""

from reference_impl.bridge.authorization import FAST, Authorization, Grant
from reference_impl.bridge.availability import Availability
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.connection import Connection
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.bridge.keys import MEASURANDS, Key
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.registration import Registration
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.bridge.transactions import Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import StopCharging
from reference_impl.users import User

# the charger ---------------------------------------------------------------------------------------


@deviates("ZAP-CFG-005")
class KeyForLater(Connection):
    """A new key is used after the next accidental loss of the connection only."""

    def renews_for_key(self) -> bool:
        return False


@deviates("ZAP-CFG-005")
class KeyShown(Configuration):
    """Whoever asks is told the key of the charger."""

    def reveals(self, key: Key) -> bool:
        return True


@deviates("ZAP-CFG-006")
class TimerNotRestarted(Heartbeat):
    """A new interval counts after the next heartbeat of the old one only."""

    def configuration_changed(self, now: float, key: str) -> None:
        """The timer runs on."""


@deviates("ZAP-CFG-006")
class DeafToNewInterval(Registration):
    """On a new connection the interval given there is ignored."""

    _adopted = False

    def adopt(self, now: float, interval: int) -> None:
        if not self._adopted:
            super().adopt(now, interval)
        self._adopted = True


@deviates("ZAP-CFG-007")
class FiveMinuteDefault(Configuration):
    """Heartbeats come each five minutes unless agreed otherwise."""

    def default(self, name: str) -> str:
        return "300" if name == "HeartbeatInterval" else super().default(name)


@deviates("ZAP-CFG-008")
class PinsHoldLonger(Authorization):
    """The time for plugging in is kept for remote starts only."""

    def connection_timeout(self, grant: Grant) -> float:
        remote = grant.id_tag not in [user.tag for user in self.bridge.settings.users]
        return super().connection_timeout(grant) if remote else 600.0


@deviates("ZAP-CFG-008")
class FixedTimeOut(Authorization):
    """The time for plugging in is two minutes whatever is configured."""

    def connection_timeout(self, grant: Grant) -> float:
        return 120.0


@deviates("ZAP-CFG-010")
class EverythingSampled(Configuration):
    """Readings hold all measurands unless told otherwise."""

    def default(self, name: str) -> str:
        return ",".join(MEASURANDS) if name == "MeterValuesSampledData" else super().default(name)


@deviates("ZAP-CFG-011")
class MinuteSamples(Configuration):
    """A reading is sent each minute unless told otherwise."""

    def default(self, name: str) -> str:
        return "60" if name == "MeterValueSampleInterval" else super().default(name)


@deviates("ZAP-CFG-011")
class SampledByTheClock(Metering):
    """Readings come at full multiples of the interval by the clock."""

    def transaction_began(self, now: float) -> None:
        super().transaction_began(now)
        self._due = now + self.interval() - now % self.interval()


@deviates("ZAP-CFG-016")
class LockedUnlessTold(Configuration):
    """The connector stays locked unless the key is set."""

    def default(self, name: str) -> str:
        locked = name == "UnlockConnectorOnEVSideDisconnect"
        return "false" if locked else super().default(name)


# sessions and their reports ----------------------------------------------------------------------------


@deviates("ZAP-CFG-012")
class OnlyInvalidIsUnwelcome(Transactions):
    """Of the unwelcome tags only those called invalid have their session ended."""

    def is_unwelcome(self, status: str) -> bool:
        return status == "Invalid"


@deviates("ZAP-CFG-013")
class EnergyWithheld(Transactions):
    """A session of an unwelcome tag goes on without energy."""

    def tolerate(self, now: float) -> None:
        self.bridge.command(now, StopCharging(), lambda _moment, _reply: None)


@deviates("ZAP-CFG-014")
class NoneMeansEndless(TransactionQueue):
    """No attempts at all are taken for as many as it needs."""

    def transmissions(self, action: str) -> int:
        return super().transmissions(action) if super().transmissions(action) > 1 else 1_000_000


@deviates("ZAP-CFG-014")
class AnythingGoes(Configuration):
    """Attempts that are no number are accepted."""

    def may_set(self, key: Key, value: str) -> bool:
        return key.name == "TransactionMessageAttempts" or super().may_set(key, value)


@deviates("ZAP-CFG-015")
class PausesInMinutes(TransactionQueue):
    """The pause between attempts is counted in minutes."""

    def retry_delay(self, failures: int) -> float:
        return 60 * super().retry_delay(failures)


# who may charge --------------------------------------------------------------------------------------------


@deviates("ZAP-CFG-019")
class AsksAllTheSame(Authorization):
    """A PIN is asked about although its being stored is to be enough."""

    def asks_about_pins(self) -> bool:
        return True


@deviates("ZAP-CFG-019")
class AnyPinWillDo(Authorization):
    """A PIN that is not stored starts a session under its own digits."""

    def user_of(self, pin: str) -> User | None:
        return super().user_of(pin) or User(pin, pin, pin)


@deviates("ZAP-CFG-020")
class NeverAsks(Authorization):
    """A stored PIN is enough although it is to be asked about."""

    def asks_about_pins(self) -> bool:
        return False


@deviates("ZAP-CFG-025")
class FreeInNameOnly(Authorization):
    """A PIN is needed although charging is free."""

    def is_free(self) -> bool:
        return False


@deviates("ZAP-CFG-025")
class AsksThoughFree(Authorization):
    """The central system is asked about each free session."""

    def vend_freely(self, now: float) -> None:
        self.ask(Grant(self.free_vend_tag(), FAST))


@deviates("ZAP-CFG-026")
class AlwaysFree(Authorization):
    """Plugging in is enough although charging is not free."""

    def is_free(self) -> bool:
        return self.may_start_locally()


@deviates("ZAP-CFG-027")
class NameIgnored(Authorization):
    """Free sessions do not bear the configured name."""

    def free_vend_tag(self) -> str:
        return f"FREE-{next(self.bridge.new_ids)}"[:20]


@deviates("ZAP-CFG-027")
class OneNameForAll(Authorization):
    """Sessions somebody was authorised for bear the name of the free ones."""

    def grant(self, now: float, grant: Grant) -> None:
        super().grant(now, Grant(self.free_vend_tag(), grant.mode, grant.begun))


@deviates("ZAP-CFG-028")
class SameNameAgain(Authorization):
    """All free sessions without a configured name bear the same one."""

    def free_vend_tag(self) -> str:
        return self.bridge.configuration["PlugAndChargeID"] or "FREE-VEND"


@deviates("ZAP-CFG-029")
class RemoteStartUnasked(RemoteControl):
    """A remote start is carried out unasked although it is to be asked about."""

    def asks_first(self) -> bool:
        return False


@deviates("ZAP-CFG-029")
class AsksAboutAnother(Authorization):
    """The tag that is asked about is that of free sessions."""

    def ask(self, grant: Grant) -> None:
        super().ask(Grant(self.free_vend_tag(), grant.mode, grant.begun))


@deviates("ZAP-CFG-030")
class RemoteStartAsked(RemoteControl):
    """A remote start is asked about although it is not to be."""

    def asks_first(self) -> bool:
        return True


# commercial mode ------------------------------------------------------------------------------------------


@deviates("ZAP-CFG-031")
class ScreensOnly(ChargingProfiles):
    """Commercial mode changes the screens and nothing else."""

    def applies(self) -> bool:
        return False


@deviates("ZAP-CFG-032")
class ProfilesForEverybody(ChargingProfiles):
    """Charging profiles are taken outside commercial mode, too."""

    def applies(self) -> bool:
        return True


@deviates("ZAP-CFG-032")
class ClosedForOwners(Availability):
    """A private charger can be put out of service."""

    def applies(self) -> bool:
        return True


@deviates("ZAP-CFG-032")
class PinsForbiddenAtHome(Authorization):
    """A ban on PINs holds outside commercial mode, too."""

    def may_start_locally(self) -> bool:
        return self.bridge.configuration.flag("AllowPINCode") and super().may_start_locally()
