"""Taking part in a consortium: when one can come, parts offered, chairing, and what was written to somebody."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from taskgroups.home.waiting.row import MOST, SOON, Waiting
from taskgroups.home.waiting.seldom import offered, told, unanswered
from taskgroups.kit.design.words import day_clock
from taskgroups.people.models import Person
from taskgroups.rounds.models import Participant, Round
from taskgroups.schools.policy import led_by


def rounds(person: Person) -> Iterator[Waiting]:
    """Rounds: when one can come, for those asked; for a lead, a round whose answers are due and whose plan waits."""
    today = timezone.localdate()
    mine = Participant.objects.filter(person=person, answered_at=None, round__published_at=None)
    asked = mine.exclude(asked_at=None).filter(round__answer_by__gte=today - SOON)
    for one in asked.select_related("round__consortium").order_by("round__answer_by")[:MOST]:
        by, about = one.round.answer_by, f"{one.round.consortium}, {str(one.round).lower()}"
        address = reverse("availability", args=[one.token])
        late = by is not None and by < today
        yield Waiting("Say when you could come to Task Groups", address, by, about, late=late)
    led = led_by(person)
    due = (
        Round.objects.filter(consortium__in=led, published_at=None, answer_by__lt=today)
        if led
        else Round.objects.none()
    )
    for found in due.select_related("consortium").order_by("answer_by")[:MOST]:
        address = reverse("round", args=[found.consortium.slug, found.number])
        yield Waiting(f"Plan the round of the {str(found).lower()}", address, None, "The day to answer by has passed")


def chairing(person: Person) -> Iterator[Waiting]:
    """What somebody told this lead, and nobody else, about chairing, until it is read."""
    for one in told(person).select_related("consortium").order_by("said_at")[:MOST]:
        address = reverse("chairing-told", args=[one.consortium.slug, one.person_id])
        yield Waiting("Read what you were told about chairing", address, None, one.consortium.name)


def offers(person: Person) -> Iterator[Waiting]:
    """Parts that a lead has offered the person and that wait for an answer."""
    for one in offered(person).select_related("consortium").order_by("sent_at")[:MOST]:
        about = f"{one.consortium.name}: {one.get_kind_display().lower()}"
        yield Waiting("Say whether you would take a part", reverse("offer", args=[one.token]), None, about)


def written(person: Person) -> Iterator[Waiting]:
    """What was written to the person through the directory of chairs, for a fortnight, until it is answered there."""
    for one in unanswered(person).select_related("sender").order_by("at")[:MOST]:
        address = reverse("directory-message", args=[one.pk])
        yield Waiting(f"Answer {one.sender.name}", address, None, f"Wrote to you on {day_clock(one.at)}")
