"""Whether the application can serve."""

from django.db import OperationalError, connection
from django.http import HttpRequest, JsonResponse

from taskgroups.kit.access import public


@public("says only whether the application can serve")
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"ok": False, "problem": "the database does not answer"}, status=503)
    return JsonResponse({"ok": True})
