"""Offering a part to those who have none yet."""

from collections.abc import Sequence
from typing import Any

from taskgroups.kit.design import forms
from taskgroups.participation.models import Offer
from taskgroups.participation.parts import Taking


class OfferForm(forms.Form):
    """Which part, and to whom."""

    marks = "none"
    kind = forms.ChoiceField("Which part do you offer?", ())
    people = forms.ManyField("To whom?", small=True, missing="Nobody is chosen. Choose at least one.")

    def __init__(self, *args: Any, rows: Sequence[tuple[Taking, str]], round: str, **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = [(value, label) for value, label in Offer.Kind.choices if round or value != Offer.Kind.ROUND]
        kind, people = self.fields["kind"], self.fields["people"]
        kind.choices = kinds  # type: ignore[attr-defined]
        kind.hints = {Offer.Kind.ROUND.value: round}  # type: ignore[attr-defined]
        people.choices = [(str(one.key), one.name) for one, _ in rows]  # type: ignore[attr-defined]
        people.hints = {str(one.key): hint for one, hint in rows}  # type: ignore[attr-defined]

    def keys(self) -> list[int]:
        """The people chosen, by their keys."""
        return [int(key) for key in self.cleaned_data["people"]]


class SheetForm(forms.Form):
    """The spreadsheet that was filled in."""

    marks = "none"
    file = forms.FileField(
        "The sheet you filled in", hint="Excel (.xlsx) or CSV, 5 MB and 500 rows at most.", required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].attributes["accept"] = ".xlsx,.csv"  # type: ignore[attr-defined]
