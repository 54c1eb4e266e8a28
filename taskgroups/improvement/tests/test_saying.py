"""Risk in a few words: the reasons are counts, and no grade is among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.improvement.risk import Risk, Soon, Standing, stated
from taskgroups.improvement.saying import because, of_the_school

WHOLE = {"placed": True, "statements": 6}


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(**WHOLE, met=6), "At the line; could be shown."),
        (Standing(placed=None, statements=6), "The school has not placed it yet."),
        (
            Standing(**WHOLE, met=4, partly=1, not_yet=1, unshown=1),
            "Close to the line (1 of 6 statements not yet met and 1 of 6 statements partly met); "
            "could be shown in part (of 4 called met, 1 with thin evidence or none).",
        ),
        (
            Standing(placed=False, statements=2),
            "Below the line (as the school places it and 2 of 2 statements not judged); "
            "could hardly be shown (no statement is called met).",
        ),
        (Standing(**WHOLE, agreed=False, met=6), "Below the line (as a Task Group agreed); could be shown."),
        (
            Standing(**WHOLE, agreed=False, judged_since=True, met=6),
            "Close to the line (no Task Group has looked since it was placed higher); could be shown.",
        ),
        (Standing(placed=True), "At the line; could be shown."),
    ],
)
def test_the_reasons_of_an_area_are_counts(standing, words):
    assert because(standing, stated(standing, Soon.NEARING)) == words


counts = st.integers(0, 4)


@given(
    st.sampled_from([True, False, None]), st.sampled_from([True, False, None]), st.booleans(), counts, counts, counts
)
def test_what_falls_short_always_says_of_what(placed, agreed, since, met, partly, not_yet):
    one = Standing(placed, agreed, since, met + partly + not_yet + 1, met, partly, not_yet, met // 2)
    said = stated(one, Soon.NEARING)
    words = because(one, said)
    assert (said.risk in (Risk.LOW, Risk.UNSAID)) == ("(" not in words)


def test_what_follows_for_the_school_names_the_areas_that_decide_and_those_not_said():
    assert of_the_school(Risk.HIGH, ["Reading"], ["Attendance"]) == (
        "The school is secure only where every area is. Reading: high. Not said yet of Attendance."
    )
    assert of_the_school(Risk.UNSAID, [], ["Reading"]) == "Nothing can be said yet: no area is placed on the scale."
    assert of_the_school(Risk.LOW, ["Reading"], []) == "Every area that is placed is at the line and could be shown."
