"""Keeping a connection: where to dial, with which credentials, and how long to wait in between."""

from __future__ import annotations

import re
from urllib.parse import quote

from ocpp16.endpoint import Dial
from reference_impl.bridge.block import Block

FIRST_DELAY, LONGEST_DELAY = 1.0, 60.0
OCTETS = re.compile(r"(?:[0-9A-Fa-f]{2})+")


class Connection(Block):
    """Dials until connected, ever more slowly (OCPP-J 3.2, errata JE3.3: appropriate back-off)."""

    _dial_at: float | None = None
    _failures = 0
    _renews = False
    """Whether the connection is to be replaced."""

    def dial(self, now: float) -> None:
        """Connect as soon as possible."""
        self._dial_at = now

    def registered(self, now: float) -> None:
        """The connection serves its purpose: the next loss starts the back-off anew."""
        self._failures = 0

    def disconnected(self, now: float) -> None:
        """Dial again after a while."""
        self._failures += 1
        self._dial_at = now + self.delay(self._failures)

    def configuration_changed(self, now: float, key: str) -> None:
        """A new key is proved at once, on a new connection (overview, AuthorizationKey)."""
        if key == "AuthorizationKey" and self.bridge.is_connected:
            self._renews = self.renews_for_key()

    def renews_for_key(self) -> bool:
        """Whether a new key calls for a new connection."""
        return True

    def delay(self, failures: int) -> float:
        """Seconds to wait after that many failures in a row."""
        return min(FIRST_DELAY * 2.0 ** min(failures - 1, 16), LONGEST_DELAY)

    def url(self) -> str:
        """The configured URI, ending in one slash, and the percent-encoded identity (J 3.1.1)."""
        settings = self.bridge.settings
        return settings.url.rstrip("/") + "/" + quote(settings.identity, safe="")

    def credentials(self) -> tuple[str | None, bytes | None]:
        """User name and key for HTTP Basic authentication; none without a key."""
        settings = self.bridge.settings
        key = self.bridge.configuration["AuthorizationKey"] or settings.password
        if not key:
            return None, None
        return settings.username or settings.identity, self.presented(key)

    def presented(self, key: str) -> bytes:
        """A key as it is sent: as it was written or, where so declared, the bytes it stands for."""
        decodes = self.bridge.settings.semantics.basic_key_encoding == "hex_decoded"
        return bytes.fromhex(key) if decodes and OCTETS.fullmatch(key) else key.encode()

    def subprotocols(self) -> tuple[str, ...]:
        """What is offered in the handshake (OCPP-J 3.1.2)."""
        return ("ocpp1.6",)

    def next_deadline(self) -> float | None:
        """When to dial."""
        return self._dial_at

    def advance(self, now: float) -> None:
        """Dial when it is time; leave a connection that is to be replaced."""
        if self._renews:
            self._renews = False
            self.bridge.close_connection("a new key is in force")
        if self._dial_at is not None and now >= self._dial_at and not self.bridge.is_connected:
            self._dial_at = None
            self.bridge.effects.append(self.attempt())

    def attempt(self) -> Dial:
        """One attempt to connect."""
        return Dial(self.url(), *self.credentials(), self.subprotocols())
