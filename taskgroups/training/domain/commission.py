"""Commissioning a consultant, changing what was agreed, noting days used and taking one back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, listed
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, District
from taskgroups.schools.policy import today
from taskgroups.training.commissioning.counting import days_of
from taskgroups.training.commissioning.policy import commission_seen
from taskgroups.training.models import Commission, CommissionDay

WHOLE = 2  # half-days that anybody can work on one date


@dataclass(frozen=True)
class Terms:
    """What is agreed."""

    half_days: int
    starts: date
    ends: date
    districts: Collection[int]
    what: str = ""


@transaction.atomic
def commission(*, authority: Authority, by: Person, consultant: Person, terms: Terms) -> Commission:
    """Commission somebody, who is told by e-mail. Raises Refused."""
    if consultant == by:
        raise Refused("Nobody commissions themselves. Ask another officer.", "consultant")
    _check(terms)
    made = Commission.objects.create(
        authority=authority, consultant=consultant, half_days=terms.half_days, starts=terms.starts, ends=terms.ends,
        what=terms.what, made_by=by, made_at=timezone.now(),
    )  # fmt: skip
    made.districts.set(District.objects.filter(authority=authority, pk__in=terms.districts))
    audit.note(by=by, verb="commissioned a consultant", about=consultant.name, half_days=terms.half_days)
    address = post.link("commission", made.pk)
    text = (
        f"Dear {consultant.name},\n\n{authority.name} commissions you to chair Task Groups: "
        f"{days_of(terms.half_days)}, from {day(terms.starts)} to {day(terms.ends)}. Note the days you use here:\n"
        f"{address}\n"
    )
    post.send(to=consultant.email, subject="You are commissioned to chair", text=text, about="commission")
    return made


@transaction.atomic
def change(*, commission: Commission, by: Person, terms: Terms) -> Commission:
    """Change what was agreed; not below what is used, and no day of it outside. Raises Refused."""
    held = _hold(commission)
    _check(terms)
    noted = CommissionDay.objects.filter(commission=held, taken_back_at=None)
    if sum(one.half_days for one in noted) > terms.half_days:
        raise Refused("More days are used already. Agree at least those, or take a day back first.", "days")
    if noted.filter(on__lt=terms.starts).exists() or noted.filter(on__gt=terms.ends).exists():
        raise Refused("A day that was used lies outside these dates. Choose others, or take it back first.", "starts")
    held.half_days, held.starts, held.ends, held.what = terms.half_days, terms.starts, terms.ends, terms.what
    held.save(update_fields=["half_days", "starts", "ends", "what"])
    held.districts.set(District.objects.filter(authority=held.authority_id, pk__in=terms.districts))
    audit.note(by=by, verb="changed a commission", about=str(held.pk), half_days=terms.half_days)
    return held


@transaction.atomic
def use(
    *, commission: Commission, by: Person, on: date, half_days: int, source: str = "", note: str = ""
) -> CommissionDay:
    """Note a day, or half of one, that was used. Raises Refused."""
    held = _hold_all(commission)
    if on > today():
        raise Refused("The date is in the future. Note a day once it was used.", "on")
    if not held.starts <= on <= held.ends:
        raise Refused(f"The commission runs from {day(held.starts)} to {day(held.ends)}. Enter a day of it.", "on")
    noted = CommissionDay.objects.filter(commission=held, taken_back_at=None)
    used = sum(one.half_days for one in noted)
    if used + half_days > held.half_days:
        raise Refused(
            f"{days_of(held.half_days - used).capitalize()} left. Ask an officer of the authority to agree more.",
            "half_days",
        )
    _refuse_twice(held, by, on, half_days)
    made = CommissionDay.objects.create(
        commission=held, on=on, half_days=half_days, source=source, note=note, by=by, at=timezone.now()
    )
    audit.note(by=by, verb="noted a day of a commission", about=str(held.pk), on=on.isoformat())
    return made


@transaction.atomic
def take_back(*, noted: CommissionDay, by: Person) -> CommissionDay:
    """Take back a day noted by mistake; it stays, struck out. Pressed twice it is done once."""
    _hold(noted.commission)
    noted.refresh_from_db()
    if noted.taken_back_at is None:
        noted.taken_back_at, noted.taken_back_by = timezone.now(), by
        noted.save(update_fields=["taken_back_at", "taken_back_by"])
        audit.note(by=by, verb="took back a day of a commission", about=str(noted.commission_id))
    return noted


def _hold(commission: Commission) -> Commission:
    return Commission.objects.select_for_update(no_key=True).get(pk=commission.pk)


def _hold_all(commission: Commission) -> Commission:
    """The commission, held with all others of the consultant: nobody notes one day on two of them at once."""
    theirs = Commission.objects.select_for_update(of=("self",), no_key=True).filter(consultant=commission.consultant_id)
    found = {one.pk: one for one in theirs.select_related("authority", "consultant").order_by("pk")}
    return found[commission.pk]


def _refuse_twice(held: Commission, by: Person, on: date, half_days: int) -> None:
    """Raise Refused where more than a whole day would be noted on a date, on this commission and all others together.

    Another commission is named to those alone who may see it.
    """
    theirs = CommissionDay.objects.filter(commission__consultant=held.consultant_id, on=on, taken_back_at=None)
    there = list(theirs.select_related("commission__authority").order_by("pk"))
    left = WHOLE - sum(one.half_days for one in there)
    if half_days <= left:
        return
    others = [one.commission for one in there if one.commission_id != held.pk]
    seen = [one for one in others if commission_seen(by, one.pk)]
    said = f"More than a whole day would be noted on {day(on)}"
    if seen:
        names = listed(list(dict.fromkeys(f"{one.authority.name} from {day(one.starts)}" for one in seen)))
        said += f", with what is noted on the commission by {names}"
    room = f"Enter another day, or {days_of(left)} of it." if left > 0 else "Enter another day."
    raise Refused(f"{said}. {room}", "on")


def _check(terms: Terms) -> None:
    if terms.half_days < 1:
        raise Refused("No day is agreed. Enter half a day or more.", "days")
    if terms.ends < terms.starts:
        raise Refused(f"It ends before it starts. Enter {day(terms.starts)} or a later day.", "ends")
