"""What a chair fills in about their own practice."""

from typing import Any

from taskgroups.kit.design import forms
from taskgroups.kit.talk import ACT_OF
from taskgroups.practice.account import Heard
from taskgroups.practice.words import ACTS, KINDS


class CodeForm(forms.Form):
    """What a clause was."""

    act = forms.ChoiceField("What was it?", list(ACTS.items()))
    kind = forms.SelectField(
        "Which kind?",
        [(kind, f"{ACTS[act]}: {KINDS[kind]}") for kind, act in ACT_OF.items()],
        required=False,
        empty="Not said",
    )

    def __init__(self, heard: Heard, data: Any = None) -> None:
        super().__init__(data, initial={"act": heard.act, "kind": heard.kind})
