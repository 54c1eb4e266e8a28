"""A school's statement: what stands, choosing, seeing it first, releasing, withdrawing, and taking it along."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from taskgroups.assurance.domain import release as domain
from taskgroups.assurance.models import Link, Statement
from taskgroups.assurance.policy import read_school
from taskgroups.assurance.statement.current import paper, released
from taskgroups.assurance.statement.facts import Chosen, chosen_in, everything
from taskgroups.assurance.statement.forms import ChooseForm, LinkForm
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.document import Document
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import headed_school, is_head, today

SHOWN_OPENINGS = 6


@access(read_school)
def page(request: Asked, school: School) -> HttpResponse:
    """What the school has released; for its head also the links, and who may be given one."""
    return show(request, school, LinkForm())


def show(request: Asked, school: School, form: LinkForm) -> HttpResponse:
    """The page with a form for a link."""
    now, heads = released(school), is_head(request.user, school)
    context = {
        "school": school,
        "statement": now,
        "document": paper(now) if now else None,
        "head": heads,
        "form": form,
        "address": settings.ADDRESS,
        "links": _links(school) if heads else [],
        "draft": heads and Statement.objects.drafts().filter(school=school).exists(),
        "earlier": list(Statement.objects.filter(school=school, ended_at__isnull=False).defer("document")[:10]),
    }
    return render(request, "assurance/statement.jinja", context, status=422 if form.errors else 200)


def _links(school: School) -> list[Link]:
    """The links that open, and those that opened lately, each with its openings; two queries."""
    found = Link.objects.filter(school=school).prefetch_related("openings")
    links = list(found[:40])
    for one in links:
        one.opens = one.revoked_at is None and one.until >= today()  # type: ignore[attr-defined]
        one.seen = list(one.openings.all())[:SHOWN_OPENINGS]  # type: ignore[attr-defined]
    return sorted(links, key=lambda one: not one.opens)  # type: ignore[attr-defined]


@access(headed_school)
def choose(request: Asked, school: School) -> HttpResponse:
    """The head chooses, item by item. Nothing is ticked the first time; later what was chosen last is."""
    facts = facts_of(school)
    last = Statement.objects.filter(school=school).order_by("released_at", "-pk")
    held = last.filter(released_at=None).first() or last.order_by("-released_at").first()
    chosen = everything(facts) if "all" in request.GET else chosen_in(held.chosen) if held else Chosen()
    posted = request.POST if request.method == "POST" else None
    form = ChooseForm(facts, posted, chosen=chosen, words=held.words if held else "")
    if request.method == "POST" and form.is_valid():
        try:
            domain.choose(by=request.user, school=school, chosen=form.chosen(), words=form.cleaned_data["words"])
            return redirect("school-statement-preview", urn=school.urn)
        except Refused as refused:
            form.refuse(refused)
    context = {"school": school, "form": form, "facts": facts}
    return render(request, "assurance/choose.jinja", context, status=422 if form.errors else 200)


@access(headed_school)
def preview(request: Asked, school: School) -> HttpResponse:
    """The statement as it would be released today; a press releases what is shown."""
    draft = Statement.objects.drafts().filter(school=school).select_related("school").first()
    if draft is None:
        return redirect("school-statement-choose", urn=school.urn)
    if request.method == "POST":
        try:
            made = domain.release(by=request.user, school=school, seen=request.POST.get("seen", ""))
            messages.success(request, f"Released on {day(made.released_at)}.")
            return redirect("school-statement", urn=school.urn)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("school-statement-preview", urn=school.urn)
    document = domain.as_chosen(draft)
    links = Link.objects.open_on(today()).filter(school=school).count()
    context = {"school": school, "document": document, "seen": domain.mark_of(document), "links": links,
               "replaces": released(school)}  # fmt: skip
    return render(request, "assurance/preview.jinja", context)


@require_POST
@access(headed_school)
def withdraw(request: Asked, school: School) -> HttpResponse:
    """Withdraw it at once."""
    domain.withdraw(by=request.user, school=school)
    messages.success(request, "Withdrawn. Nobody can open it any more, by a link or otherwise.")
    return redirect("school-statement", urn=school.urn)


@access(read_school)
def pdf(request: Asked, school: School) -> HttpResponse:
    """What stands, as PDF."""
    return _file(request, school, "pdf")


@access(read_school)
def word(request: Asked, school: School) -> HttpResponse:
    """What stands, as Word."""
    return _file(request, school, "docx")


def _file(request: Asked, school: School, ending: str) -> HttpResponse:
    now = released(school)
    if now is None:
        messages.error(request, "Nothing is released, so there is nothing to take along.")
        return redirect("school-statement", urn=school.urn)
    return file_of(school, paper(now), ending)


def file_of(school: School, document: Document, ending: str) -> HttpResponse:
    """Return a statement as a file to keep."""
    made = to_pdf(document) if ending == "pdf" else to_word(document)
    return as_file(made, f"statement-{slugify(school.name)[:60]}.{ending}")
