"""Markdown to HTML: nothing in it can run, pictures are ours, headings stand in order."""

from datetime import date

import pytest

from taskgroups.bulletin.addresses import IssueDay, free_slug, slug_of_day, why_not_slug
from taskgroups.bulletin.markdown import Shown, first_words, pictures_without_words, to_html
from taskgroups.bulletin.sizes import dimensions
from tests.bulletin import png


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<b onclick=x>b</b>", "<p>&lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[go](javascript:alert(1))", "<p>[go](javascript:alert(1))</p>\n"),
        ("![x](https://e.example/p.png)", '<p><a href="https://e.example/p.png">x</a></p>\n'),
        ("![x](data:image/png;base64,AA)", "<p>x</p>\n"),
        ("![x](picture:gone)", "<p><em>x</em></p>\n"),
    ],
)
def test_what_could_run_or_come_from_elsewhere_is_shown_harmlessly(typed: str, shown: str) -> None:
    assert str(to_html(typed)) == shown


def test_a_picture_of_ours_has_its_words_and_its_size() -> None:
    found = to_html("![](picture:ab)", {"ab": Shown("/p/", 'Five "heads"', 4, 3)})
    assert 'src="/p/" alt="Five &#34;heads&#34;" width="4" height="3"' in found


def test_headings_begin_at_two_and_go_down_one_at_a_time() -> None:
    found = to_html("# A\n\n#### B\n\n# C\n")
    assert [found[at - 2 : at] for at in range(len(found)) if found[at : at + 1] == ">" and found[at - 3] == "<"] == [
        "h2",
        "h3",
        "h2",
    ]


def test_pictures_that_say_nothing_are_named() -> None:
    assert pictures_without_words("![](picture:ab) ![x](picture:cd)") == ["picture:ab"]


def test_the_first_words_are_plain_and_cut_between_two() -> None:
    assert first_words("## A & b\n\n*Hello* you", most=8) == "A & b …"


@pytest.mark.parametrize("day", [date(2017, 6, 14), date(2024, 2, 29)])
def test_the_day_of_an_issue_is_its_address_and_back(day: date) -> None:
    assert IssueDay().to_python(slug_of_day(day)) == day


@pytest.mark.parametrize("text", ["31-june-2017", "14-juni-2017", "29-february-2023"])
def test_what_is_no_day_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        IssueDay().to_python(text)


def test_an_address_is_free_and_never_one_of_our_own() -> None:
    assert (free_slug("Print", set()), free_slug("A b", {"a-b"})) == ("print-2", "a-b-2")
    assert ("of our own" in why_not_slug("print", set()), why_not_slug("a-b", set())) == (True, "")


def test_the_size_of_a_picture_is_read_from_its_head() -> None:
    assert (dimensions(png(7, 5)), dimensions(b"\x89PNG\r\n\x1a\n"), dimensions(b"")) == ((7, 5), (0, 0), (0, 0))
