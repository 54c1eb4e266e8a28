"""A button pressed twice does its work once: each form carries a token, and a token is spent once."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

FIELD = "press"
SALT = "taskgroups.press"


def new_token(request: HttpRequest) -> str:
    """Return a token for one form of the person who is signed in (0 for nobody)."""
    return signing.dumps([uuid.uuid4().hex, request.user.pk or 0], salt=SALT)


def writer_of(token: str) -> int:
    """Return the key of the person the form was made for, or 0."""
    try:
        return int(signing.loads(token, salt=SALT)[1])
    except signing.BadSignature:
        return 0


class PressOnceMiddleware:
    """Answers a second press of the same form with what the first one led to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = request.POST.get(FIELD, "") if _is_form(request) else ""
        if not token or writer_of(token) != (request.user.pk or 0) or not request.user.is_authenticated:
            return self.get_response(request)
        return self._once(request, token)

    def _once(self, request: HttpRequest, token: str) -> HttpResponseBase:
        from taskgroups.kit.access.models import Press

        key = uuid.UUID(signing.loads(token, salt=SALT)[0])
        try:
            with transaction.atomic():
                press = Press.objects.create(token=key, at=timezone.now())
        except IntegrityError:
            first = Press.objects.filter(token=key).first()  # gone where the first press failed just now
            return _same_again(request, first.led_to if first else "")
        response: HttpResponseBase | None = None
        try:
            response = self.get_response(request)
        finally:
            if response is None or response.status_code >= 400 or not _went_on(response):
                press.delete()  # nothing was done: the same form may be sent again, put right
        if _went_on(response):
            press.led_to = response.headers.get("Location", "")[:2000]
            press.save(update_fields=["led_to"])
        return response


def _is_form(request: HttpRequest) -> bool:
    return request.method == "POST" and request.content_type in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    )


def _went_on(response: HttpResponseBase) -> bool:
    return response.status_code in (204, 301, 302, 303) or response.headers.get("X-Done") == "1"


def _same_again(request: HttpRequest, led_to: str) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return HttpResponseRedirect(led_to or request.path)


def sweep() -> int:
    """Forget tokens older than a day, and say how many. A form open for longer is found by its own checks."""
    from taskgroups.kit.access.models import Press

    return Press.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()[0]
