"""When the tests of taking part take place."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.utils import timezone


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    """In the middle of a school year, so that ten days before and after are of the same."""
    with time_machine.travel(datetime(2026, 11, 16, 10, tzinfo=timezone.get_default_timezone()), tick=True):
        yield
