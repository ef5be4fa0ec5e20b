"""Settings of a server whose disk has room for so many pages of the database and no more (FOOTPRINT_PAGES)."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["OPTIONS"]["init_command"] += f"PRAGMA max_page_count={int(os.environ['FOOTPRINT_PAGES'])};"  # noqa: F405
