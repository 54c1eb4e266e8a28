"""Who may see and do what in a round. Every finder returns the thing for this person, or None."""

from taskgroups.meetings.models import Seat
from taskgroups.people.models import Person
from taskgroups.rounds.models import Interest, NotChairing, Participant, Placing, Round
from taskgroups.rounds.queries import ever_shown
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Consortium, Role, School


def led_round(person: Person, slug: str, number: int) -> Round | None:
    """The lead of the consortium."""
    found = _round(slug, number)
    return found if found and schools.leads(person, found.consortium) else None


def open_round(person: Person, slug: str, number: int) -> Round | None:
    """The lead of the consortium, until the round is published."""
    found = led_round(person, slug, number)
    return found if found and found.published_at is None else None


def published_round(person: Person, slug: str, number: int) -> Round | None:
    """The lead of the consortium, once the round is published."""
    found = led_round(person, slug, number)
    return found if found and found.published_at else None


def part_in_round(person: Person, slug: str, number: int) -> Participant | None:
    """Those asked to take part in a published round, about their own part, while they have a role anywhere."""
    if not schools.roles_of(person):
        return None
    parts = Participant.objects.filter(person=person, round__consortium__slug=slug, round__number=number)
    return parts.exclude(round__published_at=None).select_related("round__consortium", "school").first()


def participant_in_led_round(person: Person, slug: str, number: int, who: int) -> Participant | None:
    """The lead of the consortium, about somebody who may take part, until the round is published."""
    found = open_round(person, slug, number)
    if found is None:
        return None
    return found.participants.filter(pk=who).select_related("person", "school", "round__consortium").first()


def seat_in_led_round(person: Person, slug: str, number: int, seat: int) -> tuple[Round, Seat] | None:
    """The lead of the consortium, about a seat in a Task Group of a published round, one that was given away too."""
    found = published_round(person, slug, number)
    if found is None:
        return None
    sits = ever_shown(found, person).filter(pk=seat).first()
    return (found, sits) if sits else None


def consortium_with_rounds(person: Person, slug: str) -> Consortium | None:
    """The lead of the consortium, and those with a role anywhere who were asked to one of its published rounds."""
    found = Consortium.objects.filter(slug=slug).first()
    return found if found and opens_rounds(person, found) else None


def opens_rounds(person: Person, consortium: Consortium) -> bool:
    """The rule of `consortium_with_rounds` for one consortium."""
    if schools.leads(person, consortium):
        return True
    mine = Participant.objects.filter(person=person, round__consortium=consortium)
    return bool(schools.roles_of(person)) and mine.exclude(round__published_at=None).exists()


def chairs_in(person: Person, slug: str) -> Consortium | None:
    """Those who could chair in the consortium, about themselves: heads of its schools, its chairs, who spoke here."""
    found = Consortium.objects.filter(slug=slug).first()
    if found is None:
        return None
    spoke = NotChairing.objects.filter(consortium=found, person=person)  # to take it back, whatever they are by now
    return found if could_chair(person, found) or spoke.exists() else None


def could_chair(person: Person, consortium: Consortium) -> bool:
    """The rule of `chairs_in` for one consortium."""
    roles = schools.roles_of(person)
    chairs = any(r.kind == Role.Kind.CHAIR and r.consortium_id == consortium.pk for r in roles)
    return chairs or schools.heads_one_of(person, consortium)


def told_not_chairing(person: Person, slug: str, who: int) -> NotChairing | None:
    """The one lead of the consortium whom somebody told that they do not chair, while they lead and it lasts."""
    found = NotChairing.objects.filter(consortium__slug=slug, person__pk=who, told=person, until__gte=schools.today())
    word = found.select_related("consortium", "person").first()
    return word if word and schools.leads(person, word.consortium) else None


def is_placed_in_the_chair(person: Person, school: School, consortium: Consortium) -> bool:
    """Whether a published round of the consortium put this person in the chair at this school."""
    parts = Placing.objects.filter(person=person, school=school, round__consortium=consortium, ended_at=None)
    return parts.filter(part=Placing.Part.CHAIR).exists()


def interests_of(participant: Participant) -> dict[int, str]:
    """What somebody has declared in the consortium: the kind, by the school's key."""
    found = Interest.objects.filter(person=participant.person, consortium=participant.round.consortium)
    return dict(found.values_list("school_id", "kind"))


def _round(slug: str, number: int) -> Round | None:
    found = Round.objects.filter(consortium__slug=slug, number=number)
    return found.select_related("consortium", "current").first()
