"""The forms that run the room: when a meeting held on paper began, closing it, and who takes the chair."""

import uuid
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.utils import timezone

from taskgroups.kit.design import forms
from taskgroups.meetings.models import TaskGroup


class PaperForm(forms.Form):
    """When a meeting held on paper began."""

    key = django_forms.UUIDField(required=False, widget=django_forms.HiddenInput)
    day = forms.DateField("Date it was held", not_after=timezone.localdate)
    began = forms.TimeField("Time it began")

    def __init__(self, group: TaskGroup, data: Any = None) -> None:
        planned = timezone.localtime(group.starts_at)
        past = planned <= timezone.now()
        given = {"key": uuid.uuid4()} | ({"day": planned.date(), "began": planned.time()} if past else {})
        super().__init__(data, initial=given)

    def moment(self) -> datetime:
        """When it began."""
        day, clock = self.cleaned_data["day"], self.cleaned_data["began"]
        return timezone.make_aware(datetime.combine(day, clock))


class CloseForm(forms.Form):
    """Closing for good; one held on paper asks when it ended."""

    key = django_forms.UUIDField(required=False, widget=django_forms.HiddenInput)
    ended = forms.TimeField("When it ended")

    def __init__(self, group: TaskGroup, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        if not group.entered_later:
            del self.fields["ended"]


class HandOverForm(forms.Form):
    """Who takes the chair."""

    key = django_forms.UUIDField(required=False, widget=django_forms.HiddenInput)
    to = forms.ChoiceField("Who takes the chair")

    def __init__(self, people: dict[int, str], data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.fields["to"].choices = list(people.items())  # type: ignore[attr-defined]
