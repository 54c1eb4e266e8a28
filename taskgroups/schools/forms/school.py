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


class HandOnForm(forms.Form):
    """Which successor of a closed school has its work, or may read it."""

    to = forms.ChoiceField("Who has its work now?", (), missing="Choose a school, or nobody.")

    def __init__(self, *args: Any, school: School, became: School | None, successors: list[School], **kwargs: Any):
        self.by_urn = {str(one.urn): one for one in successors}
        held = f"read-{school.passed_to.urn}" if school.passed_to else "nobody"
        super().__init__(*args, **(kwargs | {"initial": {"to": held}}))
        whole = [(f"whole-{became.urn}", f"{became} is the same school: it takes on everything")] if became else []
        read = [(f"read-{urn}", f"The people of {one}, URN {urn}, may read it") for urn, one in self.by_urn.items()]
        self.fields["to"].choices = [*whole, *read, ("nobody", "Nobody new")]  # type: ignore[attr-defined]

    def choice(self) -> tuple[bool, School | None]:
        """Whether everything goes over, and the school that may read; None for nobody."""
        kind, _, urn = self.cleaned_data["to"].partition("-")
        return kind == "whole", self.by_urn.get(urn)
