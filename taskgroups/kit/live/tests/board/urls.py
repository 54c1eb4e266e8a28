"""Pages of the board: read it, write on it."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from taskgroups.kit import live
from taskgroups.kit.live import numbering
from taskgroups.kit.live.tests.board.models import Board, Note


def write(request: HttpRequest, name: str) -> JsonResponse:
    board, _ = Board.objects.get_or_create(name=name)
    note, new = numbering.append(Note(board=board, kind="note"))
    return JsonResponse({"number": note.number, "new": new})


def remove(request: HttpRequest, name: str, person: str) -> HttpResponse:
    live.close(f"board/{name}", person)
    return HttpResponse("removed")


def healthy(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse("ok")


urlpatterns = [
    path("write/<name>", write),
    path("remove/<name>/<person>", remove),
    path("healthz", healthy),
]
