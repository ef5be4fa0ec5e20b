"""Jinja2 for our pages: the design system's macros, our filters, and what every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from footprint.web import navigation, table, words
from footprint.web.govuk.fields import fields, problems


class _Plainly(Environment):
    """Pages are shown plain dicts: their keys are looked for first, and not as attributes in vain, some thousand times a page."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of a key of a dict, or else what Jinja finds."""
        if type(obj) is dict:
            if attribute in obj:
                return obj[attribute]
            if not hasattr(dict, attribute):
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def environment(**options: Any) -> Environment:
    """The environment: every text is escaped, and macros may ask for parameters that were not given."""
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    env = _Plainly(**{**options, "undefined": ChainableUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.globals |= {"static": static, "url": _url, "service_name": "Footprint"}
    env.globals |= {"fields_of": fields, "problems_of": problems, **table.GLOBALS}
    env.filters |= {
        "day": words.day,
        "short_day": words.short_day,
        "moment": words.moment,
        "age": words.age,
        "counted": words.counted,
        "browser": words.browser,
        "foldable": words.foldable,
    }
    return env


def _url(name: str, *parts: object, **query: object) -> str:
    found = QueryDict(mutable=True)
    found.update({key: str(value) for key, value in query.items() if value not in (None, "")})
    return reverse(name, args=parts) + (f"?{found.urlencode()}" if found else "")


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """What every page shows: the council's name, where one can go, who one is, and messages."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "council_name": settings.COUNCIL,
        "demo": settings.DEMO,
        "directories": [] if signed_in else directories(),
        "ended": "ended" in request.GET,
        "home_url": reverse("today"),
        "person": {"name": user.title, "role": navigation.role_words(user)} if signed_in and user else None,
        "sign_out_url": reverse("account_logout") if signed_in else "",
        "csrf_input": csrf_input(request),
        "navigation": navigation.links(request) if signed_in else [],
        "notices": [{"text": str(each), "kind": each.level_tag} for each in get_messages(request)],
        "session_seconds": settings.SESSION_IDLE_MINUTES * 60 if signed_in else 0,
        "keep_alive_url": reverse("keep_alive"),
        "brand_url": reverse("brand"),
    }


def csrf_input(request: HttpRequest) -> Markup:
    """The hidden field that every form carries."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))


def directories() -> list[dict[str, str]]:
    """The council's directory, where one is set up: its name, and where its button leads."""
    apps = [each for provider in settings.SOCIALACCOUNT_PROVIDERS.values() for each in provider["APPS"]]
    return [{"name": each["name"], "href": reverse("openid_connect_login", args=[each["provider_id"]])} for each in apps]
