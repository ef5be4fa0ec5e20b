"""The addresses of the API, each with the permission that its operation names."""

from __future__ import annotations

from typing import Any

from footprint.api import (  # noqa: F401  (the operations of each are added to the API as it is read)
    arranging,
    children,
    consulting,
    deciding,
    holding,
    inviting,
    leave,
    letters,
    recording,
    reviews,
    sending,
)
from footprint.api.doors import api


def _marked() -> list[Any]:
    """Ninja makes one view of all operations at an address; each address of ours has one operation."""
    operations = [view.operations[0] for _, router in api._routers for view in router.path_operations.values()]
    named = {each.url_name: each for each in operations}
    patterns: list[Any] = list(api.urls[0])
    for pattern in patterns:
        operation: Any = named.get(pattern.name)
        if operation is not None:
            pattern.callback.permission = operation.view_func.permission  # read by the test that walks all doors
            pattern.callback.methods = tuple(operation.methods)
    return patterns


urlpatterns = (_marked(), "api")
