"""Everything about one person as a file, for them and for an administrator; and their details taken out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from taskgroups.assurance.domain.erase import Erased, described, erase_person, what_first
from taskgroups.assurance.forms import EraseForm
from taskgroups.assurance.person.file import person_file
from taskgroups.assurance.person.still_standing import as_an_administrator_reads, is_one_word, left_standing
from taskgroups.kit.access import access, audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import listed, plural
from taskgroups.kit.paper.download import as_file
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.people.policy import oneself
from taskgroups.schools.policy import account

TAKEN_OUT = "Their details are taken out. They are shown by role and school now."
LEFT = (
    "In what others wrote the name was left. Somebody else here has the same name, or it is one word, "
    "which may mean something else there."
)


MOST = 6  # places named in a message


@access(oneself)
def own(request: Asked, person: Person) -> HttpResponse:
    """Send somebody everything that is kept about them."""
    audit.note(by=person, verb="took out everything about themselves", about="their own account")
    return as_file(person_file(person, private=True), _name(person))


@access(account)
def of_account(request: Asked, person: Person) -> HttpResponse:
    """Send an administrator what is kept about somebody, to hand on: no school's words, no private ones."""
    audit.note(by=request.user, verb="took out what is kept about a person", about=person.name)
    return as_file(person_file(person, private=False), _name(person))


@access(account)
def erase(request: Asked, person: Person) -> HttpResponse:
    """Say what happens when somebody's details are taken out; do it."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = erase_person(person=person, by=request.user)
        except Refused as refused:
            form.refuse(refused, "sure")
        else:
            messages.success(request, " ".join([TAKEN_OUT, LEFT if done.name_left else "", _stands(done)]).strip())
            return redirect("account", person.pk)
    told = {"instead": described(person), "first": what_first(person, request.user)}
    stands = [] if told["first"] else as_an_administrator_reads(left_standing(person.name, person), person)
    context = {"holder": person, "form": form, "stands": stands, "one_word": is_one_word(person.name), **told}
    return render(request, "assurance/erase.jinja", context, status=422 if form.errors else 200)


def _stands(done: Erased) -> str:
    """Where the name still stands, in words; nothing where it stands nowhere."""
    if not done.stands:
        return ""
    stands = as_an_administrator_reads(done.stands, done.person)
    places = listed([str(one) for one in stands[:MOST]])
    more = f" and {len(stands) - MOST} more places" if len(stands) > MOST else ""
    told = f"{plural(done.told, 'person', 'people')} whose words they are" if done.told else "Nobody"
    return f"The name still stands elsewhere: {places}{more}. Told by e-mail: {told}."


def _name(person: Person) -> str:
    return f"everything-about-{slugify(person.name)[:60] or 'a-person'}.zip"
