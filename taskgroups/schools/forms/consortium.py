"""Choosing schools for a consortium, naming it, and drawing districts."""

from typing import Any

from django.db.models import Q

from taskgroups.kit.design import forms
from taskgroups.schools.models import Consortium, School

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


def picked(numbers: list[str], of: Consortium | None = None) -> list[School]:
    """The open schools with these URNs, by name: 400 at most; anything else in the list is left out.

    Of a consortium's own also those that have closed: they stay until they are taken out.
    """
    urns = {int(one) for one in numbers[: MOST * 2] if one.isascii() and one.isdigit() and len(one) <= 7}
    there = Q(open=True) | Q(pk__in=of.schools.values("pk")) if of else Q(open=True)
    return list(School.objects.filter(there, urn__in=urns).select_related("authority")[:MOST])
