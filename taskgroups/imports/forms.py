"""Choosing a file, and saying what it does not tell itself."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design import forms
from taskgroups.kit.files.scanning import scan
from taskgroups.outcomes.published.year import told_year
from taskgroups.schools.policy import today

TOO_LARGE = "The file is larger than 20 MB. Pack it with gzip (.csv.gz), or let whoever runs this installation load it."


class LoadForm(forms.Form):
    """A national file; its day, or its school year, where neither name nor columns tell it."""

    file = forms.FileField(
        "File", missing="Choose a file.", attributes={"accept": ".csv,.gz"},
        hint="As it was published, ending in .csv. Pack one of more than 20 MB with gzip first: .csv.gz.",
    )  # fmt: skip
    as_at = forms.DateField(
        "Day of its facts", required=False, not_after=today,
        hint="For inspections, where the file’s name does not tell it. For example, 31 8 2025.",
    )  # fmt: skip
    year = forms.TextField(
        "School year", required=False, max_length=9, width=10,
        hint="For performance figures, where neither name nor columns tell it. For example, 2024/25.",
    )  # fmt: skip

    def __init__(self, *args: Any, too_large: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.too_large = too_large

    def clean_file(self) -> Any:
        """Return the file, once the scanner, where there is one, has nothing to say of it."""
        if self.too_large:
            raise ValidationError(TOO_LARGE)
        found = self.cleaned_data["file"]
        try:
            scan(settings.SCANNER, found)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        return found

    def clean_year(self) -> int | None:
        """The calendar year in which it ends."""
        text = self.cleaned_data["year"].strip()
        year = told_year(text) if text else None
        if text and year is None:
            raise ValidationError(f"‘{text}’ is not a school year. Write it as 2024/25.")
        return year
