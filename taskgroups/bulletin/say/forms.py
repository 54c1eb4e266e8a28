"""What readers and moderators fill in."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from taskgroups.bulletin.say.plain import on_one_line, plain
from taskgroups.kit.design.forms import ChoiceField, EmailField, Form, LongTextField, TextField
from taskgroups.kit.design.naming import NamesNoPupil

LONGEST = 3000
OWN_ADDRESS = "Your e-mail address stands here, and everybody would read it. Take it out."
EMPTY = "Nothing that can be read stands here. Write it in words."


class CommentForm(NamesNoPupil):
    """Name, e-mail address and comment: all three must be given, and are marked so."""

    marks = "required"
    unread: ClassVar[tuple[str, ...]] = ("name", "email", "website")

    name = TextField("Name", max_length=80, autocomplete="name", hint="It is published beside your comment.")
    email = EmailField(
        hint="It is never published, and no moderator sees it. We write only if your comment is declined or removed.",
        missing="E-mail address is missing. Enter one like name@school.example.",
    )
    text = LongTextField(
        "Comment", max_length=LONGEST, rows=8, counted=True,
        hint="In plain words. Links and formatting are shown as they are typed. Name no pupil.",
    )  # fmt: skip
    website = TextField("Leave this box empty", required=False, max_length=None, attributes={"tabindex": "-1"},
                        autocomplete="off")  # fmt: skip
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_name(self) -> str:
        return _read(on_one_line(self.cleaned_data["name"]))

    def clean_text(self) -> str:
        return _read(plain(self.cleaned_data["text"]))

    def clean(self) -> dict[str, Any]:
        """Refuse the writer's own e-mail address in what is published: a browser fills it in where a name belongs."""
        said = super().clean()
        email = str(said.get("email") or "").casefold()
        for name in ("name", "text"):
            if email and email in str(said.get(name) or "").casefold():
                self.add_error(name, OWN_ADDRESS)
        return said

    @property
    def said(self) -> dict[str, Any]:
        """Name, e-mail address and words."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "text")}


def _read(text: str) -> str:
    if not text:
        raise ValidationError(EMPTY)
    return text


class ReportForm(Form):
    """Why a comment should not stand there."""

    marks = "required"

    reason = LongTextField(
        "What is wrong with this comment?", max_length=500, rows=4, counted=True,
        hint="A moderator reads it. Nothing is kept of who you are.",
        missing="What is wrong is missing. Say it in a few words.",
    )  # fmt: skip

    def clean_reason(self) -> str:
        return _read(plain(self.cleaned_data["reason"]))


class ReasonForm(Form):
    """Why a comment is declined or removed: its writer reads it."""

    marks = "required"

    reason = LongTextField(
        "Reason", max_length=600, rows=4, counted=True,
        hint="It is sent to whoever wrote the comment, as you write it here.",
        missing="The reason is missing. Say why, so that the writer can put it right.",
    )  # fmt: skip


class KeptForm(Form):
    """An e-mail address about which somebody asks what is kept."""

    email = EmailField(missing="E-mail address is missing. Enter the one they wrote with.")
    do = ChoiceField(
        "What do they want?",
        [("send", "To see what is kept"), ("forget", "To have it taken out for good")],
        hints={
            "send": "It is sent to that address and to nobody else.",
            "forget": "Where a comment was published, the page says that one was removed.",
        },
        inline=False,
    )
