"""Who may read which words, written by hand from what Task Groups promise to schools, never from what the code answers.

Four schools of one consortium share four things, each at another audience at each school, so that every thing is tried
with every audience, and every two things with either of them shared further.
"""

import re
from dataclasses import dataclass

from taskgroups.schools.models import Audience, Thing

LETTERS = "aefg"
THINGS = (Thing.EVALUATION, Thing.EVIDENCE, Thing.IMPROVEMENT, Thing.RECORD)
EVALUATION, EVIDENCE, IMPROVEMENT, RECORD = (frozenset([one]) for one in THINGS)
NOT_NEAR = 99
WORD = re.compile(r"qxq([a-z]+)qxq")


def audience(letter: str, thing: str) -> int:
    """How far a school shares a thing: school A shares its records with the authority, its self-evaluation not."""
    return (list(THINGS).index(Thing(thing)) + LETTERS.index(letter)) % len(Audience)


def words(kind: str, letter: str) -> str:
    """The words of one kind that one school wrote; one of them is like no other's."""
    return f"Kestrel {token(kind, letter)}."


def token(kind: str, letter: str) -> str:
    """The word itself."""
    return f"qxq{kind}{letter}qxq"


def found_in(text: str) -> set[str]:
    """Every such word that stands in a text: its kind, and its school's letter."""
    return {word for word in WORD.findall(text.lower()) if word[:-1] in RULES}


OWN = frozenset({"head_a", "leader_a", "governor_a"})
SEATED = frozenset({"head_b", "clerk", "observer"})
ONCE = frozenset({"before"})  # had a seat in the first Task Group of school A, and in none since
LEAD = frozenset({"lead"})
OTHERS = frozenset({"head_c", "officer", "consultant", "administrator", "stranger", "nobody"})
PEOPLE = OWN | SEATED | ONCE | LEAD | OTHERS


def near(who: str, letter: str) -> int:
    """How near somebody is to a school: as the narrowest audience they belong to."""
    if who in OWN and letter == "a":
        return Audience.SCHOOL
    if who in SEATED:
        return Audience.GROUP
    if who in {"lead", "head_a", "head_c"}:
        return Audience.CONSORTIUM
    return Audience.AUTHORITY if who == "officer" else NOT_NEAR


@dataclass(frozen=True)
class Rule:
    """Who reads words of a kind: those to whom all of one of `shared` is shared, and those named in `also`.

    `staff`: the school's own people do; words that are not theirs are their writer's alone.
    """

    shared: tuple[frozenset[str], ...] = ()
    also: frozenset[str] = frozenset()
    staff: bool = True

    def lets(self, who: str, letter: str) -> bool:
        """Whether somebody reads the words of this kind of that school."""
        if who in self.also and (letter == "a" or who not in OWN | ONCE):
            return True
        at = near(who, letter)
        if at == Audience.SCHOOL:
            return self.staff
        return any(all(at <= audience(letter, thing) for thing in things) for things in self.shared)


GROUP = SEATED | ONCE  # those who read what was sent to the first Task Group, and what was said in it
HEAD_OF_A = frozenset({"head_a"})
APART = frozenset({"head_b", "clerk", "head_a"})  # the chair, the clerk and the head of the host school

RULES: dict[str, Rule] = {
    # its self-evaluation and its evidence, as the first Task Group was sent them
    "why": Rule((EVALUATION,), GROUP),
    "descriptor": Rule((EVALUATION,), GROUP),
    "title": Rule((EVIDENCE,), GROUP),
    "confirmer": Rule((EVIDENCE,), GROUP),
    "where": Rule((EVIDENCE,)),
    "note": Rule((EVIDENCE,)),
    "file": Rule((EVIDENCE,)),
    "inside": Rule((EVIDENCE,)),
    "was": Rule(),
    "gone": Rule(),
    "draft": Rule(also=HEAD_OF_A, staff=False),
    # its improvement, as the first Task Group was sent it and its record repeats it
    "issue": Rule((IMPROVEMENT, RECORD), GROUP),
    "action": Rule((IMPROVEMENT, RECORD), GROUP),
    "proof": Rule((IMPROVEMENT,), GROUP),
    "update": Rule((IMPROVEMENT,)),
    "difference": Rule((IMPROVEMENT,)),
    "aside": Rule(),
    "expected": Rule(),
    # the plan
    "seat": Rule(also=GROUP | LEAD),
    "item": Rule(also=GROUP | LEAD),
    "place": Rule((RECORD,), GROUP | LEAD),
    # the room, and its record
    "question": Rule((RECORD,), GROUP),
    "answer": Rule((RECORD,), GROUP),
    "shown": Rule((RECORD,), GROUP),
    "agreed": Rule((EVALUATION | RECORD,), GROUP),
    "set": Rule((IMPROVEMENT, RECORD), GROUP),
    "setproof": Rule((RECORD,), GROUP),
    "wording": Rule((RECORD,), GROUP),
    "remark": Rule((RECORD,), GROUP),
    "reply": Rule((RECORD,), GROUP),
    "confidential": Rule(also=APART, staff=False),
    "apart": Rule(also=APART, staff=False),
    # after it
    "answers": Rule(also=HEAD_OF_A | {"head_b"}, staff=False),
    "statement": Rule(),
    "governors": Rule(),
    "kept": Rule(also=GROUP | HEAD_OF_A, staff=False),
    "laterwhy": Rule((EVALUATION,)),
    "latertitle": Rule((EVIDENCE,)),
    "laterproof": Rule((IMPROVEMENT,)),
    "laterissue": Rule((IMPROVEMENT,)),
    "lateraction": Rule((IMPROVEMENT,)),
    # of training: how to come is for who has a place, and what one says of it is theirs until it is counted
    "joining": Rule(also=frozenset({"head_c", "lead"}), staff=False),
    "video": Rule(also=frozenset({"head_c", "lead"}), staff=False),
    "said": Rule(also=frozenset({"head_c"}), staff=False),
    # school A alone: a record that waits for its head, and a room that is open
    "drafted": Rule(also=APART, staff=False),
    "disputed": Rule(also=APART, staff=False),
    "nowplace": Rule(also=SEATED | LEAD),
    "nowanswer": Rule(also=SEATED),
    "nowconfidential": Rule(also=APART, staff=False),
}


def rule_of(word: str) -> tuple[str, Rule]:
    """The school's letter, and who may read a word that was found."""
    return word[-1], RULES[word[:-1]]


def may_read(who: str, written: set[str]) -> set[str]:
    """The words of those written that somebody may read."""
    return {word for word in written if (rule := rule_of(word))[1].lets(who, rule[0])}
