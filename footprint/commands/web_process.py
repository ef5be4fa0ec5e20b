"""The process of the web server: `python -m footprint.commands.web_process HOST PORT WORKERS THREADS GRACE`.

It loads little, so that what its workers load is theirs alone.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels


def main(host: str, port: int, workers: int, threads: int, grace: int) -> None:
    """Serve until told to stop, or until the process that began this one is gone.

    Args:
        threads: of each worker.
        grace: seconds that a worker may take to end.
    """
    server = Granian(
        "footprint.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # a proxy in front speaks HTTP/2 to browsers
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=grace,
        log_level=LogLevels.warning,
    )
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    server.serve()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
