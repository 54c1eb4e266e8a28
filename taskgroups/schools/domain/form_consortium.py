"""Forming a consortium, changing its schools, drawing its districts."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.people.models import Person
from taskgroups.schools.models import Audience, Consortium, ConsortiumSchool, District, Role, School, Sharing
from taskgroups.schools.policy import today


@transaction.atomic
def form_consortium(*, name: str, schools: Iterable[School], by: Person | None) -> Consortium:
    """Form a consortium of these schools, led by the person who forms it (by nobody yet, where that is None).

    Its authority is the one that all of its schools share, if they do.
    """
    chosen = list(schools)
    shared = {school.authority_id for school in chosen}
    made = Consortium.objects.create(
        name=name.strip(), slug=_slug(name), authority_id=shared.pop() if len(shared) == 1 else None
    )
    if by:
        Role.objects.create(person=by, kind=Role.Kind.LEAD, consortium=made, starts=today())
    audit.note(by=by, verb="formed a consortium", about=made.name)
    _join(made, chosen, by)
    return made


def _slug(name: str) -> str:
    start = slugify(name)[:50] or "consortium"
    taken = set(Consortium.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    number = 2
    slug = start if start not in ("", "new") else f"{start}-1"
    while slug in taken:
        slug, number = f"{start}-{number}", number + 1
    return slug


def _join(consortium: Consortium, schools: Iterable[School], by: Person | None) -> None:
    for school in schools:
        waits = by is not None and _must_agree(school, by)
        ConsortiumSchool.objects.create(consortium=consortium, school=school, joined_on=today(), waits=waits)
        audit.note(by=by, verb="took the school into a consortium", school_urn=school.urn, about=consortium.name)
        _tell_head(consortium, school, by)


def _must_agree(school: School, by: Person) -> bool:
    """Whether the head is asked first: they are here, or the school shares something with its consortia already."""
    heads = Role.objects.on(today()).filter(school=school, kind=Role.Kind.HEAD)
    if heads.filter(person=by).exists():
        return False
    return heads.exists() or Sharing.objects.filter(school=school, audience__gte=Audience.CONSORTIUM).exists()


def _tell_head(consortium: Consortium, school: School, by: Person | None) -> None:
    """A head is asked, since what the school shares with its consortium would go further."""
    heads = Role.objects.on(today()).filter(school=school, kind=Role.Kind.HEAD).select_related("person")
    for role in heads:
        if role.person == by:
            continue
        address = post.link("school-sharing", school.urn)
        text = (
            f"Dear {role.person.name},\n\n{school} is asked to be one of the schools of {consortium}. Once you agree, "
            f"what it shares with its consortium is open to the heads and the lead there.\n\n"
            f"Agree, or leave:\n{address}\n"
        )
        post.send(
            to=role.person.email, subject="Your school's consortium", text=text, about=f"consortium:{consortium.pk}"
        )


@transaction.atomic
def agree_to_consortium(*, consortium: Consortium, school: School, by: Person) -> bool:
    """Let a consortium see what the school shares with consortia, at its head's word; return whether it waited."""
    waited = bool(consortium.memberships.filter(school=school, waits=True).update(waits=False))
    if waited:
        audit.note(by=by, verb="agreed to a consortium", school_urn=school.urn, about=consortium.name)
    return waited


@transaction.atomic
def leave_consortium(*, consortium: Consortium, school: School, by: Person) -> bool:
    """Take a school out of a consortium at its head's word; return whether it was in it."""
    gone, _ = consortium.memberships.filter(school=school).delete()
    if gone:
        audit.note(by=by, verb="left a consortium", school_urn=school.urn, about=consortium.name)
    return bool(gone)


@transaction.atomic
def set_schools(
    *, consortium: Consortium, schools: Iterable[School], had: Iterable[School], by: Person
) -> tuple[int, int]:
    """Make these the consortium's schools, where it was seen to have `had`; return how many joined and how many left.

    What others took in or out since then stays as they left it.
    """
    Consortium.objects.select_for_update(no_key=True).get(pk=consortium.pk)  # two leads at once take a school in once
    wanted, seen = {school.pk: school for school in schools}, {school.pk for school in had}
    held = {one.school_id: one for one in consortium.memberships.select_related("school")}
    new = [school for pk, school in wanted.items() if pk not in seen and pk not in held]
    gone = [one for pk, one in held.items() if pk in seen and pk not in wanted]
    _join(consortium, new, by)
    for one in gone:
        audit.note(by=by, verb="took the school out of a consortium", school_urn=one.school.urn, about=consortium.name)
        one.delete()
    return len(new), len(gone)


@transaction.atomic
def draw_district(*, consortium: Consortium, name: str, schools: Iterable[School], by: Person) -> int:
    """Put schools of a consortium into a district of that name, in each school's own authority; return how many."""
    moved = 0
    for school in schools:
        if school.authority_id is None or not consortium.memberships.filter(school=school).exists():
            continue
        district, _ = District.objects.get_or_create(
            authority_id=school.authority_id, name=name.strip(), defaults={"drawn": True}
        )
        if school.district_id != district.pk:
            school.district = district
            school.save(update_fields=["district"])
            audit.note(by=by, verb="drew a district", school_urn=school.urn, about=district.name)
            moved += 1
    return moved
