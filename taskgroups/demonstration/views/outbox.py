"""The e-mails the demonstration would have sent, so that one-click replies can be tried."""

import base64
import re

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from taskgroups.demonstration.load import is_loaded
from taskgroups.kit.access import public
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.kit.post.models import Enclosure, Letter

PRIVATE = "heads-up-"  # letters about it go to readers without an account, whose addresses stand on no page
READER = "A reader of Heads Up"


def _only_in_the_demonstration() -> None:
    if settings.MODE == "production" or not is_loaded():
        raise Http404


@public("the demonstration's letters are invented, and the address is absent in production")
def page(request: HttpRequest) -> HttpResponse:
    """List the letters, newest first; those to somebody, or with these words as their subject, where asked for."""
    _only_in_the_demonstration()
    found = Letter.objects.order_by("-created", "-pk")
    if text := asked(request, "to"):
        to = Q(to__icontains=text) & ~Q(about__startswith=PRIVATE)
        found = found.filter(to | Q(subject__icontains=text))
    letters = page_of(request, found)
    for one in letters.object_list:
        one.to = _to(one)
    return render(request, "demonstration/outbox.jinja", {"page": letters, "to": text})


@public("the demonstration's letters are invented, and the address is absent in production")
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one letter with its links."""
    _only_in_the_demonstration()
    found = get_object_or_404(Letter, pk=letter_id)
    found.to = _to(found)
    lines = [_parts(line) for line in found.text.splitlines() if line.strip()]
    with_it = [(one.name, _to_keep(one)) for one in found.enclosures.all()]
    return render(request, "demonstration/letter.jinja", {"letter": found, "lines": lines, "with_it": with_it})


def _to(letter: Letter) -> str:
    return READER if letter.about.startswith(PRIVATE) else letter.to


def _to_keep(enclosure: Enclosure) -> str:
    """A calendar entry as an address that a browser keeps as a file, so that one's own calendar can try it."""
    if not enclosure.content_type.startswith("text/calendar"):
        return ""
    return f"data:text/calendar;base64,{base64.b64encode(bytes(enclosure.content)).decode()}"


def _parts(line: str) -> list[tuple[str, str]]:
    """A line as (text, address) pairs; the address is empty but for links into this application."""
    found = []
    for part in re.split(r"(https?://\S+)", line):
        inside = part.startswith(settings.ADDRESS)
        found.append((part, part.removeprefix(settings.ADDRESS) or "/" if inside else ""))
    return [pair for pair in found if pair[0]]
