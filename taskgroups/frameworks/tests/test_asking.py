"""The question bank and the rewordings, heard by what tells questions from advice."""

import pytest

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.talk import label
from taskgroups.kit.talk.reword import rewordings

ADVICE = ["Have you tried a breakfast club?", "I would move assembly.", "At my school we bought laptops."]


@pytest.mark.parametrize("pack", shelf.packs().values(), ids=lambda pack: pack.slug)
def test_every_question_of_the_bank_is_heard_as_one(pack: Pack) -> None:
    asked = [question.text for area in pack.areas for question in area.questions]
    assert [text for text in asked if label(text).act != "question"] == []


@pytest.mark.parametrize("pack", shelf.packs().values(), ids=lambda pack: pack.slug)
def test_rewordings_for_every_descriptor_are_open_questions(pack: Pack) -> None:
    told = [
        question
        for area in pack.areas
        for descriptor in area.descriptors
        for advice in ADVICE
        for question in rewordings(advice, area=area.name, descriptor=descriptor.text)
    ]
    assert [one for one in told if label(one).kind not in ("open", "probing")] == []
