"""Settings of a server that a test starts and kills: those of production, on the tests' database and files."""

import os
from pathlib import Path

from portal.settings import *  # noqa: F403
from portal.settings import MIDDLEWARE

# Made once for all servers of a run: compressed, with hashed names.
STATIC_ROOT = Path(os.environ["FAULTS_STATIC"])
MIDDLEWARE = ["tests.faults.holding.Hold", *MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = False
