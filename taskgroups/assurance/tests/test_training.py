"""Training: what is kept of it about somebody, how long, and what goes with them."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.assurance.domain.erase import erase_person
from taskgroups.assurance.domain.retain import retain
from taskgroups.assurance.person.everything import everything
from taskgroups.training.domain import book, hear, materials
from taskgroups.training.models import Booking, Feedback, TrainingSession
from tests.cast import Cast
from tests.training import ANSWERS, a_session, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(cast: Cast) -> TrainingSession:
    """A session at which the clerk was, and of which they said something."""
    session = held(a_session(cast), cast.clerk)
    hear.say(by=cast.clerk, session=session, answers=ANSWERS, words="Words of my own")
    return session


def told(cast: Cast, *, private: bool) -> dict[str, str]:
    return {one.name: json.dumps(one.rows, default=str) for one in everything(cast.clerk, private=private)}


def test_somebody_reads_what_they_booked_and_said(cast: Cast, said: TrainingSession) -> None:
    found = told(cast, private=True)
    assert "Questions that unlock" in found["Training"]
    assert "Words of my own" in found["What you said of training"]


def test_an_administrator_reads_that_they_booked_and_not_what_they_said(cast: Cast, said: TrainingSession) -> None:
    found = told(cast, private=False)
    assert "Training" in found
    assert "Words of my own" not in str(found)


def test_with_their_details_goes_what_they_said_and_what_is_to_come(cast: Cast, said: TrainingSession) -> None:
    coming = a_session(cast, capacity=1)
    for one in (cast.clerk, cast.head_a):
        book.book(by=one, session=coming)
    erase_person(person=cast.clerk, by=cast.administrator)
    assert Feedback.objects.count() == 0
    assert Booking.objects.get(session=coming, person=cast.head_a).state == "place"
    assert Booking.objects.get(session=said).person.name == "Clerk, Harbour"


def test_three_years_later_the_session_goes_with_its_list_and_its_files(
    cast: Cast, said: TrainingSession, django_capture_on_commit_callbacks
) -> None:
    file = SimpleUploadedFile("slides.txt", b"Ask, then wait.", "text/plain")
    given = materials.add_material(by=cast.lead, session=said, title="Slides", file=file)
    kept = a_session(cast)
    ago = timezone.now() - timedelta(days=3 * 365 + 1)
    TrainingSession.objects.filter(pk=said.pk).update(starts_at=ago - timedelta(hours=2), ends_at=ago)
    with django_capture_on_commit_callbacks(execute=True):
        assert retain().past["training"] == 1
    assert list(TrainingSession.objects.all()) == [kept]
    assert (Booking.objects.count(), given.file.storage.exists(given.file.name)) == (0, False)
