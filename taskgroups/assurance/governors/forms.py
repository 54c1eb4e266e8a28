"""What the head chooses for governors."""

from typing import Any

from taskgroups.assurance.governors.parts import PARTS
from taskgroups.assurance.models import GovernorsPage
from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil


class GovernorsForm(NamesNoPupil):
    """The parts, and the head's own first words."""

    parts = forms.ManyField("What governors see", PARTS, required=False)
    words = forms.LongTextField(
        "What you say first", required=False, rows=4, max_length=2000, hint="In your own words. It may stay empty."
    )

    def __init__(self, data: Any = None, *, held: GovernorsPage | None = None) -> None:
        super().__init__(data, initial={"parts": held.parts, "words": held.words} if held else {})
