"""One school with a large evidence base: 2,000 items under three of 200 descriptors each, half changed once."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from taskgroups.evaluation.models import Evidence, EvidenceUse, EvidenceVersion, Judgement
from taskgroups.frameworks.pack import Descriptor, Pack
from taskgroups.frameworks.shelf import pack_on
from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School

ITEMS, DESCRIPTORS, USES, BATCH = 2_000, 200, 3, 1000
KINDS, COVERS, DIRECT = Evidence.Kind.values, ["", *Evidence.Covers.values], ["", *Evidence.Direct.values]


def pack_of_many(number: int = DESCRIPTORS) -> Pack:
    """Return the framework in force with so many descriptors, spread over its areas that every school has."""
    pack = pack_on(timezone.localdate())
    areas = [one for one in pack.areas if one.applies == "all"]
    share = -(-number // len(areas))
    left, made = number, []
    for area in areas:
        some = min(share, left)
        left -= some
        statements = (Descriptor(f"d{n}", f"Pupils of {area.name} do well, {n}.", "", "ours") for n in range(some))
        made.append(replace(area, descriptors=tuple(statements)))
    return replace(pack, areas=tuple(made))


def judge(school: School, head: Person, pack: Pack) -> None:
    """Every area placed at the line, every statement judged not yet met, and since then met but for each seventh."""
    began, made = timezone.now() - timedelta(days=170), []
    for area in pack.areas:
        known = {"school": school, "pack": pack.slug, "area": area.slug, "by": head}
        made.append(Judgement(**known, value=area.secure_from, made_at=began))
        for number, one in enumerate(area.descriptors):
            since, now = began + timedelta(days=1 + number), "met" if number % 7 else "partly"
            made.append(Judgement(**known, descriptor=one.slug, value="not_yet", made_at=began, superseded_at=since))
            made.append(Judgement(**known, descriptor=one.slug, value=now, made_at=since))
    Judgement.objects.bulk_create(made, BATCH)


def build(pack: Pack, items: int = ITEMS) -> tuple[School, Person]:
    """Write the school with its evidence base, and return it with its head."""
    now = timezone.now()
    school = School.objects.create(urn=700001, name="Bench Primary School", phase="primary", low_age=5, high_age=11)
    head = Person.objects.create_person(email="head@bench.example", name="Hal Bench", password="a long password here")
    Role.objects.create(person=head, kind="head", school=school, starts=timezone.localdate())
    kept = Evidence.objects.bulk_create([_item(school, head, n) for n in range(items)], BATCH)
    places = [(area.slug, one.slug) for area in pack.areas for one in area.descriptors]
    uses = [
        EvidenceUse(evidence=item, pack=pack.slug, area=area, descriptor=descriptor, linked_at=item.added_at)
        for number, item in enumerate(kept)
        for area, descriptor in (places[(number * USES + step * 37) % len(places)] for step in range(USES))
    ]
    EvidenceUse.objects.bulk_create(uses, BATCH, ignore_conflicts=True)
    EvidenceVersion.objects.bulk_create(
        [
            EvidenceVersion(
                evidence=one, number=1, by=head, made_at=one.added_at, superseded_at=now - timedelta(days=1), **one.said
            )
            for one in kept[::2]
        ],
        BATCH,
    )
    return school, head


def _item(school: School, head: Person, number: int) -> Evidence:
    return Evidence(
        school=school,
        title=f"Moderated samples of writing, set {number}",
        kind=KINDS[number % len(KINDS)],
        dated=timezone.localdate() - timedelta(days=number % 900),
        note="What was seen in books of all year groups. " * 5,
        confirmed_by="English lead" if number % 3 else "",
        covers=COVERS[number % len(COVERS)],
        direct=DIRECT[number % len(DIRECT)],
        added_by=head,
        added_at=timezone.now() - timedelta(days=number % 900),
    )
