"""What a lead settles about a round, and what people say about when they can come."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from taskgroups.kit.design import forms
from taskgroups.kit.design.dates import EXAMPLE, TIME_EXAMPLE
from taskgroups.kit.design.words import school_year
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import Terms
from taskgroups.rounds.half_days import Half
from taskgroups.rounds.models import Availability, HalfDay, Interest, NotChairing, Participant, Round
from taskgroups.schools.models import School

Term = Round.Term
BOTH = "both"
HALVES = {"am": [Half.MORNING], "pm": [Half.AFTERNOON], BOTH: [Half.MORNING, Half.AFTERNOON]}
FURTHEST_YEARS = 2


def coming_terms(today: date) -> list[tuple[str, str]]:
    """This term and the four after it: ('spring-2026', 'Spring term 2026/27')."""
    order = list(Term)
    now = 0 if today.month >= 9 else 1 if today.month <= 3 else 2
    year = today.year if today.month >= 9 else today.year - 1
    found = []
    for ahead in range(5):
        later, place = divmod(now + ahead, 3)
        found.append((f"{order[place]}-{year + later}", f"{order[place].label} {school_year(year + later)}"))
    return found


class TermsForm(forms.Form):
    """A round as a whole."""

    term = forms.SelectField("Term", empty=None)
    panel_size = forms.NumberField(
        "Members beside the chair", min_value=0, max_value=8, width=2, hint="Two is usual. Each Task Group has as many."
    )
    morning = forms.TimeField(
        "A morning begins at", hint="For example 9:30am", missing=f"There is no time for mornings. {TIME_EXAMPLE}"
    )
    afternoon = forms.TimeField(
        "An afternoon begins at", hint="For example 1:30pm", missing=f"There is no time for afternoons. {TIME_EXAMPLE}"
    )
    minutes = forms.NumberField(
        "Each lasts",
        min_value=30,
        max_value=480,
        width=4,
        suffix="minutes",
        missing="It is not said how long each lasts. Enter a number of minutes, for example 120.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = coming_terms(timezone.localdate())
        kept = self.initial.get("term")
        if kept and kept not in dict(choices):
            term, year = kept.split("-")
            choices.insert(0, (kept, f"{Term(term).label} {school_year(int(year))}"))
        self.fields["term"].choices = choices  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """What was settled; every field has been read."""
        found = self.cleaned_data
        term, year = found["term"].split("-")
        return Terms(term, int(year), found["panel_size"], found["morning"], found["afternoon"], found["minutes"])


def terms_as_shown(round: Round) -> dict[str, Any]:
    """A round as its form shows it."""
    names = ("panel_size", "morning", "afternoon", "minutes")
    return {"term": f"{round.term}-{round.year}"} | {name: getattr(round, name) for name in names}


def furthest_day() -> date:
    """The last day a round may meet on."""
    today = timezone.localdate()
    return today.replace(month=7, day=31, year=today.year + FURTHEST_YEARS)


class HalfDaysForm(forms.Form):
    """One half-day, or the same every week."""

    day = forms.DateField("Date", not_before=timezone.localdate, not_after=furthest_day)
    half = forms.ChoiceField("Which half?", [("am", "Morning"), ("pm", "Afternoon"), (BOTH, "Both")], inline=True)
    weeks = forms.NumberField(
        "For how many weeks?", min_value=1, max_value=15, width=2,
        hint="1 is this day alone. More: the same weekday each week, without the usual holidays.",
    )  # fmt: skip


class HostsForm(forms.Form):
    """Who hosts."""

    marks = "none"
    hosts = forms.ManyField("Schools that host", small=True, missing="No school is chosen. Choose at least one.")

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], hints: dict[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["hosts"].choices = choices  # type: ignore[attr-defined]
        self.fields["hosts"].hints = {str(key): hint for key, hint in hints.items()}  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """By when people are asked to answer."""

    until = forms.DateField(
        "Ask them to answer by",
        not_before=timezone.localdate,
        not_after=furthest_day,
        missing=f"There is no day to answer by. {EXAMPLE}",
    )


class AvailabilityForm(forms.Form):
    """When somebody can come, how often, and where they should not sit."""

    marks = "none"

    def __init__(
        self, data: Any = None, *, days: Sequence[HalfDay], schools: Sequence[School], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.days, self.schools = list(days), {school.pk: school for school in schools}
        for one in days:
            self.fields[f"day-{one.pk}"] = forms.ChoiceField(
                str(one), Availability.Said.choices, inline=True, small=True,
                missing=f"There is no answer for {one}. Choose one.",
            )  # fmt: skip
        self.fields["most"] = forms.SelectField(
            "How many Task Groups could you take part in?", [(n, str(n)) for n in range(6)], empty=None,
            hint="Besides your own school’s. 0 means none this term.",
        )  # fmt: skip
        choices = [(school.pk, school.name) for school in schools]
        for kind, label in Interest.Kind.choices:
            self.fields[kind] = forms.ManyField(label, choices, required=False, small=True)

    @property
    def day_names(self) -> list[str]:
        return [f"day-{one.pk}" for one in self.days]

    def said(self) -> dict[int, str]:
        """The answer by the half-day's key."""
        return {one.pk: self.cleaned_data[f"day-{one.pk}"] for one in self.days}

    def bound(self) -> dict[int, str]:
        """The kind of interest by the school's key: the first kind ticked."""
        found: dict[int, str] = {}
        for kind in Interest.Kind.values:
            for key in self.cleaned_data[kind]:
                found.setdefault(int(key), kind)
        return found


def availability_as_shown(participant: Participant, bound: dict[int, str]) -> dict[str, Any]:
    """What somebody has said, as their form shows it."""
    said = {f"day-{key}": value for key, value in participant.said.values_list("half_day", "said")}
    kinds = {kind: [key for key, one in bound.items() if one == kind] for kind in Interest.Kind.values}
    return {"most": participant.most} | said | kinds


class NotChairingForm(forms.Form):
    """Not chairing for a time: until when, what instead, whom one tells, and why if one likes."""

    until = forms.DateField(
        "Until which day do you not chair?", not_before=timezone.localdate, not_after=furthest_day,
        hint="It ends by itself after that day. You may end it before.",
    )  # fmt: skip
    instead = forms.ChoiceField("What would you do instead?", NotChairing.Instead.choices)
    told = forms.SelectField("Which lead do you tell?", empty=None)
    reason = forms.LongTextField(
        "Why, if you would like to say", required=False, max_length=1000, counted=True,
        hint="This lead and you read it, nobody else. It is deleted when it ends.",
    )  # fmt: skip

    def __init__(self, *args: Any, leads: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["told"].choices = [(str(one.pk), one.name) for one in leads]  # type: ignore[attr-defined]
