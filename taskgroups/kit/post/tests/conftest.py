"""A production installation, a mail server that answers as told, and a clock that stands."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.utils import timezone


@pytest.fixture
def production(settings) -> None:
    settings.MODE = "production"
    settings.DEFAULT_FROM_EMAIL = "Task Groups <post@taskgroups.example>"


@pytest.fixture
def broken() -> Iterator[list[Exception]]:
    """A mail server that answers with what is put in the list, and takes the letter when nothing is."""
    problems: list[Exception] = []

    def answer(self: EmailMessage, fail_silently: bool = False) -> int:
        if problems:
            raise problems[0]
        return 1

    with patch.object(EmailMessage, "send", answer):
        yield problems


@pytest.fixture
def time_machine_at() -> Iterator[object]:
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller
