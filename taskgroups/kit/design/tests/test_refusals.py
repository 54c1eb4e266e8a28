"""A form shows why something was not done, at the field it is about."""

import pytest

from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design import forms


class Invite(forms.Form):
    name = forms.TextField("Name")
    email = forms.EmailField()


@pytest.mark.parametrize(
    ("field", "at", "shown"),
    [
        ("name", "", "name"),
        ("name", "email", "name"),
        ("", "email", "email"),
        ("owner", "email", "email"),
        ("owner", "", "__all__"),
        ("", "", "__all__"),
    ],
)
def test_a_refusal_stands_at_its_own_field_else_where_the_page_says_else_above(field: str, at: str, shown: str) -> None:
    form = Invite({"name": "Ann", "email": "ann@alder.example"})
    form.refuse(Refused("There is nothing to send.", field), at)
    assert form.errors == {shown: ["There is nothing to send."]}


def test_who_was_slower_is_told_that_their_words_are_kept() -> None:
    late = ChangedMeanwhile(now="theirs", what="this section")
    assert (late.now, late.since, str(late)) == (
        "theirs",
        [],
        "Somebody else changed this section while you were writing. Your words are kept below: look at what changed, "
        "then save again.",
    )
