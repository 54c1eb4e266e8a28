"""The one form: which words, and why."""

from taskgroups.kit.design import forms
from taskgroups.meetings.taken_out.matching import Wanted


class TakeOutForm(forms.Form):
    """It is filled in, looked at, and sent again: `looked` are the words whose places were shown."""

    words = forms.TextField(
        "Words to take out",
        hint="As they stand there: the name, and nothing else. Every place where they stand is shown to you first.",
        missing="Enter the words to take out.",
    )
    exact = forms.TickField("Only where the capitals are the same", required=False,
                            hint="For a name that is a word as well: Will, Mark, Grace.")  # fmt: skip
    reason = forms.TextField(
        "Why",
        hint="This is kept, with your name and the time. Do not repeat the words.",
        max_length=300,
        missing="Say why the words are taken out, without repeating them.",
    )

    @property
    def wanted(self) -> Wanted:
        """The words, as they are looked for."""
        return Wanted(self.cleaned_data["words"].strip(), self.cleaned_data["exact"])

    @property
    def looked(self) -> str:
        """What is sent back with the second press, so that it takes out what was looked at."""
        return f"{self.cleaned_data['exact']:d} {self.wanted.words}"
