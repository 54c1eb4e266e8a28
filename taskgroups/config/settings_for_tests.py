"""The settings of a test run. pytest loads settings before any conftest, so the mode is said here."""

import os

os.environ["TASKGROUPS_MODE"] = "test"

from taskgroups.config.settings import *  # noqa: F403
