"""arthexis's own settings, but for what makes it slow without being seen on the wire.

The usual hash of a charge point's key takes some tenths of a second at every connection, which a
run of the suite opens by the hundred; and its database need not outlive a failure of the machine.
"""

from arthexis.settings import *  # noqa: F403
from arthexis.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
UNSAFE = "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;"
DATABASES["default"]["OPTIONS"] = {"init_command": UNSAFE}
