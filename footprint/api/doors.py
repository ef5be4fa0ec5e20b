"""What every operation of the API has in common: who asks, what they need, nothing done twice, and how it is described."""

from __future__ import annotations

import hashlib
import inspect
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import django_auth

from footprint.actions.answering import answer
from footprint.api.asked import Asked
from footprint.api.refusing import REFUSALS, Done, refuse
from footprint.records.models import SentForm, User
from footprint.records.queries import Reader

KEY = "Idempotency-Key"
"""The header with a word of the program's own for one change: sent again, nothing is done again."""

api = NinjaAPI(
    title="Footprint",
    version="1",
    docs_url=None,
    auth=django_auth,
    urls_namespace="api",
    description="The same actions and queries as the pages. Whoever is signed in may ask; a change needs the word against forged "
    f"forms (`X-CSRFToken`), as a form does. A change that carries `{KEY}` is done once, however often it is sent.",
)
refuse(api)

View = Callable[..., Any]


def read(address: str, action: str, record: str) -> Callable[[View], View]:
    """Add an operation that changes nothing; see `_operation`."""
    return lambda view: _operation(api.get, address, action, record, view)


def change(address: str, action: str, record: str) -> Callable[[View], View]:
    """Add an operation that changes something; see `_operation`."""
    return lambda view: _operation(api.post, address, action, record, view)


def named(view: View, name: str, words: str, asks: type[Asked], of: Callable[..., object]) -> View:
    """One of several operations of one shape, which differ in what they ask for (as `told`) and in what they do (`of`)."""
    view.__name__, view.__doc__, view.__module__ = name, words, of.__module__
    view.__annotations__["told"] = asks
    return view


def _operation(method: Callable[..., Any], address: str, action: str, record: str, view: View) -> View:
    """Add an operation with the permission that it needs (`domain/permissions.toml`); its first argument becomes the reader.

    It is described by its own name, its docstring, its arguments and what it gives back.
    """
    words, _, more = (inspect.getdoc(view) or "").partition("\n")
    answers = get_type_hints(view)["return"]
    add = method(
        address,
        url_name=view.__name__,
        operation_id=view.__name__,
        summary=words,
        description=more.strip() or None,
        tags=[view.__module__.rpartition(".")[2]],
        response={200: None if answers is HttpResponse else answers, **REFUSALS},  # a file has no schema
    )
    add(_door(action, record, view, changes=method == api.post))
    return view


def _door(action: str, record: str, view: View, *, changes: bool) -> View:
    @wraps(view)
    def asked(request: HttpRequest, **named: Any) -> Any:
        assert isinstance(request.user, User)
        reader = Reader(request.user, timezone.now(), str(uuid.uuid4()))
        tried = [named["child"]] if isinstance(named.get("child"), uuid.UUID) else []

        def do() -> Any:
            if changes:
                _once(reader, request.headers.get(KEY, ""))
            return view(reader, **named)

        return answer(reader, action, record, do, changes=changes, tried=tried)

    asked.__signature__ = _of_a_request(view)  # type: ignore[attr-defined]
    asked.permission = (action, record)  # type: ignore[attr-defined]  # read by the test that walks all doors
    return asked


def _of_a_request(view: View) -> inspect.Signature:
    """The signature by which the API is described: the request in place of the reader."""
    hints = get_type_hints(view, include_extras=True)
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    told = list(inspect.signature(view).parameters.values())[1:]
    return inspect.Signature([request, *(each.replace(annotation=hints[each.name]) for each in told)])


def _once(reader: Reader, key: str) -> None:
    """Write the key down in the transaction of what it asks for: where that comes to nothing, the key is free again.

    Raises:
        Done: what the key asks for was done.
    """
    if not key:
        return
    try:
        with transaction.atomic():
            SentForm.objects.create(user=reader.user, once=f"api:{hashlib.sha256(key.encode()).hexdigest()}")
    except IntegrityError:
        raise Done from None
