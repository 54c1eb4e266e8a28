"""What leads, officers and mentors fill in about somebody's way to accreditation."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from taskgroups.kit.design import forms
from taskgroups.kit.design.dates import EXAMPLE
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.training.models import Step

WHY = "There is no reason. Say why in a sentence."
WHAT = {
    Step.Kind.TRAINED: "A session of the programme, or a course elsewhere",
    Step.Kind.PRACTISED: "With a trainer or a colleague. Their own practice here they hand over themselves",
    Step.Kind.OBSERVED: "One that was not held here. Those held here are written down by themselves",
    Step.Kind.CHAIRED: "One that was not held here, with their mentor there",
}


class PhasesField(forms.ManyField):
    """The phases of school that somebody may chair in."""

    def __init__(self) -> None:
        super().__init__("Phases they may chair in", School.Phase.choices, small=True)


class RecordForm(NamesNoPupil):
    """Evidence written down by hand."""

    kind = forms.ChoiceField(
        "What did they do?",
        [(one.value, one.label) for one in Step.BY_HAND],
        hints={k.value: v for k, v in WHAT.items()},
    )
    on = forms.DateField("Date", not_after=timezone.localdate)
    what = forms.TextField("What was it?", max_length=300, hint="For example: training for chairs, day 2")


class SignForm(NamesNoPupil):
    """A mentor's signature."""

    phases = PhasesField()
    what = forms.LongTextField(
        "What did you see?", rows=3, max_length=300, hint="They read it, and so do their lead and officers."
    )
    sure = forms.TickField("I have seen them chair, and I would be chaired by them", small=True)


class MentorForm(forms.Form):
    """Who accompanies somebody."""

    mentor = forms.SelectField("Mentor", empty="Choose somebody", missing="Nobody is chosen. Choose somebody.")

    def __init__(self, *args: Any, people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(one.pk): one for one in people}
        self.fields["mentor"].choices = [(key, one.name) for key, one in self.people.items()]  # type: ignore[attr-defined]


class ElsewhereForm(NamesNoPupil):
    """An accreditation given elsewhere."""

    on = forms.DateField("Date on which it was given", not_after=timezone.localdate)
    what = forms.TextField("What have you seen of it?", max_length=300, hint="For example: the county’s list")
    phases = PhasesField()


class ReasonForm(NamesNoPupil):
    """Why something is taken back."""

    reason = forms.TextField(
        "Why?", max_length=300, hint="The person reads it, and so do mentor, lead and officers.", missing=WHY
    )


class DecisionForm(NamesNoPupil):
    """Until when somebody may chair who is not accredited, and why."""

    until = forms.DateField(
        "May chair until", hint="The last day. A year at most", missing=f"There is no last day. {EXAMPLE}"
    )
    phases = PhasesField()
    reason = forms.TextField(
        "Why?", max_length=300, hint="It stands with the decision. The person and officers read it.", missing=WHY
    )
