"""Becoming somebody of the cast with one click. There is no such page in production."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from taskgroups.demonstration.cast import PLAYERS
from taskgroups.demonstration.ground import account
from taskgroups.demonstration.load import is_loaded
from taskgroups.kit.access import held, public


@public("the demonstration's cast are invented, and the address is absent in production")
@require_POST
def become(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as somebody of the cast; where their last sign-in ended while they wrote, offer them what was kept."""
    player = next((p for p in PLAYERS if p.key == key), None)
    if settings.MODE == "production" or player is None or not is_loaded():
        raise Http404
    person = account(player.name)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("held" if held.take(request) else "home")
