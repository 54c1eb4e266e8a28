"""The editors' desk: issues and their sections."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.bulletin import queries
from taskgroups.bulletin.domain import write
from taskgroups.bulletin.forms import IssueForm, NewSectionForm, SectionForm
from taskgroups.bulletin.models import Issue, Section
from taskgroups.bulletin.policy import edited_issue, edited_section, editor, is_moderated
from taskgroups.bulletin.say.reads import what_waits
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import page_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person


@access(editor)
def page(request: Asked, person: Person) -> HttpResponse:
    """List every issue, the newest first."""
    waits = 0 if is_moderated() else what_waits().waiting
    context = {"page": page_of(request, queries.desk(timezone.now())), "unmoderated": waits}
    return render(request, "bulletin/desk.jinja", context)


@access(editor)
def add_issue(request: Asked, person: Person) -> HttpResponse:
    """Begin an issue."""
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            made = write.add_issue(by=person, day=form.cleaned_data["day"], intro=form.cleaned_data["intro"])
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("heads-up-desk-issue", made.pk)
    return render(request, "bulletin/issue_form.jinja", {"form": form, "issue": None})


@access(edited_issue)
def one_issue(request: Asked, issue: Issue) -> HttpResponse:
    """Show an issue's sections with all their articles, and take a new section."""
    form = NewSectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            write.add_section(by=request.user, issue=issue, name=said["name"], slug=said["slug"])
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("heads-up-desk-issue", issue.pk)
    sections = list(issue.sections.prefetch_related("articles"))
    context = {"issue": issue, "sections": sections, "form": form, "now": timezone.now()}
    return render(request, "bulletin/desk_issue.jinja", context)


@access(edited_issue)
def change_issue(request: Asked, issue: Issue) -> HttpResponse:
    """Change the day of an issue and the words at its head."""
    form = IssueForm(
        request.POST if request.method == "POST" else None, initial={"day": issue.day, "intro": issue.intro}
    )
    if request.method == "POST" and form.is_valid():
        try:
            write.change_issue(by=request.user, issue=issue, **{k: form.cleaned_data[k] for k in ("day", "intro")})
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Saved. The old addresses lead on to the new ones.")
            return redirect("heads-up-desk-issue", issue.pk)
    return render(request, "bulletin/issue_form.jinja", {"form": form, "issue": issue})


@access(edited_section)
def section(request: Asked, section: Section) -> HttpResponse:
    """Change a section, or take it away where it is empty."""
    initial = {"name": section.name, "slug": section.slug, "position": section.position}
    form = SectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            write.change_section(
                by=request.user, section=section, name=said["name"], slug=said["slug"], position=said["position"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("heads-up-desk-issue", section.issue_id)
    return render(request, "bulletin/section_form.jinja", {"form": form, "section": section})


@access(edited_section)
def remove_section(request: Asked, section: Section) -> HttpResponse:
    """Take an empty section away."""
    if request.method == "POST":
        try:
            write.remove_section(by=request.user, section=section)
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("heads-up-desk-issue", section.issue_id)
