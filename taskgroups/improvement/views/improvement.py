"""A school's improvement: its issues with the actions that serve them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.frameworks import shelf
from taskgroups.improvement import policy
from taskgroups.improvement.domain import issues
from taskgroups.improvement.forms import IssueForm
from taskgroups.improvement.models import ImprovementIssue
from taskgroups.improvement.queries import improvement_of
from taskgroups.improvement.reading_courses import unfinished_courses
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import today


@access(policy.seen_improvement)
def page(request: Asked, seen: policy.Seen) -> HttpResponse:
    """Every issue with its actions: how many are done, and apart from that what difference they made."""
    found = improvement_of(seen.school, own=seen.own, all_closed=request.GET.get("closed") == "all")
    going = unfinished_courses(seen.school, own=seen.own)
    early = [(one, why) for one in going if (why := one.slips(today()))]
    context = {"seen": seen, "school": seen.school, "found": found, "early": early}
    return render(request, "improvement/improvement.jinja", context)


@access(policy.set_for)
def add_issue(request: Asked, school: School) -> HttpResponse:
    """Add an issue."""
    form = IssueForm(school, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        pack = shelf.pack_on(today()).slug if said["area"] else ""
        try:
            issues.add_issue(by=request.user, school=school, pack=pack, **said)
            messages.success(request, "The issue is added. Actions can serve it from now on.")
            return redirect("school-improvement", school.urn)
        except Refused as refused:
            form.refuse(refused)
    context = {"school": school, "form": form, "title": "Add an improvement issue", "press": "Add issue"}
    return render(request, "improvement/form.jinja", context, status=422 if form.errors else 200)


@access(policy.moved_issue)
def close_issue(request: Asked, issue: ImprovementIssue) -> HttpResponse:
    """Close an issue."""
    if request.method == "POST":
        issues.close_issue(by=request.user, issue=issue)
        messages.success(request, f"Closed: {issue.title}.")
    return redirect("school-improvement", issue.school.urn)


@access(policy.moved_issue)
def reopen_issue(request: Asked, issue: ImprovementIssue) -> HttpResponse:
    """Open a closed issue again."""
    if request.method == "POST":
        issues.reopen_issue(by=request.user, issue=issue)
        messages.success(request, f"Open again: {issue.title}.")
    return redirect("school-improvement", issue.school.urn)
