"""The governors' page, choosing what is on it, and the school on one side of paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from taskgroups.assurance.domain.governors import choose_for_governors
from taskgroups.assurance.governors.forms import GovernorsForm
from taskgroups.assurance.governors.parts import for_governors, on_a_page
from taskgroups.assurance.models import GovernorsPage
from taskgroups.evaluation.agreed import known_to
from taskgroups.kit.access import access
from taskgroups.kit.paper.document import Document
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import on_one_side
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import any_school, headed_school, is_head, is_staff, own_school, visible_things


@access(own_school)
def page(request: Asked, school: School) -> HttpResponse:
    """What the head chose for the school's governors."""
    held = _chosen(school)
    document = _documents(school, held)[0] if held else None
    context = {"school": school, "document": document, "head": is_head(request.user, school)}
    return render(request, "assurance/governors.jinja", context)


@access(own_school)
def pdf(request: Asked, school: School) -> HttpResponse:
    """The same as PDF, on one side of paper."""
    held = _chosen(school)
    if held is None:
        return redirect("school-governors", urn=school.urn)
    return as_file(on_one_side(_documents(school, held)), f"governors-{slugify(school.name)[:60]}.pdf")


@access(headed_school)
def choose(request: Asked, school: School) -> HttpResponse:
    """The head chooses."""
    held = GovernorsPage.objects.filter(school=school).first()
    form = GovernorsForm(request.POST if request.method == "POST" else None, held=held)
    if request.method == "POST" and form.is_valid():
        choose_for_governors(by=request.user, school=school, **{n: form.cleaned_data[n] for n in ("parts", "words")})
        messages.success(request, "Saved. This is what governors see.")
        return redirect("school-governors", urn=school.urn)
    context = {"school": school, "form": form}
    return render(request, "assurance/governors_choose.jinja", context, status=422 if form.errors else 200)


@access(any_school)
def one_side(request: Asked, school: School) -> HttpResponse:
    """The school on one side of paper, of what this person may see."""
    person = request.user
    seen = frozenset(visible_things(person, school))
    documents = on_a_page(school, seen, own=is_staff(person, school), agreed=known_to(person, school, seen))
    return as_file(on_one_side(documents), f"on-a-page-{slugify(school.name)[:60]}.pdf")


def _chosen(school: School) -> GovernorsPage | None:
    held = GovernorsPage.objects.filter(school=school).first()
    return held if held and (held.parts or held.words) else None


def _documents(school: School, held: GovernorsPage) -> list[Document]:
    return for_governors(school, held.parts, held.words)
