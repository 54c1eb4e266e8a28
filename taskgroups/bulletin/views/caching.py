"""Pages that are the same for every reader who is not signed in: they may be kept, and set no cookie."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

MINUTE = "public, max-age=60"
View = Callable[..., HttpResponseBase]


def for_everybody(view: View) -> View:
    """Let a reader without a session have a page that any cache on the way may keep for a minute.

    Nobody looks whether they are signed in, so nothing about them is read: no cookie is set and the page does not
    differ by one (no Vary). Whoever has a session gets the page with their own header, and nobody keeps it.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not known:
            forget_who(request)
        response = view(request, *args, **kwargs)
        if known or request.method not in ("GET", "HEAD"):
            return response
        return kept(request, response)

    return shown


def forget_who(request: HttpRequest) -> None:
    """Take from a request what would look into the session: who is signed in, and what they are told."""
    request.user = AnonymousUser()
    request.__dict__.pop("_messages", None)


def kept(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Say how long an answer may be kept and how to ask whether it still holds; answer 304 where it does."""
    if response.status_code in (301, 302):
        response.headers["Cache-Control"] = MINUTE
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    response.headers.setdefault("Cache-Control", MINUTE)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def dated(response: HttpResponse, changed: datetime | None) -> HttpResponse:
    """Say when what a page shows was changed last."""
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response
