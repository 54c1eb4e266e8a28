"""Commissions: an authority's, a consultant's own, one of them with its days, and the authority's as a sheet."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.kit.paper import sheet
from taskgroups.kit.paper.download import as_file
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Role
from taskgroups.schools.policy import anyone, officers_authority, today
from taskgroups.training.accrediting.sources import chaired_by, names_for
from taskgroups.training.commissioning import policy
from taskgroups.training.commissioning.forms import CommissionForm, DayForm, TermsForm, terms_as_shown
from taskgroups.training.commissioning.sheet import HEADERS, rows_of
from taskgroups.training.domain import commission as commissioning
from taskgroups.training.models import Commission, CommissionDay


@access(officers_authority)
def of_authority(request: Asked, authority: Authority) -> HttpResponse:
    """Show the authority's commissions, those that run first, with days agreed, used and left."""
    text = asked(request, "q")
    found = Commission.objects.counted().filter(authority=authority)
    found = found.filter(consultant__name__icontains=text) if text else found
    context = {"authority": authority, "page": page_of(request, found), "text": text, "today": today()}
    return render(request, "training/commissions.jinja", context)


@access(officers_authority)
def new(request: Asked, authority: Authority) -> HttpResponse:
    """Commission a consultant."""
    people = open_to_commission(authority, request.user)
    form = CommissionForm(request.POST if request.method == "POST" else None, authority=authority, people=people)
    if request.method == "POST" and form.is_valid():
        who = form.people[form.cleaned_data["consultant"]]
        try:
            made = commissioning.commission(authority=authority, by=request.user, consultant=who, terms=form.terms())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{who.name} is commissioned, and told by e-mail.")
            return redirect("commission", made.pk)
    context = {"authority": authority, "form": form, "people": people, "commission": None}
    return render(request, "training/commission_terms.jinja", context, status=422 if form.errors else 200)


def open_to_commission(authority: Authority, by: Person) -> list[Person]:
    """Those who hold the role of chair in a consortium of the authority today, by name."""
    held = Role.objects.on(today()).filter(kind=Role.Kind.CHAIR, consortium__authority=authority)
    people = Person.objects.filter(Q(pk__in=held.values("person")), is_active=True).exclude(pk=by.pk)
    return list(people.order_by("name", "pk"))


@access(officers_authority)
def as_sheet(request: Asked, authority: Authority, ending: str) -> HttpResponse:
    """Give the authority's commissions as Excel or CSV."""
    rows = rows_of(Commission.objects.counted().filter(authority=authority).prefetch_related("days"))
    name = f"commissions-{authority.code}-{timezone.localdate():%Y-%m-%d}.{ending}"
    if ending == "xlsx":
        return as_file(sheet.to_excel("Commissions", HEADERS, rows), name)
    if ending == "csv":
        return as_file(sheet.to_csv(HEADERS, rows).encode(), name)
    raise Http404


@access(anyone)
def own(request: Asked, person: Person) -> HttpResponse:
    """Show somebody the commissions they have."""
    found = Commission.objects.counted().filter(consultant=person)
    context = {"page": page_of(request, found), "today": today()}
    return render(request, "training/commissions_own.jinja", context)


@access(policy.commission_seen)
def page(request: Asked, commission: Commission) -> HttpResponse:
    """Show what was agreed and each day used; note another one."""
    mine = commission.consultant_id == request.user.pk
    chaired = chaired_by(request.user) if mine else {}
    form = DayForm(request.POST if request.method == "POST" else None, chaired=chaired)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            commissioning.use(
                commission=commission, by=request.user, on=said["on"], half_days=int(said["half_days"]),
                source=said.get("source", ""), note=said["note"],
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Noted.")
            return redirect("commission", commission.pk)
    days = page_of(request, commission.days.select_related("by", "taken_back_by"))
    context = {
        "commission": commission, "form": form, "days": days, "mine": mine,
        "names": names_for(request.user, [one.source for one in days.object_list]),
        "keeps": policy.commission_kept(request.user, commission.pk) is not None,
    }  # fmt: skip
    return render(request, "training/commission.jinja", context, status=422 if form.errors else 200)


@access(policy.commission_kept)
def change(request: Asked, commission: Commission) -> HttpResponse:
    """Change what was agreed."""
    form = TermsForm(
        request.POST if request.method == "POST" else None,
        authority=commission.authority,
        initial=terms_as_shown(commission),
    )
    if request.method == "POST" and form.is_valid():
        try:
            commissioning.change(commission=commission, by=request.user, terms=form.terms())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Saved.")
            return redirect("commission", commission.pk)
    context = {"authority": commission.authority, "form": form, "people": [], "commission": commission}
    return render(request, "training/commission_terms.jinja", context, status=422 if form.errors else 200)


@access(policy.commission_day)
@require_POST
def take_back(request: Asked, noted: CommissionDay) -> HttpResponse:
    """Take back a day that was noted by mistake."""
    commissioning.take_back(noted=noted, by=request.user)
    messages.success(request, "Taken back. It stays on the page, struck out.")
    return redirect("commission", noted.commission_id)
