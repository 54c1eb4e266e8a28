"""Where one clause ends and the next begins, with or without punctuation, and which of them was completed."""

from bisect import bisect_left
from typing import NamedTuple

from taskgroups.kit.talk.words import Word, these


class Span(NamedTuple):
    """One clause: its words from `first` to before `last`; its main clause begins at `core`; `cut` if given up."""

    first: int
    core: int
    last: int
    cut: bool


WH = these("what how who which where when why whose")
AUX = these("do does did is are was were have has had can could will would should might may must shall am")
SUBJECTS = these(
    "you we they he she it i the that this those these there your our their my his her its staff pupils children "
    "leaders teachers governors parents any anyone anybody everyone everybody someone somebody people all each every "
    "families boys girls learners students one both most some a an not subject middle senior new"
)
PRONOUNS = these("you we they he she it i there that this")
BEGINS_SUB = these(
    "if when since given as before after because although though while once unless until whenever whether"
)
MARKERS = these(
    "so and but ok right well now then yeah no also or alright great good fine anyway sorry actually look hello hi"
)
BACKCHANNEL = these(
    "ok right yeah mm no sure great good lovely fine alright yes brilliant excellent super perfect thanks cool"
)
EMBEDS = these(
    "know see tell me us say says said ask asked asks wonder wondering about of understand explain describe show shows "
    "shown on to for into from with by is was are were at over find found hear heard think thought sure clear unclear "
    "exactly depends remember remind discuss review explains consider decide decided check just and or that in not "
    "than like explore exploring out question questions matter you"
)
SAYS = these("said says say asked asks asking")
DANGLING = these("the a an to and but or so if because my your our their i we very um with for of than whether")
TELLS = these("tell talk walk take give help show describe explain say remind")
STATES = these(
    "think would suggest recommend wonder suppose guess reckon suspect feel am have should could can will want "
    "appreciate understand like love hear notice"
)
AFTER_TELL = these("us me more a through some")
TAG_AUX = AUX | {"need"}
ENDS_TAG = these("you we they he she it i there that think agree say not right fair correct")
WITHOUT_TURN = these(
    "happened happens changed changes explains explained makes made led leads lies sits drives drove caused stops "
    "prevents has would is was checks decides decided owns surprised worries worried works worked helps helped matters"
)
KEEPS_TELLS = these("to you can could would will not me i we they and that")  # after these 'tell us' opens no clause
KEEPS_STATES = BEGINS_SUB | WH | EMBEDS  # nor does 'I think' after these
ORDERED = these("it the that this a an your some someone")  # 'do it', 'have a look': an order, and no question
WEAK_JOINTS = these("or good great right well fine no look also now then sorry")  # a pause before them is needed
OPENS_JOINED = PRONOUNS | {"my", "let", "thank"}
MAY_BEGIN = MARKERS | WH | AUX | TELLS | PRONOUNS | {"thank", "let", "thanks", "my"}  # no other word begins a clause
REACH = 40  # words looked back at most, so that an endless turn costs no more than a long one
VERBS = AUX | these(
    "be been need let tell talk walk give help show describe explain say thank thanks think know see go get make use "
    "try want like look ask put move start stop turn hear wonder suggest recommend take work works need needs said "
    "asked told means seems got going come came happened happens explains changed makes made find found looks sounds"
)
FOLLOWS_JOINED = VERBS | STATES | {"us", "you", "advice", "might"}


def spans(said: list[Word]) -> list[Span]:
    """The clauses of a turn in order. A leading 'if' or 'when' part belongs to the clause it leads to."""
    cuts, cores = _onsets(said)
    pieces = [
        Span(first, _core(cores, first, last), last, _given_up(said, first, last))
        for first, last in zip(cuts, [*cuts[1:], len(said)], strict=True)
        if last > first
    ]
    return _joined(said, pieces)


def _core(cores: list[int], first: int, last: int) -> int:
    """The last beginning of a main part within a clause, or the clause's own."""
    place = bisect_left(cores, last)
    return max(first, cores[place - 1]) if place else first


def completed(said: list[Word], found: list[Span]) -> Span | None:
    """The last clause that was finished and says something; without one, the last of all."""
    for span in reversed(found):
        if not span.cut and not _empty(said, span):
            return span
    return found[-1] if found else None


def _onsets(said: list[Word]) -> tuple[list[int], list[int]]:
    """Where clauses begin, and where their main parts begin."""
    cuts, cores = [0], []
    led = bool(said) and _leads(said, 0)
    for at in range(1, len(said)):
        word = said[at]
        if word.mark in (".", "-"):
            cuts.append(at)
            led = _leads(said, at)
            continue
        begins = _begins(said, at, cuts[-1])
        if not begins:
            continue
        if led:
            cores.append(at)
            led = False
        elif _has_substance(said, cuts[-1], at):
            cuts.append(at)
            led = _leads(said, at)
        else:
            cores.append(at)
    return cuts, cores


def _leads(said: list[Word], at: int) -> bool:
    """Whether a part that only leads to a main clause begins here."""
    while at < len(said) and said[at].plain in MARKERS:
        at += 1
    return at < len(said) and said[at].plain in BEGINS_SUB


def _begins(said: list[Word], at: int, first: int) -> bool:
    """Whether a main clause begins at this word."""
    word, before = said[at].plain, said[at - 1].plain
    if word not in MAY_BEGIN or at + 1 == len(said):
        return False
    after = said[at + 1].plain
    marked = said[at].mark == ","
    if _is_tag(said, at):
        return False
    if word in MARKERS and (word != "no" or marked):
        return _after_joint(said, at, first)
    free = marked or before in MARKERS
    if word in WH:
        return _asks(said, at, free)
    if word in AUX and not (before in WH or before in SAYS or _in_question(said, first, at)):
        return _inverted(word, after, free) and (free or before not in PRONOUNS)
    return _states(said, at, marked, free)


def _asks(said: list[Word], at: int, free: bool) -> bool:
    """A question word with the verb turned before its subject, or after a pause."""
    plain = [w.plain for w in said[at : at + 8]]
    if free and not (
        len(plain) > 1 and plain[1] in PRONOUNS and plain[0] in ("which", "who", "when", "where", "what", "how")
    ):
        return True
    before = said[at - 1].plain
    if len(plain) > 1 and plain[1] == "else" and (before not in EMBEDS or before == "that"):
        return True
    if len(plain) > 1 and plain[0] in ("what", "who") and plain[1] in WITHOUT_TURN and before not in EMBEDS:
        return True
    for step in range(1, min(6, len(plain) - 1)):
        if plain[step] in PRONOUNS or plain[step] in ("the", "to"):
            return False
        if plain[step] in AUX:
            turned = plain[step + 1] in SUBJECTS or (step > 1 and before not in EMBEDS)
            return turned and (before not in EMBEDS or plain[step] in ("do", "did", "does"))
    return False


def _inverted(word: str, after: str, free: bool) -> bool:
    if after == "you":
        return word not in ("is", "was", "has", "does", "am")
    if not free:
        return (word, after) in (("does", "that"), ("does", "it"), ("does", "this"), ("do", "they"), ("did", "they"))
    return after in SUBJECTS


def _states(said: list[Word], at: int, marked: bool, free: bool) -> bool:
    """A statement, an invitation or thanks that opens a clause of its own."""
    word, before = said[at].plain, said[at - 1].plain
    after = said[at + 1].plain
    if (word in ("thank", "let") and after in ("you", "us")) or word == "thanks":
        return before not in ("to", "like") and len(said) - at > 2
    if word in TELLS and after in AFTER_TELL:
        return marked or before not in KEEPS_TELLS
    if word == "i" and after in STATES:
        return (marked or before not in KEEPS_STATES) and len(said) - at > 3
    if word == "my" and after in ("advice", "suggestion", "recommendation"):
        return True
    return marked and word in PRONOUNS and (after in VERBS) and len(said) - at > 2


def _after_joint(said: list[Word], at: int, first: int) -> bool:
    """Whether the joint ('but', 'so', 'and', 'right') at this word opens a clause."""
    joint = said[at].plain
    step = at + 1
    while step < len(said) and said[step].plain in MARKERS:
        step += 1
    if step + 1 >= len(said):
        return False
    word, after = said[step].plain, said[step + 1].plain
    if joint == "but":
        asked = step + 2 < len(said) and said[step + 2].plain in SUBJECTS
        return not (word in AUX and after == "not") or asked
    if word in WH:
        return _asks(said, step, said[at].mark == "," or joint in ("ok", "so"))
    if word in AUX:
        ordered = word in ("do", "have") and after in ORDERED
        return after in SUBJECTS and not ordered and not _in_question(said, first, at)
    if word in TELLS and after in AFTER_TELL:
        return joint != "and" or bool(said[at].mark)
    if joint in WEAK_JOINTS:
        return bool(said[at].mark) and (word in PRONOUNS or word == "my") and after in VERBS
    opened = any(w.plain in WH or w.plain in BEGINS_SUB for w in said[max(first, at - REACH) : at])
    return not opened and word in OPENS_JOINED and after in FOLLOWS_JOINED


def _in_question(said: list[Word], first: int, at: int) -> bool:
    """Whether a question word shortly before already owns the verb at this word."""
    return any(w.plain in WH for w in said[max(first, at - 5) : at])


def _is_tag(said: list[Word], at: int) -> bool:
    """'isn't it', 'don't you think', 'is that right' at the end of a turn or sentence belong to what they follow."""
    if said[at].plain not in TAG_AUX:
        return False
    end = at + 1
    while end < len(said) and not said[end].mark and end - at < 6:
        end += 1
    if end < len(said) and not said[end].mark:
        return False
    tail = [w.plain for w in said[at + 1 : end]]
    return 1 <= len(tail) <= 4 and all(w in ENDS_TAG for w in tail) and tail != ["you", "think"]


def _has_substance(said: list[Word], first: int, at: int) -> bool:
    """Whether the words so far could stand alone: they hold a verb, or are thanks."""
    return any(w.plain in VERBS or w.plain[-2:] in ("ed",) for w in said[max(first, at - REACH) : at])


def _given_up(said: list[Word], first: int, last: int) -> bool:
    if last < len(said) and said[last].mark == "-":
        return (
            said[last - 1].plain in DANGLING | AUX | {"you", "they", "thought", "tried", "about", "it"}
            or last - first < 4
        )
    return (
        last - first > 1
        and said[last - 1].plain in DANGLING
        and said[last - 1].plain not in ("for", "to", "with", "of", "so")
    )


def _empty(said: list[Word], span: Span) -> bool:
    return all(said[i].plain in BACKCHANNEL | MARKERS for i in range(span.first, span.last))


def _joined(said: list[Word], pieces: list[Span]) -> list[Span]:
    """Give a bare 'if' or 'when' sentence to the clause it leads to, and bare agreement to what follows."""
    found: list[Span] = []
    agreed = False  # whether the last one holds nothing else
    for piece in pieces:
        if agreed and not found[-1].cut and said[piece.first].mark != "-":
            found[-1] = piece._replace(first=found[-1].first)
        else:
            found.append(piece)
        agreed = _empty(said, piece)
    return found
