"""Forms of the record: wording, questions kept, and what the head says."""

from typing import Any

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.meetings.record.facts import Worded
from taskgroups.meetings.record.sections import Section, kept_in, words_of


class WordingForm(NamesNoPupil):
    """One section: the clerk's words, and for an area the questions that mattered."""

    marks = "none"
    text = forms.LongTextField("Wording", rows=5, max_length=4000, required=False)
    kept = forms.ManyField("Questions that mattered, three at most", choices=[], required=False)

    def __init__(self, section: Section, worded: Worded, data: Any = None) -> None:
        prefix = section.key.replace(":", "-")
        questions = section.area.questions if section.area else ()
        kept = [str(one.number) for one in kept_in(section.area, worded)] if section.area else []
        initial = {"text": words_of(section, worded), "kept": kept}
        super().__init__(data, prefix=prefix, initial=initial)
        self.section = section
        self.fields["text"].label = f"Wording: {section.title}"
        if questions:
            self.fields["kept"].choices = [(str(one.number), one.text) for one in questions]  # type: ignore[attr-defined]
            self.fields["kept"].label = f"Questions that mattered in {section.title}, three at most"
        else:
            del self.fields["kept"]


class AccurateForm(forms.Form):
    """The head's signature."""

    agreed = forms.TickField(
        "I have read this record and it is accurate", missing="Tick the box to sign, or say what is not accurate."
    )


class NotAccurateForm(NamesNoPupil):
    """What the head says is not accurate, by section."""

    marks = "none"

    def __init__(self, sections: list[tuple[str, str]], earlier: list[tuple[str, str]], *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.keys = {f"said-{number}": key for number, (key, _) in enumerate(sections)}
        for number, (_, title) in enumerate(sections):
            self.fields[f"said-{number}"] = forms.LongTextField(title, rows=3, max_length=4000, required=False)
        if earlier:
            self.fields["settled"] = forms.ManyField(
                "Which of your earlier points are settled by the answer?", choices=earlier, required=False
            )

    @property
    def remarks(self) -> dict[str, str]:
        """What was said, by section key."""
        return {key: self.cleaned_data.get(name, "") for name, key in self.keys.items()}


class AnswerForm(NamesNoPupil):
    """The clerk's answer to one thing the head said."""

    answer = forms.LongTextField(
        "Your answer",
        hint="Say what you changed, or why it stays as it is.",
        rows=3,
        max_length=4000,
        missing="Say what you changed, or why it stays as it is.",
    )


class ConfidentialForm(NamesNoPupil):
    """The confidential part."""

    text = forms.LongTextField(
        "Confidential part",
        hint="Kept apart from the record. Only the chair, the clerk and the head of the host school can read it.",
        rows=8,
        max_length=4000,
        required=False,
    )
