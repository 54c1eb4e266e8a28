"""A start reads what every page needs, and leaves what only some ask for until the first asks."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from taskgroups.config.starting import AT_A_TIME
from tests.serving import ROOT, surroundings

pytestmark = pytest.mark.process
# What solves, writes Word and Excel, and hears of others over another server. Each takes as long as ten small pages.
LATER = ("numpy", "highspy", "docx", "xlsxwriter", "redis", "psycopg")
START = f"""
import sys, django
django.setup()
import taskgroups.config.urls, taskgroups.config.asgi
print([name for name in {LATER} if name in sys.modules])
"""


def test_what_few_ask_for_is_not_read_at_the_start(tmp_path: Path) -> None:
    own = surroundings(tmp_path / "none.sqlite3", TASKGROUPS_MODE="test")
    own["DJANGO_SETTINGS_MODULE"] = "taskgroups.config.settings"
    said = subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_new_objects_are_looked_through_seldom() -> None:
    assert gc.get_threshold()[0] == AT_A_TIME
