"""Three questions about a Task Group, and a line for more."""

from typing import Any

from taskgroups.assurance.afterwards.counting import QUESTIONS
from taskgroups.assurance.models import HostAnswers
from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil

CHOICES = [(str(value), label) for value, label in HostAnswers.Answer.choices]


class AnswersForm(NamesNoPupil):
    """The host's answers."""

    def __init__(self, data: Any = None, *, held: HostAnswers | None = None) -> None:
        super().__init__(data)
        for name, question in QUESTIONS:
            initial = str(getattr(held, name)) if held else None
            self.fields[name] = forms.ChoiceField(question, CHOICES, initial=initial, small=True)
        self.fields["words"] = forms.LongTextField(
            "Anything the chair should know", required=False, rows=4, max_length=1000,
            initial=held.words if held else "", hint="For the chair alone. It may stay empty.",
        )  # fmt: skip

    def answers(self) -> dict[str, int]:
        """The answer to each question."""
        return {name: int(self.cleaned_data[name]) for name, _ in QUESTIONS}
