"""Advice becomes questions that keep the school thinking and hold no solution."""

import pytest

from taskgroups.kit.talk import label
from taskgroups.kit.talk.reword import _data, rewordings
from taskgroups.kit.talk.tests.asking import bare

ADVICE = {
    "disguised": "Have you tried a breakfast club for the persistent absentees?",
    "suggestion": "It might be worth talking to the reading hub.",
    "recommendation": "I would move assembly to the afternoon.",
    "telling": "You need to ring home on the first day.",
    "solving": "At my school we bought laptops for everybody.",
}
AREAS = ["safeguarding", "Inclusion", "Early years provision", "sixth-form", "Attendance and behaviour",
         "behaviour-and-attitudes", "Personal development", "Achievement", "Leadership and governance",
         "The quality of education", ""]  # fmt: skip


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("kind", ADVICE)
def test_each_rewording_is_an_open_question(kind: str, area: str) -> None:
    for question in rewordings(ADVICE[kind], area=area, descriptor="Leaders know which pupils are absent and why."):
        assert [label(said).kind in ("open", "probing") for said in (question, bare(question))] == [True, True], (
            question
        )


def test_every_template_is_an_open_question() -> None:
    data = _data()
    templates = [one for many in data["by_kind"].values() for one in many] + data["by_descriptor"]["questions"]
    templates += [one for area in data["area"] for one in area["questions"]]
    asked = [t.format(topic="what pupils achieve", descriptor="Pupils read widely and often") for t in templates]
    assert [one for one in asked if label(one).kind not in ("open", "probing")] == []


@pytest.mark.parametrize("kind", ADVICE)
def test_the_solution_is_gone(kind: str) -> None:
    own = {"breakfast", "club", "hub", "assembly", "afternoon", "ring", "first", "day", "laptops", "bought"}
    asked = " ".join(rewordings(ADVICE[kind], area="Achievement"))
    assert own & set(bare(asked).split()) == set()


@pytest.mark.parametrize("kind", ADVICE)
def test_a_kind_that_is_known_need_not_be_told_again(kind: str) -> None:
    assert rewordings(ADVICE[kind], kind=kind) == rewordings(ADVICE[kind])
    assert rewordings(ADVICE[kind], kind="open") == rewordings(ADVICE[kind], kind="suggestion")


def test_two_without_a_descriptor_and_three_with_one() -> None:
    assert len(rewordings("You should set.", area="Achievement")) == 2
    assert len(rewordings("You should set.", area="Achievement", descriptor="Pupils do well.")) == 3
    assert len(rewordings("You should set.", area="Achievement", descriptor="Pupils do well. " * 20)) == 2


def test_the_subject_is_the_advice_s_own_else_the_area_s() -> None:
    assert "early reading" in rewordings("You should teach phonics daily.", area="Achievement")[0]
    assert "what pupils achieve" in rewordings("You should set by ability.", area="Achievement")[0]
