"""How evidence, areas and statements are called in a school's trail."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.schools.models import School
from taskgroups.schools.trail import About, Named, by_words


def name_lines(school: School, abouts: Collection[About]) -> Mapping[About, Named]:
    """Name the evidence and the places of a framework that lines are about. One query."""
    about = {one.words for one in abouts}
    found = {
        item.public_id: Named(item.title, reverse("school-evidence-item", args=[school.urn, item.public_id]))
        for item in Evidence.objects.filter(school=school, public_id__in=about).only("public_id", "title")
    }
    places = {one: _place(school, one) for one in abouts if "/" in one.words}
    return {**by_words(abouts, found), **{one: place for one, place in places.items() if place}}


def _place(school: School, about: About) -> Named | None:
    """'framework/area', 'framework/area/statement' or, as gaps were once told, 'area/statement'.

    What names no framework is under the one in force when the line was written.
    """
    first, _, rest = about.words.partition("/")
    pack = shelf.pack(first)
    if pack is None:
        pack, rest = shelf.pack_on(about.on), about.words
    slug, _, statement = rest.partition("/")
    return _in(pack, school, slug, statement)


def _in(pack: Pack, school: School, slug: str, statement: str) -> Named | None:
    area = pack.area(slug)
    if area is None:
        return None
    text = next((one.text for one in area.descriptors if one.slug == statement), "")
    address = f"{reverse('school-evaluation-area', args=[school.urn, area.slug])}?pack={pack.slug}"
    return Named(f"{area.name}: {text}" if text else area.name, address)
