"""What every test may lean on: the cast, browsers signed in as them, and the shared data where it is there."""

import os
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ["TASKGROUPS_MODE"] = "test"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")

import pytest
from django.conf import settings
from django.contrib import auth
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

INVENTED = Path(__file__).parent / "taskgroups" / "frameworks" / "tests" / "packs"
SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parent.parent / "shared" / "data"))
# A property holds or does not; how long one example takes on a busy machine is no property.
# How quick a machine draws examples is no finding about what is tried.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")

pytest_plugins = ["tests.parts", "tests.once", "tests.image"]
SignIn = Callable[[object], Client]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """As ever; at its end, what a thread of a failed test left open on PostgreSQL is ended: else its drop fails too."""
    yield
    from django.db import connection

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data, or a skip that says what is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent: this test reads real files from it")
    return SHARED


@pytest.fixture
def island_pack(settings: Any) -> Iterator[object]:
    """The invented framework `island-2031` (a `Pack`), on the shelf beside those we ship while a test runs."""
    from taskgroups.frameworks import shelf

    settings.PACK_FOLDERS = [*settings.PACK_FOLDERS, INVENTED]
    shelf.forget()
    yield shelf.pack("island-2031")
    shelf.forget()


@pytest.fixture
def cast(db: None) -> object:
    """The small cast (`tests.cast.Cast`): head of A, chair, clerk, lead, officer, stranger and the rest."""
    from tests.cast import assemble

    return assemble()


@pytest.fixture
def as_() -> SignIn:
    """A browser signed in as somebody: `as_(cast.head_a).get(...)`; `as_(None)` for nobody."""

    def signed_in(who: object) -> Client:
        client = Client()
        if who is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = _session_of(who)
        return client

    return signed_in


def _session_of(who: Any) -> str:
    """The key of a new session, as signing in leaves one behind; a row, where Django's own way takes six statements."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    signed_in = {
        auth.SESSION_KEY: str(who.pk),
        auth.BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        auth.HASH_SESSION_KEY: who.get_session_auth_hash(),
    }
    key, ends = secrets.token_hex(16), timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.create(session_key=key, session_data=SessionStore().encode(signed_in), expire_date=ends)
    return key
