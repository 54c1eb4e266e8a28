"""What a device sends after it was away: for the person who wrote it only, and answered in data, not in a page."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.dateparse import parse_datetime

PERSON = "X-Away-Person"  # the key of the person whose words these are
DELIVERY = "X-Away-Delivery"  # there where the queue of a device sends it, and nobody waits for a page


class DeliveryMiddleware:
    """Lets nothing through that another person wrote: 401 where nobody is signed in, 409 where it is somebody else.

    The device keeps it in both cases, so nothing of it is held in the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        writer = request.headers.get(PERSON)
        if writer is None:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return JsonResponse({"problem": "Sign in again."}, status=401)
        if writer != str(request.user.pk):
            return JsonResponse({"problem": "Somebody else is signed in."}, status=409)
        return self.get_response(request)


def is_delivery(request: HttpRequest) -> bool:
    """Whether the queue of a device sent this, after it was away."""
    return DELIVERY in request.headers


def done() -> HttpResponse:
    """Answer that it is written: now, or before, where the answer was lost."""
    return HttpResponse(status=204)


def refused(problem: str) -> JsonResponse:
    """Answer that it cannot be written, with the sentence the person is shown beside their words."""
    return JsonResponse({"problem": problem}, status=422)


def told_at(request: HttpRequest) -> datetime | None:
    """Return when the device says it happened; None where it says nothing that can be read."""
    try:
        found = parse_datetime(request.POST.get("at", ""))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo else None
