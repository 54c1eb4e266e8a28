"""Many writers in many threads and processes, on a real database: no gap, no double."""

import json

from taskgroups.kit.live.tests.conftest import RunBoard

WRITERS = """
import django; django.setup()
import json, uuid
from concurrent.futures import ThreadPoolExecutor
from taskgroups.kit.live import numbering
from taskgroups.kit.live.tests.board.models import Board, Note
from django.db import connection
board, _ = Board.objects.get_or_create(name="hall")
shared = [uuid.UUID(int=n) for n in range(10)]
def write(keys):
    done = [numbering.append(Note(board=board, kind="note", key=key))[0].number for key in keys]
    connection.close()
    return done
work = [[uuid.uuid4() for _ in range(10)] + shared for _ in range(4)]
with ThreadPoolExecutor(4) as threads:
    print(json.dumps([n for done in threads.map(write, work) for n in done]))
"""


def test_two_processes_of_four_threads_give_every_number_once(run_board: RunBoard) -> None:
    run_board(
        "import django; django.setup()\nfrom taskgroups.kit.live.tests.board.models import Board\n"
        "Board.objects.create(name='hall')"
    ).wait(60)
    writers = [run_board(WRITERS) for _ in range(2)]
    said = [writer.communicate(timeout=60) for writer in writers]
    assert [error for _, error in said] == ["", ""]
    given = sorted(number for out, _ in said for number in json.loads(out))
    # 80 events with keys of their own, 10 keys that all eight threads posted
    assert sorted(set(given)) == list(range(1, 91))
    assert len(given) == 80 + 8 * 10
