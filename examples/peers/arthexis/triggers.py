"""arthexis as it is, and beside it POST /api/octt/1.6/{station}/{kebab-action} to make it send.

What is sent goes through arthexis's own sender on the connection it serves: its queue for operators
would need Redis. A charge point's URL may lack the slash at its end that arthexis insists on.
"""

import json
from urllib.parse import unquote

from arthexis.asgi import application as theirs
from asgiref.sync import sync_to_async

PREFIX = "/api/octt/1.6/"
TIMEOUT = 30


async def application(scope, receive, send):
    """The ASGI application."""
    if scope["type"] == "websocket" and not scope["path"].endswith("/"):
        scope = {**scope, "path": f"{scope['path']}/"}
    ours = scope["type"] == "http" and scope["path"].startswith(PREFIX)
    await (triggered if ours else theirs)(scope, receive, send)


async def triggered(scope, receive, send):
    """Make it send a request and say what became of it."""
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    station, _, action = scope["path"].removeprefix(PREFIX).rpartition("/")
    name = "".join(word.capitalize() for word in action.split("-"))
    try:
        status, answer = 200, await outcome(unquote(station), name, json.loads(body or b"{}"))
    except ValueError as error:  # arthexis sends no such request
        status, answer = 501, {"error": str(error)}
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})


async def outcome(station, action, payload):
    """Send it as arthexis sends, and say what became of it."""
    from apps.ocpp.models import Charger
    from apps.ocpp.protocol.errors import ConnectionClosed, OutboundCallError
    from apps.ocpp.transport.operations import active_connections

    charger = await sync_to_async(Charger.objects.filter(identity=station).first)()
    sender = charger and active_connections.get(charger)
    if not sender:
        return {"outcome": "not-connected"}
    try:
        answer = await sender.send(action=action, payload=payload, timeout=TIMEOUT)
    except OutboundCallError as error:
        return {
            "outcome": "callerror",
            "error": {"code": error.code, "description": error.description},
        }
    except ConnectionClosed:
        return {"outcome": "not-connected"}
    except TimeoutError:
        return {"outcome": "timeout"}
    return {"outcome": "answered", "payload": answer}
