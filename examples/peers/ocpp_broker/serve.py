"""Starts ocpp-broker as a central system of its own: ``python serve.py PORT FOLDER``.

One organization, "peers", without a backend behind it; tags are the broker's own.
"""

import json
import os
import sys
from pathlib import Path

port, folder = int(sys.argv[1]), Path(sys.argv[2])
TAGS = {"TAG-1": "Accepted", "TAG-2": "Accepted", "BLOCKED-1": "Blocked", "EXPIRED-1": "Expired"}
settings = {
    "broker": {"host": "127.0.0.1", "port": port},
    "organizations": [
        {
            "name": "peers",
            "connect_to_backend": False,
            "tag_management": {"enabled": True},
            "tags": [{"id_tag": tag, "status": status} for tag, status in TAGS.items()],
        }
    ],
}
file = folder / "config.yaml"
file.write_text(json.dumps(settings, indent=1), "utf-8")  # JSON is YAML, too
program = Path(sys.executable).with_name("ocpp-broker-server")
os.execv(program, [str(program), "-c", str(file)])
