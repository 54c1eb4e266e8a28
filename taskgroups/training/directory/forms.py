"""What a chair says of themselves, and a message to one."""

from typing import Any

from taskgroups.frameworks import shelf
from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.people.models import Person
from taskgroups.training.directory.finding import district_choices
from taskgroups.training.domain.directory import Entry
from taskgroups.training.models import Listing


class EntryForm(NamesNoPupil):
    """Somebody's own entry."""

    listed = forms.TickField("List me in the directory of chairs", required=False, small=True)
    seen_by = forms.ChoiceField("Who may find you?", Listing.Seen.choices)
    words = forms.LongTextField(
        "About you as a chair", required=False, rows=3, max_length=300, hint="No address and no telephone number."
    )
    frameworks = forms.ManyField("Frameworks you know", required=False, small=True)
    districts = forms.ManyField("Districts you may chair in", required=False, small=True)
    availability = forms.TextField("When you can come", required=False, hint="For example: Tuesdays and Thursdays")
    free_from = forms.DateField("First day", required=False, hint="Where it is for a time only.")
    free_until = forms.DateField("Last day", required=False)

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        packs = [(slug, pack.title) for slug, pack in reversed(shelf.packs().items())]
        self.fields["frameworks"].choices = packs  # type: ignore[attr-defined]
        self.fields["districts"].choices = district_choices(person)  # type: ignore[attr-defined]
        if not self.fields["districts"].choices:  # type: ignore[attr-defined]
            del self.fields["districts"]

    def entry(self) -> Entry:
        """What was said; every field has been read."""
        said = {name: self.cleaned_data[name] for name in self.fields if name not in ("districts", "no_pupil")}
        return Entry(**said, districts=[int(one) for one in self.cleaned_data.get("districts", ())])


def entry_as_shown(listing: Listing | None) -> dict[str, Any]:
    """An entry as the form shows it."""
    if listing is None:
        return {"seen_by": Listing.Seen.CONSORTIUM, "listed": True}
    plain = ("listed", "seen_by", "words", "frameworks", "availability", "free_from", "free_until")
    return {name: getattr(listing, name) for name in plain} | {"districts": [one.pk for one in listing.districts.all()]}


class MessageForm(NamesNoPupil):
    """What is written to somebody."""

    text = forms.LongTextField("Your message", rows=8, max_length=2000, counted=True)
    shows_address = forms.TickField(
        "Show my e-mail address, so that I may be answered by e-mail", required=False, small=True
    )
