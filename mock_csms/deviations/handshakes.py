"""Seeded deviations in how a handshake is read."""

from __future__ import annotations

from mock_csms.access import SUBPROTOCOL, Access, Handshake, TurnAway
from mock_csms.connection import Connection
from mock_csms.deviations.seeding import deviates
from ocpp16.journal import Opened

FORBIDDEN, NOT_FOUND = 403, 404
GOING_AWAY, TRY_AGAIN_LATER = 1001, 1013


@deviates("CSM-CONN-001")
class FirstOfferOnly(Connection):
    """Only the first of the subprotocols offered is looked at."""

    def shares_subprotocol(self) -> bool:
        return self.handshake.subprotocols[:1] == (SUBPROTOCOL,)


@deviates("CSM-CONN-002")
class SpeaksWithAnybody(Connection):
    """Whatever subprotocol is offered, OCPP 1.6 is spoken."""

    def shares_subprotocol(self) -> bool:
        return True


@deviates("CSM-CONN-008")
class NoRepetitions(Connection):
    """A subprotocol that is offered twice is not taken at all."""

    def shares_subprotocol(self) -> bool:
        return self.handshake.subprotocols.count(SUBPROTOCOL) == 1


@deviates("CSM-CONN-003")
class TakesPathsLiterally(Access):
    """An identity that is percent-encoded is not recognised."""

    def refusal(self, handshake: Handshake) -> TurnAway | None:
        if "%" in handshake.path:
            return TurnAway(NOT_FOUND, "no such charge point")
        return super().refusal(handshake)


@deviates("CSM-CONN-004")
class CountsSlashes(Access):
    """An address with a slash too many leads nowhere."""

    def refusal(self, handshake: Handshake) -> TurnAway | None:
        if "//" in handshake.path:
            return TurnAway(NOT_FOUND, "no such page")
        return super().refusal(handshake)


@deviates("CSM-CONN-005")
class PlainOnly(Access):
    """Charge points that come over TLS are turned away."""

    def refusal(self, handshake: Handshake) -> TurnAway | None:
        if handshake.secure:
            return TurnAway(FORBIDDEN, "not by this door")
        return super().refusal(handshake)


@deviates("CSM-AUTHN-001")
class NoKeyFits(Access):
    """No key is ever the right one."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return False


@deviates("CSM-AUTHN-002")
class AnyKeyFits(Access):
    """It is enough to present some key."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password is not None and handshake.username == handshake.identity


@deviates("CSM-AUTHN-002")
class AnyKeyOfThatLengthFits(Access):
    """Of a key only the length is compared."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return len(handshake.password or b"") == len(key)


@deviates("CSM-AUTHN-003")
class KeysAreOptional(Access):
    """Who presents no key is taken at its word."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password is None or super().authenticates(handshake, key)


@deviates("CSM-AUTHN-004")
class KeysAreTexts(Access):
    """A hexadecimal key only counts as the text it is written in."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password == key.encode() and handshake.username == handshake.identity


@deviates("CSM-AUTHN-005")
class NamesDoNotMatter(Access):
    """A key lets in whoever presents it, under whatever name."""

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        return handshake.password == key.encode()


@deviates("CSM-RECON-001")
class FirstConnectionStays(Connection):
    """While an earlier connection seems to be open, a new one is closed."""

    def connected(self, now: float) -> None:
        earlier = self.charge_point.connection
        super().connected(now)
        if earlier is not None:
            self.close(TRY_AGAIN_LATER, "connected already")


@deviates("CSM-RECON-002")
class ShortOfPatience(Connection):
    """Who connects for the fourth time within a minute is hung up on."""

    def connected(self, now: float) -> None:
        super().connected(now)
        if self._dialled_since(now - 60) > 3:
            self.close(TRY_AGAIN_LATER, "not so fast")

    def _dialled_since(self, moment: float) -> int:
        identity, entries = self.charge_point.identity, self.system.journal.entries
        opened = [each for each in entries if isinstance(each, Opened) and each.at >= moment]
        return sum(each.identity == identity for each in opened)


@deviates("CSM-CONN-007")
class HangsUpOnTheQuiet(Connection):
    """A connection on which nothing was said for two seconds is closed."""

    def receive(self, now: float, text: str) -> None:
        if now - (self.charge_point.last_seen or now) > 2:
            self.close(GOING_AWAY, "still there?")
        super().receive(now, text)
