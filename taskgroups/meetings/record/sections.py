"""The sections of a record whose wording is the clerk's, and the words each begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taskgroups.kit.design.words import listed, plural
from taskgroups.meetings.record.facts import AreaFacts, Asked, Facts, Worded

KEPT_MOST = 3
WHOLE = "The record as a whole"
DRAFTS = {1: "first", 2: "second", 3: "third"}
EARLIER, CONTEXT, OVERALL = "earlier", "context", "overall"
TITLES = {EARLIER: "Actions from earlier Task Groups", CONTEXT: "What has changed", OVERALL: "Overall"}


@dataclass(frozen=True)
class Section:
    """A section: its key, its heading and the words it begins with. `area` where it is one of the framework's."""

    key: str
    title: str
    first: str
    area: AreaFacts | None = None


def headed(remarks: Sequence[tuple[str, int]], titles: Mapping[str, str]) -> list[str]:
    """Return the heading of each remark of the head's, given as (section, round): the section's title, and of which
    draft it was said where they are of several."""
    several = len({at for _, at in remarks}) > 1
    drafts = [f", {DRAFTS.get(at, f'{at}th')} draft" if several else "" for _, at in remarks]
    return [titles.get(section, WHOLE) + draft for (section, _), draft in zip(remarks, drafts, strict=True)]


def key_of(area: str) -> str:
    """The key of an area's section."""
    return f"area:{area}"


def sections(facts: Facts) -> list[Section]:
    """Return the sections in the order of the record. Areas the group did not reach have none."""
    areas = [Section(key_of(a.slug), a.name, first_words(a), a) for a in facts.areas if a.reached]
    return [
        Section(EARLIER, TITLES[EARLIER], _earlier(facts)),
        Section(CONTEXT, TITLES[CONTEXT], _context(facts)),
        *areas,
        Section(OVERALL, TITLES[OVERALL], _overall(facts)),
    ]


def words_of(section: Section, worded: Worded) -> str:
    """Return the clerk's words for a section, or those it begins with where the clerk wrote none."""
    return worded.wording.get(section.key, section.first)


def kept_in(area: AreaFacts, worded: Worded) -> list[Asked]:
    """Return the questions kept for an area: the clerk's choice, or the first three that were answered."""
    chosen = worded.kept.get(area.slug)
    if chosen is None:
        return [asked for asked in area.questions if asked.answers][:KEPT_MOST]
    return [asked for asked in area.questions if asked.number in chosen][:KEPT_MOST]


def first_words(area: AreaFacts) -> str:
    """Return what the group agreed and why, in sentences."""
    if not area.noted:
        return "The group reached this area. Nothing about it was noted."
    if not area.agreed:
        return "The group discussed this area and agreed no judgement."
    if not area.school_now:
        start = "The school had not yet judged itself here."
    elif area.agreed == area.school_now:
        start = "The group agreed with the school."
    else:
        start = "The group placed this differently from the school."
    return f"{start} {_sentence(area.why)}".strip()


def _earlier(facts: Facts) -> str:
    if not facts.earlier:
        return "There were no open actions from earlier Task Groups."
    done = sum(one.status == "Done" for one in facts.earlier)
    reviewed = f"{plural(len(facts.earlier), 'action')} came from before"
    if done == len(facts.earlier):
        return f"{reviewed}. {'It is' if done == 1 else 'All are'} done."
    if not done:
        return f"{reviewed}. {'It is' if len(facts.earlier) == 1 else 'All are'} still open."
    still = len(facts.earlier) - done
    return f"{reviewed}. {_are(done, 'done')} and {_are(still, 'still open')}."


def _are(number: int, what: str) -> str:
    return f"{number} {'is' if number == 1 else 'are'} {what}"


def _context(facts: Facts) -> str:
    return "\n".join(_sentence(text) for _, text in facts.other)


def _overall(facts: Facts) -> str:
    if facts.overall:
        return _sentence(facts.overall)
    judged = [area for area in facts.areas if area.secure is not None]
    if not judged:
        return "The group agreed no judgements at this meeting."
    weak = [area.name for area in judged if not area.secure]
    counted = f"The group agreed a judgement in {plural(len(judged), 'area')}."
    if not weak:
        return f"{counted} {'It is' if len(judged) == 1 else 'All are'} secure."
    return f"{counted} Not yet secure: {listed(weak)}."


def _sentence(text: Sequence[str] | str) -> str:
    words = str(text).strip()
    if not words:
        return ""
    return words[0].upper() + words[1:] + ("" if words[-1] in ".!?…”'\"" else ".")
