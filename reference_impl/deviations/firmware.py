"""Deviations in updates of the firmware: what is fetched, when, how often, and what is told."""

from pathlib import PurePosixPath

from ocpp16.frames import Payload
from ocpp16.timestamps import to_seconds
from reference_impl.bridge.firmware import Firmware
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import UpdateDeviceFirmware
from reference_impl.zappi.firmware import (
    DOWNLOAD_FAILED,
    INSTALLATION_FAILED,
    INSTALLED,
    FirmwareStore,
)
from reference_impl.zappi.zappi import Zappi

ENDLESS = 999


@deviates("ZAP-FW-001")
class FetchedFromElsewhere(Zappi):
    """Firmware is fetched from the address in the command if that is one of the web."""

    def image(self, command: UpdateDeviceFirmware) -> str:
        if command.location.startswith("https:"):
            return PurePosixPath(command.location).stem
        return super().image(command)


@deviates("ZAP-FW-001")
class FileServerMissed(Zappi):
    """An update fails when the file server named in the command cannot be reached."""

    def image(self, command: UpdateDeviceFirmware) -> str:
        self.firmware.failing_downloads += command.location.startswith("ftp:")
        return super().image(command)


@deviates("ZAP-FW-002")
class OnlyTheEndTold(Firmware):
    """Of an update nothing is told but how it ended."""

    def told(self, status: str) -> tuple[str, ...]:
        return (status,) if status in (INSTALLED, INSTALLATION_FAILED, DOWNLOAD_FAILED) else ()


@deviates("ZAP-FW-002")
class ToldTwice(Firmware):
    """Each phase of a download is told twice."""

    def told(self, status: str) -> tuple[str, ...]:
        return (status, status)


@deviates("ZAP-FW-003")
class InstalledWithoutRestart(Zappi):
    """New firmware is said to be installed though the old one goes on running."""

    def restart_into_new(self, now: float) -> None:
        self.firmware.version = self.settings.firmware
        self._finish(now, INSTALLED)


@deviates("ZAP-FW-003")
class SilentlyInstalled(Firmware):
    """The installation is told when it begins, and not when it is done."""

    def told(self, status: str) -> tuple[str, ...]:
        return () if status == INSTALLED else (status,)


@deviates("ZAP-FW-003")
class InstallsUnderLoad(Zappi):
    """An installation begins in the middle of a session."""

    def may_install(self) -> bool:
        return True


@deviates("ZAP-FW-004")
class FailureInTwoWords(Firmware):
    """A failing installation is told in two words, as in the vendor's prose."""

    def told(self, status: str) -> tuple[str, ...]:
        return (status.replace("nF", "n F"),)


@deviates("ZAP-FW-004")
class FailureStatesNewVersion(FirmwareStore):
    """After a failing installation the new version is stated."""

    def version_after_failure(self) -> str:
        return self.image


@deviates("ZAP-FW-004")
class StuckAfterFailure(FirmwareStore):
    """After a failing installation the charger stays out of action."""

    _stuck = False

    def version_after_failure(self) -> str:
        self._stuck = True
        return super().version_after_failure()

    @property
    def installing(self) -> bool:
        return self._stuck or super().installing


@deviates("ZAP-FW-005")
class DownloadFailureUntold(Firmware):
    """A failing download is not told."""

    def told(self, status: str) -> tuple[str, ...]:
        return () if status == DOWNLOAD_FAILED else (status,)


@deviates("ZAP-FW-005")
class InstallsWhatIsMissing(FirmwareStore):
    """A download that failed is installed all the same."""

    def download_fails(self, reachable: bool) -> bool:
        return False


@deviates("ZAP-FW-006")
class UpdatesAtOnce(Firmware):
    """An update begins at once, whatever time was ordered."""

    def begins_at(self, now: float, request: Payload) -> float:
        return now


@deviates("ZAP-FW-006")
class OrderKeptInMind(Firmware):
    """An update that was ordered is forgotten when the bridge restarts."""

    _order: dict[str, object] | None = None

    def keep(self, order: dict[str, object] | None) -> None:
        self._order = order

    @property
    def ordered(self) -> dict[str, object] | None:
        return self._order


@deviates("ZAP-FW-007")
class LocalTimeForUtc(Firmware):
    """The ordered time is taken for local time, east of Greenwich."""

    def begins_at(self, now: float, request: Payload) -> float:
        return max(now, super().begins_at(now, request) - 3600)


@deviates("ZAP-FW-007")
class ZonePassedOver(Firmware):
    """The zone in which the ordered time is written is passed over."""

    def begins_at(self, now: float, request: Payload) -> float:
        return max(now, to_seconds(f"{request['retrieveDate'][:19]}Z"))


@deviates("ZAP-FW-008")
class TriesOnce(Firmware):
    """An update is tried once, however often it was to be."""

    def attempts(self, request: Payload) -> int:
        return 1


@deviates("ZAP-FW-008")
class TriesForEver(Firmware):
    """An update is tried until it succeeds."""

    def attempts(self, request: Payload) -> int:
        return ENDLESS


@deviates("ZAP-FW-008")
class TriesOnceMore(Firmware):
    """The first try of an update is not counted."""

    def attempts(self, request: Payload) -> int:
        return super().attempts(request) + 1


@deviates("ZAP-FW-008")
class TriesWithoutPause(Firmware):
    """After a failure the next try begins at once."""

    def pause(self, request: Payload) -> float:
        return 0.0


@deviates("ZAP-FW-009")
class InstallsTheSameAgain(FirmwareStore):
    """Firmware that runs already is installed again."""

    def is_new(self, available: str) -> bool:
        return super().is_new(available) or available == self.version


@deviates("ZAP-FW-009")
class TakesWhatIsOlder(FirmwareStore):
    """Whatever the vendor offers is installed, be it older."""

    def is_new(self, available: str) -> bool:
        return available != self.version


@deviates("ZAP-FW-009")
class OrderLostOnTheWay(Firmware):
    """An update that is ordered while the charger is out of reach never happens."""

    def keep(self, order: dict[str, object] | None) -> None:
        super().keep(order if self.bridge.link.up else None)
