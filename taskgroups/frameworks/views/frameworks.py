"""The frameworks: what each holds, in what words, and how far that was checked. No account, no database."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.bank import Wanted, areas_to_choose, find
from taskgroups.frameworks.bank_paper import in_force
from taskgroups.frameworks.pack import APPLIES, CHECKED, KINDS, MARKS, PHASES, Area, Pack
from taskgroups.kit.access import public

WHY = "frameworks are the same for every school, and hold nothing of any school"


@public(WHY)
def listing(request: HttpRequest) -> HttpResponse:
    """Show every framework version, newest first."""
    today = timezone.localdate()
    rows = [(pack, in_force(pack), _state(pack)) for pack in reversed(shelf.packs().values())]
    return render(request, "frameworks/listing.jinja", {"rows": rows, "today": today})


@public(WHY)
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one framework version whole, but for its questions."""
    pack = _pack(slug)
    context = {
        **_common(pack),
        "tally": _tally(pack),
        "minutes": sum(item.minutes for item in pack.agenda),
        "based_on": shelf.pack(pack.based_on),
    }
    return render(request, "frameworks/framework.jinja", context)


@public(WHY)
def area(request: HttpRequest, slug: str, area_slug: str) -> HttpResponse:
    """Show one area: its lines, the grades above and below, its place on the agenda and its questions."""
    pack = _pack(slug)
    found = pack.area(area_slug)
    if found is None:
        raise Http404
    at = pack.areas.index(found)
    context = {
        **_common(pack),
        "area": found,
        "item": next((item for item in pack.agenda if item.area == found.slug), None),
        "shelf": next(iter(find(Wanted(pack, found.slug))), None),
        "before": pack.areas[at - 1] if at else None,
        "after": pack.areas[at + 1] if at + 1 < len(pack.areas) else None,
    }
    return render(request, "frameworks/area.jinja", context)


def _common(pack: Pack) -> dict[str, object]:
    """What every page about a framework says."""
    return {
        "pack": pack,
        "in_force": in_force(pack),
        "state": _state(pack),
        "applies": APPLIES,
        "checked": CHECKED,
        "marks": MARKS,
        "kinds": KINDS,
        "phases": PHASES,
        "has_questions": {slug for slug, _ in areas_to_choose(pack)},
        "titles": {one.slug: one.title for one in shelf.packs().values()},
    }


def _pack(slug: str) -> Pack:
    pack = shelf.pack(slug)
    if pack is None:
        raise Http404
    return pack


def _state(pack: Pack) -> tuple[str, str]:
    """Whether a framework is in force today, in words, and the tone of the tag."""
    today = timezone.localdate()
    if pack.in_force(today):
        return "In force today", "good"
    return ("Not yet in force", "info") if today < pack.starts else ("No longer in force", "quiet")


def _tally(pack: Pack) -> list[tuple[str, int, int]]:
    """How many descriptors and how many lines above or below them carry each mark: (words, descriptors, themes)."""
    lines = Counter(_mark(a, d.checked) for a in pack.areas for d in a.descriptors)
    themes = Counter(_mark(a, t.checked) for a in pack.areas for t in (*a.above, *a.below))
    return [(CHECKED[mark], lines[mark], themes[mark]) for mark in CHECKED if lines[mark] or themes[mark]]


def _mark(area: Area, checked: str) -> str:
    """The mark of a line. In an area taken over whole, what was seen was seen of another version."""
    return "carried" if area.taken_from and checked != "ours" else checked
