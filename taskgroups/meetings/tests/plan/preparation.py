"""What a school puts into its preparation, and how it is sent and read."""

from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.models import Evidence, EvidenceUse, Judgement
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.tests.plan.planned import in_days

AREA = "quality-of-education"


def papers(group):
    return reverse("task-group-papers", args=[group.public_id])


def send(browser, group):
    return browser.post(reverse("task-group-prepare", args=[group.public_id]))


def judge(cast, value, descriptor="", why=""):
    now = timezone.now()
    old = Judgement.objects.filter(school=cast.a, area=AREA, descriptor=descriptor, superseded_at=None)
    old.update(superseded_at=now)
    Judgement.objects.create(
        school=cast.a,
        pack="eif-2019",
        area=AREA,
        descriptor=descriptor,
        value=value,
        why=why,
        by=cast.head_a,
        made_at=now,
    )


def show(cast, descriptor, title="Book look"):
    now = timezone.now()
    found = Evidence.objects.create(
        school=cast.a, title=title, kind="work", dated=in_days(-10), added_by=cast.head_a, added_at=now
    )
    EvidenceUse.objects.create(evidence=found, pack="eif-2019", area=AREA, descriptor=descriptor, linked_at=now)


def read(browser, group):
    return text_of(check_page(browser.get(papers(group)).content))
