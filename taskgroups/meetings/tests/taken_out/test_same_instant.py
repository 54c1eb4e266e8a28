"""An action edited while words are taken out of it keeps the edit."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from taskgroups.improvement.domain.actions import update_action
from taskgroups.improvement.models import Action
from taskgroups.meetings.domain.take_out import take_out
from taskgroups.meetings.taken_out.matching import PUT, Wanted
from taskgroups.meetings.tests.record.cast import earlier_action
from taskgroups.meetings.tests.room.cast import under_way
from tests.cast import assemble

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets nobody else write meanwhile"),
]


def test_an_edit_between_looking_and_taking_out_is_kept_and_loses_the_words_too(monkeypatch) -> None:
    cast = assemble()
    group, action = under_way(cast), earlier_action(cast, what="Hear Tom Sparrow read", proof="Tom Sparrow's log")

    def edit() -> None:
        try:
            update_action(by=cast.head_a, action=action, version=action.version, proof="New log of Tom Sparrow")
        finally:
            connection.close()

    def meanwhile(*looked: object) -> int:
        with ThreadPoolExecutor(1) as other:
            other.submit(edit).result(timeout=20)
        return 0

    monkeypatch.setattr("taskgroups.meetings.domain.take_out._calendar_entries", meanwhile)
    take_out(by=cast.clerk, group=group, wanted=Wanted("Tom Sparrow"), reason="Named")
    now = Action.objects.get(pk=action.pk)
    assert (now.what, now.proof) == (f"Hear {PUT} read", f"New log of {PUT}")
