"""Inviting people, accepting, and ending roles."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from taskgroups.kit.design import forms
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role
from taskgroups.schools.policy import today

HEAD = "head"


class InviteToSchoolForm(forms.Form):
    """A leader or governor of one's own school."""

    name = forms.TextField("Name", max_length=150, missing="Enter the person's name.")
    email = forms.EmailField("E-mail address", missing="Enter the person's e-mail address.")
    title = forms.TextField(
        "What they do", max_length=80, hint="For example: Deputy head, Chair of governors", required=False
    )


class NameHeadForm(forms.Form):
    """The head, or an acting head, of a school without one."""

    name = forms.TextField("Name", max_length=150, missing="Enter the person's name.")
    email = forms.EmailField("E-mail address", missing="Enter the person's e-mail address.")
    title = forms.TextField(
        "Title", max_length=80, hint="For example: Acting head. Empty means Host head", required=False
    )


class HeadLeavesForm(forms.Form):
    """The last day of a head, and who follows, where that is known."""

    on = forms.DateField("Last day", required=False, not_before=today,
                         hint="Their access ends with this day, at midnight in the United Kingdom")  # fmt: skip
    at_once = forms.TickField("End their access at once instead", required=False)
    name = forms.TextField("Name of who follows", max_length=150, required=False,
                           hint="The successor or the acting head. Leave empty if nobody is named yet")  # fmt: skip
    email = forms.EmailField("Their e-mail address", required=False)
    title = forms.TextField(
        "Their title", max_length=80, hint="For example: Acting head. Empty means Host head", required=False
    )

    def __init__(self, *args: Any, at_once: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].required = not at_once
        if not at_once:
            del self.fields["at_once"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("at_once") and not found.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the last day, for example 31 12 2026.")
        if (found.get("name") or found.get("title")) and not found.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the e-mail address of who follows, or leave the name empty.")
        return found

    def said(self) -> dict[str, Any]:
        """What was filled in, as `head_leaves` takes it; no day means at once."""
        found = dict(self.cleaned_data)
        return found | {"on": None} if found.pop("at_once", False) else found


class InviteToConsortiumForm(forms.Form):
    """A role in a consortium, or the headship of one of its schools."""

    name = forms.TextField("Name", max_length=150, missing="Enter the person's name.")
    email = forms.EmailField("E-mail address", missing="Enter the person's e-mail address.")
    kind = forms.SelectField("Role", [], missing="Choose the role.")
    school = forms.SelectField("School", [], empty="Choose one", hint="Only for a host head", required=False)

    def __init__(self, *args: Any, consortium: Consortium, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(HEAD, "Host head of a school"), *[(kind.value, kind.label) for kind in Role.CONSORTIUM_KINDS]]
        self.fields["kind"].choices = [("", "Choose one"), *kinds]  # type: ignore[attr-defined]
        schools = [(str(one.urn), one.name) for one in consortium.schools.order_by("name")]
        self.fields["school"].choices = [("", "Choose one"), *schools]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") == HEAD and not found.get("school"):
            self.add_error("school", "Choose the school this person is head of.")
        return found


class EndRoleForm(forms.Form):
    """The last day of a role."""

    ends = forms.DateField("Last day", hint="They keep the role to the end of this day", initial=today)


class JoinForm(forms.Form):
    """Somebody without an account takes up an invitation."""

    name = forms.TextField("Your name", max_length=150, autocomplete="name", missing="Enter your name.")
    password = forms.PasswordField(
        "Choose a password",
        hint="At least 12 characters",
        autocomplete="new-password",
        missing="You have chosen no password. Choose one of at least 12 characters.",
    )
    again = forms.PasswordField(
        "The same password again", autocomplete="new-password", missing="Enter the same password a second time."
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        password = found.get("password")
        if not password:
            return found
        try:
            validate_password(password, Person(email=self._email, name=found.get("name", "")))
        except ValidationError as problem:
            self.add_error("password", problem)
        if found.get("again") and found["again"] != password:
            self.add_error("again", "The two passwords differ. Enter the same one twice.")
        return found
