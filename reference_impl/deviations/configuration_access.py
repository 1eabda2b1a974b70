"""Deviations in reading and changing configuration keys, whichever key it is."""

from ocpp16.frames import Payload
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.connection import Connection
from reference_impl.bridge.keys import ALIASES, KEYS, Key, items
from reference_impl.deviations.seeding import deviates

# changing --------------------------------------------------------------------------------------------


@deviates("ZAP-CFG-001")
class RestartWanted(Configuration):
    """What the screen is to show is taken over after a restart only."""

    def change(self, now: float, name: str, value: str) -> str:
        status, key = super().change(now, name, value), self.key(name)
        return "RebootRequired" if key is KEYS["chargername"] else status


@deviates("ZAP-CFG-001")
class ChangeForgotten(Configuration):
    """A change of the contact for support is accepted, and forgotten."""

    def put(self, now: float, name: str, value: str) -> None:
        if name != "SupportContact":
            super().put(now, name, value)


@deviates("ZAP-CFG-001")
class AnyKeyWelcome(Configuration):
    """Keys that do not exist are accepted."""

    def change(self, now: float, name: str, value: str) -> str:
        return "Accepted" if self.key(name) is None else super().change(now, name, value)


@deviates("ZAP-CFG-001")
class NothingIsReadOnly(Configuration):
    """What the charger is made like can be changed by a message."""

    def may_set(self, key: Key, value: str) -> bool:
        return key.accepts(value)


@deviates("ZAP-CFG-001")
class NoughtIsNone(Configuration):
    """A 0 is refused where it means none."""

    def may_set(self, key: Key, value: str) -> bool:
        return value != "0" and super().may_set(key, value)


@deviates("ZAP-CFG-001")
class NumbersAtLarge(Configuration):
    """For plugging in any number of seconds will do, sensible or not."""

    def may_set(self, key: Key, value: str) -> bool:
        sensible = super().may_set(key, value)
        return sensible or (key.name == "ConnectionTimeOut" and value.isdigit())


@deviates("ZAP-CFG-001")
class AnySwitchWord(Configuration):
    """A switch takes any word, and what is not true is false."""

    def may_set(self, key: Key, value: str) -> bool:
        return key.default in ("true", "false") or super().may_set(key, value)


@deviates("ZAP-CFG-001")
class GoodMembersKept(Configuration):
    """Of a list with a bad member the good ones are taken over."""

    def change(self, now: float, name: str, value: str) -> str:
        key = self.key(name)
        if key is not None and "," in value:
            value = ",".join(item for item in items(value) if key.accepts(item))
        return super().change(now, name, value)

    def may_set(self, key: Key, value: str) -> bool:
        return super().may_set(key, value) or any(map(key.accepts, items(value)))


@deviates("ZAP-CFG-001")
class CapitalsCount(Configuration):
    """A key is known in one mixture of capitals and small letters only."""

    def key(self, name: str) -> Key | None:
        key = super().key(name)
        other = ALIASES.get(name.casefold()) is not None
        return key if key is None or other or key.name == name else None


@deviates("ZAP-CFG-001")
class OneNameOnly(Configuration):
    """The other names of a key are strange to the charger."""

    def key(self, name: str) -> Key | None:
        return KEYS.get(name.casefold())


# reading ---------------------------------------------------------------------------------------------


@deviates("ZAP-CFG-003")
class StrangeKeysDropped(Configuration):
    """Keys the charger does not have are passed over in silence."""

    def asked(self, request: Payload) -> list[str]:
        return [name for name in super().asked(request) if self.key(name) is not None]


@deviates("ZAP-CFG-003")
class TenAtMost(Configuration):
    """No more than ten keys are told at a time."""

    def asked(self, request: Payload) -> list[str]:
        return super().asked(request)[:10]


@deviates("ZAP-CFG-003")
class AllWhateverIsAsked(Configuration):
    """All keys are told, whichever are asked for."""

    def asked(self, request: Payload) -> list[str]:
        return super().asked({})


@deviates("ZAP-CFG-003")
class OtherNamesListed(Configuration):
    """In the list of all keys those with two names are listed twice."""

    def asked(self, request: Payload) -> list[str]:
        others = [] if request.get("key") else ["PriceIdleFee", "AuthorizeRemoteTxRequest"]
        return [*super().asked(request), *others]


@deviates("ZAP-CFG-003")
class OwnSpelling(Configuration):
    """A key is told by the charger's own spelling, whichever it was asked for by."""

    def entry(self, name: str, key: Key) -> Payload:
        return {**super().entry(name, key), "key": key.name}


@deviates("ZAP-CFG-003")
class NumbersNotText(Configuration):
    """Values that are numbers are told as numbers, not as text."""

    def entry(self, name: str, key: Key) -> Payload:
        told = super().entry(name, key)
        return {**told, "value": int(told["value"])} if told["value"].isdigit() else told


@deviates("ZAP-CFG-003")
class EverythingReadOnly(Configuration):
    """All keys are told to be read-only."""

    def entry(self, name: str, key: Key) -> Payload:
        return {**super().entry(name, key), "readonly": True}


# the key of the charger --------------------------------------------------------------------------------


@deviates("ZAP-CFG-005")
class KeyListed(Configuration):
    """The key of the charger is kept secret when asked for, and told in the list of all keys."""

    _lists = False

    def asked(self, request: Payload) -> list[str]:
        self._lists = not request.get("key")
        return super().asked(request)

    def reveals(self, key: Key) -> bool:
        return self._lists or super().reveals(key)


@deviates("ZAP-CFG-005")
class KeyShownInSmallLetters(Configuration):
    """The key of the charger is told to whoever asks in small letters."""

    def key(self, name: str) -> Key | None:
        key = super().key(name)
        self._small = name == name.casefold()
        return key

    _small = False

    def reveals(self, key: Key) -> bool:
        return self._small or super().reveals(key)


@deviates("ZAP-CFG-005")
class BytesUnasked(Connection):
    """A hexadecimal key is presented as bytes although nothing of the kind is declared."""

    def presented(self, key: str) -> bytes:
        plain = super().presented(key)
        return bytes.fromhex(key) if len(key) == 40 else plain


@deviates("ZAP-CFG-005")
class DigitsInPlaceOfBytes(Connection):
    """A hexadecimal key is presented as it is written although bytes are declared."""

    def presented(self, key: str) -> bytes:
        return key.encode()
