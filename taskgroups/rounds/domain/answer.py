"""Asking people when they can come, and keeping what they say. Nobody needs an account to answer."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, plural
from taskgroups.people.models import Person
from taskgroups.rounds.domain.enrol import enrol, is_eligible
from taskgroups.rounds.domain.make import hold, note
from taskgroups.rounds.models import Availability, Interest, Participant, Round
from taskgroups.schools.models import School

GOOD_FOR = timedelta(days=365)  # of a link, after its round was set up: as long as answers are kept
OLD = "This round was set up more than a year ago, so it is closed. Your lead can tell you of another."
NO_PART = "This link was for heads and chairs of {consortium}, and you are neither there now. Ask its lead."
OVER = "This round is published, so there is nothing more to answer. Your lead can still be told of a change."


@transaction.atomic
def ask_availability(*, round: Round, by: Person, until: date) -> int:
    """Write to everybody who was not asked yet, and again to those who did not answer; return how many letters.

    Raises Refused where there is no half-day to ask about, or where the day has gone by.
    """
    kept = hold(round)
    if until <= timezone.localdate():
        raise Refused(f"The day to answer by is not to come. Enter a date after {day(timezone.localdate())}.", "until")
    if not kept.half_days.exists():
        raise Refused("There is no half-day to ask about. Add the half-days first.")
    enrol(kept)
    kept.answer_by = until
    kept.save(update_fields=["answer_by"])
    waiting = list(kept.participants.filter(answered_at=None, person__is_active=True).select_related("person"))
    for one in waiting:
        subject, text = letter(one, kept, by)
        post.send(to=one.person.email, subject=subject, text=text, about=f"round:{kept.pk}")
        one.asked_at = timezone.now()
    Participant.objects.bulk_update(waiting, ["asked_at"])
    note(kept, by, "asked when people can come", many=len(waiting))
    return len(waiting)


def letter(participant: Participant, round: Round, by: Person) -> tuple[str, str]:
    """Subject and text of the letter that asks: the term, how many half-days, and the link. No school is named."""
    link = post.link("availability", participant.token)
    many = plural(round.half_days.count(), "half-day")
    paragraphs = [
        f"Dear {participant.person.name},",
        f"{by.name} is planning the Task Groups of {round.consortium} for the {str(round).lower()}, so that every "
        "head takes part and nobody travels far.",
        f"Please say by {day(round.answer_by)} which of {many} you could come on. Follow the link; you need no "
        f"account, and may change your answer until the plan is published:\n{link}",
        "There you also say, in confidence, at which schools you should not sit: where family or a close friend works, "
        "or where you worked yourself.",
        "The link is yours alone: please do not pass it on.",
    ]
    return f"When could you come? Task Groups, {str(round).lower()}", "\n\n".join(paragraphs) + "\n"


@transaction.atomic
def answer(
    *,
    participant: Participant,
    said: Mapping[int, str],
    most: int,
    bound: Mapping[int, str],
    noted_by: Person | None = None,
    sheet_made_at: datetime | None = None,
) -> Participant:
    """Keep what somebody says: an answer by half-day's key, how many groups at most, and their interests by school's.

    The last answer counts. `noted_by` is the lead who notes it for them, `sheet_made_at` when the sheet it came in was
    made. Raises Refused once the round is published, and where the link is closed to who answers by it.
    """
    # Publishing waits for an answer, or the answer for publishing.
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.round_id)
    held = Participant.objects.select_for_update(of=("self",)).select_related("person", "round__consortium")
    one = held.get(pk=participant.pk)
    if one.round.published_at:
        raise Refused(OVER)
    if noted_by is None and (why := why_closed(one)):
        raise Refused(why)
    declared = declare(participant=one, bound=bound)
    if _keep(one, said) or declared or one.most != most or one.answered_at is None:
        one.most, one.answered_at = most, timezone.now()
        one.noted_by, one.sheet_made_at = noted_by, sheet_made_at
        one.save(update_fields=["most", "answered_at", "noted_by", "sheet_made_at"])
    return one


def why_closed(participant: Participant) -> str:
    """Why a link cannot be answered by any more, in words, or '' where it can."""
    round = participant.round
    if round.published_at:
        return OVER
    if round.made_at + GOOD_FOR < timezone.now():
        return OLD
    return "" if is_eligible(participant) else NO_PART.format(consortium=round.consortium)


def _keep(one: Participant, said: Mapping[int, str]) -> bool:
    """Write what is new of what was said; whether anything was."""
    days = set(one.round.half_days.values_list("pk", flat=True))
    known = dict(one.said.values_list("half_day", "said"))
    new = {key: value for key, value in said.items() if key in days and known.get(key) != value}
    for key, value in new.items():
        Availability.objects.update_or_create(participant=one, half_day_id=key, defaults={"said": value})
    return bool(new)


def declare(*, participant: Participant, bound: Mapping[int, str]) -> bool:
    """Keep the schools, by key, at which somebody may not sit in this consortium; those not named are free again.

    Return whether anything changed.
    """
    consortium = participant.round.consortium
    theirs = Interest.objects.filter(consortium=consortium, person=participant.person)
    known = dict(theirs.values_list("school", "kind"))
    wanted = {key: bound[key] for key in near(participant, bound)}
    if known == wanted:
        return False
    theirs.exclude(school__in=list(wanted)).delete()
    for key, kind in wanted.items():
        Interest.objects.update_or_create(
            consortium=consortium, person=participant.person, school_id=key,
            defaults={"kind": kind, "declared_at": timezone.now()},
        )  # fmt: skip
    return True


def near(participant: Participant, keys: Collection[int]) -> list[int]:
    """Those of the schools that are in the consortium."""
    found = School.objects.filter(pk__in=list(keys), memberships__consortium=participant.round.consortium)
    return list(found.values_list("pk", flat=True))


@transaction.atomic
def answer_for(
    *,
    participant: Participant,
    by: Person,
    said: Mapping[int, str],
    most: int,
    bound: Mapping[int, str],
    sheet_made_at: datetime | None = None,
) -> Participant:
    """The lead notes what somebody told them, by telephone perhaps, or in a sheet made at that moment."""
    kept = hold(participant.round)
    one = answer(participant=participant, said=said, most=most, bound=bound, noted_by=by, sheet_made_at=sheet_made_at)
    note(kept, by, "noted when somebody can come", name=one.person.name)
    return one
