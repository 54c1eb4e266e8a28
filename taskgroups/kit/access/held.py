"""What somebody was sending when their sign-in had run out: kept, and offered again to the same person."""

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.press import FIELD, writer_of

KEY = "held"
MOST = 200_000
NOT_TEXT = {"csrfmiddlewaretoken", FIELD}


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send somebody to the sign-in page and keep the text of a form they were sending (200,000 characters at most)."""
    wanted = request.get_full_path() if request.method == "GET" else request.path
    if request.method == "POST":
        keep(request)
        wanted = reverse("held")
    address = f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def is_own(request: HttpRequest) -> bool:
    """Whether a form was made by us for the person now signed in: only they can know its press token."""
    person = getattr(request, "user", None)
    return bool(person and person.is_authenticated and writer_of(request.POST.get(FIELD, "")) == person.pk)


def keep(request: HttpRequest) -> None:
    """Put the form's text into the session, with the person who wrote it where the form says so."""
    fields = [[name, value] for name in request.POST for value in request.POST.getlist(name) if name not in NOT_TEXT]
    if sum(len(value) for _, value in fields) <= MOST:
        request.session[KEY] = {
            "path": request.path,
            "fields": fields,
            "files": [file.name for _, files in request.FILES.lists() for file in files],
            "writer": writer_of(request.POST.get(FIELD, "")),
        }


def take(request: HttpRequest) -> dict[str, Any] | None:
    """Return what is held for the person who is now signed in, or None. Somebody else's text is thrown away."""
    found: dict[str, Any] | None = request.session.get(KEY)
    if found and found["writer"] != request.user.pk:
        del request.session[KEY]
        return None
    return found


def reword(words: Callable[[str], str], *, at: Collection[str]) -> int:
    """Put what `words` makes of it in place of every text held for anybody, of forms whose address begins with one of
    `at`; return for how many it did. Of other forms nothing is read."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    changed = 0
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = row.get_decoded()
        kept = data.get(KEY, {})
        fields = kept.get("fields", []) if kept.get("path", "").startswith(tuple(at)) else []
        now = [[name, words(value)] for name, value in fields]
        if now != fields:
            data[KEY]["fields"] = now
            Session.objects.filter(pk=row.pk).update(session_data=SessionStore().encode(data))
            changed += 1
    return changed


def forget(request: HttpRequest) -> None:
    """Throw away what is held."""
    request.session.pop(KEY, None)
