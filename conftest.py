"""What every test may lean on: the cast, small schools, and the shared data where it is there."""

import os
from pathlib import Path

os.environ["TASKGROUPS_MODE"] = "test"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")

import pytest

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parent.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data, or a skip that says what is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is absent: this test reads real files from it")
    return SHARED


@pytest.fixture
def cast(db: None) -> "Cast":
    """The small cast: head of A, chair, clerk, lead, officer, stranger and the rest."""
    from tests.cast import assemble

    return assemble()


@pytest.fixture
def as_(client_class: type) -> "Callable[[Person | None], Client]":
    """A browser signed in as somebody: `as_(cast.head_a).get(...)`; `as_(None)` for nobody."""

    def signed_in(who: "Person | None") -> "Client":
        client = client_class()
        if who is not None:
            client.force_login(who)
        return client

    return signed_in


@pytest.fixture
def client_class() -> type:
    from django.test import Client

    return Client
