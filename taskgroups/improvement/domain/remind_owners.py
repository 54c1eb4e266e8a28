"""Reminding owners of their actions: one letter a person and day at most, once a week for those who chose so.

A head's letter tells of the school's actions, too, on the first working day of the week (`tell_heads.py`).

Somebody is written to when an action of theirs is due within a week, when it is late (again each week), or when it is
due within a fortnight and nobody has written about it for three weeks. Never at a weekend.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from taskgroups.improvement.courses import NEAR, SILENT
from taskgroups.improvement.domain.tell_heads import heads_to_tell, weeks_of
from taskgroups.improvement.models import WORDS_TAKEN_OUT, Action, ActionUpdate, LetterChoice, OwnerLetter, Told
from taskgroups.improvement.owner_letters import about_actions
from taskgroups.kit.access import audit
from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today

FRIDAY, FROM, UNTIL = 4, 7, 19  # weekday; hours of the day in which letters are written
SOON, AGAIN = timedelta(days=7), timedelta(days=7)
Stage, Often = Told.Stage, LetterChoice.Often


def remind_by_day() -> int:
    """Remind owners, in the hours of a working day alone: what runs every minute calls this."""
    return remind_owners() if FROM <= timezone.localtime().hour < UNTIL else 0


def remind_owners() -> int:
    """Write to each owner who has something to hear today; return how many letters were written."""
    day = today()
    if day.weekday() > FRIDAY:
        return 0
    waiting: list[tuple[int, bool | None]] = [(pk, False) for pk in _owners(_due(day).filter(_weekly(of=False)), day)]
    waiting += [(pk, True) for pk in _owners(_near(day).filter(_weekly(of=True)), day, since=_monday(day))]
    owners = {pk for pk, _ in waiting}
    waiting += [(pk, None) for pk in heads_to_tell(day) if pk not in owners]
    return sum(_remind(pk, day, weekly=weekly) for pk, weekly in waiting)


@transaction.atomic
def _remind(pk: int, day: date, *, weekly: bool | None) -> int:
    """Write one letter, unless one was written today: two that try at once are told apart by the database.

    `weekly` None: there is nothing to say of their own actions, only of the school they head.
    """
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None:
        return 0
    weeks = weeks_of(person, day)
    kinds = {"weekly": bool(weekly), "digest": bool(weeks)}
    if not OwnerLetter.objects.get_or_create(person=person, on=day, defaults=kinds)[1]:
        return 0
    near = _own(person, day) if weekly is not None else []
    about_actions(person, near, day, weekly=bool(weekly), weeks=weeks)
    for urn in sorted({one.school.urn for one in near}):
        audit.note(by=None, verb="reminded an owner of actions", school_urn=urn)
    return 1


def _own(person: Person, day: date) -> list[Action]:
    """What there is to tell an owner, noted as told."""
    near = list(_near(day).filter(owner=person).select_related("school").order_by("due", "pk"))
    for stage, found in _stages(day).items():
        _told(person, found.filter(owner=person), stage, day)
    return near


def choose(*, by: Person, often: str, digest: bool = True) -> LetterChoice:
    """Keep how often somebody wants to be written to, and whether of the week of a school they head."""
    return LetterChoice.objects.update_or_create(person=by, defaults={"often": often, "digest": digest})[0]


def _told(person: Person, found: Iterable[Action], stage: str, day: date) -> None:
    for one in found:
        Told.objects.update_or_create(action=one, person=person, stage=stage, due=one.due, defaults={"on": day})


def _near(day: date) -> QuerySet[Action]:
    """What is late, or due within a fortnight, of owners who hold a role at the school that day."""
    at = Role.objects.on(day).filter(person=OuterRef("owner"), school=OuterRef("school"), kind__in=Role.SCHOOL_KINDS)
    return Action.objects.unfinished().filter(Exists(at), due__lte=day + timedelta(days=NEAR), owner__is_active=True)


def _stages(day: date) -> dict[str, QuerySet[Action]]:
    """What there is to tell, by its stage; what was told already is not told again, but for what is late still."""
    near, quiet = _near(day), day - timedelta(days=SILENT)
    words = ActionUpdate.objects.filter(action=OuterRef("pk"), at__date__gt=quiet).exclude(note=WORDS_TAKEN_OUT)

    def new(stage: str, since: date = date.min) -> Q:
        told = Told.objects.filter(
            action=OuterRef("pk"), person=OuterRef("owner"), due=OuterRef("due"), stage=stage, on__gt=since
        )
        return ~Q(Exists(told))

    return {
        Stage.SOON: near.filter(new(Stage.SOON), due__gte=day, due__lte=day + SOON),
        Stage.LATE: near.filter(new(Stage.LATE, day - AGAIN), due__lt=day),
        Stage.SLIPS: near.filter(~Exists(words), new(Stage.SLIPS), due__gte=day, set_at__date__lte=quiet),
    }


def _due(day: date) -> QuerySet[Action]:
    """What there is to tell today."""
    soon, late, slips = (found.values("pk") for found in _stages(day).values())
    return Action.objects.filter(Q(pk__in=soon) | Q(pk__in=late) | Q(pk__in=slips))


def _weekly(*, of: bool) -> Q:
    chosen = Exists(LetterChoice.objects.filter(person=OuterRef("owner"), often=Often.WEEKLY))
    return Q(chosen) if of else ~Q(chosen)


def _owners(found: QuerySet[Action], day: date, since: date | None = None) -> list[int]:
    """The owners of actions who were not written to since a day; since today if not said."""
    written = OwnerLetter.objects.filter(person=OuterRef("owner"), on__gte=since or day)
    return list(found.filter(~Exists(written)).order_by("owner").values_list("owner", flat=True).distinct())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
