"""Recording where a school is: its own judgements, and what a Task Group agreed. Nothing is overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from taskgroups.evaluation.models import Answer, Judgement
from taskgroups.evaluation.picture import find_area
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, refuse_longer
from taskgroups.people.models import Person
from taskgroups.schools.models import School

LONGEST_WHY = 10_000


@dataclass(frozen=True)
class Change:
    """What somebody says of one place.

    `base` is the id of the judgement they were looking at, 0 for none. `why` None leaves the words as they stand.
    """

    value: str
    base: int
    why: str | None = None


@transaction.atomic
def judge(*, school: School, pack: Pack, area: str, changes: Mapping[str, Change], by: Person) -> list[Judgement]:
    """Record the school's own judgements in one area, by descriptor ('' for the area), and return the new ones.

    What says the same as what stands writes nothing. What the person left as they found it gives way to what another
    wrote meanwhile. Raises ChangedMeanwhile where both changed the same thing differently; its `now` is the judgements
    that stand, by descriptor. Raises Refused where a value is not on the scale. Either way nothing is written.
    """
    known = _area(pack, area)
    for descriptor, change in changes.items():
        _check(known, descriptor, change.value, change.why or "")
    one_at_a_time(school.pk)
    there = _standing(school, pack, area)
    bases = _bases(school, pack, area, changes.values())
    wanted = {key: change for key, change in changes.items() if _moved(change, there.get(key), bases)}
    clashes = {key: there[key] for key, change in wanted.items() if _anothers(there.get(key), change, by)}
    if clashes:
        raise ChangedMeanwhile(clashes)
    return _write(school, pack, area, wanted, there, by)


def _area(pack: Pack, slug: str) -> Area:
    found = find_area(pack, slug)
    if found is None:
        raise Refused(f"{pack.title} has no area of that name. Choose one of its areas.")
    return found


def _check(area: Area, descriptor: str, value: str, why: str) -> None:
    if descriptor and descriptor not in area.by_slug:
        raise Refused(f"{area.name} has no descriptor of that name. Load the page again.")
    allowed = Answer.values if descriptor else ["", *(grade.slug for grade in area.scale)]
    if value not in allowed:
        raise Refused("That choice is not on the list. Choose one of those shown.")
    refuse_longer(why, LONGEST_WHY)


def one_at_a_time(school: int) -> None:
    """Lock a school, by its key, until the transaction ends.

    Whoever locks one of its Task Groups too locks the school first, as a school that becomes another does.
    """
    list(School.objects.select_for_update(no_key=True).filter(pk=school).values_list("pk"))


def _standing(school: School, pack: Pack, area: str) -> dict[str, Judgement]:
    found = Judgement.objects.current().filter(school=school, pack=pack.slug, area=area, voice=Judgement.Voice.SCHOOL)
    return {one.descriptor: one for one in found.select_related("by")}


def _bases(school: School, pack: Pack, area: str, changes: Iterable[Change]) -> dict[int, Judgement]:
    wanted = [change.base for change in changes if change.base]
    return Judgement.objects.filter(school=school, pack=pack.slug, area=area).in_bulk(wanted)


def _moved(change: Change, now: Judgement | None, bases: Mapping[int, Judgement]) -> bool:
    """Whether the person changed something, and to something other than what stands."""
    return not _same(change, bases.get(change.base)) and not _same(change, now)


def _anothers(now: Judgement | None, change: Change, by: Person) -> bool:
    """Whether somebody else wrote what stands since. One's own earlier press or other window is no clash."""
    return now is not None and now.pk != change.base and now.by_id != by.pk


def _same(change: Change, other: Judgement | None) -> bool:
    value, why = (other.value, other.why) if other else ("", "")
    return change.value == value and (change.why is None or change.why.strip() == why)


def _write(
    school: School, pack: Pack, area: str, wanted: Mapping[str, Change], there: Mapping[str, Judgement], by: Person
) -> list[Judgement]:
    if not wanted:
        return []
    now = timezone.now()
    old = [there[key].pk for key in wanted if key in there]
    Judgement.objects.filter(pk__in=old).update(superseded_at=now)
    new = [
        Judgement(school=school, pack=pack.slug, area=area, descriptor=key, value=change.value, by=by, made_at=now)
        for key, change in wanted.items()
    ]
    for one in new:
        before = there.get(one.descriptor)
        why = wanted[one.descriptor].why
        one.why = why.strip() if why is not None else before.why if before else ""
    Judgement.objects.bulk_create(new)
    moved = {one.descriptor or "area": [before_of(there.get(one.descriptor)), one.value] for one in new}
    audit.note(by=by, verb="judged", school_urn=school.urn, about=f"{pack.slug}/{area}", changed=moved)
    return new


def before_of(one: Judgement | None) -> str:
    """The value that stood before, '' for none."""
    return one.value if one else ""


@transaction.atomic
def record_agreed(
    *,
    school: School,
    pack: Pack,
    area: str,
    value: str,
    agreed_in: str,
    by: Person,
    descriptor: str = "",
    why: str = "",
    at: datetime | None = None,
) -> Judgement:
    """Record what a Task Group agreed, beside the school's own judgement, and return it.

    `agreed_in` is the Task Group's address; `at` when it was agreed (now, if not given): one entered afterwards takes
    its place in time and leaves a later one standing. The same again returns what stands. Raises Refused.
    """
    _check(_area(pack, area), descriptor, value, why)
    one_at_a_time(school.pk)
    moment = at or timezone.now()
    place = Judgement.objects.filter(
        school=school, pack=pack.slug, area=area, descriptor=descriptor, voice=Judgement.Voice.GROUP
    )
    before = place.filter(made_at__lte=moment).first()
    after = place.filter(made_at__gt=moment).last()
    if before and (before.value, before.why, before.agreed_in) == (value, why.strip(), agreed_in):
        return before
    if before:
        place.filter(pk=before.pk).update(superseded_at=moment)
    audit.note(by=by, verb="recorded what a Task Group agreed", school_urn=school.urn, about=f"{pack.slug}/{area}",
               descriptor=descriptor, value=value, agreed_in=agreed_in)  # fmt: skip
    return Judgement.objects.create(
        school=school,
        pack=pack.slug,
        area=area,
        descriptor=descriptor,
        voice=Judgement.Voice.GROUP,
        value=value,
        why=why.strip(),
        by=by,
        made_at=moment,
        superseded_at=after.made_at if after else None,
        agreed_in=agreed_in,
    )
