"""The two addresses a device asks: who is signed in and what time it is, and the worker that lets a page open again."""

import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from taskgroups.kit.access import public
from taskgroups.kit.away.shell import worker


@public("tells a browser only who is signed in to it")
def who(request: HttpRequest) -> JsonResponse:
    """Answer with the key of the person signed in (0: nobody), a fresh proof of origin, and the time in ms."""
    answer = JsonResponse(
        {"person": request.user.pk or 0, "csrf": get_token(request), "now": round(time.time() * 1000)}
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@public("a script that is the same for everybody")
def service_worker(request: HttpRequest) -> HttpResponse:
    """Answer with the service worker. It lies at the root, so that it may look after the pages it is registered for."""
    answer = HttpResponse(worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
