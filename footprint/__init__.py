"""Footprint: facts make a chronology, the rulebook turns a chronology into duties, everything else reads both."""

import os

# To hand a child's small tables to other threads costs more than the work itself, and the service runs several processes.
# Set POLARS_MAX_THREADS to use more for a nation's files.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
