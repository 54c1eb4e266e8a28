"""Saving an area: the whole form at once, one choice as it is made, and words as they are typed."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from taskgroups.evaluation import queries
from taskgroups.evaluation.agreed import Agreed
from taskgroups.evaluation.area_form import AreaForm, fresh, read, refilled
from taskgroups.evaluation.domain.draft import drop_draft, form_of, save_draft
from taskgroups.evaluation.domain.judge import judge
from taskgroups.evaluation.forms import WhyForm
from taskgroups.evaluation.policy import Seen
from taskgroups.evaluation.views.area import shown
from taskgroups.evaluation.views.choosing import area_in, pack_asked, query_of
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.naming import notice
from taskgroups.kit.design.pupil_names import looks_like_pupil_name
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import own_school


@access(own_school)
def save(request: Asked, school: School, area: str) -> HttpResponse:
    """Save the whole area in one go; where somebody else changed it meanwhile, show both and keep one's own words."""
    pack = pack_asked(request)
    here = reverse("school-evaluation-area", args=[school.urn, area]) + query_of(pack)
    if request.method != "POST":
        return HttpResponseRedirect(here)
    picture = queries.standing(school, pack)
    state = area_in(picture, area)
    seen = Seen(school, edit=True, evaluation=True, evidence=True, agreed=Agreed.ALL)
    words = WhyForm(request.POST, initial={"why": state.said.why if state.said else ""})
    changes = read(request.POST, state)
    meanwhile_first = "" in changes and changes[""].base != fresh(state).whole.base
    if not meanwhile_first and not words.is_valid():
        return shown(request, seen, picture, refilled(request.POST, state, words=words), status=422)
    try:
        wrote = judge(school=school, pack=pack, area=area, changes=changes, by=request.user)
    except ChangedMeanwhile as meanwhile:
        now = queries.standing(school, pack)
        return shown(request, seen, now, refilled(request.POST, area_in(now, area), meanwhile.now), status=409)
    except Refused as refused:
        return shown(request, seen, picture, refilled(request.POST, state, error=str(refused)), status=422)
    if "why" in request.POST:
        drop_draft(school=school, form=form_of(pack.slug, area), by=request.user)
    messages.success(request, "Saved." if wrote else "Nothing had changed, so nothing new was saved.")
    follows = request.POST.get("then", "")
    goes_on = follows and picture.area(follows) is not None
    return HttpResponseRedirect(
        reverse("school-evaluation-area", args=[school.urn, follows]) + query_of(pack) if goes_on else here
    )


@access(own_school)
@require_POST
def answer(request: Asked, school: School, area: str, descriptor: str = "") -> HttpResponse:
    """Save one choice as it is made, and say so beside it. The words of 'why' are left for the Save button."""
    pack = pack_asked(request)
    state = area_in(queries.standing(school, pack, evidence=False), area)
    if descriptor not in {"", *(one.descriptor.slug for one in state.descriptors)}:
        raise Http404
    post = request.POST.copy()
    post.pop("why", None)
    changes = {slug: change for slug, change in read(post, state).items() if slug == descriptor}
    try:
        judge(school=school, pack=pack, area=area, changes=changes, by=request.user)
    except ChangedMeanwhile as meanwhile:
        now = area_in(queries.standing(school, pack), area)
        return _row(request, school, refilled(post, now, meanwhile.now), descriptor, 422)
    except Refused as refused:
        return HttpResponse(str(refused), status=400, content_type="text/plain")
    return _row(request, school, fresh(area_in(queries.standing(school, pack), area)), descriptor, 200)


def _row(request: Asked, school: School, form: AreaForm, descriptor: str, status: int) -> HttpResponse:
    row = next(one for one in (form.whole, *form.rows) if one.slug == descriptor)
    context = {"row": row, "form": form, "state": form.state, "school": school, "at": timezone.now(), "edit": True}
    return render(request, "evaluation/_answered.jinja", context, status=status)


@access(own_school)
@require_POST
def draft(request: Asked, school: School, area: str) -> HttpResponse:
    """Keep the words of 'why' as they are typed, and say when; or throw them away and start from what is kept."""
    pack = pack_asked(request)
    area_in(queries.standing(school, pack, evidence=False), area)
    form = form_of(pack.slug, area)
    if "throw" in request.POST:
        drop_draft(school=school, form=form, by=request.user)
        return HttpResponseRedirect(reverse("school-evaluation-area", args=[school.urn, area]) + query_of(pack))
    kept = save_draft(school=school, form=form, text=request.POST.get("why", ""), by=request.user)
    name = looks_like_pupil_name(kept.text)
    context = {"kept": kept, "warning": notice(name) if name else ""}
    return render(request, "evaluation/_drafted.jinja", context)
