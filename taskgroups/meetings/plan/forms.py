"""The forms that plan a Task Group."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms as django_forms
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit.design import forms, words
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.meetings.agenda.minutes import MOST_MINUTES
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from taskgroups.meetings.plan.may_chair import offered
from taskgroups.meetings.plan.terms import Plan
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role, School


def last_day() -> date:
    """Two years from today: later is a slip of the pen."""
    today = timezone.localdate()
    return today.replace(year=today.year + 2, day=min(today.day, 28))


def at(day: date, clock: time) -> datetime:
    """Return that time on that day, on the clocks of London."""
    return timezone.make_aware(datetime.combine(day, clock))


def people_with(consortium: Consortium, kind: str) -> dict[int, Person]:
    """Return the people who hold a role in the consortium today, by their key, in the order of their names."""
    roles = Role.objects.on(timezone.localdate()).filter(consortium=consortium, kind=kind, person__is_active=True)
    return {role.person_id: role.person for role in roles.select_related("person").order_by("person__name")}


class WhenForm(forms.Form):
    """A day with a start and an end."""

    day = forms.DateField("Date", not_before=timezone.localdate, not_after=last_day)
    start = forms.TimeField("Start", hint="For example 1:30pm")
    end = forms.TimeField("End", hint="For example 3:30pm")

    def times(self) -> tuple[datetime, datetime]:
        """Return start and end; both have been read."""
        found = self.cleaned_data
        return at(found["day"], found["start"]), at(found["day"], found["end"])


class PlanForm(WhenForm):
    """When, where, under which framework, and with whom."""

    place = forms.TextField("Place", required=False, hint="Room, school and postcode, as a visitor needs it")
    video_link = forms.TextField(
        "Video link",
        required=False,
        max_length=300,
        spellcheck=False,
        hint="Starts with https://. It is sent with the invitation.",
    )
    chair = forms.SelectField(
        "Chair",
        empty="Choose a chair",
        missing="Nobody is chosen as chair. Choose somebody.",
        hint="Whoever has the role of chair in the consortium; those who may chair at this school stand first.",
    )
    clerk = forms.SelectField(
        "Clerk", required=False, empty="No clerk", hint="Without one, the chair’s page does both."
    )
    pack = forms.SelectField("Framework", required=False, empty="The one in force on that day")
    base = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, consortium: Consortium, school: School, **more: Any) -> None:
        super().__init__(*args, **more)
        self.chairs = people_with(consortium, Role.Kind.CHAIR)
        if (chair := self.initial.get("chair")) and chair not in self.chairs:
            self.chairs |= Person.objects.in_bulk([chair])  # whom a round put in the chair without that role
        self.clerks = people_with(consortium, Role.Kind.CLERK)
        self._choose("chair", offered(self.chairs, consortium, school, timezone.localdate()))
        self._choose("clerk", [(key, person.name) for key, person in self.clerks.items()])
        if isinstance(self.initial.get("day"), date):
            proposed = self.initial["day"]
            self.fields["pack"].help_text = f"On {words.day(proposed)} that is: {shelf.pack_on(proposed).title}"
        self._choose("pack", [(slug, pack.title) for slug, pack in reversed(shelf.packs().items())])

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """Return what was asked for; every field has been read."""
        found = self.cleaned_data
        starts_at, ends_at = self.times()
        clerk = self.clerks.get(int(found["clerk"])) if found["clerk"] else None
        pack = found["pack"] or shelf.pack_on(found["day"]).slug
        chair = self.chairs[int(found["chair"])]
        return Plan(starts_at, ends_at, found["place"], found["video_link"], pack, chair, clerk)


def initial_of(group: TaskGroup) -> dict[str, Any]:
    """Return the plan as the form shows it."""
    offices = dict(group.seats.current().values_list("part", "person"))
    starts, ends = timezone.localtime(group.starts_at), timezone.localtime(group.ends_at)
    return {
        "day": starts.date(),
        "start": starts.time(),
        "end": ends.time(),
        "place": group.place,
        "video_link": group.video_link,
        "pack": group.pack,
        "chair": offices.get(Seat.Part.CHAIR, ""),
        "clerk": offices.get(Seat.Part.CLERK, ""),
        "base": group.plan_version,
    }


class PostponeForm(WhenForm, NamesNoPupil):
    """Why, and to when where that is known."""

    reason = forms.TextField(
        "Why is it postponed?", max_length=300, hint="Shown on the plan, to those with a seat. It is not in the e-mail."
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("day", "start", "end"):
            self.fields[name].required = False
        self.order_fields(["reason", "day", "start", "end"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        given = [name for name in ("day", "start", "end") if found.get(name)]
        if given and len(given) < 3 and not self.errors:
            self.add_error(
                None, "A new date needs a start and an end as well. Fill in all three, or leave all three empty."
            )
        return found


class CancelForm(NamesNoPupil):
    """Why it is called off."""

    reason = forms.TextField(
        "Why is it cancelled?", max_length=300, hint="Shown on the plan, to those with a seat. It is not in the e-mail."
    )


class OwnItemForm(NamesNoPupil):
    """An item that the framework's agenda does not have."""

    title = forms.TextField("Title", max_length=200)
    reason = forms.LongTextField("Why is it on the agenda?", rows=2, max_length=500)
    minutes = forms.NumberField("Minutes", min_value=1, max_value=MOST_MINUTES, width=3)


class SeatForm(NamesNoPupil):
    """Somebody to be given a seat."""

    person = forms.SelectField("Person", empty="Choose somebody", missing="Nobody is chosen. Choose somebody.")
    reason = forms.TextField(
        "Why are they asked?",
        max_length=300,
        required=False,
        hint="It is in their invitation, so leave out any judgement. Empty: the usual words for the part.",
    )


class ItemsForm(NamesNoPupil):
    """Which items somebody comes for, and why."""

    reason = forms.TextField(
        "Why are they asked?", max_length=300, hint="It is in their invitation, so leave out any judgement."
    )
    items = forms.ManyField(
        "Items they come for", required=False, small=True, hint="None chosen means the whole meeting."
    )

    def __init__(self, *args: Any, agenda: Sequence[AgendaItem], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["items"].choices = [(item.pk, item.title) for item in agenda]  # type: ignore[attr-defined]


class ElseForm(NamesNoPupil):
    """Why somebody else of the school is asked for one item."""

    marks = "none"
    reason = forms.TextField(
        "Why are they asked?",
        max_length=300,
        required=False,
        hint="For ‘somebody else’. It may be in their invitation, so leave out any judgement.",
    )
