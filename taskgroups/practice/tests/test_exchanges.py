"""The trainer's set: an answer, what it was, and a score nobody else reads."""

from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.talk.practice import exchanges
from taskgroups.practice.models import Attempt
from taskgroups.practice.queries import practised
from tests.cast import Cast

FIRST = exchanges()[0]


def answer(client, text: str):
    return client.post(reverse("practice-exchange", args=[FIRST.slug]), {"text": text}, follow=True)


def test_there_are_enough_exchanges() -> None:
    assert len(exchanges()) >= 24


def test_advice_is_named_with_its_reason_beside_two_good_questions(cast: Cast, as_) -> None:
    said = text_of(check_page(answer(as_(cast.observer), "You should stop changing the scheme.").content))
    assert ("Advice" in said, all(one in said for one in FIRST.good)) == (True, True)


def test_good_questions_are_not_shown_before_one_has_answered(cast: Cast, as_) -> None:
    page = check_page(as_(cast.observer).get(reverse("practice-exchange", args=[FIRST.slug])).content)
    assert FIRST.good[0] not in text_of(page)


def test_the_last_answer_counts_and_the_first_stays_in_the_history(cast: Cast, as_) -> None:
    client = as_(cast.observer)
    answer(client, "You should stop changing the scheme.")
    said = text_of(check_page(answer(client, "What have the two changes taught you?").content))
    score = practised(cast.observer)
    assert (score.tried, score.asked, score.attempts) == (1, 1, 2)
    assert "You should stop changing the scheme." in said


def test_nobody_sees_what_somebody_else_answered(cast: Cast, as_) -> None:
    answer(as_(cast.observer), "What have the two changes taught you?")
    pages = [reverse("practice-exchanges"), reverse("practice-exchange", args=[FIRST.slug])]
    found = [client.get(place).text for client in (as_(cast.lead), as_(cast.head_b)) for place in pages]
    assert [one for one in found if "taught you?’" in one or "Tried: 1" in one] == []
    assert Attempt.objects.get().person == cast.observer


def test_an_answer_of_no_words_is_refused(cast: Cast, as_) -> None:
    assert (answer(as_(cast.lead), " ").status_code, Attempt.objects.count()) == (422, 0)


def test_the_sheet_has_every_exchange_and_its_questions(cast: Cast, as_) -> None:
    said = text_of(check_page(as_(cast.lead).get(reverse("practice-exchanges"), {"print": "1"}).content))
    assert [one.slug for one in exchanges() if one.says not in said or one.good[0] not in said] == []
