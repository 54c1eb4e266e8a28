"""One area of a school's self-evaluation: where it is, why, and every descriptor with what shows it."""

from django.http import HttpResponse
from django.shortcuts import render

from taskgroups.evaluation import queries
from taskgroups.evaluation.area_form import AreaForm, fresh
from taskgroups.evaluation.domain.draft import draft_of, form_of
from taskgroups.evaluation.models import Answer
from taskgroups.evaluation.picture import AreaState, Picture
from taskgroups.evaluation.policy import Seen, seen_evaluation
from taskgroups.evaluation.views.choosing import area_in, pack_asked, query_of
from taskgroups.frameworks.pack import CHECKED
from taskgroups.kit.access import access
from taskgroups.people.asking import Asked

ANSWERS = [(value, str(label)) for value, label in Answer.choices]


@access(seen_evaluation)
def page(request: Asked, seen: Seen, area: str) -> HttpResponse:
    """Show the area: as a form to the school's own people, to read for those it is shared with."""
    pack = pack_asked(request)
    picture = queries.standing(seen.school, pack, evidence=seen.evidence, agreed=seen.agreed)
    state = area_in(picture, area)
    draft = draft_of(seen.school, form_of(pack.slug, area), request.user) if seen.edit else None
    return shown(request, seen, picture, fresh(state, draft))


def shown(request: Asked, seen: Seen, picture: Picture, form: AreaForm, status: int = 200) -> HttpResponse:
    """Return the page of an area with this form in it."""
    pack, area = picture.pack, form.state.area
    chips = queries.newest_evidence(seen.school, pack, area.slug) if seen.evidence else {}
    context = {
        "seen": seen,
        "school": seen.school,
        "pack": pack,
        "picture": picture,
        "state": form.state,
        "area": area,
        "form": form,
        "chips": chips,
        "answers": ANSWERS,
        "checked": CHECKED,
        "query": query_of(pack),
        "next_area": _next(picture, form.state),
    }
    return render(request, "evaluation/area.jinja", context, status=status)


def _next(picture: Picture, state: AreaState) -> AreaState | None:
    places = [one.area.slug for one in picture.areas]
    at = places.index(state.area.slug) + 1
    return picture.areas[at] if at < len(places) else None
