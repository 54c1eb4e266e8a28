"""The forms of the room. Each carries the key that writes it once, and the item it was opened for."""

import uuid
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.utils import timezone

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.design.words import day, within
from taskgroups.meetings.projections.lines import Line
from taskgroups.meetings.room.queries import Sent, earlier_actions, open_issues
from taskgroups.meetings.room.screen import Screen
from taskgroups.schools.queries.circle import staff_of

NO_NAMES = "Do not name a pupil."
SHORT = 90  # characters of a choice in a list


def shortened(text: str) -> str:
    """What fits a list of choices: the whole text, or its beginning up to the last whole word, and '…'."""
    if len(text) <= SHORT:
        return text
    return (text[:SHORT].rpartition(" ")[0] or text[: SHORT - 1]).rstrip(" ,;:") + "…"


class CaptureForm(NamesNoPupil):
    """What every form of the room carries. `at` is set by a device that was away and delivers later."""

    asks = False  # the meeting goes on: the entry is written, and the answer to it says what it looks like

    key = django_forms.UUIDField(required=False, widget=django_forms.HiddenInput)
    item = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)
    at = django_forms.DateTimeField(required=False, widget=django_forms.HiddenInput)

    name = ""

    def __init__(self, screen: Screen, data: Any = None) -> None:
        item = screen.item.pk if screen.item else None
        super().__init__(data, auto_id=f"{self.name}-%s", initial={"key": uuid.uuid4(), "item": item})
        self.screen = screen
        if screen.group.entered_later:
            self.fields["when"] = forms.TimeField(
                "When it happened", required=False, hint="Left empty: at the time of the entry before it."
            )
        self.shape(screen)

    def shape(self, screen: Screen) -> None:
        """Fill in choices."""

    @property
    def needed(self) -> str:
        """The names of the fields without which it is refused, for a device that cannot ask."""
        return " ".join(name for name, field in self.fields.items() if field.required)

    @property
    def visible(self) -> list[str]:
        return [bound.name for bound in self.visible_fields()]

    def happened(self) -> datetime | None:
        """When it happened, where the form says so."""
        given: datetime | None = self.cleaned_data.get("at")
        clock = self.cleaned_data.get("when")
        if clock is None:
            return given
        return self.screen.group.on_the_day(clock)


class QuestionForm(CaptureForm):
    """A question, or advice, in the chair's own words."""

    name = "question"
    text = forms.LongTextField(
        "Ask in your own words", rows=2, max_length=2000, hint=f"Log it as you ask it. {NO_NAMES}"
    )


class AnswerForm(CaptureForm):
    """What the school answers, to the question picked or to the last one."""

    name = "answer"
    to = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)
    text = forms.LongTextField("What the school answers", rows=4, max_length=2000, hint=NO_NAMES)

    def shape(self, screen: Screen) -> None:
        self.initial["to"] = screen.answers

    @property
    def to_question(self) -> str:
        """The words of the question it answers, where one was picked."""
        wanted = self["to"].value()
        found = [line.text for line in self.screen.log.of("question") if str(line.number) == str(wanted)]
        return found[0] if found else ""


class EvidenceForm(CaptureForm):
    """What was seen or shown: an item of the school's evidence, or in words."""

    name = "evidence"
    evidence = forms.SelectField("From the school's evidence", required=False, empty="Something else")
    text = forms.LongTextField(
        "What was seen or shown", rows=3, max_length=2000, required=False, hint=f"In a sentence. {NO_NAMES}"
    )
    where = forms.TextField("Where it is, or its date", required=False, max_length=200)
    descriptor = forms.SelectField("Statement it shows", required=False, empty="The area as a whole")

    def shape(self, screen: Screen) -> None:
        items = screen.sent.all_evidence if screen.sent else []
        self.titles = {one.public_id: one.title for one in items}
        if items:
            self.fields["evidence"].choices = list(self.titles.items())  # type: ignore[attr-defined]
        else:  # with no list to choose from, the words are what is noted
            del self.fields["evidence"]
            self.fields["text"].required = True
            self.fields["text"].error_messages["required"] = "There are no words yet. Say what was seen or shown."
        _descriptors(self, screen.sent, screen.log.focus)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        title = self.titles.get(found.get("evidence") or "", "")
        if not found.get("text") and "text" not in self.errors:
            found["text"] = title
            if not title:
                self.add_error("text", "There are no words yet. Say what was seen, or choose it from the list.")
        return found


class JudgementForm(CaptureForm):
    """Where the group places the school in the area, and why."""

    name = "judgement"
    marks = ""  # what one button needs the other does not: the hint says so
    value = forms.ChoiceField("Where the group places the school", small=True)
    why = forms.LongTextField(
        "Because",
        rows=3,
        max_length=2000,
        required=False,
        hint="The reason the group agrees on, in a sentence. To put it to the group it may be left empty.",
    )

    def shape(self, screen: Screen) -> None:
        scale = screen.sent.area.area.scale if screen.sent else ()
        self.fields["value"].choices = [(grade.slug, grade.name) for grade in scale]  # type: ignore[attr-defined]
        now = screen.log.proposal or screen.log.judgement
        if now:
            self.initial.update(value=now.value, why=now.text)


class ActionForm(CaptureForm):
    """An action that the host school will do."""

    name = "action"
    what = forms.TextField(
        "What the school will do",
        max_length=300,
        hint="Begin with a verb.",
        missing="The action is empty. Say what the school will do, beginning with a verb.",
    )
    owner = forms.SelectField("Who owns it", missing="Nobody owns it yet. Choose who does.")
    due = forms.DateField("Done by", missing="An action needs a day by which it is done. Enter a date, not 'ongoing'.")
    proof = forms.TextField(
        "What will prove it",
        max_length=300,
        hint="The evidence that will show it is done.",
        missing="Nothing would prove this action yet. Say what evidence will show that it is done.",
    )
    descriptor = forms.SelectField("Statement it serves", required=False, empty="The area as a whole")
    issue = forms.SelectField("Improvement issue it serves", required=False, empty="None")

    def shape(self, screen: Screen) -> None:
        school = screen.group.school
        staff = {role.person_id: role for role in staff_of(school)}
        self.people = {pk: role.person for pk, role in staff.items()}
        owner, issue = self.fields["owner"], self.fields["issue"]
        owner.choices = [(pk, _named(role)) for pk, role in staff.items()]  # type: ignore[attr-defined]
        owner.error_messages["invalid_choice"] = (
            f"The school and its leaders are responsible for improvement. Choose somebody of {school.name}."
        )
        owner.help_text = f"Somebody of {school.name}."
        self.issues = {one.pk: one for one in open_issues(screen.group)}
        issue.choices = [(pk, shortened(one.title)) for pk, one in self.issues.items()]  # type: ignore[attr-defined]
        if not self.issues:
            del self.fields["issue"]
        self.fields["due"].help_text = f"A date after {day(timezone.localdate())}."
        _descriptors(self, screen.sent, screen.log.focus)


class ReviewForm(CaptureForm):
    """What was said of an action set earlier."""

    name = "review"
    action = forms.SelectField("Earlier action")
    text = forms.LongTextField(
        "What was said of it",
        rows=3,
        max_length=2000,
        hint="How far it is, what shows it, and what difference it made.",
    )

    def shape(self, screen: Screen) -> None:
        self.actions = {one.pk: one for one in earlier_actions(screen.group)}
        chosen = [(pk, shortened(one.what)) for pk, one in self.actions.items()]
        self.fields["action"].choices = chosen  # type: ignore[attr-defined]


class NoteForm(CaptureForm):
    """A note for the chair, the clerk and the host head alone."""

    name = "note"
    text = forms.LongTextField(
        "Confidential note", rows=3, max_length=2000, hint="Only the chair, the clerk and the host head can read it."
    )


class CorrectionForm(NamesNoPupil):
    """What is right, and why it was wrong."""

    asks = False

    key = django_forms.UUIDField(required=False, widget=django_forms.HiddenInput)
    value = forms.ChoiceField("The right judgement", required=False)
    text = forms.LongTextField("The right words", rows=4, max_length=2000, required=False)
    reason = forms.TextField(
        "Why it is corrected",
        max_length=300,
        hint="The first words stay in the log, struck through, beside the right ones.",
    )

    def __init__(self, line: Line, scale: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), "text": line.text, "value": line.value})
        if line.kind == "action":
            del self.fields["text"]
        if line.kind == "judgement":
            self.fields["value"].choices = scale  # type: ignore[attr-defined]
            self.fields["text"].label = "The right reason"
        else:
            del self.fields["value"]


def _descriptors(form: CaptureForm, sent: Sent | None, focus: str) -> None:
    rows = sent.area.descriptors if sent else ()
    if not rows:
        del form.fields["descriptor"]
        return
    chosen = [(one.descriptor.slug, shortened(one.descriptor.text)) for one in rows]
    form.fields["descriptor"].choices = chosen  # type: ignore[attr-defined]
    form.initial["descriptor"] = focus


def _named(role: Any) -> str:
    title = role.title or ("Head" if role.kind == "head" else "")
    return f"{role.person.name}, {within(title)}" if title else role.person.name


def panels(screen: Screen) -> dict[str, CaptureForm]:
    """Return the forms this screen offers, by name, in the order of its panels."""
    if not screen.writes:
        return {}
    kinds: list[type[CaptureForm]] = [QuestionForm, AnswerForm, EvidenceForm]
    if screen.sent:
        kinds.append(JudgementForm)
    kinds.append(ActionForm)
    if screen.item and screen.item.kind == "actions":
        kinds.append(ReviewForm)
    kinds.append(NoteForm)
    return {kind.name: kind(screen) for kind in kinds}
