"""What a chair fills in about their own practice."""

from collections.abc import Iterable
from typing import Any

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.talk import ACT_OF
from taskgroups.people.models import Person
from taskgroups.practice.account import Heard
from taskgroups.practice.words import ACTS, KINDS


class CodeForm(forms.Form):
    """What a clause was."""

    act = forms.ChoiceField("What was it?", list(ACTS.items()))
    kind = forms.SelectField(
        "Which kind?",
        [(kind, f"{ACTS[act]}: {KINDS[kind]}") for kind, act in ACT_OF.items()],
        required=False,
        empty="Not said",
    )

    def __init__(self, heard: Heard, data: Any = None) -> None:
        super().__init__(data, initial={"act": heard.act, "kind": heard.kind})


class ShareForm(forms.Form):
    """With whom, and until when."""

    mentor = forms.SelectField("Who may see it", hint="Chairs and leads of your consortia.")
    until = forms.DateField("Until when?", hint="The last day. You can withdraw it sooner.")

    def __init__(self, mentors: Iterable[Person], data: Any = None) -> None:
        super().__init__(data)
        self.people = {str(one.pk): one for one in mentors}
        self.fields["mentor"].choices = [(key, one.name) for key, one in self.people.items()]  # type: ignore[attr-defined]


class AttemptForm(NamesNoPupil):
    """What one would say."""

    text = forms.LongTextField(
        "What would you say?", rows=3, max_length=1000, missing="There are no words yet. Write what you would say."
    )
