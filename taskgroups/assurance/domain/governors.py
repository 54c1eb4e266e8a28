"""Choosing what a school's governors see on one page."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from taskgroups.assurance.models import GovernorsPage
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import refuse_longer
from taskgroups.people.models import Person
from taskgroups.schools.models import School


@transaction.atomic
def choose_for_governors(*, by: Person, school: School, parts: Collection[str], words: str) -> GovernorsPage:
    """Keep the choice and return the page; what was taken out of it is gone at once."""
    refuse_longer(words, 2000, "words")
    chosen = {"parts": list(parts), "words": words.strip(), "changed_by": by, "changed_at": timezone.now()}
    made, _ = GovernorsPage.objects.update_or_create(school=school, defaults=chosen)
    audit.note(by=by, verb="chose what governors see", school_urn=school.urn, about=school.name, parts=list(parts))
    return made


def carry_governors_page(old: School, new: School) -> None:
    """The page goes over, unless the new school has one of its own."""
    mine = GovernorsPage.objects.filter(school=old)
    if GovernorsPage.objects.filter(school=new).exists():
        mine.delete()
    mine.update(school=new)
