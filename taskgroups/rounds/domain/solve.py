"""Working a plan out beside everything else: asked for, told how far it is, cancelled, taken or left."""

import logging
import threading
from datetime import timedelta

from django.db import close_old_connections, transaction
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import hold, note
from taskgroups.rounds.models import Fix, HalfDay, Round, Solution
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.solving.finding import find
from taskgroups.schools.models import School

log = logging.getLogger(__name__)
State = Solution.State
IN_HAND = (State.WAITING, State.WORKING)
SILENT_FOR = timedelta(minutes=6)  # longer than the solver may take, twice, and the reasons after it


class Cancelled(Exception):
    """Nobody waits for the plan any more."""


@transaction.atomic
def ask_for_plan(*, round: Round, by: Person) -> Solution:
    """Begin to work a plan out and return it; one that is in hand is returned instead. Raises Refused."""
    return _begun(_made(hold(round), by))


def work_out_now(*, round: Round, by: Person) -> Solution:
    """Work a plan out here and now, and return it: for what nobody waits for in a page."""
    return work(_made(round, by).pk)


@transaction.atomic
def try_fix(
    *, round: Round, by: Person, person: Person | None, school: School | None, kind: str, chairs: bool
) -> Solution:
    """Keep a placing, or rule it out, and plan again around it. Raises Refused where something is in hand."""
    kept = hold(round)
    _refuse_in_hand(kept)
    if person is None or school is None:
        raise Refused("That placing is no longer in the round. Look at the plan again.")
    values = {"kind": kind, "chairs": chairs and kind == Fix.Kind.KEEP}
    fix, _ = Fix.objects.update_or_create(round=kept, person=person, school=school, defaults=values)
    made = _begun(_made(kept, by))
    fix.tried_in = made
    fix.save(update_fields=["tried_in"])
    note(kept, by, "planned a round again", name=person.name, school=school.name, what=fix.get_kind_display())
    return made


@transaction.atomic
def let_go(*, round: Round, by: Person, fix: int) -> None:
    """No longer keep a placing, or rule it out; the plan stays until it is worked out again."""
    kept = hold(round)
    _refuse_in_hand(kept)
    kept.fixes.filter(pk=fix).delete()


@transaction.atomic
def keep_half_day(*, round: Round, by: Person, urn: int, half_day: HalfDay | None) -> bool:
    """Keep a half-day for a school that hosts, or none; whether that is new. Raises Refused where it hosts no more."""
    kept = hold(round)
    _refuse_in_hand(kept)
    host = kept.hosts.filter(school__urn=urn).select_related("school").first()
    if host is None:
        raise Refused("That school does not host in this round. Look at the plan again.")
    if host.half_day_id == (half_day.pk if half_day else None):
        return False
    host.half_day = half_day
    host.save(update_fields=["half_day"])
    said = "kept a half-day for a school" if half_day else "let go of a half-day kept for a school"
    note(kept, by, said, school=host.school.name, half_day=str(half_day or ""))
    return True


@transaction.atomic
def take(*, round: Round, by: Person, solution: int) -> Round:
    """Let a plan that was worked out be the round's plan."""
    kept = hold(round)
    found = kept.solutions.filter(pk=solution, state=State.FOUND).first()
    if found is None:
        raise Refused("That plan is there no more. Work one out again.")
    if kept.current_id != found.pk:
        kept.current = found
        kept.save(update_fields=["current"])
        found.tries.update(tried_in=None)
        note(kept, by, "took a plan for a round")
    return kept


@transaction.atomic
def leave(*, round: Round, by: Person, solution: int) -> Round:
    """Stop working a plan out, or leave one as it came out; what was tried in it is no longer kept or ruled out."""
    kept = hold(round)
    found = kept.solutions.filter(pk=solution).first()
    if found and found.pk != kept.current_id:
        found.tries.all().delete()
        if found.in_hand:
            Solution.objects.filter(pk=found.pk).update(state=State.CANCELLED, heard_at=timezone.now())
        else:
            found.delete()
    return kept


def _refuse_in_hand(round: Round) -> None:
    if round.solutions.filter(state__in=IN_HAND).exists():
        raise Refused("A plan is being worked out. Wait for it, or cancel it.")


def _made(round: Round, by: Person) -> Solution:
    if there := round.solutions.filter(state__in=IN_HAND).first():
        return there
    now = timezone.now()
    asked = asked_of(round)
    return Solution.objects.create(
        round=round, asked_by=by, asked_at=now, heard_at=now, problem=asked, before=round.current
    )


def _begun(made: Solution) -> Solution:
    transaction.on_commit(lambda: begin(made.pk))
    return made


def begin(pk: int) -> None:
    """Work a plan out in a thread of its own, so that nobody waits for it."""
    threading.Thread(target=_in_a_thread, args=(pk,), name=f"round-{pk}", daemon=True).start()


def _in_a_thread(pk: int) -> None:
    try:
        work(pk)
    finally:
        close_old_connections()


def work(pk: int) -> Solution:
    """Work a plan out and return it; the first plan of a round is its plan at once. What goes wrong is logged."""
    if not _say(pk, State.WAITING, state=State.WORKING, told="Reading what people said."):
        return Solution.objects.get(pk=pk)
    solution = Solution.objects.select_related("before").get(pk=pk)
    before = solution.before.plan if solution.before else None
    try:
        plan = find(solution.problem, before, lambda said: _tell(pk, said))
        state = State.FOUND if plan["status"] in ("optimal", "feasible") else State.NONE
        _finish(pk, state, plan)
    except Cancelled:
        pass
    except Exception:
        log.exception("The plan %s could not be worked out", pk)
        _say(pk, State.WORKING, state=State.FAILED)
    solution.refresh_from_db()
    return solution


@transaction.atomic
def _finish(pk: int, state: str, plan: dict[str, object]) -> None:
    """Keep what came out, unless it was cancelled. The lock is the round's: taking and leaving wait for it."""
    solution = Solution.objects.get(pk=pk)
    kept = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=solution.round_id)
    done = _say(pk, State.WORKING, state=state, plan=plan, told="")
    if done and state == State.FOUND and kept.current_id is None:
        Round.objects.filter(pk=kept.pk).update(current=solution)


def _tell(pk: int, said: str) -> None:
    if not _say(pk, State.WORKING, told=said[:200]):
        raise Cancelled


def _say(pk: int, was: str, **values: object) -> int:
    """Write what is known of a plan in hand; 0 where it is no longer in that state."""
    return Solution.objects.filter(pk=pk, state=was).update(heard_at=timezone.now(), **values)


def give_up_lost() -> int:
    """Say of plans whose worker was cut off that they could not be worked out; return how many."""
    lost = Solution.objects.filter(state__in=IN_HAND, heard_at__lt=timezone.now() - SILENT_FOR)
    return lost.update(state=State.FAILED)
