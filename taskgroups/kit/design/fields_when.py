"""The date field of three inputs and the time field."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from taskgroups.kit.design import dates
from taskgroups.kit.design.fields import Looks
from taskgroups.kit.design.words import clock

Bound = date | Callable[[], date] | None


class DateParts(forms.Widget):
    """Three inputs, read as one `dates.Written`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dates.Written | None:
        written = dates.Written(*(str(data.get(f"{name}-{part}", "")) for part in dates.PARTS))
        return written or None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in dates.PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}-day"


class DateField(Looks, forms.Field):
    """A date as day, month and year; gives a `datetime.date`.

    `not_before` and `not_after` (a date, or a callable giving one) are themselves allowed. The inputs are called
    `name-day`, `name-month` and `name-year`; `dates.parts(name, day)` gives them for a test.
    """

    component = "date"
    widget = DateParts
    nothing_given = "{label} is missing. "
    question_unanswered = "‘{label}’ has no answer. "

    def __init__(self, label: str, *, not_before: Bound = None, not_after: Bound = None, **options: Any) -> None:
        self.not_before, self.not_after = not_before, not_after
        self.example = dates.PAST_EXAMPLE if not_after is not None and not_before is None else dates.EXAMPLE
        super().__init__(label, **options)

    def _says_missing(self, label: str) -> str:
        return super()._says_missing(label) + self.example

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, dates.Written):
            return value or None
        try:
            return dates.read_date(value, self.example)
        except dates.NotRead as wrong:
            raise ValidationError(wrong.message, code="unread", params={"parts": wrong.parts}) from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        try:
            dates.within(
                value, today=timezone.localdate(), not_before=_now(self.not_before), not_after=_now(self.not_after)
            )
        except dates.NotRead as wrong:
            raise ValidationError(wrong.message, code="bounds", params={"parts": wrong.parts}) from None


def _now(bound: Bound) -> date | None:
    return bound() if callable(bound) else bound


class TimeField(Looks, forms.CharField):
    """A time of day, written any usual way; gives a `datetime.time`."""

    width = 10
    nothing_given = "{label} is missing. " + dates.TIME_EXAMPLE

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return dates.read_time(text)
        except dates.NotRead as wrong:
            raise ValidationError(wrong.message, code="unread") from None

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))
