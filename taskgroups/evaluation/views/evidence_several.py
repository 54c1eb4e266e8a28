"""Adding several files of evidence at once."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from taskgroups.evaluation.domain.several import Outcome, add_several
from taskgroups.evaluation.forms import SeveralForm
from taskgroups.evaluation.listing import UNLINKED
from taskgroups.kit.access import access
from taskgroups.kit.access.uploads import several_files
from taskgroups.kit.design.words import plural
from taskgroups.kit.files import kinds
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import own_school

OUTCOME = "evidence-several"
TOGETHER = "The files are larger than 60 MB together, so none was kept. Choose fewer."
NONE = "No file was chosen. Choose one or more."


@several_files
@access(own_school)
def page(request: Asked, school: School) -> HttpResponse:
    """Show the form; keep what may be kept, and say of every other file by name why not."""
    form = SeveralForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST":
        chosen = [*request.FILES.getlist("files"), *request.FILES.getlist("photo")]
        too_large = getattr(request, "too_large_files", [])
        if getattr(request, "too_large", False):
            problem = TOGETHER
        elif not chosen and not too_large:
            problem = NONE
        elif form.is_valid():
            done = add_several(school=school, files=chosen, facts=form.facts, too_large=too_large, by=request.user)
            return _told(request, school, done)
    context = {"school": school, "form": form, "problem": problem, "accept": ",".join(kinds.TYPES),
               "outcome": request.session.pop(OUTCOME, None) if request.method == "GET" else None}  # fmt: skip
    return render(request, "evaluation/several.jinja", context, status=422 if request.method == "POST" else 200)


def _told(request: Asked, school: School, done: Outcome) -> HttpResponse:
    """On to what was added where all were kept; back to the form, with what became of each, where not."""
    if done.refused:
        request.session[OUTCOME] = {"kept": done.kept, "refused": done.refused}
        return redirect("school-evidence-add-several", school.urn)
    messages.success(request, f"{plural(len(done.kept), 'item')} added. Open each to say what it shows.")
    return HttpResponseRedirect(f"{reverse('school-evidence', args=[school.urn])}?area={UNLINKED}&sort=added")
