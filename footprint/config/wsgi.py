"""The web service, as a server wants it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "footprint.config.settings")
application = get_wsgi_application()
