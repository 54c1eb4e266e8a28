"""Training: sessions soon and past, and commissions to use."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from taskgroups.home.waiting.row import MOST, Waiting
from taskgroups.home.waiting.seldom import to_look_at, to_use
from taskgroups.kit.design.words import day_clock
from taskgroups.people.models import Person
from taskgroups.training import queries as sessions
from taskgroups.training.commissioning.counting import days_of


def training(person: Person) -> Iterator[Waiting]:
    """Training: a session soon, how it was for who came, and attendance to keep for who runs it."""
    now = timezone.now()
    for one in sessions.near(person, now)[:MOST]:
        session = one.session
        about = f"Training, {day_clock(session.starts_at)}"
        if session.starts_at > now:
            address, on = session.get_absolute_url(), timezone.localdate(session.starts_at)
            yield Waiting(f"Come to ‘{session.title}’", address, on, about)
        elif one.came and session.ends_at < now:
            yield Waiting(
                f"Say how ‘{session.title}’ was", reverse("training-say", args=[session.public_id]), None, about
            )
    for kept in sessions.to_keep(person, now)[:MOST]:
        address = reverse("training-people", args=[kept.public_id])
        yield Waiting(f"Keep who came to ‘{kept.title}’", address, None, f"Training, {day_clock(kept.starts_at)}")


def commissions(person: Person) -> Iterator[Waiting]:
    """Commissions that end soon: for the consultant days to note, for officers days unused, or all of them used."""
    for one in to_use(person)[:MOST]:
        about = f"{days_of(one.left)} of {days_of(one.half_days)} not noted".capitalize()
        what = f"Note the days you used for {one.authority.name}"
        yield Waiting(what, reverse("commission", args=[one.pk]), one.ends, about, late=one.ends < timezone.localdate())
    for one in to_look_at(person)[:MOST]:
        about = f"It ends with {days_of(one.left)} left" if one.left > 0 else "All its days are used"
        what = f"Look at the commission of {one.consultant.name}"
        yield Waiting(what, reverse("commission", args=[one.pk]), one.ends if one.left > 0 else None, about)
