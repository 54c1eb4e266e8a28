"""What a head says of the school: provision, and who sees what."""

from typing import Any

from taskgroups.kit.design import forms
from taskgroups.schools.models import Audience, School, Thing

ANSWERS = {"": None, "yes": True, "no": False}
WORDS = {None: "", True: "yes", False: "no"}


class ProvisionForm(forms.Form):
    """Early years and post-16 provision, each proposed from the register."""

    early_years = forms.ChoiceField("Early years (children under five)", (), required=False)
    post_16 = forms.ChoiceField("Post-16 (sixth form)", (), required=False)

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        initial = {"early_years": WORDS[school.early_years_corrected], "post_16": WORDS[school.post_16_corrected]}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        for name, proposed in (("early_years", school.early_years_proposed), ("post_16", school.post_16_proposed)):
            stands = ("", f"As the register suggests: {'yes' if proposed else 'no'}")
            self.fields[name].choices = [stands, ("yes", "Yes"), ("no", "No")]  # type: ignore[attr-defined]

    def said(self) -> dict[str, bool | None]:
        """The head's answers; None where the proposal stands."""
        return {name: ANSWERS[self.cleaned_data[name]] for name in ("early_years", "post_16")}


class SharingForm(forms.Form):
    """The audience of each thing a school has."""

    def __init__(self, *args: Any, held: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for thing in Thing:
            self.fields[thing.value] = forms.ChoiceField(
                str(thing.label),
                [(str(value), label) for value, label in Audience.choices],
                initial=str(held.get(thing.value, int(Audience.SCHOOL))),
                small=True,
            )

    def audiences(self) -> dict[str, int]:
        """The audience chosen for each thing."""
        return {thing.value: int(self.cleaned_data[thing.value]) for thing in Thing}
