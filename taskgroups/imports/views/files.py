"""National files: loading one, how far it is, what came of it, taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.imports.domain.ask import ask_for_load, ask_to_undo, leave_out
from taskgroups.imports.domain.work import at_of
from taskgroups.imports.forms import LoadForm
from taskgroups.imports.models import Import
from taskgroups.imports.policy import loaded
from taskgroups.imports.queries import newest_first
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import page_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.policy import administrator


@access(administrator)
def index(request: Asked, person: Person) -> HttpResponse:
    """Show what was loaded, and take a file that is to be."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LoadForm(*sent, too_large=getattr(request, "too_large", False))
    if sent and form.is_valid():
        said = form.cleaned_data
        try:
            made = ask_for_load(content=said["file"], as_at=said["as_at"], year=said["year"], by=person)
        except Refused as refused:
            form.refuse(refused, "file")
        else:
            return redirect("import", made.pk)
    context = {"form": form, "page": page_of(request, newest_first())}
    return render(request, "imports/index.jinja", context, status=422 if form.errors else 200)


@access(loaded)
def page(request: Asked, found: Import) -> HttpResponse:
    """Show how far a file is, or what came of it."""
    at = at_of(found)
    context = {
        "found": found,
        "percent": min(99, 100 * at // found.size) if found.size else 0,
        "same": _same(found),
        "left_out": page_of(request, found.tally.get("skipped", [])),
    }
    return render(request, "imports/page.jinja", context)


@access(loaded)
def undo(request: Asked, found: Import) -> HttpResponse:
    """Say what taking a file back means; then do it."""
    if request.method == "POST":
        with telling(request):
            ask_to_undo(found=found, by=request.user)
        return redirect("import", found.pk)
    return render(request, "imports/undo.jinja", {"found": found})


@require_POST
@access(loaded)
def leave(request: Asked, found: Import) -> HttpResponse:
    """Take a file that waits out of the row."""
    with telling(request):
        leave_out(found=found, by=request.user)
        messages.success(request, f"{found.name} was left out.")
    return redirect("imports")


def _same(found: Import) -> Import | None:
    """The same content loaded before, if any."""
    if not found.digest:
        return None
    return Import.objects.filter(digest=found.digest, pk__lt=found.pk, state=Import.State.DONE).first()
