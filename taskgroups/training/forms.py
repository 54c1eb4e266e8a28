"""What people fill in about training."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms as django
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from taskgroups.kit.design.dates import TIME_EXAMPLE
from taskgroups.kit.design.forms import (
    ChoiceField,
    DateField,
    FileField,
    Form,
    LongTextField,
    NumberField,
    SelectField,
    TextField,
    TimeField,
)
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.people.models import Person
from taskgroups.training.domain.arrange import MOST, Terms
from taskgroups.training.domain.hear import LONGEST
from taskgroups.training.domain.instruct import FURTHEST
from taskgroups.training.feedback_counted import ANSWERS, QUESTIONS
from taskgroups.training.models import Feedback, TrainingSession

_IS_LINK = URLValidator(schemes=["http", "https"])
NO_LINK = "That is not a link. Copy it whole, from https:// on."


def checked_link(text: str) -> str:
    """Return a link that a browser opens, or '' for none. Raises ValidationError."""
    if text:
        try:
            _IS_LINK(text)
        except ValidationError:
            raise ValidationError(NO_LINK) from None
    return text


class SessionForm(NamesNoPupil):
    """What is decided about a session."""

    unread: ClassVar[tuple[str, ...]] = ("place", "video_link", "trainer")

    title = TextField("Title", max_length=150)
    about = LongTextField("What it is about", rows=4, hint="Everybody reads it: what people learn, and for whom it is.")
    day = DateField("Day")
    starts = TimeField("Begins at", hint="For example 1:30pm.", missing=f"There is no time to begin at. {TIME_EXAMPLE}")
    ends = TimeField("Ends at", missing=f"There is no time to end at. {TIME_EXAMPLE}")
    place = TextField("Place", required=False, hint="Room, building and postcode, as a visitor needs it.")
    video_link = TextField(
        "Video link", required=False, max_length=500, spellcheck=False,
        hint="Starts with https://. Only those with a place are sent it.",
    )  # fmt: skip
    capacity = NumberField(
        "Places", min_value=1, max_value=MOST, hint="More places later go to the waiting list by themselves."
    )
    trainer = TextField("Trainer", required=False, max_length=150, hint="As everybody reads it. Ask them first.")
    run_by = SelectField(
        "Who keeps the list besides you", required=False, empty="Nobody else",
        hint="They see who booked, keep attendance and read what people say of it.",
    )  # fmt: skip
    joining = LongTextField(
        "How to come", required=False, rows=4, max_length=2000,
        hint="For those with a place: parking, whom to ask for, what to bring.",
    )  # fmt: skip
    days_before = NumberField(
        "How many days before is that sent?", min_value=0, max_value=FURTHEST, width=2, suffix="days",
        hint=f"From 0 to {FURTHEST}. With 0 you send it yourself.",
    )  # fmt: skip
    base = django.IntegerField(widget=django.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, people: Iterable[Person], **options: Any) -> None:
        super().__init__(data, **options)
        self.people = {str(one.pk): one for one in people}
        self.fields["run_by"].choices = [("", "Nobody else"), *((key, one.name) for key, one in self.people.items())]  # type: ignore[attr-defined]

    def clean_video_link(self) -> str:
        return checked_link(self.cleaned_data["video_link"])

    @property
    def terms(self) -> Terms:
        """The terms as they were filled in."""
        said = self.cleaned_data
        names = ("title", "about", "place", "video_link", "capacity", "trainer", "joining", "days_before")
        return Terms(
            **{name: said[name] for name in names},
            starts_at=_moment(said["day"], said["starts"]),
            ends_at=_moment(said["day"], said["ends"]),
            run_by=self.people.get(said["run_by"]),
        )


def _moment(day: Any, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def initial_of(session: TrainingSession) -> dict[str, Any]:
    """Return a session as its form shows it."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    names = ("title", "about", "place", "video_link", "capacity", "trainer", "joining", "days_before")
    return {name: getattr(session, name) for name in names} | {
        "day": starts.date(), "starts": starts.time(), "ends": ends.time(),
        "run_by": str(session.run_by_id or ""), "base": session.version,
    }  # fmt: skip


class CancelForm(NamesNoPupil):
    """Why a session is called off."""

    reason = TextField("Why?", max_length=300, hint="Everybody who booked is sent it.")


class MaterialForm(NamesNoPupil):
    """Something to hand out."""

    unread: ClassVar[tuple[str, ...]] = ("link",)

    title = TextField("What it is", max_length=150, hint="For example Slides, or Before you come.")
    file = FileField("File", required=False, hint="PDF, Word, PowerPoint, a picture or text, 20 MB or less.")
    link = TextField("Or a link", required=False, max_length=500, spellcheck=False, hint="Starts with https://.")

    def clean_link(self) -> str:
        return checked_link(self.cleaned_data["link"])


class CodeForm(Form):
    """The code that the trainer shows."""

    code = TextField("Code", max_length=12, width=10, spellcheck=False, autocomplete="off")


class SheetForm(Form):
    """The attendance list, filled in elsewhere."""

    file = FileField("The list as CSV", kinds=(".csv",), most=1024 * 1024)


class FeedbackForm(NamesNoPupil):
    """How a session was."""

    def __init__(self, data: Any = None, *, held: Feedback | None = None) -> None:
        super().__init__(data)
        choices = [(str(value), said) for value, said in ANSWERS]
        for name, question in QUESTIONS:
            initial = str(getattr(held, name)) if held else None
            self.fields[name] = ChoiceField(question, choices, initial=initial, small=True)
        self.fields["words"] = LongTextField(
            "What should stay, and what should change?", required=False, rows=4, max_length=LONGEST,
            initial=held.words if held else "", hint="It may stay empty. Write nothing by which you can be known.",
        )  # fmt: skip

    def answers(self) -> dict[str, int]:
        """The answer to each question."""
        return {name: int(self.cleaned_data[name]) for name, _ in QUESTIONS}
