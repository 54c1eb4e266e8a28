"""What schools prepare and do: judgements of every year, an evidence base that grows, issues and actions."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from bench.county import bulk
from bench.county.log import WHY
from bench.county.schools import BATCH, Made
from taskgroups.evaluation.models import Evidence, EvidenceUse, Judgement
from taskgroups.frameworks.pack import Pack
from taskgroups.frameworks.shelf import pack, pack_on
from taskgroups.improvement.models import Action, ActionUpdate, ImprovementIssue
from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.models import School

A_YEAR = 12  # items of evidence
ACTIONS = 6  # of each meeting


def build(made: Made, years: int, dice: random.Random) -> None:
    """Write judgements and evidence; for each school in turn, so that no great list is held."""
    for school in made.schools:
        bulk.write(_judged(made, school, years))
        _evidence(made, school, years, dice)


def _ago(years: float) -> datetime:
    return timezone.now() - timedelta(days=365 * years)


def _judged(made: Made, school: School, years: int) -> Iterator[Judgement]:
    """Every half year all of it judged anew; each judgement supersedes the one before under the same framework."""
    moments = [_ago(n / 2) for n in range(years * 2, 0, -1)] + [_ago(0.02)]
    frameworks = [pack_on(moment.date()) for moment in moments]
    for n, (framework, moment) in enumerate(zip(frameworks, moments, strict=True)):
        same = n + 1 < len(frameworks) and frameworks[n + 1] is framework
        yield from _whole(made, school, framework, moment, moments[n + 1] if same else None)


def _whole(
    made: Made, school: School, framework: Pack, moment: datetime, ended: datetime | None
) -> Iterator[Judgement]:
    for area in framework.areas_for(early_years=school.early_years, post_16=school.post_16):
        for n, descriptor in enumerate(("", *(d.slug for d in area.descriptors))):
            value = ("met", "partly", "not_yet", "met")[n % 4] if descriptor else area.secure_from
            yield Judgement(
                school=school, pack=framework.slug, area=area.slug, descriptor=descriptor, value=value,
                why="" if n % 3 else WHY, by=made.head(school), made_at=moment, superseded_at=ended,
            )  # fmt: skip


def _evidence(made: Made, school: School, years: int, dice: random.Random) -> None:
    """A dozen items a year, each under three descriptors of one area; the oldest are withdrawn."""
    items = []
    for n in range(years * A_YEAR):
        added = _ago(n / A_YEAR)
        items.append(
            Evidence(
                school=school,
                title=f"Moderated samples, set {n}",
                kind=("data", "seen", "work")[n % 3],
                dated=added.date(),
                where="Shared folder, autumn",
                confirmed_by="Chair of governors",
                added_by=made.head(school),
                added_at=added,
                withdrawn_at=_ago(3) if n > 4 * A_YEAR else None,
            )
        )
    Evidence.objects.bulk_create(items, BATCH)
    uses = []
    for item in items:
        framework = pack_on(item.dated)
        area = dice.choice(framework.areas)
        uses += [
            EvidenceUse(
                evidence=item, pack=framework.slug, area=area.slug, descriptor=one.slug, linked_at=item.added_at
            )
            for one in area.descriptors[:3]
        ]
    bulk.write(uses)


def actions(made: Made, held: list[TaskGroup]) -> dict[int, list[Action]]:
    """Write two issues and six actions for each meeting, by the meeting's key; those of earlier years are closed."""
    found, issues = {}, []
    for group in held:
        over = group.starts_at < _ago(1)
        raised = [
            ImprovementIssue(
                school=group.school,
                title=f"Reading in the lower years, part {n}",
                source=("inspection", "school")[n],
                raised_on=group.starts_at.date(),
                closed_on=group.starts_at.date() + timedelta(days=300) if over else None,
                added_by=made.head(group.school),
            )
            for n in range(2)
        ]
        issues += raised
        found[group.pk] = [_action(made, group, n, raised[n % 2], over) for n in range(ACTIONS)]
    ImprovementIssue.objects.bulk_create(issues, BATCH)
    rows = Action.objects.bulk_create((action for some in found.values() for action in some), BATCH)
    bulk.write(
        ActionUpdate(action=row, by=row.owner, at=row.set_at + timedelta(days=days), note="Two classes so far.",
                     changes={"status": ["not_started", "under_way"]})
        for row in rows
        for days in (10, 20)
    )  # fmt: skip
    return found


def _action(made: Made, group: TaskGroup, n: int, issue: ImprovementIssue, over: bool) -> Action:
    framework, owner = pack(group.pack), made.head(group.school) if n % 2 else made.deputies[made.place(group.school)]
    assert framework is not None
    areas = framework.areas_for(early_years=True, post_16=False)
    done = over or n % 3 == 0
    due = (group.starts_at + timedelta(days=30 + n * 9)).date()
    return Action(
        school=group.school, what=f"Moderate samples of work with a second school, group {n}", owner=owner,
        owner_role="Head" if n % 2 else "Deputy head", due=due, proof="Moderated samples, signed by both leaders",
        pack=group.pack, area=areas[n % len(areas)].slug, set_in=group.public_id, issue=issue, set_by=made.lead,
        set_at=group.starts_at, status="done" if done else "under_way", done_on=due if done else None,
        impact="some" if over else "too_early",
    )  # fmt: skip
