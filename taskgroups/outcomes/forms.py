"""Naming a set of schools."""

from typing import Any

from taskgroups.kit.design import forms
from taskgroups.schools.models import School


class SetForm(forms.Form):
    """The name of a set, and the schools in it."""

    name = forms.TextField("Name of the set", max_length=120, missing="Enter a name for the set.")
    schools = forms.ManyField("Schools in it", [], small=True, missing="Tick at least one school.")

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = [(str(one.urn), f"{one.name} ({one.get_phase_display().lower()})") for one in schools]
        self.fields["schools"].choices = ticks  # type: ignore[attr-defined]
