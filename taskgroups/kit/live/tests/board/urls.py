"""Pages of the board: read it, watch it, write on it."""

import time
import uuid

from django.contrib.staticfiles.views import serve
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from taskgroups.kit import live
from taskgroups.kit.live import numbering
from taskgroups.kit.live.tests.board.models import Board, Note

PAGE = """<!doctype html><html lang="en"><title>Board</title>
<meta name="htmx-config" content='{{"includeIndicatorStyles": false, "allowEval": false}}'>
<script src="/static/django_htmx/htmx-2.min.js" defer></script>
<script type="module" src="/static/live/live.js"></script>
<main data-live-url="/live/{token}" data-live-number="{number}">
<p data-live-state></p>
{notes}
<p id="elsewhere" tabindex="-1">Elsewhere</p>
</main></html>"""
NOTES = """<section id="notes" hx-get="/notes/{name}" hx-trigger="live:look from:body" hx-swap="outerHTML">
<p id="count">{number}</p>
<form data-live-hold><input name="text" aria-label="Your note"></form>
</section>"""
STRICT = "default-src 'self'"


def page(request: HttpRequest, name: str) -> HttpResponse:
    board, _ = Board.objects.get_or_create(name=name)
    token = live.make_token(board.channel, request.GET.get("person", "ann"))
    notes = NOTES.format(name=name, number=board.last_number)
    html = PAGE.format(token=token, number=board.last_number, notes=notes)
    return HttpResponse(html, headers={"Content-Security-Policy": STRICT})


def notes(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(NOTES.format(name=name, number=Board.objects.get(name=name).last_number))


def write(request: HttpRequest, name: str) -> JsonResponse:
    board, _ = Board.objects.get_or_create(name=name)
    key = uuid.UUID(request.GET["key"]) if "key" in request.GET else uuid.uuid4()
    note, new = numbering.append(Note(board=board, kind="note", key=key))
    return JsonResponse({"number": note.number, "new": new})


def log(request: HttpRequest, name: str) -> JsonResponse:
    notes = Note.objects.filter(board__name=name, number__gt=request.GET.get("after", 0))
    return JsonResponse({"notes": [[number, str(key)] for number, key in notes.values_list("number", "key")]})


def remove(request: HttpRequest, name: str, person: str) -> HttpResponse:
    live.close(f"board/{name}", person)
    return HttpResponse("removed")


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(0.3)
    return HttpResponse("done")


def healthy(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("ok")


urlpatterns = [
    path("page/<name>", page),
    path("notes/<name>", notes),
    path("write/<name>", write),
    path("log/<name>", log),
    path("remove/<name>/<person>", remove),
    path("slow", slow),
    path("healthz", healthy),
    path("static/<path:path>", serve, {"insecure": True}),
]
