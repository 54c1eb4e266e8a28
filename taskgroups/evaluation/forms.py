"""The forms of the evidence base."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, Place
from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.files import kinds
from taskgroups.kit.files.received import Upload, received

KIND_HINTS = {
    "data": "Figures: results, attendance, a survey.",
    "seen": "Watched: a lesson visit, a learning walk, a playtime.",
    "heard": "Said: a pupil group, a parents' evening, a staff meeting.",
    "work": "Made: books, pictures, a performance.",
    "document": "Written: a policy, minutes, an outside report.",
}
DIRECT_HINTS = {
    "direct": "Such as books you read, a lesson you watched, your own figures.",
    "reported": "Such as somebody else's account, or a summary of what others found.",
}
FACTS = ("title", "kind", "dated", "note", "where", "confirmed_by", "covers", "direct")


class WhyForm(NamesNoPupil):
    """Why an area is where it is. The area's page keeps the words; this only asks of them."""

    why = forms.LongTextField("Why?", max_length=None, required=False)


class EvidenceForm(NamesNoPupil):
    """One item of evidence: a file, a link or place, or a note, with what it shows. The file stands last."""

    unread = ("confirmed_by",)

    title = forms.TextField(
        "What is it?",
        hint="A few words, such as 'Phonics check, Year 1'. Name no pupil.",
        missing="The evidence has no name. Say in a few words what it is.",
    )
    kind = forms.ChoiceField(
        "What kind is it?",
        Evidence.Kind.choices,
        hints=KIND_HINTS,
        missing="No kind is chosen. Choose what kind of evidence it is.",
    )
    dated = forms.DateField(
        "When is it from?", hint="The day it was seen, said, made or written.", not_after=timezone.localdate
    )
    note = forms.LongTextField("What does it show?", hint="Name no pupil.", max_length=4000, required=False)
    confirmed_by = forms.TextField(
        "Who else would say so?", hint="By role, such as 'English lead' or 'a governor visit'.", required=False
    )
    direct = forms.ChoiceField(
        "How do you know it?", Evidence.Direct.choices, hints=DIRECT_HINTS, required=False, small=True
    )
    covers = forms.ChoiceField(
        "How much of the school is it about?", Evidence.Covers.choices, required=False, small=True
    )
    where = forms.TextField(
        "Where is it kept?", hint="A place in school, or a link.", max_length=300, required=False, spellcheck=False
    )
    places = forms.ManyField("What does it show it for?", (), required=False, small=True)
    file = forms.FileField("A file", hint="20 MB at most. A picture from a phone will do.", required=False)

    def __init__(
        self,
        *args: Any,
        pack: Pack,
        areas: tuple[Area, ...],
        too_large: bool = False,
        were: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.pack, self.areas, self.too_large, self.were = pack, areas, too_large, were
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            (f"{area.slug}/{slug}", text) for area in areas for slug, text in _places(area)
        ]
        self.fields["file"].attributes["accept"] = ",".join(kinds.TYPES)  # type: ignore[attr-defined]

    def clean_file(self) -> Upload | None:
        """Return the file with what it was found to be, or None."""
        if self.too_large:
            raise ValidationError(
                "The file is larger than 20 MB. Choose a smaller one, or keep it elsewhere and say where."
            )
        found = self.cleaned_data.get("file")
        if not isinstance(found, UploadedFile):
            return None
        try:
            return received(found)
        except Refused as refused:
            raise ValidationError(str(refused)) from None

    @property
    def facts(self) -> Facts:
        """What is said of the item."""
        return Facts(**{name: self.cleaned_data[name] for name in FACTS})

    @property
    def chosen(self) -> list[Place]:
        """The places ticked."""
        return self.places_of(self.cleaned_data["places"])

    def places_of(self, values: Iterable[str]) -> list[Place]:
        """The places that ticks stand for, as far as they could have been ticked."""
        known = {f"{area.slug}/{slug}": (area.slug, slug) for area in self.areas for slug, _ in _places(area)}
        return [Place(self.pack.slug, *known[value]) for value in values if value in known]

    @property
    def groups(self) -> list[tuple[Area, list[tuple[str, str, bool]]]]:
        """The places by area: (value, text, ticked)."""
        ticked = set(self["places"].value() or ())
        return [
            (area, [(f"{area.slug}/{slug}", text, f"{area.slug}/{slug}" in ticked) for slug, text in _places(area)])
            for area in self.areas
        ]


class SeveralForm(forms.Form):
    """What is the same of several files that are added at once; each can be changed by itself afterwards."""

    kind = forms.ChoiceField("What kind are they?", Evidence.Kind.choices, hints=KIND_HINTS)
    dated = forms.DateField("When are they from?", not_after=timezone.localdate)
    direct = forms.ChoiceField("How do you know them?", Evidence.Direct.choices, required=False, small=True)
    covers = forms.ChoiceField(
        "How much of the school are they about?", Evidence.Covers.choices, required=False, small=True
    )

    def facts(self, title: str) -> Facts:
        """What is said of one of them."""
        return Facts(title=title, **{name: self.cleaned_data[name] for name in ("kind", "dated", "direct", "covers")})


def _places(area: Area) -> list[tuple[str, str]]:
    return [("", "The area as a whole"), *((one.slug, one.text) for one in area.descriptors)]
