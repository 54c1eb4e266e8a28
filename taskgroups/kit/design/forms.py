"""The forms every page builds on: GOV.UK fields, an error summary, and nothing left to the browser."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from markupsafe import Markup

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.fields import (
    ChoiceField,
    EmailField,
    FileField,
    LongTextField,
    ManyField,
    NumberField,
    PasswordField,
    SelectField,
    TextField,
    TickField,
)
from taskgroups.kit.design.fields_when import DateField, TimeField
from taskgroups.kit.design.render import component, first_input, render_field

__all__ = [
    "ChoiceField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "LongTextField",
    "ManyField",
    "ModelForm",
    "NumberField",
    "PasswordField",
    "SelectField",
    "TextField",
    "TickField",
    "TimeField",
    "summary_of",
]


class GovukField(BoundField):
    """A bound field whose `as_field()` is its GOV.UK component."""

    def as_field(self, **more: Any) -> Markup:
        return render_field(self, **more)

    def __str__(self) -> SafeString:
        return SafeString(self.as_field())

    __html__ = __str__


class _Looks:
    """`marks` says which fields are marked in words: the 'optional' ones (usual), the 'required' ones, or 'none'."""

    bound_field_class: type[BoundField] | None = GovukField
    use_required_attribute = False
    marks = "optional"

    def summary(self) -> Markup:
        """Return the error summary, with a link to each field; nothing where nothing is wrong."""
        return summary_of(self)  # type: ignore[arg-type]

    def refuse(self, refused: Refused, at: str = "") -> None:
        """Show why it was not done: at the field the refusal names, else at `at`, else above all fields."""
        form: forms.Form = self  # type: ignore[assignment]
        form.add_error(next((name for name in (refused.field, at) if name in form.fields), None), str(refused))

    def render_fields(self, *names: str) -> Markup:
        """Return the named fields, or all of them with the hidden ones, one below the other."""
        form: forms.Form = self  # type: ignore[assignment]
        wanted = [form[name] for name in names] if names else list(form)
        return Markup("\n").join(render_field(bound) for bound in wanted)


class Form(_Looks, forms.Form):
    """A form of our fields. In a template: `{{ form.summary() }}` and `{{ form.render_fields() }}`."""


class ModelForm(_Looks, forms.ModelForm):  # type: ignore[type-arg]
    """The same for one row of a model; declare the fields, so that their words are ours."""


def summary_of(form: forms.BaseForm) -> Markup:
    """Return the error summary of any form."""
    if not form.errors:
        return Markup("")
    found: list[dict[str, str]] = [{"text": str(error)} for error in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            found += [{"text": str(error), "href": f"#{first_input(form[name])}"} for error in errors]
    title = "There is a problem" if len(found) == 1 else f"There are {len(found)} problems"
    return component("summary", {"titleText": title, "errorList": found})
