"""What an article of Heads Up is found by: each of its words, whatever its case and accents, as it says now."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from taskgroups.bulletin import queries
from taskgroups.bulletin.domain import forget, write
from taskgroups.bulletin.domain.moderate import decline_comment, publish_comment, remove_comment
from taskgroups.bulletin.domain.write import Words
from taskgroups.bulletin.models import FoundBy
from taskgroups.bulletin.searched import LONGEST, pieces_of, terms_of
from tests.bulletin import EMAIL, a_comment, an_article, moderates
from tests.cast import Cast


def found(words: str) -> list[str]:
    return [one.title for one in queries.in_this_order(queries.search(words, timezone.now()))]


def test_every_word_is_kept_once_in_lower_case_without_accents() -> None:
    assert list(pieces_of("Élan, élan\n", "ELAN!", "", "the  the")) == ["elan elan! elan, the"]


def test_words_are_kept_in_pieces_that_no_database_packs_and_none_is_cut() -> None:
    words = {f"wörd{number}" for number in range(900)} | {"x" * 5000}
    pieces = list(pieces_of(" ".join(words)))
    folded = {word.replace("ö", "o") for word in words}
    assert {word for piece in pieces for word in piece.split()} == folded
    assert [piece for piece in pieces if len(piece.encode()) > LONGEST] == ["x" * 5000]
    assert list(pieces_of("", " ")) == []


def test_what_is_typed_is_folded_alike_and_no_more_than_eight_words_are_looked_for() -> None:
    assert terms_of(" Élan\u0301 İzmir\x00 \u0301 ") == ["elan", "izmir"]
    assert len(terms_of("a " * 30)) == 8


@pytest.mark.parametrize("words", ["CAFÉ", "cafe", "Cafe\u0301", "af", "100%", "a_b", "o’clock", "talk"])
def test_an_article_is_found_by_any_part_of_any_word(cast: Cast, words: str) -> None:
    an_article(cast, "Café talk", body="A hundred (100%) at a_b, nine o’clock.")
    assert found(words) == ["Café talk"]


@pytest.mark.parametrize("words", ["", " ", "\x00", "%", "_", "caféteria", "talk quince", "talk nine%"])
def test_nothing_is_found_by_words_that_do_not_stand_there(cast: Cast, words: str) -> None:
    an_article(cast, "Café talk", body="At nine.")
    assert found(words) == []


def test_an_article_is_found_by_what_it_says_now_and_by_its_section(cast: Cast) -> None:
    made = an_article(cast, "Asking well", body="Quince.")
    name = made.section.name.split()[0]
    assert (found("quince"), found(name)) == (["Asking well"], ["Asking well"])
    write.change_section(by=cast.lead, section=made.section, name="Élan", slug="elan", position=1)
    words = Words(title="Asking well", body="Marmalade.")
    write.change_article(by=cast.lead, article=made, section=made.section, words=words, base=made.version)
    assert [found(one) for one in ("quince", name, "marmalade", "elan")] == [[], [], ["Asking well"], ["Asking well"]]


def test_the_newest_issue_stands_first_and_then_the_order_of_the_issue(cast: Cast) -> None:
    older = an_article(cast, "Older", body="Quiet.")
    day = older.issue.day - timedelta(days=7)
    write.change_issue(by=cast.lead, issue=older.issue, day=day, intro="")
    for title in ("One", "Two"):
        an_article(cast, title, body="Quiet.")
    assert found("quiet") == ["One", "Two", "Older"]


def test_a_comment_keeps_words_to_be_found_by_only_while_it_is_published(cast: Cast) -> None:
    by, made = moderates(cast.clerk), an_article(cast)
    _, declined, said, gone = (a_comment(made, f"Quince number {number}") for number in range(4))
    decline_comment(by=by, comment=declined, reason="Untrue")
    publish_comment(by=by, comment=said)
    remove_comment(by=by, comment=publish_comment(by=by, comment=gone), reason="Untrue")
    assert list(FoundBy.objects.exclude(comment=None).values_list("comment", "words")) == [
        (said.pk, "2 number quince reader rita")
    ]


def test_who_asks_to_be_forgotten_is_not_found_by_either(cast: Cast) -> None:
    publish_comment(by=moderates(cast.clerk), comment=a_comment(an_article(cast), "Quince."))
    assert len(found("quince")) == 1
    forget.forget_address(by=None, email=EMAIL)
    assert (found("quince"), FoundBy.objects.exclude(comment=None).count()) == ([], 0)


def test_what_was_here_before_is_found_once_the_tables_have_changed(cast: Cast) -> None:
    made = an_article(cast, "Asking well", body="Quince.")
    publish_comment(by=moderates(cast.clerk), comment=a_comment(made, "Marmalade."))
    a_comment(made, "Medlar.")
    before = list(FoundBy.objects.values_list("article", "comment", "words"))
    FoundBy.objects.all().delete()
    assert found("quince") == []
    import_module("taskgroups.bulletin.migrations.0004_found_by").find_what_is_there(apps, None)
    assert list(FoundBy.objects.values_list("article", "comment", "words")) == before
    assert [found(one) for one in ("quince", "marmalade", "medlar")] == [["Asking well"], ["Asking well"], []]
