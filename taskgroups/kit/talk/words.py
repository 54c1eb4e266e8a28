"""Words of speech: text becomes tokens in one plain form, whatever its punctuation, case, fillers and contractions."""

import re
from typing import NamedTuple


class Word(NamedTuple):
    """One word in plain form, where it stood, and the mark before it: '' none, ',' weak, '.' strong, '-' cut."""

    plain: str
    start: int
    end: int
    mark: str


def these(text: str) -> frozenset[str]:
    """The words of a text as a set: how word lists are written here."""
    return frozenset(text.split())


TOKEN = re.compile(r"[a-z0-9£]+(?:'[a-z]+)*|%|[.?!;:,…\"()\[\]–—]|(?<= )-+(?= |$)|-{2,}|-$")
# A transcript that lost its apostrophes wrote a space or nothing for them.
LOST = re.compile(r"\b(\w+n) (t)\b|\b(\w+) (s|ve|re|ll|d|m)\b(?!')")
MAYBE_LOST = re.compile(r" (?:t|s|ve|re|ll|d|m)\b")  # quick to look for; most text has none
CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|etc|mr|mrs|ms|dr|st|no|vs|approx)\.")
STRONG, CUT = frozenset(".?!"), frozenset("–—…")

_NOT = {"don't": "do", "doesn't": "does", "didn't": "did", "isn't": "is", "aren't": "are", "wasn't": "was",
        "weren't": "were", "haven't": "have", "hasn't": "has", "hadn't": "had", "can't": "can", "couldn't": "could",
        "won't": "will", "wouldn't": "would", "shouldn't": "should", "mustn't": "must", "needn't": "need"}  # fmt: skip
_ENDS = {"'s": "is", "'ve": "have", "'re": "are", "'ll": "will", "'d": "would", "'m": "am"}
_TAKES_S = ("what", "how", "where", "who", "when", "why", "that", "there", "here", "it", "he", "she", "this", "one")
_TAKES = (*_TAKES_S, "i", "you", "we", "they", "these", "those")
EXPANDED: dict[str, tuple[str, ...]] = {
    **{short: (verb, "not") for short, verb in _NOT.items()},
    **{word + end: (word, verb) for word in _TAKES for end, verb in _ENDS.items() if end != "'s" or word in _TAKES_S},
    "let's": ("let", "us"), "cannot": ("can", "not"), "gonna": ("going", "to"), "wanna": ("want", "to"),
    "gotta": ("got", "to"), "d'you": ("do", "you"), "kinda": ("kind", "of"), "sorta": ("sort", "of"),
    "y'know": ("you", "know"), "dunno": ("do", "not", "know"), "'cause": ("because",), "cos": ("because",),
    "cuz": ("because",), "okay": ("ok",), "thanks": ("thanks",), "yep": ("yeah",), "yes": ("yeah",),
}  # fmt: skip
# The same words from a transcript without apostrophes, where no other word is written so.
_AMBIGUOUS = {"were", "well", "ill", "id", "shell", "hell", "wed", "whore", "its", "hes", "shes", "theres", "heres"}
EXPANDED |= {
    bare: plain
    for short, plain in list(EXPANDED.items())
    if (bare := short.replace("'", "")) not in {*_AMBIGUOUS, short}
}

FILLERS = these("um uh er erm hmm hm mm ah oh eh uhm umm just actually basically literally please kindly")
_KNOWN_BEFORE = these(
    "do did would could can may might as if let when because that what how to will where not who have does"
)
_OF_BEFORE = these("what which that this some any a the same another every these those other sort kind one")
OPENS_ASIDE = these("you i sort kind")
_AFTER_KNOW = these("what how why where who which if whether that the about it")


def words(text: str) -> list[Word]:
    """The words of a text in plain form: lower case, contractions opened, fillers and stutters gone."""
    found: list[Word] = []
    mark = ""
    low = _lowered(text)
    for match in TOKEN.finditer(low):
        token = match.group()
        if not token[0].isalnum() and token[0] not in "%£":
            mark = _stronger(mark, token)
        elif token not in FILLERS:
            for plain in EXPANDED.get(token, (token,)):
                found.append(Word(plain, match.start(), match.end(), mark))
                mark = ""
    return _without_asides(found)


def _lowered(text: str) -> str:
    """Lower case of the same length, so that places stay true; apostrophes mended in place."""
    low = text.lower()
    if len(low) != len(text):  # a few letters of other alphabets grow when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not low.isascii():
        low = low.translate(CURLY)
    if "." in low[:-1]:  # the last mark of all changes nothing
        low = ABBREVIATED.sub(lambda m: m.group()[:-1].replace(".", " ") + " ", low)
        low = re.sub(r"(?<=\d)\.(?=\d)", " ", low)
    return LOST.sub(_mended, low) if MAYBE_LOST.search(low) else low


def _mended(match: re.Match[str]) -> str:
    joined = f"{match.group(1) or match.group(3)}'{match.group(2) or match.group(4)}"
    return joined if joined in EXPANDED or match.group(2) else match.group()


def _stronger(mark: str, token: str) -> str:
    first = token[0]
    if first in CUT or first == "-":
        return "." if mark == "." else "-"
    if first in STRONG:
        return "-" if mark == "." and first == "." else "."
    return mark or ","


def _without_asides(found: list[Word]) -> list[Word]:
    """Drop 'you know', 'I mean', 'sort of' where they say nothing, and words said twice."""
    kept: list[Word] = []
    at, size = 0, len(found)
    while at < size:
        word = found[at]
        after = found[at + 1].plain if at + 1 < size else ""
        before = kept[-1].plain if kept else ""
        skip = 0
        if word.plain in OPENS_ASIDE:
            skip = _aside(before, word.plain, after, found[at + 2].plain if at + 2 < size else "")
        if not skip and before == word.plain and not word.mark and word.plain not in ("that", "had", "very"):
            skip = 1
        if not skip and before == after and _said_twice(kept, found, at):
            skip = 2
        if not skip:
            kept.append(word)
            at += 1
            continue
        at += skip
        if word.mark and at < size and not found[at].mark:
            found[at] = found[at]._replace(mark=word.mark)
    return kept


def _aside(before: str, word: str, after: str, next_after: str) -> int:
    """How many words of an aside begin here: 0 or 2."""
    if word == "you" and after == "know":
        return 0 if before in _KNOWN_BEFORE or next_after in _AFTER_KNOW else 2
    if word == "i" and after == "mean":
        return 0 if before in ("what", "do", "did", "which", "that") else 2
    if word in ("sort", "kind") and after == "of":
        return 0 if before in _OF_BEFORE else 2
    return 0


def _said_twice(kept: list[Word], found: list[Word], at: int) -> bool:
    return (
        len(kept) >= 2
        and at + 1 < len(found)
        and "." not in (kept[-1].mark, found[at].mark, found[at + 1].mark)
        and kept[-1].plain == found[at + 1].plain
        and kept[-2].plain == found[at].plain
    )
