"""What officers agree with a consultant, and the days that are noted."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority
from taskgroups.training.commissioning.counting import half_days_in, in_days
from taskgroups.training.domain.commission import Terms
from taskgroups.training.models import Commission


class TermsForm(NamesNoPupil):
    """What is agreed."""

    days = forms.TextField("Days agreed", width=5, max_length=6, hint="Half days too, for example 4.5")
    starts = forms.DateField("First day")
    ends = forms.DateField("Last day")
    districts = forms.ManyField("Districts", required=False, small=True, hint="None chosen means the whole authority.")
    what = forms.TextField("What for", required=False, hint="The consultant reads it.")

    def __init__(self, *args: Any, authority: Authority, **more: Any) -> None:
        super().__init__(*args, **more)
        here = [(one.pk, one.name) for one in authority.districts.order_by("name")]
        self.fields["districts"].choices = here  # type: ignore[attr-defined]
        if not here:
            del self.fields["districts"]

    def clean_days(self) -> int:
        found = half_days_in(self.cleaned_data["days"])
        if not found:
            raise ValidationError("That is not a number of days. Enter one like 4 or 4.5.")
        return found

    def terms(self) -> Terms:
        """What was agreed; every field has been read."""
        said = self.cleaned_data
        districts = [int(one) for one in said.get("districts", ())]
        return Terms(said["days"], said["starts"], said["ends"], districts, said["what"])


class CommissionForm(TermsForm):
    """Whom an authority commissions, and what is agreed."""

    consultant = forms.SelectField("Consultant", empty="Choose somebody", missing="Nobody is chosen. Choose somebody.")

    def __init__(self, *args: Any, authority: Authority, people: Sequence[Person], **more: Any) -> None:
        super().__init__(*args, authority=authority, **more)
        self.people = {str(one.pk): one for one in people}
        self.fields["consultant"].choices = [(key, one.name) for key, one in self.people.items()]  # type: ignore[attr-defined]
        self.order_fields(["consultant", *self.fields])


def terms_as_shown(commission: Commission) -> dict[str, Any]:
    """What was agreed as the form shows it."""
    return {
        "days": f"{in_days(commission.half_days):g}", "starts": commission.starts, "ends": commission.ends,
        "districts": [one.pk for one in commission.districts.all()], "what": commission.what,
    }  # fmt: skip


class DayForm(NamesNoPupil):
    """A day that was used."""

    on = forms.DateField("Date", not_after=timezone.localdate)
    half_days = forms.ChoiceField("How much of it?", [("1", "Half a day"), ("2", "A day")], inline=True)
    source = forms.SelectField(
        "Task Group", required=False, empty="None, or another", hint="Whoever may not open it sees that there was one."
    )
    note = forms.TextField("Note", required=False, hint="Officers of the authority read it. Name no school.")

    def __init__(self, *args: Any, chaired: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["source"].choices = list(chaired.items())  # type: ignore[attr-defined]
        if not chaired:
            del self.fields["source"]
