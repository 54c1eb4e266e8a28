"""What a chair fills in about their own practice."""

from collections.abc import Iterable
from typing import Any

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.talk import ACT_OF
from taskgroups.people.models import Person
from taskgroups.practice.account import Heard
from taskgroups.practice.domain.transcribe import LEAVE_OUT, NO_PUPIL, SHOW
from taskgroups.practice.words import ACTS, KINDS

MOST_BYTES = 5_000_000
NAMES = {
    SHOW: "Show me before anything is kept",
    LEAVE_OUT: "Leave that sentence out",
    NO_PUPIL: "No pupil is named in it: keep it",
}


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


class TranscriptForm(forms.Form):
    """A transcript's file, who the chair is in it, and that all agreed."""

    file = forms.FileField(
        "The transcript",
        kinds=(".vtt", ".srt", ".sbv", ".txt"),
        most=MOST_BYTES,
        hint="From Teams, Zoom, Google Meet or Otter: a VTT, SRT, SBV or TXT file of 5 MB or less.",
    )
    speaker = forms.TextField("Your name in the transcript", hint="As it stands in the file.")
    began = forms.TimeField(
        "When the recording began", required=False, hint="It places what you said under the items of the agenda."
    )
    names = forms.ChoiceField("Where a sentence of yours looks as if it names a pupil", list(NAMES.items()))
    agreed = forms.TickField(
        "Everybody present agreed to the recording and to this use of it",
        error_messages={"required": "Record that everybody present agreed, or do not use the transcript."},
    )

    def __init__(self, name: str, data: Any = None, files: Any = None, *, too_large: bool = False) -> None:
        super().__init__(data, files, initial={"speaker": name, "names": SHOW})
        if too_large:
            said = "The file is larger than 5 MB. Choose the transcript's own file."
            self.fields["file"].error_messages["required"] = said
