"""Two hosts that start together on an empty database: one makes the tables, the other waits for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from taskgroups.kit.live.tests.conftest import on_postgres
from tests.serving import ROOT

pytestmark = [pytest.mark.process, pytest.mark.on_postgres]
START = "import django; django.setup(); from taskgroups.kit.access.command import bring_up_to_date; bring_up_to_date()"


def test_two_first_starts_at_once_make_the_tables_once(tmp_path: Path) -> None:
    with on_postgres() as database:
        surroundings = os.environ | {
            "DATABASE_URL": database,
            "TASKGROUPS_MODE": "test",
            "TASKGROUPS_VAR": str(tmp_path),
        }
        command = [sys.executable, "-c", START]
        both = [
            subprocess.Popen(command, cwd=ROOT, env=surroundings, stderr=subprocess.PIPE, text=True) for _ in range(2)
        ]
        said = [one.communicate(timeout=60)[1] for one in both]
        assert ([one.returncode for one in both], said) == ([0, 0], ["", ""])
