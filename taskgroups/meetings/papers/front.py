"""The front of a preparation pack: where the school places itself, its gaps and what it does, on four pages at most."""

from collections.abc import Iterator, Sequence

from taskgroups.evaluation.picture import MET, NOT_JUDGED, NOT_YET, PARTLY
from taskgroups.improvement.called import owner_called
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.document import Block, Bullets, Heading, Paragraph, Table
from taskgroups.meetings.papers.gathering import Preparation
from taskgroups.meetings.plan.standing import AreaStanding, Line

SECURE_NOTE = "The secure line is this service’s own, not the inspectorate’s."
MOST_GAPS, MOST_ACTIONS, MOST_ISSUES = 3, 6, 6  # what four pages hold beside the longest agenda
WHY_LENGTH = 160
WEIGHT = {NOT_YET: 0, PARTLY: 1, MET: 2, NOT_JUDGED: 3}


def judgements(prepared: Preparation) -> Iterator[Block]:
    """Yield the areas in one table: where the school places itself, and the beginning of why."""
    yield Heading(1, "How the school sees itself")
    yield Paragraph(f"Under {prepared.pack.title}. {SECURE_NOTE}", "hint")
    rows = [(one.area.name, placed(one), beginning(one.why)) for one in prepared.areas]
    yield Table("Each area as the school judges it", ("Area", "The school says", "Why"), rows, widths=(3, 3, 6))


def gaps(prepared: Preparation) -> Iterator[Block]:
    """Yield what stands between the school and the line, the weightiest of each area."""
    yield Heading(1, "Gaps")
    rows = [(one.area.name, "\n".join(_gaps_of(one))) for one in prepared.areas if one.lines]
    yield Table("What is not yet met, or not yet shown", ("Area", "Gaps"), rows, widths=(3, 9))


def actions(prepared: Preparation) -> Iterator[Block]:
    """Yield the open actions due soonest."""
    yield Heading(1, "Open actions")
    if not prepared.actions:
        yield Paragraph("None is open.")
        return
    rows = [
        (one.what, owner_called(one, own=False), day(one.due), one.get_status_display())
        for one in prepared.actions[:MOST_ACTIONS]
    ]
    yield Table("Actions due soonest", ("Action", "Owner", "Due", "Status"), rows, widths=(6, 2, 2, 2))
    yield from _more(len(prepared.actions), MOST_ACTIONS)


def issues(prepared: Preparation) -> Iterator[Block]:
    """Yield the titles of the issues that are open."""
    yield Heading(1, "Improvement issues")
    if not prepared.issues:
        yield Paragraph("None is open.")
        return
    yield Bullets([one.title for one in prepared.issues[:MOST_ISSUES]])
    yield from _more(len(prepared.issues), MOST_ISSUES)


def placed(one: AreaStanding) -> str:
    """Return where the school places itself in an area, and whether that is secure."""
    if one.grade is None:
        return "not judged yet."
    secure = "secure" if one.area.is_secure(one.grade.slug) else "not yet secure"
    return f"{one.grade.name} ({secure})."


def beginning(why: str) -> str:
    """Return the words, or as many whole ones as the front has room for; all of them are in the annex."""
    plain = " ".join(why.split())
    return plain if len(plain) <= WHY_LENGTH else plain[:WHY_LENGTH].rsplit(" ", 1)[0] + " …"


def _gaps_of(one: AreaStanding) -> Sequence[str]:
    if not any(line.answer for line in one.lines):
        return one.gaps.sentences() or ["Nothing is judged yet."]
    found = sorted((line for line in one.lines if line.is_gap), key=lambda line: WEIGHT[line.answer])
    if not found:
        return ["None: all is met, with evidence."]
    said = [f"{beginning(line.descriptor.text)} ({_kind(line)})" for line in found[:MOST_GAPS]]
    more = len(found) - MOST_GAPS
    return [*said, f"And {more} more, in the annex."] if more > 0 else said


def _kind(line: Line) -> str:
    return "met, with no evidence named" if line.answer == "met" else line.words.lower()


def _more(number: int, shown: int) -> Iterator[Block]:
    if number > shown:
        yield Paragraph(f"And {number - shown} more, in the annex.", "hint")
