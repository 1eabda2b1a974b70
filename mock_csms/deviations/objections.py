"""Seeded deviations in what is refused with a CALLERROR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import deviates
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS
from ocpp16.frames import ErrorCode, Payload

Objection = tuple[ErrorCode, str] | None
INTERNAL = ErrorCode.INTERNAL_ERROR, "something went wrong"
LISTED_EVENTS = ("StartupOfTheDevice", "FirmwareUpdated", "SecurityLogWasCleared")
SHORT_TAG = 14
"""Characters of a tag of seven bytes."""


def texts(value: Any) -> Iterator[str]:
    """Every text in a payload."""
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from texts(inner)
        case list():
            for inner in value:
                yield from texts(inner)


@deviates("CSM-BOOT-002")
class ShortNumbersOnly(Connection):
    """A BootNotification with a text of more than 20 characters is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_long = any(len(text) > 20 for text in texts(payload))
        refused = action == "BootNotification" and is_long
        return INTERNAL if refused else super().objection(action, payload)


@deviates("CSM-BOOT-003")
class EverythingFilledIn(Connection):
    """A BootNotification with an empty text is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        refused = action == "BootNotification" and "" in texts(payload)
        return INTERNAL if refused else super().objection(action, payload)


@deviates("CSM-BOOT-004")
class LatinNamesOnly(Connection):
    """A BootNotification with other letters than those of English is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_plain = all(text.isascii() for text in texts(payload))
        refused = action == "BootNotification" and not is_plain
        return INTERNAL if refused else super().objection(action, payload)


@deviates("CSM-BOOT-007")
class NothingButIntroductions(Connection):
    """While the registration is pending nothing but a BootNotification is taken."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if self.charge_point.registration == "Pending" and action != "BootNotification":
            return ErrorCode.SECURITY_ERROR, "not registered"
        return super().objection(action, payload)


@deviates("CSM-HB-002")
class HeartbeatsByTheClock(Connection):
    """A Heartbeat that comes sooner than was agreed on is refused."""

    _latest: float | None = None

    def objection(self, action: str, payload: Payload) -> Objection:
        if action != "Heartbeat":
            return super().objection(action, payload)
        now = self.charge_point.last_seen or 0.0
        before, self._latest = self._latest, now
        too_soon = before is not None and now - before < self.charge_point.interval / 2
        return INTERNAL if too_soon else None


@deviates("CSM-CLOCK-003")
class NothingFromThePast(Connection):
    """A message stamped with a moment before this century is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_old = str(payload.get("timestamp", "2")) < "2"
        return INTERNAL if is_old else super().objection(action, payload)


@deviates("CSM-CLOCK-003")
class UtcOnly(Connection):
    """A message stamped in another zone than UTC is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_utc = str(payload.get("timestamp", "Z")).endswith("Z")
        return super().objection(action, payload) if is_utc else INTERNAL


@deviates("CSM-CLOCK-003")
class MillisecondsAtMost(Connection):
    """A time stamp with more than three digits after the point is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_long = len(str(payload.get("timestamp", ""))) > len("2026-01-05T08:00:00.000+00:00") - 5
        is_utc = str(payload.get("timestamp", "")).endswith("Z")
        return INTERNAL if is_long and is_utc else super().objection(action, payload)


@deviates("CSM-AUTH-004")
class ShortTagsOnly(Connection):
    """A tag of more than 14 characters is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_long = len(payload.get("idTag", "")) > SHORT_TAG
        return INTERNAL if is_long else super().objection(action, payload)


@deviates("CSM-AUTH-004")
class LettersAndDigitsOnly(Connection):
    """A tag with anything but letters and digits in it is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_odd = not payload.get("idTag", "A").replace("-", "").isalnum()
        return INTERNAL if is_odd else super().objection(action, payload)


@deviates("CSM-AUTH-005")
class LongTagsToo(Connection):
    """A tag may be as long as it likes."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return None if action == "Authorize" else super().objection(action, payload)


@deviates("CSM-AUTH-007")
class StrangersStopNothing(Connection):
    """The end of a session by a tag that is not on file is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        id_tag = payload.get("idTag")
        is_strange = id_tag is not None and id_tag not in self.system.tags
        refused = action == "StopTransaction" and is_strange
        return INTERNAL if refused else super().objection(action, payload)


@deviates("CSM-FRAME-002")
class RepetitionsRefused(Connection):
    """A request like the one before is refused, whatever its id."""

    _latest: tuple[str, Payload] | None = None

    def objection(self, action: str, payload: Payload) -> Objection:
        before, self._latest = self._latest, (action, payload)
        return INTERNAL if before == self._latest else super().objection(action, payload)


@deviates("CSM-FRAME-004")
class OneAtATime(Connection):
    """A request that follows the one before at once is refused."""

    _latest: float | None = None

    def objection(self, action: str, payload: Payload) -> Objection:
        before, self._latest = self._latest, self.charge_point.last_seen
        is_hasty = before is not None and (self._latest or before) - before < 0.1
        return INTERNAL if is_hasty else super().objection(action, payload)


@deviates("CSM-FRAME-005")
class UnknownIsAnAccident(Connection):
    """An action that is not known is refused as if something had broken."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return super().objection(action, payload) if action in ALL_ACTIONS else INTERNAL


@deviates("CSM-FRAME-006")
class StatusUnread(Connection):
    """A StatusNotification is acknowledged whatever is in it, or is not."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return None if action == "StatusNotification" else super().objection(action, payload)


@deviates("CSM-FRAME-006")
class ListsUnread(Connection):
    """A value that is on no list of the standard's is taken all the same."""

    def objection(self, action: str, payload: Payload) -> Objection:
        found = super().objection(action, payload)
        is_value = found is not None and found[0] is ErrorCode.PROPERTY_CONSTRAINT_VIOLATION
        return None if is_value else found


@deviates("CSM-FRAME-007")
class FieldsOfAllKinds(Connection):
    """Fields that an action does not have are taken, and forgotten."""

    def objection(self, action: str, payload: Payload) -> Objection:
        known = schema.schema(action)["properties"] if action in ALL_ACTIONS else payload
        return super().objection(action, {name: payload[name] for name in payload if name in known})


@deviates("CSM-FRAME-008")
class OneCodeForAll(Connection):
    """Whatever is wrong with a request, the code is InternalError."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return INTERNAL if super().objection(action, payload) is not None else None


@deviates("CSM-FRAME-011")
class AnswersFirst(Connection):
    """While it waits for an answer it refuses every request."""

    def objection(self, action: str, payload: Payload) -> Objection:
        return super().objection(action, payload) if self.idle else INTERNAL


@deviates("CSM-TEXT-001")
class AsciiOnly(Connection):
    """A request with other letters than those of English is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_plain = all(text.isascii() for text in texts(payload))
        return super().objection(action, payload) if is_plain else INTERNAL


@deviates("CSM-TEXT-002")
class RoomForThirty(Connection):
    """A report with a text of more than 30 characters is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_long = any(len(text) > 30 for text in texts(payload))
        refused = action == "StatusNotification" and is_long
        return INTERNAL if refused else super().objection(action, payload)


@deviates("CSM-TEXT-003")
class CountsBytes(Connection):
    """A report with a text of more than 50 bytes is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        is_long = any(len(text.encode()) > 50 for text in texts(payload))
        refused = action == "StatusNotification" and is_long
        return INTERNAL if refused else super().objection(action, payload)


@deviates("CSM-DATA-002")
class NoMarkup(Connection):
    """Data with what might be markup in it is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        has_markup = any("<" in text for text in texts(payload))
        return INTERNAL if has_markup else super().objection(action, payload)


@deviates("CSM-RECON-003")
class IntroductionsFirst(Connection):
    """On each connection everything is refused before a BootNotification."""

    _is_introduced = False

    def objection(self, action: str, payload: Payload) -> Objection:
        self._is_introduced = self._is_introduced or action == "BootNotification"
        if not self._is_introduced:
            return ErrorCode.SECURITY_ERROR, "who is there?"
        return super().objection(action, payload)


@deviates("CSM-SEC-001")
class NotificationsBreak(Connection):
    """A notification of the security extension makes something break."""

    def objection(self, action: str, payload: Payload) -> Objection:
        names = ("SecurityEvent", "LogStatus", "SignedFirmware")
        return INTERNAL if action.startswith(names) else super().objection(action, payload)


@deviates("CSM-SEC-002")
class CertificatesAreForbidden(Connection):
    """Who asks for a certificate is told that it must not."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "SignCertificate":
            return ErrorCode.SECURITY_ERROR, "not for you"
        return super().objection(action, payload)


@deviates("CSM-SEC-003")
class ListedEventsOnly(Connection):
    """A security event that is not on the list is refused."""

    def objection(self, action: str, payload: Payload) -> Objection:
        if action == "SecurityEventNotification" and payload.get("type") not in LISTED_EVENTS:
            return ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "no such event"
        return super().objection(action, payload)
