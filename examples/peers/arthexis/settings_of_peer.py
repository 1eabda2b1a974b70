"""arthexis's own settings, but for one: how slowly it turns a charge point's key into a hash.

The usual hash takes some tenths of a second at every connection, which a run of the suite opens
by the hundred; what is said after that is the same.
"""

from arthexis.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
