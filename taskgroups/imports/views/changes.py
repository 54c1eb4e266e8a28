"""What national files changed of a consortium's schools."""

from django.http import HttpResponse
from django.shortcuts import render

from taskgroups.imports.queries import changes_of, that_changed_something
from taskgroups.kit.access import access
from taskgroups.kit.design.lists import page_of
from taskgroups.outcomes.policy import counted_consortium
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Consortium


@access(counted_consortium)
def page(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show which schools were inspected, closed or renamed, file by file."""
    page = page_of(request, that_changed_something())
    context = {"consortium": consortium, "page": page, "files": changes_of(consortium, list(page.object_list))}
    return render(request, "imports/changes.jinja", context)
