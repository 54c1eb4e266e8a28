"""As whom, and with what shared how far."""

from typing import Any

from taskgroups.kit.design import forms
from taskgroups.schools.models import Audience, Thing

SEERS = [(str(value), label) for value, label in Audience.choices if value != Audience.SCHOOL]


class SeeingForm(forms.Form):
    """Nothing of it is kept."""

    seer = forms.SelectField("See it as", SEERS, empty=None)

    def __init__(self, data: Any, *, held: dict[str, int]) -> None:
        usual = {"seer": str(int(Audience.CONSORTIUM))} | {
            t: str(held.get(t, int(Audience.SCHOOL))) for t in Thing.values
        }
        given = {name: data.get(name, value) for name, value in usual.items()}
        super().__init__(given)
        for thing in Thing:
            choices = [(str(value), label) for value, label in Audience.choices]
            self.fields[thing.value] = forms.SelectField(f"{thing.label}, shared with", choices, empty=None)

    def proposed(self) -> dict[str, int]:
        """How far each thing would be shared."""
        return {thing: int(self.cleaned_data[thing]) for thing in Thing.values}
