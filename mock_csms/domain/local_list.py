"""The local authorization list of one charge point: version and content (section 3.5.2)."""

from __future__ import annotations

from ocpp.v16.enums import UpdateType

from ocpp16.frames import Payload

EMPTY, NOT_SUPPORTED = 0, -1
"""Versions with a meaning of their own (section 5.10)."""


class LocalList:
    """What was sent and accepted."""

    def __init__(self) -> None:
        self.version: int | None = None
        """As last learned; 0 is an empty list, -1 none at all, None not known yet."""
        self._entries: dict[str, Payload] | None = None

    @property
    def entries(self) -> list[Payload] | None:
        """The AuthorizationData in it; None when a version was never sent from here."""
        return None if self._entries is None else list(self._entries.values())

    def get(self, id_tag: str) -> Payload | None:
        """The entry of a tag, in any case; None when it is not in, or the content not known."""
        return (self._entries or {}).get(id_tag.casefold())

    def told(self, version: int) -> None:
        """The answer to a GetLocalListVersion; another version than ours is somebody else's."""
        if version in (EMPTY, NOT_SUPPORTED):
            self._entries = {}
        elif version != self.version:
            self._entries = None
        self.version = version

    def sent(self, request: Payload) -> None:
        """A SendLocalList was accepted (section 5.15)."""
        entries = request.get("localAuthorizationList", ())
        if request["updateType"] == UpdateType.full:
            self._entries = {}
        if self._entries is not None:
            for entry in entries:
                self._update(self._entries, entry)
        self.version = request["listVersion"]

    def unsupported(self) -> None:
        """A SendLocalList was answered NotSupported."""
        self.told(NOT_SUPPORTED)

    @staticmethod
    def _update(entries: dict[str, Payload], entry: Payload) -> None:
        """An entry without idTagInfo is a deletion (section 7.1)."""
        tag = entry["idTag"].casefold()
        if "idTagInfo" in entry:
            entries[tag] = entry
        else:
            entries.pop(tag, None)
