"""Settings of the tests: those of an installation, with throwaway keys and data and cheap passwords."""

import os
import tempfile

_worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
if os.environ.get("FOOTPRINT_TESTED_BY") != _worker:  # a process that a test starts keeps the folder that it is given
    os.environ.update(FOOTPRINT_TESTED_BY=_worker, FOOTPRINT_DATA=tempfile.mkdtemp(prefix="footprint-test-"))
os.environ.setdefault("FOOTPRINT_HTTPS", "no")

from footprint.config.settings import *

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
