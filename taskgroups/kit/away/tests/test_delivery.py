"""What a device sends after it was away reaches the server as its writer's, or not at all."""

import json
import time

import pytest
from django.test import Client, RequestFactory

from taskgroups.kit.away import told_at
from taskgroups.kit.away.shell import worker
from tests.cast import Cast


def test_a_browser_is_told_who_is_signed_in_and_the_time(cast: Cast, as_) -> None:
    told = as_(cast.clerk).get("/away/")
    said = told.json()
    assert (said["person"], told["Cache-Control"], len(said["csrf"])) == (cast.clerk.pk, "private, no-store", 64)
    assert abs(said["now"] / 1000 - time.time()) < 5
    assert as_(None).get("/away/").json()["person"] == 0


@pytest.mark.parametrize(("who", "status"), [(None, 401), ("head_b", 409), ("clerk", 404)])
def test_only_the_writer_delivers(cast: Cast, as_, who: str | None, status: int) -> None:
    client = as_(getattr(cast, who) if who else None)
    sent = client.post("/task-groups/none/room/question/", {"text": "x"}, headers={"X-Away-Person": str(cast.clerk.pk)})
    assert sent.status_code == status


def test_words_that_are_not_delivered_are_not_kept_in_a_session(cast: Cast) -> None:
    client = Client()
    client.post("/task-groups/none/room/question/", {"text": "x"}, headers={"X-Away-Person": str(cast.clerk.pk)})
    assert "held" not in client.session


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2026-11-23T10:42:00.000Z", "2026-11-23T10:42:00+00:00"),
        ("2026-11-23T10:42", None),
        ("soon", None),
        ("2026-13-40T10:42Z", None),
    ],
)
def test_a_time_is_read_with_its_zone_or_not_at_all(told: str, read: str | None) -> None:
    found = told_at(RequestFactory().post("/", {"at": told}))
    assert (found.isoformat() if found else None) == read


def test_the_worker_names_the_files_and_a_version(cast: Cast) -> None:
    answer = Client().get("/away.js")
    first, second = answer.content.decode().splitlines()[:2]
    assert (answer["Content-Type"], first[:17], len(json.loads(first[16:-1]))) == (
        "text/javascript; charset=utf-8", 'const VERSION = "', 16,
    )  # fmt: skip
    assert "/static/away/shelf.js" in json.loads(second.removeprefix("const SHELL = ").removesuffix(";"))
    assert answer.content.decode() == worker()
