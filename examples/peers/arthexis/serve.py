"""Starts arthexis on a fresh database: ``python serve.py PORT FOLDER``; PEER_KEY enrols chargers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

port, folder = sys.argv[1:]
programs = Path(sys.executable).parent
os.environ |= {
    "ARTHEXIS_DATA_DIR": folder,
    "ARTHEXIS_ALLOWED_HOSTS": "127.0.0.1,localhost",
    "DJANGO_SETTINGS_MODULE": "settings_of_peer",
    "PYTHONPATH": str(Path(__file__).parent),
}

import django  # noqa: E402 - it reads the environment
from django.contrib.auth.hashers import make_password  # noqa: E402

django.setup()
os.environ["ARTHEXIS_OCPP_ENROLLMENT_TOKEN_HASH"] = make_password(os.environ.pop("PEER_KEY"))
made = Path(sys.prefix) / "fresh.sqlite3"  # the same for every run, and slow to make
if not made.exists():
    work = Path(folder) / "made.sqlite3"
    for step in (["migrate", "--noinput", "--verbosity", "0"], ["seed"]):
        environment = {**os.environ, "ARTHEXIS_DATABASE_PATH": str(work)}
        subprocess.run([programs / "arthexis", *step], check=True, timeout=120, env=environment)
    shutil.copy(work, made.with_suffix(f".{port}"))
    made.with_suffix(f".{port}").replace(made)
shutil.copy(made, Path(folder) / "db.sqlite3")
daphne = programs / "daphne"
os.execv(daphne, [str(daphne), "-b", "127.0.0.1", "-p", port, "triggers:application"])
