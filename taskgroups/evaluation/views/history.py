"""What was said of one area over time, and two versions of it side by side."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from taskgroups.evaluation import queries
from taskgroups.evaluation.history import history
from taskgroups.evaluation.models import Answer, Judgement
from taskgroups.evaluation.picture import AreaState, DescriptorState, Said, find_area
from taskgroups.evaluation.policy import Seen, seen_evaluation
from taskgroups.evaluation.views.choosing import area_in, pack_asked, query_of
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.kit.access import access

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Compared:
    """One line of two versions side by side."""

    what: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@access(seen_evaluation)
def page(request: HttpRequest, seen: Seen, area: str) -> HttpResponse:
    """Show the sittings, newest first, and the two versions chosen, side by side."""
    pack = pack_asked(request)
    known = find_area(pack, area)
    if known is None:
        raise Http404
    sittings, earlier = history(seen.school, pack, area, before=_moment(request, "before"), agreed=seen.agreed)
    chosen = sorted(filter(None, (_moment(request, "one"), _moment(request, "two"))))
    context = {
        "seen": seen,
        "school": seen.school,
        "pack": pack,
        "area": known,
        "query": query_of(pack),
        "sittings": [(one, [(words_of(known, j), j) for j in one.last_words]) for one in sittings],
        "earlier": earlier,
        "chosen": chosen,
        "compared": _compare(seen, pack, area, *chosen) if len(chosen) == 2 else [],
        "group": Judgement.Voice.GROUP,
    }
    return render(request, "evaluation/history.jinja", context)


def _moment(request: HttpRequest, name: str) -> datetime | None:
    try:
        found = parse_datetime(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if found and is_aware(found) and FIRST_YEAR < found.year < LAST_YEAR else None


def words_of(area: Area, one: Judgement) -> tuple[str, str]:
    """Return what a judgement is about and what it says, in words."""
    return _about(area, one.descriptor), _says(area, one.descriptor, one.value)


def _about(area: Area, descriptor: str) -> str:
    if not descriptor:
        return "Where the school is"
    known = area.by_slug.get(descriptor)
    return known.text if known else descriptor


def _says(area: Area, descriptor: str, value: str) -> str:
    if descriptor:
        return str(Answer(value).label) if value in Answer.values else value
    grade = area.grade(value)
    return grade.name if grade else "Not placed"


def _compare(seen: Seen, pack: Pack, area: str, before: datetime, after: datetime) -> list[Compared]:
    one, two = (
        area_in(queries.as_of(seen.school, pack, moment, evidence=seen.evidence, agreed=seen.agreed), area)
        for moment in (before, after)
    )
    lines = [
        Compared("Where the school is", _grade(one, one.said), _grade(two, two.said)),
        Compared("Why", one.said.why if one.said else "", two.said.why if two.said else ""),
    ]
    if seen.agreed:
        lines.append(Compared("What the Task Group agreed", _grade(one, one.agreed), _grade(two, two.agreed)))
    for was, now in zip(one.descriptors, two.descriptors, strict=True):
        lines.append(Compared(was.descriptor.text, _answer(was), _answer(now)))
    return lines


def _grade(state: AreaState, said: Said | None) -> str:
    return _says(state.area, "", said.value if said else "")


def _answer(one: DescriptorState) -> str:
    words = str(Answer(one.answer).label)
    if one.evidence is None or not one.evidence.number:
        return words
    return f"{words}, {one.evidence.number} in evidence"
