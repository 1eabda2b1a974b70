"""The platform under test, as the negative catalogue's runner reaches it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from ssl import SSLContext, create_default_context

from websockets.exceptions import InvalidURI
from websockets.uri import WebSocketURI, parse_uri

from conformance.statement import Statement
from conformance.sut.stand_in import address

KEY = "MDEyMzQ1Njc4OWFiY2RlZg=="
SUBPROTOCOL = "ocpp1.6"


@dataclass(frozen=True, slots=True)
class Target:
    """Where it is, who connects, and how long it may take.

    ``url`` is the endpoint without an identity. One identity stands for one connection at a time;
    each further one that the platform knows lets one more case run beside the others. The user name
    is the identity unless given. Raises ``ValueError`` for what is no WebSocket URL.
    """

    url: str
    identities: tuple[str, ...]
    username: str | None = None
    password: str | bytes | None = field(default=None, repr=False)
    ssl: SSLContext | None = None
    """For wss; None: the system's trusted authorities."""
    reaction: float = 10.0
    """Seconds within which an answer has to come."""
    settle: float = 0.02
    """Seconds for which something that must not come is waited for, once a Heartbeat is answered."""

    def __post_init__(self) -> None:
        if not self.identities:
            raise ValueError("an identity is needed")
        try:
            parse_uri(self.url)
        except InvalidURI as error:
            raise ValueError(str(error)) from None

    @classmethod
    def stated(cls, statement: Statement, *further: str) -> Target:
        """The platform of a statement; ``further`` identities let more cases run at a time.

        Raises ``OSError`` when its certificates cannot be read, and ``ValueError`` without a URL.
        """
        connection = statement.connection
        if connection.url is None:
            raise ValueError("the statement names no URL of a central system")
        return cls(
            connection.url,
            (statement.product.identity, *further),
            username=connection.username,
            password=None if connection.key is None else connection.key.reveal(),
            ssl=None if connection.ca is None else create_default_context(cafile=connection.ca),
            reaction=statement.timing.reaction,
        )

    def uri(self, identity: str) -> WebSocketURI:
        """Where this charge point connects."""
        return parse_uri(address(self.url, identity))

    def context(self) -> SSLContext | None:
        """What the connection is encrypted with, if it is."""
        if not self.uri(self.identities[0]).secure:
            return None
        return self.ssl or create_default_context()

    def authorization(self, identity: str) -> str | None:
        """The value of the header for HTTP Basic authentication (OCPP-J 6.2.2)."""
        if self.password is None:
            return None
        key = self.password.encode() if isinstance(self.password, str) else self.password
        name = identity if self.username is None else self.username
        return "Basic " + b64encode(name.encode() + b":" + key).decode()

    def headers(self, identity: str) -> dict[str, str]:
        """The headers of an ordinary handshake."""
        uri = self.uri(identity)
        host = f"[{uri.host}]" if ":" in uri.host else uri.host
        authorization = self.authorization(identity)
        headers = {
            "Host": host if uri.port == (443 if uri.secure else 80) else f"{host}:{uri.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": KEY,
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Protocol": SUBPROTOCOL,
        }
        return headers | ({"Authorization": authorization} if authorization else {})
