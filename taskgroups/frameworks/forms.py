"""What somebody looks for in the question bank."""

from typing import Any

from taskgroups.frameworks import shelf
from taskgroups.frameworks.bank import areas_to_choose
from taskgroups.frameworks.pack import KINDS, PHASES, Pack
from taskgroups.kit.design import forms


class BankForm(forms.Form):
    """Which framework, and what to narrow its questions to. Sent by GET, so that an address can be kept and shared."""

    marks = "none"
    words = forms.TextField(
        "Words", hint="For example: attendance, governors, what shows", required=False, max_length=120
    )
    framework = forms.SelectField("Framework", empty=None, required=False)
    area = forms.SelectField("Area", empty="All areas", required=False)
    kind = forms.SelectField("Kind of question", list(KINDS.items()), empty="All kinds", required=False)
    phase = forms.SelectField("Phase of school", list(PHASES.items()), empty="All phases", required=False)

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        newest_first = reversed(shelf.packs().values())
        self.fields["framework"].choices = [(one.slug, one.title) for one in newest_first]  # type: ignore[attr-defined]
        self.fields["area"].choices = areas_to_choose(pack)  # type: ignore[attr-defined]
