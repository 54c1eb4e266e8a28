"""The directory of chairs: to look through, one's own entry, and writing to somebody in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked, page_of, whole
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.training.accrediting.reading import standing_of
from taskgroups.training.directory import policy
from taskgroups.training.directory.finding import Found, Wanted, choices, find
from taskgroups.training.directory.forms import EntryForm, MessageForm, entry_as_shown
from taskgroups.training.domain.directory import write_entry, write_to
from taskgroups.training.models import Listing, Message


@access(policy.opens_directory)
def page(request: Asked, person: Person) -> HttpResponse:
    """Show the chairs this person may find, narrowed as they ask."""
    wanted = Wanted(
        text=asked(request, "q"),
        phase=asked(request, "phase"),
        framework=asked(request, "framework"),
        district=whole(asked(request, "district")),
        consortium=whole(asked(request, "consortium")),
    )
    context = {"page": page_of(request, find(person, wanted)), "wanted": wanted, "choices": choices(person)}
    return render(request, "training/directory.jinja", context)


@access(policy.chair_found)
def one(request: Asked, found: Found) -> HttpResponse:
    """Show one chair."""
    return render(request, "training/directory_chair.jinja", {"found": found})


@access(policy.chair_found)
def write(request: Asked, found: Found) -> HttpResponse:
    """Write to a chair: they get an e-mail, and may answer here."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if found.person == request.user:
                raise Refused("This is your own entry. Choose somebody else to write to.")
            write_to(by=request.user, addressee=found.person, text=said["text"], shows_address=said["shows_address"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Sent to {found.person.name} by e-mail.")
            return redirect("directory-chair", found.person.pk)
    context = {"form": form, "addressee": found.person, "answered": None}
    return render(request, "training/directory_write.jinja", context, status=422 if form.errors else 200)


@access(policy.writes_entry)
def own(request: Asked, person: Person) -> HttpResponse:
    """Say what stands in the directory about oneself, and who may find it."""
    listing = Listing.objects.filter(person=person).prefetch_related("districts").first()
    form = EntryForm(request.POST if request.method == "POST" else None, person=person, initial=entry_as_shown(listing))
    if request.method == "POST" and form.is_valid():
        try:
            made = write_entry(by=person, entry=form.entry())
        except Refused as refused:
            form.refuse(refused)
        else:
            said = "Saved. You are listed." if made.listed else "Saved. You are not listed, and nobody finds you."
            messages.success(request, said)
            return redirect("directory-own")
    context = {"form": form, "listing": listing, "standing": standing_of(person)}
    return render(request, "training/directory_own.jinja", context, status=422 if form.errors else 200)


@access(policy.message_read)
def message(request: Asked, message: Message) -> HttpResponse:
    """Show what was written; whom it was written to may answer."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    may_answer = policy.may_answer(request.user, message)
    if request.method == "POST" and may_answer and form.is_valid():
        said = form.cleaned_data
        try:
            write_to(
                by=request.user, addressee=message.sender, text=said["text"], shows_address=said["shows_address"],
                answers=message,
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Your answer is sent to {message.sender.name} by e-mail.")
            return redirect("directory-message", message.pk)
    context = {
        "form": form, "message": message, "may_answer": may_answer,
        "answers": message.answered.select_related("sender").order_by("id"),
    }  # fmt: skip
    return render(request, "training/directory_message.jinja", context, status=422 if form.errors else 200)
