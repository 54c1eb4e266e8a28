"""The parts of a school's one-page papers. Each is read from what the reader may see and nothing else."""

from collections.abc import Collection

from django.utils import timezone

from taskgroups.assurance.governors.asking import questions
from taskgroups.assurance.statement.current import released
from taskgroups.evaluation.picture import Picture
from taskgroups.evaluation.queries import pack_for, standing
from taskgroups.improvement.listing import Want, actions_of
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.document import Block, Bullets, Document, Heading, Paragraph, Table
from taskgroups.kit.paper.document import Facts as Pairs
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.queries import coming
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import today

WHERE, DOING, MET, STATEMENT, ASK = "where", "doing", "met", "statement", "ask"
PARTS = (
    (WHERE, "Where we are: each area, as the school places itself"),
    (DOING, "What we do about it: improvement issues and open actions"),
    (MET, "Task Groups: the last one held and the next one planned"),
    (STATEMENT, "That a statement of challenge and support is released"),
    (ASK, "Questions governors may ask, each with its reason"),
)
MOST_ACTIONS, MOST_ISSUES = 6, 5


def for_governors(school: School, parts: Collection[str], words: str) -> Document:
    """Return the governors' page: the parts that were chosen, as they are today."""
    picture = _picture(school, frozenset(Thing.values)) if {WHERE, ASK} & set(parts) else None
    blocks: list[Block] = [Paragraph(part) for part in words.split("\n\n") if part.strip()]
    blocks += _where(picture) if WHERE in parts and picture else []
    blocks += _doing(school) if DOING in parts else []
    blocks += _met(school) if MET in parts else []
    blocks += _statement(school) if STATEMENT in parts else []
    blocks += _ask(school, picture) if ASK in parts and picture else []
    return _document(school, "For governors", blocks, "Chosen by the head of the school for its governors.")


def on_one_side(school: School, seen: frozenset[str]) -> Document:
    """Return the school on one side of paper, of what the reader may see of it."""
    ages = f"{school.low_age} to {school.high_age}" if school.low_age is not None else ""
    rows = [("Phase", school.get_phase_display()), ("Ages", ages), ("Place", school.place),
            ("Pupils", str(school.pupils) if school.pupils is not None else "")]  # fmt: skip
    blocks: list[Block] = [Pairs([row for row in rows if row[1]])]
    picture = _picture(school, seen) if Thing.EVALUATION in seen else None
    blocks += _where(picture) if picture else []
    blocks += _doing(school) if Thing.IMPROVEMENT in seen else []
    return _document(school, "School on a page", blocks, "What is not shared with the reader is not on it.")


def _document(school: School, title: str, blocks: list[Block], footer: str) -> Document:
    return Document(title=title, subtitle=f"{school.name}, URN {school.urn}", meta=[("As at", day(today()))],
                    blocks=blocks, footer=footer)  # fmt: skip


def _picture(school: School, seen: frozenset[str]) -> Picture | None:
    pack = pack_for()
    if pack is None:
        return None
    return standing(school, pack, evidence=Thing.EVIDENCE in seen, agreed=Thing.RECORD in seen)


def _where(picture: Picture) -> list[Block]:
    heads = ("Area", "The school says", "A Task Group agreed")
    rows = [
        (
            one.area.name,
            one.grade.name if one.grade else "Not judged",
            one.agreed_grade.name if one.agreed_grade else "",
        )
        for one in picture.areas
    ]
    return [Heading(1, "Where we are"), Paragraph(picture.pack.title, "hint"), Table("", heads, rows, (4, 3, 3))]


def _doing(school: School) -> list[Block]:
    issues = ImprovementIssue.objects.filter(school=school, closed_on=None).values_list("title", flat=True)
    actions = list(actions_of(school, Want(status="open"))[:MOST_ACTIONS])
    rows = [(one.what, one.owner_role or one.owner.name, day(one.due), one.get_status_display()) for one in actions]
    blocks: list[Block] = [Heading(1, "What we do about it"), Bullets(list(issues[:MOST_ISSUES]))]
    if rows:
        return [
            *blocks,
            Table("Open actions, soonest due first", ("Action", "Owner", "Due", "Status"), rows, (5, 2, 2, 2)),
        ]
    return [*blocks, Paragraph("No action is open.")]


def _met(school: School) -> list[Block]:
    known = TaskGroup.objects.filter(school=school)
    last = known.filter(state=TaskGroup.State.CLOSED).order_by("-starts_at").first()
    ahead = known.filter(coming(timezone.now())).order_by("starts_at").first()
    rows = [
        ("Last", day(last.starts_at) if last else "None yet"),
        ("Next", day(ahead.starts_at) if ahead else "Not planned"),
    ]
    return [Heading(1, "Task Groups"), Pairs(rows)]


def _statement(school: School) -> list[Block]:
    now = released(school)
    said = f"Released on {day(now.released_at)}: ask the head for it." if now else "None is released."
    return [Heading(1, "Statement of challenge and support"), Paragraph(said)]


def _ask(school: School, picture: Picture) -> list[Block]:
    actions = Action.objects.filter(school=school)
    early = actions.filter(status=Action.Status.DONE, impact=Action.Impact.TOO_EARLY).count()
    found = questions(picture.areas, late=actions.overdue(today()).count(), too_early=early)
    rows = [(one.question, one.because) for one in found]
    return [Heading(1, "Questions governors may ask"), Table("", ("Question", "Because"), rows, (5, 4))] if rows else []
