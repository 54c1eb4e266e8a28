"""Turns a bound field into the options of its GOV.UK component, and the component into HTML."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import engines
from markupsafe import Markup

from taskgroups.kit.design import dates

Options = dict[str, Any]
MACROS = {
    "input": ("input", "govukInput"),
    "password": ("password-input", "govukPasswordInput"),
    "textarea": ("textarea", "govukTextarea"),
    "counted": ("character-count", "govukCharacterCount"),
    "date": ("date-input", "govukDateInput"),
    "radios": ("radios", "govukRadios"),
    "checkboxes": ("checkboxes", "govukCheckboxes"),
    "tick": ("checkboxes", "govukCheckboxes"),
    "select": ("select", "govukSelect"),
    "file": ("file-upload", "govukFileUpload"),
    "summary": ("error-summary", "govukErrorSummary"),
}
MANY = 12  # more checkboxes than these scroll in a box of their own: what follows them stays within reach


def component(name: str, options: Options) -> Markup:
    """Return the HTML of one GOV.UK component."""
    folder, macro = MACROS[name]
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    module = env.get_template(f"govuk_frontend_jinja/components/{folder}/macro.html").module
    return Markup(getattr(module, macro)(options))  # noqa: S704 - escaped inside


def render_field(bound: BoundField, **more: Any) -> Markup:
    """Return a field of any form as its component: ours as they were told, Django's own by their widget.

    `more` replaces options of the component for this place: label, hint, classes, attributes ….
    """
    if bound.is_hidden:
        return _hidden(bound)
    kind = _kind(bound)
    return component("counted" if _counted(bound, kind) else kind, options_of(bound, kind) | more)


def _hidden(bound: BoundField) -> Markup:
    """Django's own hidden input, of which a page of small forms has many, without a template read for each."""
    if type(bound.field.widget) is not forms.HiddenInput or bound.field.widget.attrs:
        return Markup(bound.as_hidden())  # noqa: S704 - escaped inside
    value = bound.field.widget.format_value(bound.value())
    written = "" if value is None else Markup(' value="{}"').format(value)
    return Markup('<input type="hidden" name="{}"{} id="{}">').format(bound.html_name, written, bound.auto_id)


def options_of(bound: BoundField, kind: str) -> Options:
    """Return the options of the component: what all have in common, then its own."""
    common: Options = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "errorMessage": {"text": " ".join(map(str, bound.errors))} if bound.errors else None,
        "hint": {"text": bound.help_text} if bound.help_text else None,
        "attributes": _attributes(bound),
        "classes": _width(bound),
    }
    return common | OWN[kind](bound)


def first_input(bound: BoundField) -> str:
    """Return the id of the input an error leads to."""
    if _kind(bound) == "date":
        return f"{bound.auto_id}-{_wrong_parts(bound)[0] if bound.errors else 'day'}"
    return bound.auto_id


def _kind(bound: BoundField) -> str:
    named = getattr(bound.field, "component", None)
    if named:
        return str(named)
    widget = bound.field.widget
    for kind, widgets in BY_WIDGET:
        if isinstance(widget, widgets):
            return kind
    return "input"


BY_WIDGET: tuple[tuple[str, tuple[type[forms.Widget], ...]], ...] = (
    ("checkboxes", (forms.CheckboxSelectMultiple,)),
    ("radios", (forms.RadioSelect,)),
    ("select", (forms.Select,)),
    ("tick", (forms.CheckboxInput,)),
    ("file", (forms.FileInput,)),
    ("textarea", (forms.Textarea,)),
    ("password", (forms.PasswordInput,)),
)


def _counted(bound: BoundField, kind: str) -> bool:
    return kind == "textarea" and getattr(bound.field, "counted", False)


def _attributes(bound: BoundField) -> Options:
    given = dict(getattr(bound.field, "attributes", {}))
    if bound.field.disabled:
        given["disabled"] = "disabled"
    return given


def _width(bound: BoundField) -> str:
    width = getattr(bound.field, "width", None)
    if isinstance(width, int):
        return f"govuk-input--width-{width}"
    return f"govuk-!-width-{width}" if width else ""


def label_text(bound: BoundField) -> str:
    """Return the label, and '(optional)' or '(required)' as the form marks its fields."""
    label, marks = str(bound.label), getattr(bound.form, "marks", "optional")
    if marks == "required" and bound.field.required:
        return f"{label} (required)"
    if marks == "optional" and not bound.field.required and _kind(bound) not in ("tick", "checkboxes"):
        return f"{label} (optional)"
    return label


def _label(bound: BoundField, of: str = "label") -> Options:
    size, heading = getattr(bound.field, "label_size", ""), getattr(bound.field, "heading", False)
    if heading and not size:
        size = "l"
    return {
        "text": label_text(bound),
        "classes": f"govuk-{'fieldset__legend' if of == 'legend' else 'label'}--{size}" if size else "",
        "isPageHeading": heading,
    }


def _autocomplete(bound: BoundField) -> str | None:
    given = getattr(bound.field, "autocomplete", "") or bound.field.widget.attrs.get("autocomplete")
    return given or None


def _input(bound: BoundField) -> Options:
    field, number = bound.field, isinstance(bound.field, forms.IntegerField)
    own: Options = {
        "label": _label(bound),
        "value": _text(bound),
        "autocomplete": _autocomplete(bound),
        "type": "email" if isinstance(field, forms.EmailField) else "text",
        "inputmode": "numeric" if number else None,
        "spellcheck": None if getattr(field, "spellcheck", False) else False,
    }
    for affix in ("prefix", "suffix"):
        if getattr(field, affix, ""):
            own[affix] = {"text": getattr(field, affix)}
    return own


def _text(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _password(bound: BoundField) -> Options:
    return {"label": _label(bound), "autocomplete": _autocomplete(bound) or "current-password"}


def _textarea(bound: BoundField) -> Options:
    own = {"label": _label(bound), "value": _text(bound), "rows": getattr(bound.field, "rows", 5), "spellcheck": True}
    if _counted(bound, "textarea"):
        own["maxlength"] = bound.field.max_length  # type: ignore[attr-defined]
    return own


def _date(bound: BoundField) -> Options:
    value = bound.value()
    written = value if isinstance(value, dates.Written) else dates.Written.of(value) if value else dates.Written()
    wrong = _wrong_parts(bound) if bound.errors else ()
    items = [
        {
            "name": part,
            "value": getattr(written, part),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{' govuk-input--error' * (part in wrong)}",
            "inputmode": "text" if part == "month" else "numeric",
            "autocomplete": f"bday-{part}" if getattr(bound.field, "autocomplete", "") == "bday" else None,
        }
        for part in dates.PARTS
    ]
    return {
        "fieldset": {"legend": _label(bound, "legend")},
        "namePrefix": bound.html_name,
        "items": items,
        "classes": "",
    }


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    for error in bound.errors.as_data():
        parts = (error.params or {}).get("parts") if isinstance(error.params, Mapping) else None
        if parts:
            return tuple(part for part in dates.PARTS if part in parts)
    return dates.PARTS


def _listed(bound: BoundField, chosen: set[str]) -> list[Options]:
    hints = getattr(bound.field, "hints", {})
    found = []
    for value, text in bound.field.choices:  # type: ignore[attr-defined]
        key = "" if value is None else str(value)
        item: Options = {"value": key, "text": str(text), "checked": key in chosen, "selected": key in chosen}
        if key in hints:
            item["hint"] = {"text": hints[key]}
        found.append(item)
    return found


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if value is None:
        return set()
    many = value if isinstance(value, list | tuple | set) else [value]
    return {str(getattr(one, "pk", one)) for one in many}


def _radios(bound: BoundField) -> Options:
    field = bound.field
    classes = ["govuk-radios--inline"] * getattr(field, "inline", False) + ["govuk-radios--small"] * getattr(
        field, "small", False
    )
    items = [item for item in _listed(bound, _chosen(bound)) if item["value"] != ""]
    return _group(bound, items, " ".join(classes))


def _checkboxes(bound: BoundField) -> Options:
    small = "govuk-checkboxes--small" if getattr(bound.field, "small", False) else ""
    items = _listed(bound, _chosen(bound))
    long = "tg-many" if len(items) > MANY else ""
    return _group(bound, items, f"{small} {long}".strip())


def _group(bound: BoundField, items: list[Options], classes: str) -> Options:
    attributes = _attributes(bound)
    for item in items:
        item["attributes"] = attributes
    return {
        "idPrefix": bound.auto_id,
        "fieldset": {"legend": _label(bound, "legend")},
        "items": items,
        "classes": classes,
        "attributes": {},
    }


def _tick(bound: BoundField) -> Options:
    item: Options = {"value": "on", "text": label_text(bound), "checked": bool(bound.value())}
    if bound.help_text:
        item["hint"] = {"text": bound.help_text}
    small = "govuk-checkboxes--small" if getattr(bound.field, "small", False) else ""
    return _group(bound, [item], small) | {"fieldset": None, "hint": None}


def _select(bound: BoundField) -> Options:
    chosen = _chosen(bound) or {""}
    items = _listed(bound, chosen)
    empty = getattr(bound.field, "empty", None)
    if empty is not None and all(item["value"] != "" for item in items):
        items.insert(0, {"value": "", "text": empty, "selected": chosen == {""}})
    return {"label": _label(bound), "items": items}


def _file(bound: BoundField) -> Options:
    own: Options = {"label": _label(bound), "attributes": _attributes(bound)}
    if getattr(bound.field, "kinds", ()):
        own["attributes"]["accept"] = ",".join(bound.field.kinds)  # type: ignore[attr-defined]
    return own


OWN: dict[str, Callable[[BoundField], Options]] = {
    "input": _input,
    "password": _password,
    "textarea": _textarea,
    "date": _date,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "tick": _tick,
    "select": _select,
    "file": _file,
}
