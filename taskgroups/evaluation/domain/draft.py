"""Words saved as they are typed: the person's alone, until they keep them or throw them away."""

from django.utils import timezone

from taskgroups.evaluation.models import Draft
from taskgroups.people.models import Person
from taskgroups.schools.models import School

LONGEST = 20_000


def form_of(pack: str, area: str) -> str:
    """The name of the form for one area under one framework version."""
    return f"area:{pack}:{area}"


def save_draft(*, school: School, form: str, text: str, by: Person) -> Draft:
    """Keep the words of one form, in place of what was kept before; 20,000 characters at most."""
    fields = {"text": text[:LONGEST], "saved_at": timezone.now()}
    return Draft.objects.update_or_create(person=by, school=school, form=form, defaults=fields)[0]


def drop_draft(*, school: School, form: str, by: Person) -> None:
    """Throw the words away, because they were kept for good or are not wanted."""
    Draft.objects.filter(person=by, school=school, form=form).delete()


def draft_of(school: School, form: str, person: Person) -> Draft | None:
    """The person's own words waiting in one form, or None."""
    return Draft.objects.filter(person=person, school=school, form=form).first()


def areas_with_drafts(school: School, pack: str, person: Person) -> frozenset[str]:
    """The areas in which the person's own words wait."""
    start = form_of(pack, "")
    found = Draft.objects.filter(person=person, school=school, form__startswith=start)
    return frozenset(form.removeprefix(start) for form in found.values_list("form", flat=True))
