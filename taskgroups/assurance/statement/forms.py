"""What a head chooses to release, and for whom a link is."""

from typing import Any

from taskgroups.assurance.domain.link import USUAL
from taskgroups.assurance.domain.release import LONGEST
from taskgroups.assurance.statement.facts import PARTS, Chosen, Facts, Received
from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil
from taskgroups.kit.design.words import day, listed
from taskgroups.schools.policy import today

GIVEN, WORDS = "given", "words"


class ChooseForm(NamesNoPupil):
    """Each Task Group received with what may be told of it, those given, and the school's own first words."""

    def __init__(self, facts: Facts, data: Any = None, *, chosen: Chosen | None = None, words: str = "") -> None:
        super().__init__(data)
        self.facts, at = facts, chosen or Chosen()
        for one in facts.received:
            self.fields[_name(one)] = forms.ManyField(
                f"{day(one.on)}, Task Group {one.number}",
                [(part, text) for part, text in PARTS if part in one.parts],
                required=False,
                small=True,
                initial=list(at.received.get(one.key, [])),
                hint="" if one.agreed else "Its record is not agreed yet: what was tested can follow after that.",
            )
        if facts.given:
            self.fields[GIVEN] = forms.ManyField(
                "What the school has given others",
                [(one.key, f"{day(one.on)}, {one.school}: {listed(list(one.parts))}") for one in facts.given],
                required=False,
                small=True,
                initial=list(at.given),
                hint="The date, the role and the school are told, and nothing of what was said there.",
            )
        self.fields[WORDS] = forms.LongTextField(
            "What the school says first", required=False, rows=4, max_length=LONGEST, initial=words,
            hint="In your own words, above everything else. It may stay empty.",
        )  # fmt: skip

    def chosen(self) -> Chosen:
        """Return what was chosen. What was tested or has changed says that it took place, too."""
        said = {one.key: self.cleaned_data.get(_name(one)) or [] for one in self.facts.received}
        return Chosen({key: parts for key, parts in said.items() if parts}, self.cleaned_data.get(GIVEN) or [])


def _name(one: Received) -> str:
    return f"received-{one.key}"


class LinkForm(forms.Form):
    """For whom a link is, and how long it opens."""

    whom = forms.TextField(
        "For whom?", max_length=120, hint="For example ‘Lead inspector’ or ‘Diocese’. Only you see this.",
        missing="Say for whom the link is, so that you know it again.",
    )  # fmt: skip
    until = forms.DateField("Until when?", hint="The last day. You can revoke it sooner.")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"until": today() + USUAL})
