"""What a school's one-page papers tell, read once, however often it is set. Nothing is read that is not asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from taskgroups.assurance.governors.asking import Ask, questions
from taskgroups.assurance.statement.current import released
from taskgroups.evaluation.agreed import Agreed
from taskgroups.evaluation.picture import Picture
from taskgroups.evaluation.queries import pack_for, packs_judged, standing
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement.listing import Want, actions_of
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.improvement.reading_risk import SchoolRisk, risk_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.queries import coming
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import today


@dataclass(frozen=True)
class Doing:
    """The open issues, and the open actions, the soonest due first."""

    issues: Sequence[str] = ()
    actions: Sequence[Action] = ()


@dataclass(frozen=True)
class Met:
    """When the last Task Group was held, and when the next is planned."""

    last: date | None
    ahead: date | None


@dataclass(frozen=True)
class Told:
    """What there is to tell of a school. None for what is not told at all. `own`: to the school's own people."""

    school: School
    picture: Picture | None = None
    risk: SchoolRisk | None = None
    doing: Doing | None = None
    met: Met | None = None
    released_on: tuple[date | None] | None = None
    questions: Sequence[Ask] = field(default=())
    own: bool = True


def picture_of(school: School, seen: frozenset[str], agreed: Agreed, pack: Pack | None = None) -> Picture | None:
    """Return the self-evaluation a reader may see, under the framework in force or this one; two queries."""
    pack = pack or pack_for()
    if pack is None:
        return None
    return standing(school, pack, evidence=Thing.EVIDENCE in seen, agreed=agreed)


def last_said(school: School, seen: frozenset[str], agreed: Agreed, now: Picture | None) -> Picture | None:
    """Return `now`; where nothing is said in it yet, what was said last under a framework before, not converted."""
    if now is None or _says_something(now):
        return now
    before = (picture_of(school, seen, agreed, one) for one in packs_judged(school) if one != now.pack)
    return next((one for one in before if one and _says_something(one)), now)


def _says_something(picture: Picture) -> bool:
    return any(one.grade or one.agreed_grade for one in picture.areas)


def risk_now(school: School, agreed: Agreed) -> SchoolRisk | None:
    """Return the risk under the framework in force; seven queries."""
    pack = pack_for()
    return risk_of(school, pack, agreed=agreed) if pack else None


def doing_of(school: School) -> Doing:
    """Return what the school does about it; two queries."""
    issues = ImprovementIssue.objects.filter(school=school, closed_on=None).values_list("title", flat=True)
    return Doing(list(issues), list(actions_of(school, Want(status="open"), own=True)))


def met_of(school: School) -> Met:
    """Return its Task Groups before and ahead; two queries."""
    known = TaskGroup.objects.filter(school=school)
    last = known.filter(state=TaskGroup.State.CLOSED).order_by("-starts_at").first()
    ahead = known.filter(coming(timezone.now())).order_by("starts_at").first()
    return Met(last.starts_at if last else None, ahead.starts_at if ahead else None)


def released_on(school: School) -> tuple[date | None]:
    """Return the day the statement was released that stands now, None for none; one query."""
    now = released(school)
    return (now.released_at if now else None,)


def questions_of(school: School, picture: Picture) -> list[Ask]:
    """Return what governors may ask; two queries."""
    actions = Action.objects.filter(school=school)
    early = actions.filter(status=Action.Status.DONE, impact=Action.Impact.TOO_EARLY).count()
    return questions(picture.areas, late=actions.overdue(today()).count(), too_early=early)
