"""A button pressed twice does its work once: each form carries a token, and a token is spent once."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from taskgroups.kit.access.models import Press

FIELD = "press"
SALT = "taskgroups.press"
NOT_YET = "?"  # where a press led that is still being done
WAITS, LOOKS = 2.0, 0.05  # seconds a second press waits for the first, and between two looks
WAITING: set[uuid.UUID] = (
    set()
)  # tokens that somebody waits for: one request each in this worker, which has few threads
LOCK = threading.Lock()
LONGEST = timedelta(minutes=2)  # a press that takes longer was cut off with its server, and did nothing


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
        key = uuid.UUID(signing.loads(token, salt=SALT)[0])
        press = _spend(key)
        if press is not None:
            return self._first(request, press)
        with _patience(key) as seconds:
            return self._again(request, key, until=time.monotonic() + seconds)

    def _again(self, request: HttpRequest, key: uuid.UUID, until: float) -> HttpResponseBase:
        """Answer a press that was not the first: it is done after all where the first one did nothing."""
        while (press := _spend(key)) is None:
            led_to = _led_to(key)
            if led_to == NOT_YET and time.monotonic() < until:
                time.sleep(LOOKS)
            elif led_to is not None and not (led_to == NOT_YET and _given_up(key)):
                return _same_again(request, led_to)
        return self._first(request, press)

    def _first(self, request: HttpRequest, press: "Press") -> HttpResponseBase:
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


@contextmanager
def _patience(key: uuid.UUID) -> Iterator[float]:
    """How many seconds this press may wait for the first: none where another one waits for it already."""
    with LOCK:
        alone = key not in WAITING
        WAITING.add(key)
    try:
        yield WAITS if alone else 0.0
    finally:
        if alone:
            with LOCK:
                WAITING.discard(key)


def _spend(key: uuid.UUID) -> "Press | None":
    """Return the press that is now the first of this form, or None where there was one before."""
    from taskgroups.kit.access.models import Press

    try:
        with transaction.atomic():
            return Press.objects.create(token=key, at=timezone.now(), led_to=NOT_YET)
    except IntegrityError:
        return None


def _led_to(key: uuid.UUID) -> str | None:
    """Return where the first press led; None where it did nothing and is gone: then this one is to be done."""
    from taskgroups.kit.access.models import Press

    return Press.objects.filter(token=key).values_list("led_to", flat=True).first()


def _given_up(key: uuid.UUID) -> bool:
    """Whether the first press was cut off long ago; it is forgotten then, and the form may be sent again."""
    from taskgroups.kit.access.models import Press

    stale = Press.objects.filter(token=key, led_to=NOT_YET, at__lt=timezone.now() - LONGEST)
    return stale.delete()[0] > 0


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
    return HttpResponseRedirect(_page_of(request) if led_to in ("", NOT_YET) else led_to)


def _page_of(request: HttpRequest) -> str:
    """The page the form stood on: the address it is sent to often takes presses only."""
    came = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came, {request.get_host()})
    return urlsplit(came)._replace(scheme="", netloc="").geturl() if is_ours else request.path


def sweep() -> int:
    """Forget tokens older than a day, and say how many. A form open for longer is found by its own checks."""
    from taskgroups.kit.access.models import Press

    return Press.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()[0]
