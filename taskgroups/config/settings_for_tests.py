"""The settings of a test run. pytest loads settings before any conftest, so the mode is said here."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["TASKGROUPS_MODE"] = "test"

from taskgroups.config.starting import look_for_cycles_seldom

look_for_cycles_seldom()

from taskgroups.config.settings import *  # noqa: F403, E402

MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="taskgroups-files-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
