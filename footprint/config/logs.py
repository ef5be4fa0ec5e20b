"""Log lines as JSON, without anything that was said of a person."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

FIELDS = ("method", "route", "status", "ms", "request")


class Json(logging.Formatter):
    """One line of JSON a record. Of a fault, the kind and the places in the code: its message may quote a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname, "what": record.name}
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line |= {"fault": record.exc_info[0].__name__, "where": _where(record)}
        elif not hasattr(record, "route"):
            line["said"] = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        return json.dumps(line)


def _where(record: logging.LogRecord) -> list[str]:
    trace = record.exc_info[2] if record.exc_info else None
    found = []
    while trace:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_qualname if hasattr(code, 'co_qualname') else code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found
