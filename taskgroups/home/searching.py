"""Search over what this person may see, and nothing else."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.frameworks.bank import Wanted, count, find
from taskgroups.improvement.models import Action
from taskgroups.kit.design.words import day, day_clock
from taskgroups.meetings.policy import task_groups_for
from taskgroups.meetings.queries import at_schools_called
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import staffed_by
from taskgroups.schools.register.words import plain
from taskgroups.training.models import TrainingSession

MOST = 10
QUESTIONS = 5  # of the bank's: its own page shows them all
CALLED = {"training", "session", "sessions"}  # what is found under Training need not say so itself


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, where it is, and what it is."""

    text: str
    address: str
    about: str


def search(person: Person, words: str) -> dict[str, list[Hit]]:
    """Return up to ten hits of each kind whose name holds every word; nothing for an empty search.

    Schools are public, and so are the programme of training and the question bank; Task Groups, evidence and actions
    are found only by those whose they are.
    """
    terms = words.lower().split()[:8]
    folded = plain(words).split()[:8]
    if not terms:
        return {}
    found = {
        "Schools": _schools(folded) if folded else [],
        "Task Groups": _task_groups(person, folded) if folded else [],
        "Evidence": _evidence(person, terms),
        "Actions": _actions(person, terms),
        "Training": _training(terms),
        "Questions a chair may ask": _questions(words),
    }
    return {kind: hits for kind, hits in found.items() if hits}


def _all(field: str, terms: list[str]) -> Q:
    wanted = Q()
    for term in terms:
        wanted &= Q(**{f"{field}__icontains": term})
    return wanted


def _schools(words: list[str]) -> list[Hit]:
    found = School.objects.filter(*(Q(search_text__contains=word) for word in words)).order_by("-open", "name")
    found = found.only("urn", "name", "town", "postcode")  # all that is put in order before ten are taken
    return [Hit(s.name, reverse("school", args=[s.urn]), s.place or f"URN {s.urn}") for s in found[:MOST]]


def _task_groups(person: Person, words: list[str]) -> list[Hit]:
    found = task_groups_for(person).filter(at_schools_called(words)).order_by("-starts_at")
    return [
        Hit(str(group), reverse("task-group", args=[group.public_id]), day(timezone.localdate(group.starts_at)))
        for group in found[:MOST]
    ]


def _training(terms: list[str]) -> list[Hit]:
    """Sessions by what anybody reads of them: to come, the next first, then held; never how to come, or who booked."""
    wanted = Q()
    for term in set(terms) - CALLED:
        wanted &= reduce(or_, (Q(**{f"{field}__icontains": term}) for field in ("title", "about", "place", "trainer")))
    now = timezone.now()
    coming = TrainingSession.objects.to_come(now).filter(wanted)[:MOST]
    held = TrainingSession.objects.past(now).filter(wanted)[:MOST]
    found = [*coming, *held][:MOST]
    return [Hit(one.title, one.get_absolute_url(), _when(one)) for one in found]


def _questions(words: str) -> list[Hit]:
    """Some questions of the framework in force, those that hold the words themselves first; and a way to all."""
    pack = shelf.pack_on(timezone.localdate())
    wanted = Wanted(pack, words=words)
    places = find(wanted)
    found = [
        Hit(one.question.text, _in_the_bank(framework=pack.slug, area=place.slug, words=words), place.name)
        for place in places
        for one in place.asked
    ]
    found.sort(key=lambda hit: not all(term in hit.text.casefold() for term in wanted.terms))
    if len(found) <= QUESTIONS:
        return found
    every = Hit(f"All {count(places)} questions", _in_the_bank(framework=pack.slug, words=words), pack.title)
    return [*found[:QUESTIONS], every]


def _in_the_bank(**asking: str) -> str:
    return f"{reverse('questions')}?{urlencode(asking)}"


def _when(session: TrainingSession) -> str:
    cancelled = ", cancelled" if session.cancelled_at else ""
    return f"{day_clock(session.starts_at)}{cancelled}. {session.place or 'By video'}"


def _evidence(person: Person, terms: list[str]) -> list[Hit]:
    found = Evidence.objects.filter(_all("title", terms), school__in=staffed_by(person), withdrawn_at=None)
    return [
        Hit(one.title, reverse("school-evidence-item", args=[one.school.urn, one.public_id]), day(one.dated))
        for one in found.select_related("school")[:MOST]
    ]


def _actions(person: Person, terms: list[str]) -> list[Hit]:
    found = Action.objects.filter(_all("what", terms), school__in=staffed_by(person)).select_related("school")
    return [
        Hit(one.what, reverse("school-action", args=[one.school.urn, one.public_id]), f"Due {day(one.due)}")
        for one in found[:MOST]
    ]
