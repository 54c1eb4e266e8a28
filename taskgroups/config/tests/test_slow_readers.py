"""Somebody who takes a file slowly, or not at all, holds up nobody else."""

import asyncio
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from taskgroups.config import outgoing
from taskgroups.config.lanes import LANES, ThreadedDjango

LARGE = 50 * 1024 * 1024
FILE = Path()


def download(request: HttpRequest) -> FileResponse:
    return FileResponse(FILE.open("rb"), as_attachment=True, filename="books.pdf")


def made(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(bytes(2**16) for _ in range(LARGE // 2**16))


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Here")


urlpatterns = [path("file/", download), path("made/", made), path("page/", page)]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ThreadedDjango]:
    """The application with a file of 50 MB to download."""
    global FILE
    FILE = tmp_path / "books.pdf"
    with FILE.open("wb") as file:
        file.truncate(LARGE)
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"]):
        yield ThreadedDjango()


class Reader:
    """A browser that takes so many messages, then stops; `transport` as the server's own `send` would know it."""

    def __init__(self, takes: float = float("inf")) -> None:
        self.takes, self.size, self.said, self.stopped = takes, 0, [], asyncio.Event()
        self._sent = False
        self.gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if self._sent:
            await self.gone.wait()
            return {"type": "http.disconnect"}
        self._sent = True
        return {"type": "http.request", "body": b""}

    async def send(self, message: Any) -> None:
        if self.takes <= 0:
            self.stopped.set()
            await asyncio.Event().wait()
        self.takes -= 1
        self.said.append(message["type"])
        self.size += len(message.get("body", b""))

    async def get(self, app: ThreadedDjango, address: str) -> None:
        scope = {"type": "http", "method": "GET", "path": address, "headers": [], "query_string": b""}
        await app(scope, self.receive, self.send)


@pytest.mark.parametrize("address", ["/file/", "/made/"])
def test_a_page_answers_beside_twenty_who_take_a_file_slowly(served: ThreadedDjango, address: str) -> None:
    async def scene() -> int:
        slow = [Reader(takes=2) for _ in range(20)]
        assert len(slow) > LANES
        tasks = [asyncio.create_task(one.get(served, address)) for one in slow]
        await asyncio.wait_for(asyncio.gather(*(one.stopped.wait() for one in slow)), 30)
        quick = Reader()
        await asyncio.wait_for(quick.get(served, "/page/"), 2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return quick.size

    assert asyncio.run(scene()) == len("Here")


def test_a_large_file_arrives_whole_and_costs_little_memory(served: ThreadedDjango) -> None:
    reader = Reader()
    tracemalloc.start()
    asyncio.run(reader.get(served, "/file/"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reader.size == LARGE
    assert most < 5 * 1024 * 1024


def test_the_answer_is_closed_in_its_lane_before_it_is_read(served: ThreadedDjango) -> None:
    closed: list[int] = []

    def finished(**_: object) -> None:
        closed.append(1)

    async def scene() -> list[int]:
        reader = Reader(takes=1)
        task = asyncio.create_task(reader.get(served, "/file/"))
        await asyncio.wait_for(reader.stopped.wait(), 10)
        then = list(closed)
        task.cancel()
        return then

    request_finished.connect(finished)
    try:
        assert asyncio.run(scene()) == [1]
    finally:
        request_finished.disconnect(finished)


def test_a_reader_who_stopped_is_broken_off(served: ThreadedDjango, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[object] = []
    monkeypatch.setattr(outgoing, "PATIENCE", 0.05)
    monkeypatch.setattr(outgoing, "break_off", broken.append)
    reader = Reader(takes=2)
    asyncio.run(asyncio.wait_for(reader.get(served, "/file/"), 10))
    assert broken == [reader.send]


def test_a_reader_who_left_is_sent_no_more(served: ThreadedDjango) -> None:
    async def scene() -> Reader:
        reader = Reader()
        took = reader.send

        async def leave_after_the_head(message: Any) -> None:
            await took(message)
            reader.gone.set()
            await asyncio.sleep(0)

        reader.send = leave_after_the_head  # type: ignore[method-assign]
        await reader.get(served, "/file/")
        return reader

    assert asyncio.run(scene()).size < LARGE
