"""The host school judges itself: positions, descriptors and evidence, as a school half-way there would."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from taskgroups.demonstration import clock, story
from taskgroups.demonstration.ground import account
from taskgroups.evaluation.domain import evidence, judge
from taskgroups.evaluation.domain.evidence import Facts, Place
from taskgroups.evaluation.domain.judge import Change
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.frameworks.shelf import pack as pack_of
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.models import ImprovementIssue
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import School

ANSWERS = ("met", "met", "partly", "met", "not_yet", "met", "", "met", "partly", "met", "met", "")
COVERS = ("whole", "several", "part")
BELOW_THE_LINE = (2, 3)


def issues_of(school: School, on: date) -> None:
    """What the school must get better at, from its last inspection and of its own choosing."""
    head, pack = account("Maya Okafor"), pack_on(on)
    for source, title, word in story.issues():
        area = next((a.slug for a in pack.areas if word in a.name.lower()), "")
        ImprovementIssue.objects.create(
            school=school, title=title, source=source, pack=pack.slug, area=area, raised_on=on, added_by=head
        )


def judge_all(group: TaskGroup, head: Person, moment: datetime, leave: Collection[str] = ()) -> None:
    """Judge every area, but for the last one, which is left for somebody to try, and those of `leave`."""
    pack, school = pack_of(group.pack), group.school
    assert pack is not None
    areas = pack.areas_for(early_years=school.early_years, post_16=school.post_16)
    with clock.at(moment):
        for place, area in enumerate(areas[:-1] if group.number == 1 else areas):
            if area.slug in leave:
                continue
            _judge(school, pack, area, place, head)
            _show(school, pack, area, head, timezone.localdate(moment))


def _judge(school: School, pack: Pack, area: Area, place: int, head: Person) -> None:
    line = [g.slug for g in area.scale].index(area.secure_from)
    value = area.scale[min(line + (place in BELOW_THE_LINE), len(area.scale) - 1)].slug
    bases = {
        row.descriptor: row.pk
        for row in Judgement.objects.current().filter(school=school, pack=pack.slug, area=area.slug, voice="school")
    }
    changes = {"": Change(value=value, base=bases.get("", 0), why=story.topic_of(area).why)}
    for number, descriptor in enumerate(area.for_phase(school.phase)):
        answer = ANSWERS[(number + place) % len(ANSWERS)]
        changes[descriptor.slug] = Change(value=answer, base=bases.get(descriptor.slug, 0))
    judge.judge(school=school, pack=pack, area=area.slug, changes=changes, by=head)


def _show(school: School, pack: Pack, area: Area, head: Person, today: date) -> None:
    if school.evidence.filter(uses__pack=pack.slug, uses__area=area.slug).exists():
        return
    descriptors = area.for_phase(school.phase)
    for number, item in enumerate(story.topic_of(area).evidence):
        places = [Place(pack.slug, area.slug, d.slug) for d in descriptors[number::4][:3]]
        evidence.add_evidence(
            school=school,
            facts=Facts(
                title=item.title,
                kind=item.kind,
                dated=today - timedelta(days=item.days),
                note=item.note,
                where="Shared drive, self-evaluation folder",
                confirmed_by=item.confirmed_by,
                covers=COVERS[number % len(COVERS)],
                direct="reported" if item.kind == "document" else "direct",
            ),
            by=head,
            places=places,
        )


def at_nine(day: date) -> datetime:
    """Nine in the morning of a day."""
    return timezone.make_aware(datetime.combine(day, time(9, 0)))
