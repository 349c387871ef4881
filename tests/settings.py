"""Settings of the tests: the real ones, with keys of their own, files in a throw-away folder and no build step."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("SEAL_KEY", "only-for-tests-as-well")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="konkurs-tests-"))
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("EMAIL_URL", "memorymail://")

from portal.settings import *  # noqa: F403
from portal.settings import STORAGES

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
ADMIN_SECOND_FACTOR = True
