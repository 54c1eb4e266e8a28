"""What a chair fills in about their own practice."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.talk import ACT_OF
from taskgroups.people.models import Person
from taskgroups.practice.account import Heard
from taskgroups.practice.domain.keep import Keeping
from taskgroups.practice.domain.transcribe import LEAVE_OUT, NO_PUPIL, SHOW
from taskgroups.practice.words import ACTS, KINDS

MOST_BYTES = 5_000_000
LET_GO, KEEP = "go", "keep"
WRONG = (  # what people take for the transcript, and where the transcript is
    ((".docx", ".doc", ".pdf", ".rtf", ".odt"), "That is a document. In Teams open the transcript, choose Download, "
     "then the file that ends in .vtt; from elsewhere save it as text (.txt)."),
    ((".mp4", ".m4a", ".mp3", ".wav", ".mov", ".webm", ".mkv"), "That is the recording itself. Choose its transcript: "
     "a VTT, SRT, SBV or TXT file. The recording is not needed."),
    ((".zip",), "That is a packed folder. Open it, and choose the transcript in it."),
)  # fmt: skip
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


class TranscriptFile(forms.FileField):
    """A transcript. Of a file that is mistaken for one it says where the transcript is."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        name = str(getattr(data, "name", "")).lower()
        for endings, says in WRONG:
            if name.endswith(endings):
                raise ValidationError(says)
        return super().clean(data, initial)


class TranscriptForm(NamesNoPupil):
    """A transcript's file, who the chair is in it, that all agreed, and whether it is kept.

    `may_keep` is whether everybody who was there agreed to its being kept; without it nothing of that is asked.
    """

    unread = ("speaker",)
    file = TranscriptFile(
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
    keep = forms.ChoiceField(
        "What happens to the transcript itself",
        [(LET_GO, "It is let go once it is coded"), (KEEP, "It is kept, for me alone, until a day")],
    )
    reason = forms.TextField(
        "If it is kept: why", required=False, max_length=200, hint="Everybody who was there reads this."
    )
    until = forms.DateField(
        "If it is kept: until when",
        required=False,
        hint="The last day, half a year ahead at most. It is deleted after it.",
    )
    agreed = forms.TickField(
        "Everybody present agreed to the recording and to this use of it",
        error_messages={"required": "Record that everybody present agreed, or do not use the transcript."},
    )

    def __init__(
        self, name: str, data: Any = None, files: Any = None, *, too_large: bool = False, may_keep: bool = False
    ) -> None:
        super().__init__(data, files, initial={"speaker": name, "names": SHOW, "keep": LET_GO})
        self.too_large = too_large
        if too_large:
            said = "The file is larger than 5 MB. Choose the transcript itself: a text file, not the recording."
            self.fields["file"].error_messages["required"] = said
        if not may_keep:
            for field in ("keep", "reason", "until"):
                del self.fields[field]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason and a day, where it is kept. Of a form cut off by its file, only the file is to blame."""
        if self.too_large:
            for field in self.errors.keys() - {"file"}:
                del self.errors[field]
            return self.cleaned_data
        given = super().clean() or self.cleaned_data
        if given.get("keep") == KEEP:
            if not given.get("reason") and "reason" not in self.errors:
                self.add_error("reason", "There is no reason yet. Write why it is kept.")
            if not given.get("until") and "until" not in self.errors:
                self.add_error("until", "There is no day yet. Enter the last day on which it is kept.")
        return given

    @property
    def keeping(self) -> Keeping | None:
        """Why and until when it is kept, or None."""
        given = self.cleaned_data
        return Keeping(given["reason"], given["until"]) if given.get("keep") == KEEP else None
