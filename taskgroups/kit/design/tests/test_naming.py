"""A form that asks once where its words look as if they name a pupil."""

from taskgroups.kit.design import forms
from taskgroups.kit.design.naming import NamesNoPupil, question
from taskgroups.kit.design.tests.page_rules import parse

NAMES = "Jamie Sparrow in Year 4 now reads."


class Noted(NamesNoPupil):
    unread = ("by",)
    title = forms.TextField("Title")
    note = forms.LongTextField("Note", required=False)
    by = forms.TextField("By", required=False)


def sent(**fields) -> Noted:
    form = Noted(fields, initial={"title": "As before"})
    form.is_valid()
    return form


def test_it_asks_at_the_tick_and_keeps_every_word() -> None:
    form = sent(title="Reading", note=NAMES)
    assert form.errors == {"no_pupil": [question("Jamie Sparrow")]}
    assert (form["note"].value(), form["title"].value()) == (NAMES, "Reading")
    assert parse(str(form.summary()).encode()).xpath("//a/@href") == ["#id_no_pupil"]


def test_ticked_it_goes_on_and_tells_the_view_nothing_of_the_tick() -> None:
    form = sent(title="Reading", note=NAMES, no_pupil="on")
    assert form.is_valid()
    assert form.cleaned_data == {"title": "Reading", "note": NAMES, "by": ""}


def test_the_tick_stays_where_something_else_is_wrong() -> None:
    form = sent(title="", note=NAMES, no_pupil="on")
    assert list(form.errors) == ["title"]
    assert "checked" in form.asked()


def test_without_a_name_there_is_no_tick() -> None:
    assert sent(title="Reading").asked() == ""
    assert Noted().asked() == ""


def test_a_name_in_one_field_and_the_year_in_another_are_read_together() -> None:
    assert list(sent(title="Jamie Sparrow", note="Year 4").errors) == ["no_pupil"]


def test_words_that_were_there_before_are_not_asked_about() -> None:
    form = Noted({"title": "Reading", "note": f"{NAMES}\r\n"}, initial={"note": NAMES})
    assert form.is_valid()


def test_fields_that_name_adults_are_not_read() -> None:
    assert sent(title="Reading", by=NAMES).is_valid()


def test_a_form_that_never_asks_still_says_what_it_found() -> None:
    form = Noted({"title": "Reading", "note": NAMES})
    form.asks = False
    assert form.is_valid()
    assert form.may_name() == "Jamie Sparrow"
