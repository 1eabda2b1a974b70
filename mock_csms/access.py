"""Who may connect: what a charge point presents in its handshake, and whether it is welcome."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

SUBPROTOCOL = "ocpp1.6"
KeyForm = Literal["any", "text", "bytes"]


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a charge point presents when it opens a connection."""

    identity: str
    path: str
    subprotocols: tuple[str, ...] = (SUBPROTOCOL,)
    username: str | None = None
    password: bytes | None = field(default=None, repr=False)
    secure: bool = False
    """Whether it came over an encrypted connection (wss)."""


@dataclass(frozen=True, slots=True)
class TurnAway:
    """The handshake is answered with this HTTP status instead of a connection."""

    status: int
    reason: str


@dataclass(frozen=True)
class Access:
    """Who may connect."""

    identities: frozenset[str] | None = None
    """Known identities; None lets everybody in."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """identity -> key, for HTTP Basic authentication; identities without a key need none."""
    form: KeyForm = "any"
    """Whether a hexadecimal key has to come as the text it is or as the bytes it stands for."""

    def refusal(self, handshake: Handshake) -> TurnAway | None:
        """Why this handshake is turned away; None when it is welcome."""
        identity = handshake.identity
        if not identity or (self.identities is not None and identity not in self.identities):
            return TurnAway(404, f"charge point {identity!r} is not known here")
        if not identity.isprintable():
            return TurnAway(404, f"{identity!r} holds what no identity holds")
        key = self.keys.get(identity)
        if key is not None and not self.authenticates(handshake, key):
            return TurnAway(401, "wrong or missing credentials")
        return None

    def demanding(self, identity: str, key: str) -> Access:
        """The same, but from now on this key, and no earlier one, lets the charge point in."""
        return replace(self, keys={**self.keys, identity: key})

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        """Whether user name and key fit (OCPP-J 6.2.2).

        Unless told otherwise the key counts both as text and, when it is hexadecimal, as the bytes
        it stands for: implementations differ, and the documents leave it open.
        """
        if handshake.username != handshake.identity or handshake.password is None:
            return False
        forms = [key.encode()] if self.form != "bytes" else []
        is_hexadecimal = len(key) % 2 == 0 and all(c in "0123456789abcdefABCDEF" for c in key)
        if is_hexadecimal and self.form != "text":
            forms.append(bytes.fromhex(key))
        return any(hmac.compare_digest(handshake.password, form) for form in forms)
