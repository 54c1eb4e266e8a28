"""The agenda proposed for a school."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.frameworks import shelf
from taskgroups.meetings.agenda import AreaGaps, Situation, propose
from taskgroups.meetings.agenda.minutes import share_out
from taskgroups.meetings.agenda.proposing import FIRST_MEETING, NO_PROVISION

PACK = "cif-2016"


def proposal(available=None, **known):
    facts = {"early_years": True, "post_16": True, "first": False, "open_actions": 2} | known
    return propose(shelf.packs()[PACK], Situation(**facts), available)


def minutes_of(found, area):
    return next(item.minutes for item in found.items if item.area == area)


def test_the_frameworks_own_minutes_stand_where_nothing_is_known():
    template = [item.minutes for item in shelf.packs()[PACK].agenda]
    assert [item.minutes for item in proposal().items] == template


def test_an_area_without_provision_is_left_out_and_says_why():
    found = proposal(post_16=False)
    assert [(one.item.area, one.because) for one in found.left_out] == [
        ("sixteen-to-nineteen", NO_PROVISION["post_16"])
    ]


def test_a_first_task_group_has_no_actions_from_last_time():
    found = proposal(first=True, open_actions=0)
    assert [one.because for one in found.left_out] == [FIRST_MEETING]


def test_a_first_task_group_of_a_school_with_open_actions_still_reviews_them():
    assert [item.kind for item in proposal(first=True, open_actions=1).items].count("actions") == 1


def test_more_gaps_give_more_minutes_and_say_so():
    found = proposal(gaps={"outcomes": AreaGaps(of=10, not_yet=8), "teaching": AreaGaps(of=10)})
    assert minutes_of(found, "outcomes") > minutes_of(found, "teaching")
    outcomes = next(item for item in found.items if item.area == "outcomes")
    assert outcomes.because_school[0] == "Of 10 statements, 8 are not yet met."


def test_what_rests_on_the_schools_own_view_is_kept_from_the_public_reasons():
    found = proposal(gaps={"outcomes": AreaGaps(of=10, not_yet=8)})
    assert [item.because for item in found.items if item.area == "outcomes"] == [()]


def test_an_area_below_the_line_at_the_last_inspection_gets_more_and_says_so():
    found = proposal(inspected_below=frozenset({"teaching"}))
    teaching = next(item for item in found.items if item.area == "teaching")
    assert teaching.because[0] == "The last inspection found this area below the secure line."
    assert teaching.minutes > minutes_of(found, "outcomes")


@pytest.mark.parametrize("available", [60, 75, 90, 120, 133, 180, 240])
@pytest.mark.parametrize("slug", list(shelf.packs()))
def test_minutes_add_up_to_the_time_there_is(slug, available):
    situation = Situation(early_years=True, post_16=False, gaps={"teaching": AreaGaps(of=4, partly=4)})
    found = propose(shelf.packs()[slug], situation, available)
    assert (found.minutes, found.fits) == (available, True)


def test_too_short_a_meeting_is_said_not_to_fit():
    found = proposal(25)
    assert not found.fits
    assert min(item.minutes for item in found.items) >= 2


@given(st.integers(0, 400), st.lists(st.floats(0.1, 50), min_size=1, max_size=12))
def test_shares_add_up_and_none_is_under_five(total, weights):
    shares = share_out(total, weights)
    assert min(shares) >= 5
    assert sum(shares) == max(total, 5 * len(weights))


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        (AreaGaps(of=6), ["All 6 statements are met, each with evidence."]),
        (AreaGaps(of=6, unjudged=6), ["The school has not yet judged any of the 6 statements."]),
        (
            AreaGaps(of=6, not_yet=1, partly=2, unproved=1, unjudged=1),
            [
                "Of 6 statements, 1 is not yet met, 2 are partly met, 1 is called met without evidence"
                " and 1 is not judged."
            ],
        ),
        (
            AreaGaps(of=6, insecure=True),
            [
                "The school places itself below the secure line in this area.",
                "All 6 statements are met, each with evidence.",
            ],
        ),
        (AreaGaps(of=0), []),
    ],
)
def test_gaps_are_said_in_sentences(gaps, said):
    assert gaps.sentences() == said
