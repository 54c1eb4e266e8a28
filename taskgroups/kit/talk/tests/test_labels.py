"""What somebody says in a Task Group is told apart: a question, advice, or neither."""

import pytest

from taskgroups.kit.talk import clauses, label
from taskgroups.kit.talk.tests.asking import bare

SAID = {
    "What has changed for pupils since we last met?": "question open",
    "What else explains the dip in Year 4?": "question probing",
    "When you say most, how many is that?": "question clarifying",
    "Where would a stranger see that tomorrow morning?": "question evidence",
    "Is the phonics plan finished?": "question closed",
    "Surely the data shows teaching is the problem, doesn't it?": "question leading",
    "What have you tried?": "question open",
    "Which options have you already tried?": "question open",
    "What would you try next?": "question open",
    "How do you know?": "question evidence",
    "Tell us how you moderate.": "question open",
    "Have you tried a daily reading slot?": "advice disguised",
    "Could you not ask the maths hub?": "advice disguised",
    "Why don't you use our tracker?": "advice disguised",
    "I wonder whether you could share the load.": "advice disguised",
    "It might be worth talking to the hub.": "advice suggestion",
    "I would start with Year 2.": "advice recommendation",
    "Put phonics on the agenda of every governors' meeting.": "advice telling",
    "At my school we scrapped written marking.": "advice solving",
    "I can send you our policy.": "advice solving",
    "Turn to page four.": "other procedure",
    "Let's hear from the SENCO.": "other procedure",
    "You said you would check the registers.": "other summary",
    "Thank you, that's really clear.": "other thanks",
    "The inspector asked whether leaders had tried it.": "other information",
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_is_told_apart(text: str) -> None:
    found = label(text)
    assert f"{found.act} {found.kind}" == SAID[text]


@pytest.mark.parametrize("text", SAID)
def test_the_act_is_the_same_without_punctuation_or_capitals(text: str) -> None:
    assert label(bare(text)).act == SAID[text].split()[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("That's really good work, but have you tried a daily reading slot?", "disguised"),
        ("Have you thought about— sorry, what have you already tried?", "open"),
        ("What is attendance like, and who leads on it, and when was it last reviewed?", "closed"),
        ("If you opened those books, how would you know?", "evidence"),
        ("I liked the plan, and I think you should bring your governors in.", "recommendation"),
        ("You said you would send the data. What happened?", "open"),
        ("How do you know, Sarah? Right.", "evidence"),
    ],
)
def test_the_last_clause_completed_labels_a_turn(text: str, kind: str) -> None:
    found = [
        label(said).kind.replace("probing", "open") for said in (text, bare(text))
    ]  # the two shade into one another
    assert found == [kind, kind]


@pytest.mark.parametrize(
    "text",
    [
        "What are you doing about it?", "What is your SENCO finding hardest?", "Would everyone in the school agree?",
        "Do you want to say more about that?", "I don't know how you see it.",
    ],
)  # fmt: skip
def test_what_begins_like_advice_or_procedure_is_a_question(text: str) -> None:
    assert (label(text).act, label(bare(text)).act) == ("question", "question")


def test_every_clause_of_a_turn_is_told_apart() -> None:
    said = "Thanks for that. What have you tried, and how do you know it worked?"
    assert [(c.text, c.act) for c in clauses(said)] == [
        ("Thanks for that.", "other"),
        ("What have you tried", "question"),
        ("and how do you know it worked?", "question"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "…", "?!", "— —"])
def test_text_without_words_is_other(text: str) -> None:
    assert (label(text).act, clauses(text)) == ("other", [])


def test_the_words_that_decided_are_told() -> None:
    found = label("Could you not ask the maths hub?")
    assert found.because == "could you not ask"
    assert found.reason.startswith("It is advice in a question's clothes")
