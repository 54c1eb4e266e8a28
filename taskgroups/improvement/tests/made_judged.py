"""Judgements and evidence of Alder Primary in one area, for the tests of risk and gaps."""

from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.reading_risk import risk_of
from taskgroups.schools.policy import today
from tests.days import noon_ago

PACK = pack_on(timezone.localdate())
AREA = next(one for one in PACK.areas if one.applies == "all" and not one.own_scale)
FIRST, SECOND = AREA.descriptors[:2]


def judge(cast, value, descriptor="", days=10, pack=PACK, area=AREA):
    Judgement.objects.create(
        school=cast.a, pack=pack.slug, area=area.slug, descriptor=descriptor, value=value, by=cast.head_a,
        made_at=noon_ago(days),
    )  # fmt: skip


def placed(cast, **answers):
    judge(cast, AREA.secure_from)
    for slug, value in answers.items():
        judge(cast, value, slug.replace("_", "-"))


def show(cast, *descriptors, **more):
    facts = {"title": "Book look", "kind": "work", "dated": today(), "note": "Seen"} | more
    places = [Place(PACK.slug, AREA.slug, one.slug) for one in descriptors]
    return add_evidence(school=cast.a, facts=Facts(**facts), by=cast.head_a, places=places)


def gap_at(cast, name, kind, descriptor=FIRST):
    return reverse(name, args=[cast.a.urn, AREA.slug, descriptor.slug if descriptor else "-", kind])


def area_of(cast):
    return next(one for one in risk_of(cast.a, PACK).areas if one.state.area.slug == AREA.slug)
