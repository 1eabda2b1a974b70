"""Configuration keys: what they are (a table) and how they are read and changed.

OCPP 1.6, sections 5.3, 5.8 and chapter 9; overview, configuration parameters.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocpp.v16.enums import ConfigurationStatus

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler
from reference_impl.bridge.keys import ALIASES, KEYS, MEASURANDS, REST_OF_CORE, Key
from reference_impl.device_link import Configure, Reply, Unreachable

SAMPLED = "MeterValuesSampledData"


class Configuration(Block):
    """The current values; those that differ from their defaults are kept in the store."""

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {
            "GetConfiguration": self._get_configuration,
            "ChangeConfiguration": self._change_configuration,
        }

    def __getitem__(self, name: str) -> str:
        """The value of a key."""
        if name == "IsOperative":
            return "true" if self.bridge.availability.operative else "false"
        return str(self.bridge.store.load(f"configuration/{name}", self.default(name)))

    def default(self, name: str) -> str:
        """The value of a key nobody has set."""
        if name == SAMPLED and self.samples_everything():
            return ",".join(MEASURANDS)
        settings, key = self.bridge.settings, self.keys()[name.casefold()]
        documented = key.elsewhere.get(settings.region, key.default)
        return settings.configuration.get(name, documented)

    def flag(self, name: str) -> bool:
        """The value of a boolean key."""
        return self[name].casefold() == "true"

    def put(self, now: float, name: str, value: str) -> None:
        """Set a key and tell the blocks."""
        self.bridge.store.save(f"configuration/{name}", value)
        for block in self.bridge.blocks:
            block.configuration_changed(now, name)

    def key(self, name: str) -> Key | None:
        """The key of a name, by any of its documented spellings, without regard to case."""
        folded = name.casefold()
        key = self.keys().get(ALIASES.get(folded, folded))
        return key if key is not None and self.knows(key) else None

    def keys(self) -> Mapping[str, Key]:
        """All keys by their names in lower case: the vendor's and, where so set up, all of Core."""
        return {**KEYS, **REST_OF_CORE} if self.bridge.settings.whole_core else KEYS

    def knows(self, key: Key) -> bool:
        """Whether this release of the bridge has a key."""
        return key.name not in self.bridge.settings.unsupported_keys

    def samples_everything(self) -> bool:
        """Whether readings contain all there is, whatever anybody would rather have."""
        return self.bridge.settings.semantics.measurands == "all"

    def is_fixed(self, key: Key) -> bool:
        """Whether a key can only be read."""
        return key.readonly or (key.name == SAMPLED and self.samples_everything())

    def change(self, now: float, name: str, value: str) -> str:
        """Change a key if that is allowed; returns the ConfigurationStatus."""
        key = self.key(name)
        if key is None:
            return ConfigurationStatus.not_supported
        value = key.normalize(value)
        if not self.may_set(key, value):
            return ConfigurationStatus.rejected
        if key.name == "IsOperative":
            status = self.bridge.availability.change(now, value == "true")
            return ConfigurationStatus.rejected if status == "Rejected" else status_accepted()
        self.put(now, key.name, value)
        self.bridge.status.refresh(now)
        return status_accepted()

    def may_set(self, key: Key, value: str) -> bool:
        """Whether a key can be set, and to this value."""
        return not self.is_fixed(key) and key.accepts(value)

    def reveals(self, key: Key) -> bool:
        """Whether a key may be read: passwords may not."""
        return not key.hidden

    def asked(self, request: Payload) -> list[str]:
        """The names a request is about: without any, all keys that may be read."""
        return request.get("key") or self.names()

    def entry(self, name: str, key: Key) -> Payload:
        """What is told of a key, by the name it was asked for."""
        return {"key": name, "readonly": self.is_fixed(key), "value": self[key.name]}

    def preferences(self) -> Mapping[str, str]:
        """What the device has to know, by key: of the availability, what is in force."""
        kept = {key.name: self[key.name] for key in self.keys().values() if key.at_device}
        return {**kept, **self.bridge.availability.preference()}

    def follow(self, now: float, preferences: Mapping[str, str]) -> None:
        """A key that is a setting of the device has the value that was set there."""
        for name, value in preferences.items():
            self.put(now, name, value)

    def concerns_device(self, key: Key) -> bool:
        """Whether the device has a say in a key: its screens, its lock and its slots follow."""
        return key.at_device

    def names(self) -> list[str]:
        """All keys that may be read."""
        return [key.name for key in self.keys().values() if self.knows(key) and self.reveals(key)]

    def _change_configuration(self, now: float, request: Payload, answer: Answer) -> None:
        key, value = self.key(request["key"]), request["value"]
        if (
            key is not None
            and self.concerns_device(key)
            and self.may_set(key, key.normalize(value))
        ):
            self._change_at_device(now, key, value, answer)
            return
        answer({"status": self.change(now, request["key"], value)})

    def _change_at_device(self, now: float, key: Key, value: str, answer: Answer) -> None:
        def done(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Unreachable):
                answer({"status": ConfigurationStatus.rejected})
            else:
                answer({"status": self.change(moment, key.name, value)})

        def too_late(moment: float, _reply: Reply | Unreachable) -> None:
            self.take_back(moment, key)

        command = Configure({key.name: key.normalize(value)})
        self.bridge.errands.run(now, command, done, too_late)

    def take_back(self, now: float, key: Key) -> None:
        """What was refused by the time the device had changed it is changed back."""
        command = Configure({key.name: self[key.name]})
        self.bridge.command(now, command, lambda _moment, _reply: None)

    def _get_configuration(self, _now: float, request: Payload, answer: Answer) -> None:
        known, unknown = [], []
        for name in self.asked(request):
            key = self.key(name)
            if key is None or not self.reveals(key):
                unknown.append(name)
            else:
                known.append(self.entry(name, key))
        answer(
            {
                **({"configurationKey": known} if known else {}),
                **({"unknownKey": unknown} if unknown else {}),
            }
        )


def status_accepted() -> str:
    """The common outcome."""
    return ConfigurationStatus.accepted
