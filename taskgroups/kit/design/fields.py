"""Form fields that know how they look: label, hint, width and what to say when something is wrong."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import BaseValidator

from taskgroups.kit.design.words import listed, size

Choices = Iterable[tuple[Any, str]] | Callable[[], Iterable[tuple[Any, str]]]


class Looks:
    """What every field may be told about its look. Mixed in before a Django field.

    `hint` stands under the label; `width` is 2, 3, 4, 5, 10, 20 or 30 characters, or 'one-half' and the like;
    `missing` replaces what is said when nothing was given; `label_size` is 's', 'm', 'l' or 'xl';
    `heading` makes the label the page's h1;
    `attributes` are further HTML attributes of the input.
    """

    component = "input"
    width: int | str | None = None
    nothing_given = "{label} is missing. Enter it."
    question_unanswered = "‘{label}’ has no answer. Answer it."

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        width: int | str | None = None,
        missing: str = "",
        label_size: str = "",
        heading: bool = False,
        autocomplete: str = "",
        attributes: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label=label, help_text=hint, **options)  # type: ignore[call-arg]
        self.width = width if width is not None else type(self).width
        self.label_size, self.heading = label_size, heading
        self.autocomplete, self.attributes = autocomplete, dict(attributes or {})
        says: dict[str, str] = self.error_messages  # type: ignore[attr-defined]
        if "required" not in (options.get("error_messages") or {}):
            says["required"] = missing or self._says_missing(label)

    def _says_missing(self, label: str) -> str:
        asks = self.question_unanswered if label.endswith("?") else self.nothing_given
        return asks.format(label=label)


class TextField(Looks, forms.CharField):
    """One line of text, 200 characters at most unless `max_length` says otherwise."""

    def __init__(self, label: str, *, max_length: int | None = 200, spellcheck: bool = True, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.spellcheck = spellcheck
        _length_words(self, label)


class LongTextField(Looks, forms.CharField):
    """Several lines of text. `counted` shows how many characters are left of `max_length`."""

    component = "textarea"

    def __init__(
        self, label: str, *, rows: int = 5, max_length: int | None = 4000, counted: bool = False, **options: Any
    ) -> None:
        super().__init__(label, max_length=max_length, widget=forms.Textarea, **options)
        self.rows, self.counted = rows, counted
        _length_words(self, label)


def _say(field: forms.Field, sentences: Mapping[str, str]) -> None:
    """Give the field's checks of length and size our sentences, by the check's code."""
    for check in field.validators:
        if isinstance(check, BaseValidator) and check.code in sentences:
            check.message = sentences[check.code]


def _length_words(field: forms.Field, label: str) -> None:
    what = f"The answer to ‘{label}’" if label.endswith("?") else label
    long = f"{what} is %(show_value)s characters long."
    _say(
        field,
        {
            "max_length": f"{long} Shorten it to %(limit_value)s or fewer.",
            "min_length": f"{long} Write %(limit_value)s or more.",
        },
    )


class EmailField(Looks, forms.EmailField):
    """An e-mail address; what is said of half an address is set once for all forms, in `apps.py`."""

    def __init__(self, label: str = "E-mail address", *, autocomplete: str = "email", **options: Any) -> None:
        super().__init__(label, autocomplete=autocomplete, **options)


class PasswordField(Looks, forms.CharField):
    """A password, with a button that shows it."""

    component = "password"

    def __init__(
        self, label: str = "Password", *, autocomplete: str = "current-password", width: int | str = 20, **options: Any
    ) -> None:
        super().__init__(
            label, autocomplete=autocomplete, width=width, strip=False, widget=forms.PasswordInput, **options
        )


class NumberField(Looks, forms.IntegerField):
    """A whole number, with its bounds; `suffix` stands after the input ('minutes')."""

    width = 5
    default_error_messages = {"invalid": "That is not a whole number. Enter it in figures, for example 12."}

    def __init__(
        self,
        label: str,
        *,
        min_value: int | None = 0,
        max_value: int | None = 1_000_000,
        prefix: str = "",
        suffix: str = "",
        **options: Any,
    ) -> None:
        super().__init__(label, min_value=min_value, max_value=max_value, widget=forms.TextInput, **options)
        self.prefix, self.suffix = prefix, suffix
        _say(
            self,
            {
                "min_value": "%(show_value)s is too small. Enter %(limit_value)s or more.",
                "max_value": "%(show_value)s is too large. Enter %(limit_value)s or less.",
            },
        )


class _Chosen(Looks):
    """A field with choices; `hints` and `columns` belong to single choices."""

    nothing_given = "Nothing is chosen for ‘{label}’. Choose one."
    question_unanswered = "‘{label}’ has no answer. Choose one."

    def __init__(self, label: str, choices: Choices, *, hints: Mapping[Any, str] | None = None, **options: Any) -> None:
        super().__init__(label, choices=choices, **options)
        self.hints = {str(key): hint for key, hint in (hints or {}).items()}
        self.error_messages["invalid_choice"] = "That choice is not on the list. Choose one of those shown."  # type: ignore[attr-defined]


class ChoiceField(_Chosen, forms.ChoiceField):
    """One of a few, as radio buttons. `inline` sets two or three short ones side by side; `small` makes them small."""

    component = "radios"

    def __init__(
        self, label: str, choices: Choices = (), *, inline: bool = False, small: bool = False, **options: Any
    ) -> None:
        super().__init__(label, choices, widget=forms.RadioSelect, **options)
        self.inline, self.small = inline, small


class SelectField(_Chosen, forms.ChoiceField):
    """One of many, as a list that opens. An `empty` line stands first unless it is None."""

    component = "select"

    def __init__(self, label: str, choices: Choices = (), *, empty: str | None = "Choose one", **options: Any) -> None:
        self.empty = empty
        super().__init__(label, choices, widget=forms.Select, **options)


class ManyField(_Chosen, forms.MultipleChoiceField):
    """Any number of a few, as checkboxes."""

    component = "checkboxes"
    nothing_given = "Nothing is chosen for ‘{label}’. Choose at least one."
    question_unanswered = "‘{label}’ has no answer. Choose at least one."

    def __init__(self, label: str, choices: Choices = (), *, small: bool = False, **options: Any) -> None:
        super().__init__(label, choices, widget=forms.CheckboxSelectMultiple, **options)
        self.small = small
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]


class TickField(Looks, forms.BooleanField):
    """One checkbox: ticked or not. A required one must be ticked."""

    component = "tick"
    nothing_given = "‘{label}’ is not ticked. Tick it to go on."
    question_unanswered = nothing_given

    def __init__(self, label: str, *, small: bool = False, **options: Any) -> None:
        super().__init__(label, **options)
        self.small = small


class FileField(Looks, forms.FileField):
    """A file. `kinds` are endings such as '.pdf'; `most` is its largest size in bytes."""

    component = "file"
    nothing_given = "{label} is missing. Choose a file."
    default_error_messages = {
        "empty": "The file is empty. Choose another.",
        "invalid": "The file did not arrive. Choose it again.",
        "missing": "The file did not arrive. Choose it again.",
    }

    def __init__(self, label: str, *, kinds: Iterable[str] = (), most: int = 20 * 1024 * 1024, **options: Any) -> None:
        super().__init__(label, widget=forms.FileInput, **options)
        self.kinds, self.most = tuple(kinds), most
        self.error_messages["max_length"] = "The file's name is %(length)d characters long. Shorten it to %(max)d."

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if isinstance(found, UploadedFile):
            self._refuse(found)
        return found

    def _refuse(self, found: "UploadedFile[Any]") -> None:
        if found.size is not None and found.size > self.most:
            raise ValidationError(f"The file is {size(found.size)}. Choose one of {size(self.most)} or less.")
        if self.kinds and not (found.name or "").lower().endswith(self.kinds):
            kinds = listed([kind.lstrip(".").upper() for kind in self.kinds], "or")
            raise ValidationError(f"The file is of another kind. Choose a {kinds} file.")
