"""The application itself with two workers: who may watch a room, and what their stream holds."""

import asyncio
import fcntl
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from taskgroups.config.tests.conftest import Screen
from taskgroups.kit.live import hub
from taskgroups.kit.live.hub import STREAMS_PER_PERSON
from taskgroups.kit.live.tests.conftest import on_postgres
from tests import image
from tests.serving import ROOT, surroundings

pytestmark = [pytest.mark.process, pytest.mark.on_postgres]
AT_ONCE = hub.RECHECK_EVERY - 1  # seconds: told by the removal, not found when the gate is asked anew

BEGIN = """
import json, django
django.setup()
from taskgroups.kit import live
from taskgroups.people.models import Person
from taskgroups.meetings.domain import capture, seats
from taskgroups.meetings.models import Seat, TaskGroup
def one(name): return Person.objects.get(name=name)
def room(state): return TaskGroup.objects.filter(school__urn=990001, state=state).latest("starts_at")
def token(name, state="open"): return live.make_token(room(state).channel, one(name).pk)
"""
BUILD = """
from tests.cast import assemble
from tests.world import build
build(assemble())
"""
LOG = """
stamp = capture.Stamp(one("Ben Birch"), room("open"), room("open").current_item)
capture.note_confidential(stamp, text="A secret word about a pupil")
"""
TAKE_AWAY = """
group = room("planned")
seats.take_away(group=group, by=one("Lena Lead"), seat=Seat.objects.get(task_group=group, person=one("Omar Observer")))
"""
HEARD = re.compile(
    rb'(?:[0-9a-f]+\r\n)?(?:retry: \d+\n)?(?:event: look\nid: \d+\ndata: \{"number": \d+\}|: beat\nevent: beat\ndata: \{\})\n\n(?:\r\n)?'
)
Run = Callable[[str], str]
Surroundings = dict[str, str]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """The surroundings of processes of the application, on a database with the cast's world."""
    folder = tmp_path_factory.mktemp("watched")

    def of(database: str) -> Surroundings:
        settings = {"TASKGROUPS_MODE": "test", "DJANGO_SETTINGS_MODULE": "taskgroups.config.settings"}
        return surroundings(folder / "none") | settings | {"DATABASE_URL": database, "PORT": "0", "WORKERS": "2"}

    def world(server: str) -> str:
        """The name of a database with it on this server, made once for all who test side by side."""
        name = f"watched_{os.environ.get('PYTEST_XDIST_TESTRUNUID', uuid4().hex)[:12]}"
        with (folder.parent.parent / "watched.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the second to come waits for the first
            with psycopg.connect(server, autocommit=True) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                    connection.execute(f"CREATE DATABASE {name} TEMPLATE {image.template(server)}")
                    printed(BUILD, of(urlsplit(server)._replace(path=f"/{name}").geturl()))
        return name

    with on_postgres(world) as database:
        yield of(database)


def printed(program: str, inside: Surroundings) -> str:
    """What a few lines print as another process of the application."""
    command = [sys.executable, "-c", BEGIN + program]
    done = subprocess.run(command, cwd=ROOT, env=inside, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def run(found: Surroundings) -> Run:
    """Run a few lines as another process of the application, and return what they printed."""
    return partial(printed, inside=found)


@pytest.fixture(scope="module")
def port(found: Surroundings, run: Run) -> Iterator[int]:
    command = [sys.executable, "-m", "taskgroups", "serve"]
    server = subprocess.Popen(command, cwd=ROOT, env=found, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    yield int(server.stdout.readline().rpartition(":")[2])
    server.terminate()
    server.communicate(timeout=15)


@pytest.fixture(scope="module")
def tokens(run: Run) -> dict[str, str]:
    """A token for each who is named, for the room that is open; with a state, for another of the same school."""
    asked = ["Omar Observer", "Ben Birch", "Stan Stranger", "Ola Officer", "Asha Alder"]
    open_ = ", ".join(f"'{name}': token('{name}')" for name in asked)
    planned = ", ".join(f"'{name}, planned': token('{name}', 'planned')" for name in asked)
    return dict(json.loads(run(f"print(json.dumps({{{open_}, {planned}}}))")))


async def status(port: int, token: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /live/{token} HTTP/1.1\r\nHost: room\r\n\r\n".encode())
    line = await asyncio.wait_for(reader.readline(), 30)
    writer.close()
    return int(line.split()[1])


def test_an_observers_stream_holds_numbers_and_nothing_else(run: Run, port: int, tokens: dict[str, str]) -> None:
    async def story() -> None:
        screen = await Screen().open(port, tokens["Omar Observer"])
        await asyncio.to_thread(run, LOG)
        heard = await screen.reader.readuntil(b"event: look") + await screen.reader.readuntil(b"}\n\n\r\n")
        screen.writer.close()
        assert HEARD.sub(b"", heard.lstrip(b"}\n\r")) == b""

    asyncio.run(story())


def test_who_has_no_part_in_a_room_is_refused_whatever_they_were_handed(port: int, tokens: dict[str, str]) -> None:
    head, another = tokens["Asha Alder"], tokens["Asha Alder, planned"]
    mixed = head.split(":")[0] + ":" + another.split(":", 1)[1]  # one room under the signature of the other
    handed = [tokens["Stan Stranger"], tokens["Ola Officer"], mixed, head]
    assert [asyncio.run(status(port, one)) for one in handed] == [403, 403, 403, 200]


def test_a_person_taken_from_a_task_group_is_gone_from_all_workers_at_once(
    run: Run, port: int, tokens: dict[str, str]
) -> None:
    observer, chair = tokens["Omar Observer, planned"], tokens["Ben Birch, planned"]

    async def story() -> None:
        away = [await Screen().open(port, observer) for _ in range(6)]
        stays = await Screen().open(port, chair)
        await asyncio.to_thread(run, TAKE_AWAY)
        gone = b"event: gone\ndata: {}\n\n"
        await asyncio.gather(*(asyncio.wait_for(one.reader.readuntil(gone), AT_ONCE) for one in away))
        assert not stays.reader.at_eof()

    asyncio.run(story())
    assert asyncio.run(status(port, observer)) == 403


def test_a_person_taken_from_a_task_group_under_way_is_gone_at_once_and_stays_out(
    run: Run, port: int, tokens: dict[str, str]
) -> None:
    async def story() -> None:
        away = [await Screen().open(port, tokens["Omar Observer"]) for _ in range(6)]
        stays = await Screen().open(port, tokens["Asha Alder"])
        await asyncio.to_thread(run, TAKE_AWAY.replace("planned", "open"))
        gone = b"event: gone\ndata: {}\n\n"
        await asyncio.gather(*(asyncio.wait_for(one.reader.readuntil(gone), AT_ONCE) for one in away))
        await stays.number()  # the log says that they left

    asyncio.run(story())
    assert asyncio.run(status(port, tokens["Omar Observer"])) == 403


def test_one_person_holds_a_few_streams_of_each_worker_and_no_more(port: int, tokens: dict[str, str]) -> None:
    async def story() -> None:
        opened = [await Screen().open(port, tokens["Ben Birch"]) for _ in range(40)]
        for _ in range(100):
            await asyncio.sleep(0.1)
            ended = [one for one in opened if b"event: crowded" in bytes(one.reader._buffer)]  # type: ignore[attr-defined]
            if len(opened) - len(ended) <= 2 * STREAMS_PER_PERSON:
                break
        assert len(opened) - len(ended) == 2 * STREAMS_PER_PERSON

    asyncio.run(story())
