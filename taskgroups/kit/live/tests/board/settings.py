"""Settings of the board, from BOARD_DATABASE."""

import os

import dj_database_url

SECRET_KEY = "a board for tests alone"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "taskgroups.kit.live.tests.board.urls"
INSTALLED_APPS = ["taskgroups.kit.live", "taskgroups.kit.live.tests.board", "django.contrib.staticfiles", "django_htmx"]
DATABASES = {"default": dj_database_url.parse(os.environ["BOARD_DATABASE"], conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
WAKE = os.environ.get("BOARD_WAKE", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "static/"
USE_TZ = True
MARK = os.environ.get("BOARD_MARK", "")
CHORES_FIRST = float(os.environ.get("BOARD_CHORES_FIRST", "60"))
DEBUG = False
FILE_UPLOAD_MAX_BYTES = 1024 * 1024
