"""Choosing schools for a consortium, naming it, and drawing districts."""

from typing import Any

from taskgroups.kit.design import forms
from taskgroups.schools.models import School

MOST = 400


class ConsortiumForm(forms.Form):
    """The name of a new consortium."""

    name = forms.TextField("Name of the consortium", max_length=120, missing="Enter a name for the consortium.")


class DistrictForm(forms.Form):
    """A district and the schools in it."""

    name = forms.TextField("Name of the district", max_length=120, missing="Enter a name for the district.")
    schools = forms.ManyField("Schools in it", [], small=True, missing="Tick at least one school.")

    def __init__(self, *args: Any, schools: list[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = [(str(one.urn), f"{one.name} ({one.district or 'no district'})") for one in schools]
        self.fields["schools"].choices = ticks  # type: ignore[attr-defined]


def picked(numbers: list[str]) -> list[School]:
    """The open schools with these URNs, by name: 400 at most; anything else in the list is left out."""
    urns = {int(one) for one in numbers[: MOST * 2] if one.isascii() and one.isdigit() and len(one) <= 7}
    return list(School.objects.filter(urn__in=urns, open=True).select_related("authority")[:MOST])
