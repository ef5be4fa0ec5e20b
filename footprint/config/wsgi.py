"""The web service, as a server wants it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footprint.config.settings")
application = get_wsgi_application()

from footprint.actions.duties import warm_up  # noqa: E402  (Django must be set up first)

warm_up(timezone.localdate())
gc.freeze()  # what a worker holds from its start is never looked through again for something to throw away
