"""What was written to somebody through the directory of chairs stands on their Home."""

from datetime import timedelta

from django.utils import timezone

from taskgroups.home.waiting import what_needs
from taskgroups.people.models import Person
from taskgroups.training.domain.directory import write_to
from taskgroups.training.models import Message
from tests.cast import Cast


def waits_for(person: Person) -> list[str]:
    return [one.what for one in what_needs(Person.objects.get(pk=person.pk)) if one.what.startswith("Answer ")]


def test_what_was_written_waits_on_home_until_it_is_answered(cast: Cast) -> None:
    asked = write_to(by=cast.head_a, addressee=cast.head_b, text="Could you chair for us?", shows_address=False)
    assert (waits_for(cast.head_b), waits_for(cast.head_a), waits_for(cast.lead)) == (["Answer Asha Alder"], [], [])
    write_to(by=cast.head_b, addressee=cast.head_a, text="Gladly", shows_address=False, answers=asked)
    assert (waits_for(cast.head_b), waits_for(cast.head_a)) == ([], [])


def test_it_does_not_wait_for_ever(cast: Cast) -> None:
    write_to(by=cast.head_a, addressee=cast.head_b, text="Could you chair for us?", shows_address=False)
    Message.objects.update(at=timezone.now() - timedelta(days=15))
    assert waits_for(cast.head_b) == []
