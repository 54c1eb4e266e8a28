"""Each field draws its component, and says what to do when something is wrong."""

from datetime import date, time, timedelta

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from lxml.html import HtmlElement

from taskgroups.kit.design import forms
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.render import MANY, render_field
from taskgroups.kit.design.tests.page_rules import parse, text_of


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


class Plan(forms.Form):
    held = forms.DateField("Date of the Task Group", hint="A day in term", not_before=tomorrow)
    start = forms.TimeField("Start")
    place = forms.TextField("Place", max_length=20)
    why = forms.LongTextField("Why now?", counted=True, max_length=30)
    phase = forms.ChoiceField("Phase", [("p", "Primary"), ("s", "Secondary")], hints={"p": "To Year 6"})
    kind = forms.SelectField("Kind", [("a", "Books"), ("b", "Data")])
    who = forms.ManyField("Who comes?", [("h", "Head"), ("g", "Governor")])
    minutes = forms.NumberField("Minutes", suffix="minutes", max_value=240)
    email = forms.EmailField()
    kept = forms.TickField("I have read the protocols")
    paper = forms.FileField("Paper", kinds=[".pdf", ".docx"], most=1000)
    note = forms.TextField("Note", required=False)


WHOLE = {
    **parts("held", date(2098, 6, 14)),
    "start": "1:30pm",
    "place": "The library",
    "why": "It is time",
    "phase": "p",
    "kind": "b",
    "who": ["h", "g"],
    "minutes": "180",
    "email": "ann@alder.example",
    "kept": "on",
}


def paper(name: str = "plan.pdf", content: bytes = b"%PDF") -> dict[str, SimpleUploadedFile]:
    return {"paper": SimpleUploadedFile(name, content)}


def said(form: Plan, name: str) -> list[str]:
    """What the form says of one field."""
    return list(form.errors.get(name, []))


def drawn(form: Plan, name: str) -> HtmlElement:
    return parse(form[name].as_field())


def test_a_whole_form_gives_python_values() -> None:
    form = Plan(WHOLE, paper())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held"] == date(2098, 6, 14)
    assert form.cleaned_data["start"] == time(13, 30)
    assert form.cleaned_data["who"] == ["h", "g"]
    assert form.cleaned_data["minutes"] == 180


def test_an_empty_form_says_for_each_field_what_to_do() -> None:
    assert {name: errors[0] for name, errors in Plan({}).errors.items()} == {
        "held": "Date of the Task Group is missing. Enter the date as three numbers, for example 14 6 2027.",
        "start": "Start is missing. Enter the time like 3:30pm or 15:30.",
        "place": "Place is missing. Enter it.",
        "why": "‘Why now?’ has no answer. Answer it.",
        "phase": "Nothing is chosen for ‘Phase’. Choose one.",
        "kind": "Nothing is chosen for ‘Kind’. Choose one.",
        "who": "‘Who comes?’ has no answer. Choose at least one.",
        "minutes": "Minutes is missing. Enter it.",
        "email": "E-mail address is missing. Enter it.",
        "kept": "‘I have read the protocols’ is not ticked. Tick it to go on.",
        "paper": "Paper is missing. Choose a file.",
    }


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("place", "x" * 21, "Place is 21 characters long. Shorten it to 20 or fewer."),
        ("why", "x" * 31, "The answer to ‘Why now?’ is 31 characters long. Shorten it to 30 or fewer."),
        ("phase", "z", "That choice is not on the list. Choose one of those shown."),
        ("who", ["z"], "That choice is not on the list. Choose one of those shown."),
        ("minutes", "ten", "That is not a whole number. Enter it in figures, for example 12."),
        ("minutes", "500", "500 is too large. Enter 240 or less."),
        ("minutes", "-1", "-1 is too small. Enter 0 or more."),
        ("email", "ann@", "That is not a whole e-mail address. Enter it like name@school.example."),
        ("start", "3:30", "3:30 could be morning or afternoon. Enter 3:30pm or 3:30am."),
    ],
)
def test_what_cannot_be_is_refused_in_words(name: str, value: object, says: str) -> None:
    assert said(Plan({**WHOLE, name: value}, paper()), name) == [says]


def test_a_day_gone_by_says_after_which_day() -> None:
    form = Plan({**WHOLE, **parts("held", date(2020, 1, 1))}, paper())
    today = timezone.localdate()
    assert said(form, "held") == [
        f"The date is in the past. Enter a date after {today.day} {today:%B} {today.year}.",
    ]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (paper("plan.exe"), "The file is of another kind. Choose a PDF or DOCX file."),
        (paper("plan.pdf", b"x" * 1001), "The file is 1 KB. Choose one of 1 KB or less."),
        (paper("plan.pdf", b""), "The file is empty. Choose another."),
    ],
)
def test_a_file_that_will_not_do_is_refused_in_words(file: dict[str, SimpleUploadedFile], says: str) -> None:
    assert said(Plan(WHOLE, file), "paper") == [says]


def test_a_date_draws_three_labelled_inputs_in_a_fieldset() -> None:
    group = drawn(Plan(WHOLE), "held")
    inputs = group.xpath(".//input")
    assert [box.get("name") for box in inputs] == ["held-day", "held-month", "held-year"]
    assert [box.get("value") for box in inputs] == ["14", "6", "2098"]
    assert [text_of(label) for label in group.xpath(".//label")] == ["Day", "Month", "Year"]
    assert text_of(group.find(".//legend")) == "Date of the Task Group"
    assert group.find(".//fieldset").get("aria-describedby") == "id_held-hint"


def test_a_wrong_date_keeps_what_was_written_and_marks_the_part_at_fault() -> None:
    form = Plan({**WHOLE, "held-day": "31", "held-month": "Nov", "held-year": "2098"})
    group = drawn(form, "held")
    assert [box.get("value") for box in group.xpath(".//input")] == ["31", "Nov", "2098"]
    wrong = group.xpath(".//input[contains(@class, 'govuk-input--error')]/@name")
    assert wrong == ["held-day"]
    assert text_of(group.get_element_by_id("id_held-error")) == (
        "Error: There is no day 31 in November. Enter a day from 1 to 30."
    )


def test_a_date_and_time_kept_before_are_shown_again() -> None:
    form = Plan(initial={"held": date(2027, 6, 14), "start": time(15, 30)})
    assert [box.get("value") for box in drawn(form, "held").xpath(".//input")] == ["14", "6", "2027"]
    assert drawn(form, "start").find(".//input").get("value") == "3:30pm"


def test_a_field_in_error_is_described_by_its_error() -> None:
    box = drawn(Plan({}), "place").find(".//input")
    assert (box.get("aria-describedby"), box.get("class")) == ("id_place-error", "govuk-input govuk-input--error")


def test_radios_show_the_choice_and_its_hint() -> None:
    group = drawn(Plan(WHOLE), "phase")
    assert group.xpath(".//input[@checked]/@value") == ["p"]
    assert [text_of(label) for label in group.xpath(".//label")] == ["Primary", "Secondary"]
    assert text_of(group.xpath(".//*[contains(@class, 'radios__hint')]")[0]) == "To Year 6"


def test_many_checkboxes_scroll_in_a_box_and_a_few_do_not() -> None:
    class Choosing(forms.Form):
        who = forms.ManyField("Who comes?")

    boxed = []
    for many in (MANY, MANY + 1):
        form = Choosing()
        form.fields["who"].choices = [(str(one), f"Person {one}") for one in range(many)]  # type: ignore[attr-defined]
        boxed.append("tg-many" in form.render_fields())
    assert boxed == [False, True]


def test_checkboxes_show_what_was_ticked() -> None:
    assert drawn(Plan({**WHOLE, "who": ["g"]}), "who").xpath(".//input[@checked]/@value") == ["g"]


def test_a_select_starts_with_a_line_that_chooses_nothing() -> None:
    options = drawn(Plan(), "kind").xpath(".//option")
    assert [(one.get("value"), text_of(one)) for one in options] == [("", "Choose one"), ("a", "Books"), ("b", "Data")]


def test_an_optional_field_says_so() -> None:
    assert text_of(drawn(Plan(), "note").find(".//label")) == "Note (optional)"


def test_a_form_may_mark_what_is_required_instead() -> None:
    class Comment(forms.Form):
        marks = "required"
        name = forms.TextField("Your name")

    assert text_of(parse(Comment()["name"].as_field()).find(".//label")) == "Your name (required)"


def test_the_summary_leads_to_the_first_wrong_input() -> None:
    form = Plan({**WHOLE, "held-year": "27", "phase": ""}, paper())
    links = parse(form.summary()).xpath(".//a")
    assert [link.get("href") for link in links] == ["#id_held-year", "#id_phase"]
    whole = parse(f"<main>{form.summary()}{form.render_fields()}</main>")
    assert all(whole.xpath("//*[@id = $id]", id=link.get("href")[1:]) for link in links)


def test_a_whole_form_has_no_summary() -> None:
    assert Plan(WHOLE, paper()).summary() == ""


def test_what_was_written_is_escaped() -> None:
    form = Plan({**WHOLE, "place": '"><script>', "why": "</textarea><script>"})
    assert "<script>" not in form.render_fields()


def test_a_form_that_is_not_ours_is_drawn_the_same() -> None:
    class Foreign(django_forms.Form):
        code = django_forms.CharField(label="Code", widget=django_forms.TextInput({"autocomplete": "one-time-code"}))

    box = parse(render_field(Foreign()["code"])).find(".//input")
    assert (box.get("class"), box.get("autocomplete")) == ("govuk-input", "one-time-code")


def test_the_browser_is_not_asked_to_check() -> None:
    assert "required" not in Plan().render_fields()


def test_a_date_that_must_be_past_is_asked_for_with_an_example_that_is() -> None:
    class Dated(forms.Form):
        seen = forms.DateField("When was it seen?", not_after=date(2026, 11, 23))
        due = forms.DateField("Due", not_before=date(2026, 11, 23))

    says = "Enter the date as three numbers, for example 14 6 {}."
    assert Dated({}).errors == {
        "seen": ["‘When was it seen?’ has no answer. " + says.format(2024)],
        "due": ["Due is missing. " + says.format(2027)],
    }
    assert Dated({"seen-day": "x", "seen-month": "6", "seen-year": "2024"}).errors["seen"] == [
        "The date cannot be read. " + says.format(2024)
    ]
