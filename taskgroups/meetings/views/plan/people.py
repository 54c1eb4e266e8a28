"""Who comes to a Task Group, for which items and why."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import whole
from taskgroups.kit.post.undelivered import undelivered
from taskgroups.meetings import policy, protocols, queries
from taskgroups.meetings.domain import seats as domain
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from taskgroups.meetings.named import reads_who_comes
from taskgroups.meetings.plan.candidates import candidates
from taskgroups.meetings.plan.forms import ElseForm, ItemsForm, SeatForm
from taskgroups.meetings.plan.suggestions import Suggestion, suggestions
from taskgroups.meetings.seated import part_in, seat_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.policy import is_head, is_staff

Part = Seat.Part
ADDED = {Part.HOST, Part.CO_CHAIR, Part.MEMBER, Part.OBSERVER, Part.GUEST, Part.CLERK}
OTHER = "Speaks to this item for the school."


@access(policy.known_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """Everybody with a seat: why they come, for what, their reply, and whether they accepted the protocols."""
    person = request.user
    plans = policy.plans(person, group)
    heads = is_head(person, group.school)
    seats = queries.seats_of(group)
    called = queries.called_in(group, seats, named=reads_who_comes(person, group))
    known = {
        "group": group,
        "plans": plans and group.is_before,
        "sees_replies": plans or heads or bool(part_in(person, group)),
        "chooses": (plans or heads) and group.is_before,
        "seats_change": (plans or heads) and group.may_seat,
        "seats_any": plans and group.may_seat,
        "seats": seats,
        "known_as": called,
        "seat": seat_of(person, group),
        "replies": queries.reply_counts(seats),
        "rows": queries.agenda_rows(group, with_school=False, called=called),
        "version": protocols.current().version,
        "not_invited": [seat for seat in seats if not seat.invited_at],
        "past": group.starts_at <= timezone.now(),
        "undelivered": undelivered(group.about, [seat.person.email for seat in seats if seat.invited_at])
        if plans and group.invited_at
        else {},
    }
    return render(request, "meetings/people.jinja", known)


def _parts(person: Person, group: TaskGroup) -> set[str]:
    """The parts somebody may fill: the planners all, the host head those of the school."""
    return set(ADDED) if policy.plans(person, group) else {Part.HOST}


@access(policy.peopled_task_group)
def add(request: Asked, group: TaskGroup, part: str) -> HttpResponse:
    """Give somebody a seat."""
    if part not in _parts(request.user, group):
        raise Http404
    others = [one for one in domain.TOGETHER if one != part] if part in domain.TOGETHER else []
    held = set(group.seats.current().exclude(part__in=others).values_list("person", flat=True))
    people = {one.person.pk: one for one in candidates(group).of(part) if one.person.pk not in held}
    form = SeatForm(request.POST or None)
    form.fields["person"].choices = [(key, f"{one.person.name}, {one.does}") for key, one in people.items()]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        person = people[int(form.cleaned_data["person"])].person
        try:
            domain.seat(group=group, by=request.user, person=person, part=part, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            what = "The invitation is not sent yet." if group.is_before else "They may open the room now."
            messages.success(request, f"{person.name} has a seat. {what}")
            return redirect("task-group-people", group.public_id)
    known = {"form": form, "group": group, "part": Part(part), "people": people, "usual": domain.REASONS[Part(part)]}
    return render(request, "meetings/add_person.jinja", known, status=422 if form.errors else 200)


@access(policy.peopled_task_group)
def item(request: Asked, group: TaskGroup, number: int) -> HttpResponse:
    """Choose which of the host school's people come for one item, and why."""
    row = group.agenda.filter(pk=number).first()
    if row is None:
        raise Http404
    people = candidates(group).of(Part.HOST)
    found = suggestions(
        shelf.pack(group.pack), row, people, list(row.places.filter(seat__part=Part.HOST).select_related("seat"))
    )
    form = ElseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wanted = _chosen(request, {one.person.pk: one.person for one in people}, found)
        with telling(request):
            number = domain.choose_for_item(group=group, by=request.user, item=row.pk, wanted=wanted)
            messages.success(request, f"Saved who comes for ‘{row.title}’.")
            return redirect("task-group-people", group.public_id)
    whole = group.seats.current().filter(part=Part.HOST, places=None).select_related("person")
    chosen = {name: _number(request, name) for name in request.POST}
    known = {"group": group, "item": row, "suggestions": found, "people": people, "whole": whole}
    known |= {"form": form, "chosen": chosen}
    return render(request, "meetings/item_people.jinja", known, status=422 if form.errors else 200)


def _chosen(request: Asked, people: dict[int, Person], found: list[Suggestion]) -> dict[Person, str]:
    wanted: dict[Person, str] = {}
    for number, one in enumerate(found):
        key = _number(request, f"person-{number}")
        if key in people:
            wanted.setdefault(people[key], one.reason[:300])
    other = _number(request, "other")
    if other in people:
        reason = request.POST.get("reason", "").strip()[:300] or OTHER
        wanted.setdefault(people[other], reason)
    return wanted


def _number(request: Asked, name: str) -> int:
    key = request.POST.get(name, "")
    return whole(key) or 0


@access(policy.peopled_task_group)
def seat(request: Asked, group: TaskGroup, number: int) -> HttpResponse:
    """Say what one person comes for and why, or take their seat away."""
    found = group.seats.current().select_related("person").filter(pk=number).first()
    if found is None or found.part not in _parts(request.user, group) | _own_parts(request.user, group):
        raise Http404
    rows: list[AgendaItem] = list(group.agenda.all())
    chosen = dict(found.places.values_list("item", "reason"))
    form = ItemsForm(request.POST or None, agenda=rows, initial={"reason": found.reason, "items": list(chosen)})
    if request.method == "POST":
        try:
            if "away" in request.POST:
                domain.take_away(group=group, by=request.user, seat=found)
                messages.success(request, f"{found.person.name} no longer has a seat.")
                return redirect("task-group-people", group.public_id)
            if form.is_valid():
                places = {int(key): chosen.get(int(key), "") for key in form.cleaned_data["items"]}
                domain.choose(
                    group=group, by=request.user, seat=found, places=places, reason=form.cleaned_data["reason"]
                )
                messages.success(request, f"Saved what {found.person.name} comes for.")
                return redirect("task-group-people", group.public_id)
        except Refused as refused:
            form.refuse(refused)
    stays = is_staff(found.person, group.school)  # sees it without a seat, too
    known = {"form": form, "group": group, "seat": found, "part": found.get_part_display(), "stays": stays}
    return render(request, "meetings/seat.jinja", known, status=422 if form.errors else 200)


def _own_parts(person: Person, group: TaskGroup) -> set[str]:
    return {Part.CHAIR} if policy.plans(person, group) else set()
