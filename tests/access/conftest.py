"""The world of the table, made once for the tests of a file and undone after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse

from taskgroups.kit.design import errors
from tests.access.asking import Asker
from tests.cast import assemble
from tests.world import build


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Asker]:
    """Somebody who asks as everybody of the cast. Every request is undone, and in the end the world.

    Thousands of refusals are asked for: the page that says so in words is left out.
    """
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors, "shown", lambda request, status, *_, **__: HttpResponse(status=status))
        yield Asker(build(assemble()))
        transaction.set_rollback(True)
