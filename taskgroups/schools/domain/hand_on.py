"""What a closed school had goes on: whole to the school it became, or to be read by a school that is named for it."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.domain.carry_over import carry_over, left_behind, let_go_of
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import today
from taskgroups.schools.queries.lineage import closed_with_work, successors, what_it_became

Unfinished = Callable[[School], str]
_unfinished: list[Unfinished] = []


def refuse_while(rule: Unfinished) -> None:
    """A floor above says here what must be finished before a school's work is named another's to read, or ''."""
    _unfinished.append(rule)


def settle(*, by: Person | None) -> list[tuple[School, School]]:
    """Let the work of every closed school that plainly became another go over to it; return each with what it became.

    What was being written while an earlier one went over goes after it. Of the other closed schools nothing moves:
    somebody names the school that may read (`name_reader`).
    """
    done: list[tuple[School, School]] = []
    while moved := [pair for school in closed_with_work() if (pair := _settle(school, by))]:
        done += moved
    _gather()
    return done


def _gather() -> None:
    """Let what was written under a URN while its school's work went over go after it: no page reaches it there."""
    gone = list(School.objects.filter(passed_whole=True).exclude(passed_to=None))
    late = left_behind(gone) if gone else set()
    for old in filter(lambda one: one.pk in late, gone):
        _follow(old)


@transaction.atomic
def _follow(old: School) -> None:
    held = School.objects.select_for_update(no_key=True).in_bulk([old.pk, old.passed_to_id])
    old, new = held[old.pk], held[old.passed_to_id]
    carry_over(old, new)
    about = f"{new}, URN {new.urn}"
    audit.note(by=None, verb="let what was written late go over", school_urn=old.urn, about=about)


def _settle(school: School, by: Person | None) -> tuple[School, School] | None:
    found = what_it_became(school)
    if found is None or _strangers_there(school, found[0]):
        return None
    return school, become(old=school, by=by)


def _strangers_there(old: School, new: School) -> bool:
    """Whether somebody else is at the new school already, and no dates prove that it is the old one."""
    if new.opened_on and old.closed_on:
        return False
    now = Role.objects.on(today())
    known = now.filter(school=old).values("person")
    return now.filter(school=new).exclude(person__in=known).exists()


@transaction.atomic
def become(*, old: School, by: Person | None) -> School:
    """Let a closed school be the one it plainly became: its work, people, sharing and consortia go over. Return that.

    Done twice it is done once. Raises Refused where the register does not say plainly which school that is.
    """
    old = School.objects.select_for_update(no_key=True).get(pk=old.pk)
    if old.passed_whole and old.passed_to:
        return old.passed_to
    found = what_it_became(old)
    if found is None or not old.has_closed:
        raise Refused(f"The register does not say that {old} became one other school.")
    new, since = School.objects.select_for_update(no_key=True).get(pk=found[0].pk), found[1]
    new.urn_since = _first_day(old, new, since)
    _carry_facts(old, new)
    if new.passed_to_id == old.pk:
        _mark(new, None, None, whole=False)
    carry_over(old, new)
    _mark(old, new, new.urn_since, whole=True)
    for one, about in ((old, f"{new}, URN {new.urn}"), (new, f"{old}, URN {old.urn}")):
        audit.note(by=by, verb="took the school on under a new URN", school_urn=one.urn, about=about)
    _tell(old, new)
    if new.passed_whole:
        _follow(new)
    return new


def _carry_facts(old: School, new: School) -> None:
    """Keep what the head said of provision, and from which day the new URN counts."""
    names = ("early_years_corrected", "post_16_corrected")
    for name in names:
        if getattr(new, name) is None:
            setattr(new, name, getattr(old, name))
    new.save(update_fields=[*names, "urn_since"])


def _first_day(old: School, new: School, told: date | None) -> date:
    return new.opened_on or (old.closed_on + timedelta(days=1) if old.closed_on else told) or today()


def _mark(old: School, new: School | None, on: date | None, *, whole: bool) -> None:
    old.passed_to, old.passed_on, old.passed_whole = new, on, whole
    old.save(update_fields=["passed_to", "passed_on", "passed_whole"])


def _tell(old: School, new: School) -> None:
    for role in Role.objects.on(today()).filter(school=new, kind=Role.Kind.HEAD).select_related("person"):
        text = (
            f"Dear {role.person.name},\n\n{old} (URN {old.urn}) is {new} (URN {new.urn}) in the national register. "
            "Its self-evaluation, evidence, actions and Task Groups, its people, its consortium and what it shares "
            "are under the new number now. Nothing was lost, and nobody sees more than before.\n\n"
            f"Look at who sees what:\n{post.link('school-sharing', new.urn)}\n"
        )
        post.send(to=role.person.email, subject="Your school has a new number", text=text, about=f"school:{new.urn}")


@transaction.atomic
def name_reader(*, old: School, new: School | None, by: Person) -> School:
    """Name the successor whose people may read what a closed school left, or nobody; the work stays as it is.

    The roles at the closed school end, and invitations to it are taken back. Raises Refused for a school the register
    does not name as a successor, for one whose work went over whole, and while something of it is unfinished.
    """
    old = School.objects.select_for_update(no_key=True).get(pk=old.pk)
    if not old.has_closed or old.passed_whole:
        raise Refused(f"{old} has nothing to hand on. Open the school that has its work.")
    if new and new not in successors(old):
        raise Refused("The register does not name that school as a successor. Choose one that it names.")
    if told := next(filter(None, (rule(old) for rule in _unfinished)), ""):
        raise Refused(told)
    if (new and new.pk) == old.passed_to_id:
        return old
    _mark(old, new, today() if new else None, whole=False)
    if new:
        let_go_of(old)
    about = f"{new}, URN {new.urn}" if new else "nobody"
    for urn in filter(None, (old.urn, new.urn if new else None)):
        audit.note(by=by, verb="named who may read a closed school", school_urn=urn, about=about, on=day(today()))
    return old
