"""A device that is no charge point, for tests of drivers: run as a program, in one of its modes.

It notes what was done to it, and which processes it consists of, in the folder FAKE_DEVICE. It
needs nothing but the standard library, so that it runs in a container, too.
"""

import json
import os
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(os.environ.get("FAKE_DEVICE", "/tmp"))
CANNOT = {"clear fault": "no switch for that", "QR code": "no display"}
BROKEN = ("fault",)
HANGING = "reboot"
READINGS = {"charging current": 7.5, "mode": "Eco", "slot writes": "lots", "screen": ["A", "B"]}
VERBS = ["power on", "plug in", "unplug", "enter pin", "clear fault", "fault", "reboot"]
UNAVAILABLE = 69


class CannotError(Exception):
    pass


class BrokenError(Exception):
    pass


def note(kind, text):
    with (FOLDER / kind).open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def do(verb, details):
    if verb == HANGING:
        hang()
    if verb in CANNOT:
        raise CannotError(CANNOT[verb])
    if verb in BROKEN:
        raise BrokenError("smoke comes out of it")
    note("acts", json.dumps([verb, details]))


def read(quantity):
    if quantity in CANNOT:
        raise CannotError(CANNOT[quantity])
    if quantity in READINGS:
        return READINGS[quantity]
    raise CannotError(f"nothing reads {quantity}")


def hang():
    """With a child that would go on by itself, and holds the output open."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    note("processes", str(child.pid))
    time.sleep(600)


def once(act):
    try:
        value = act()
    except CannotError as reason:
        print(reason, file=sys.stderr)
        sys.exit(UNAVAILABLE)
    except BrokenError as reason:
        print(reason, file=sys.stderr)
        sys.exit(3)
    if value is not None:
        print("\n".join(value) if isinstance(value, list) else value)


def by_lines():
    print("ready", flush=True)
    for line in sys.stdin:
        verb, _, details = line.strip().partition("|")
        try:
            do(verb, json.loads(details or "{}"))
        except BrokenError as reason:
            print(reason, flush=True)
            sys.exit(3)


def outcome(request):
    try:
        if "verb" in request:
            do(request["verb"], request["details"])
            return {"done": True}
        return {"value": read(request["quantity"])}
    except CannotError as reason:
        return {"cannot": str(reason)}
    except BrokenError as reason:
        return {"error": str(reason)}


def by_json():
    for line in sys.stdin:
        request = json.loads(line)
        print("{no answer}")
        print(json.dumps({"id": request["id"], **outcome(request)}), flush=True)


def word(name):
    return name.casefold().replace(" ", "-")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/capabilities":
            names = [word(name) for name in (*READINGS, *CANNOT)]
            offer = {"verbs": [word(v) for v in VERBS], "quantities": names, "settings": ["colour"]}
            self.answer(200, offer)
            return
        self.tell({"quantity": self.called((*READINGS, *CANNOT))})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.tell({"verb": self.called(VERBS), "details": json.loads(body)})

    def called(self, names):
        return next(name for name in names if self.path.endswith("/" + word(name)))

    def tell(self, request):
        found = outcome(request)
        if "cannot" in found:
            self.answer(501, {"reason": found["cannot"]})
        elif "error" in found:
            self.answer(500, found)
        else:
            self.answer(200, found)

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(port):
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


def main(mode, *words):
    note("processes", str(os.getpid()))
    match mode:
        case "do":
            once(lambda: do(words[0], json.loads(words[1])))
        case "read":
            once(lambda: read(words[0]))
        case "lines":
            by_lines()
        case "json":
            by_json()
        case "serve":
            serve(int(words[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
