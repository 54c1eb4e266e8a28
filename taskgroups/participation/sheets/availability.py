"""When people can come to a round's half-days, as a spreadsheet: a row for each person, a column for each half-day."""

from datetime import datetime

from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import whole
from taskgroups.kit.design.words import clock, day
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.sheets.taking_in import Newer, Sheet
from taskgroups.people.models import Person
from taskgroups.rounds.domain.answer import answer_for
from taskgroups.rounds.domain.make import hold
from taskgroups.rounds.models import Availability, HalfDay, Participant, Round
from taskgroups.rounds.policy import interests_of
from taskgroups.rounds.queries import answered, grid

NAME, EMAIL, MOST = HEADINGS = ("Name", "E-mail", "At most")
MADE = "Sheet made"
MADE_AT = "at %H:%M:%S on %Y-%m-%d"  # begun with a word, so that no spreadsheet writes it anew as a date of its own
SAID = {label.lower(): value for value, label in Availability.Said.choices}
CALLED = dict(Availability.Said.choices)
MOST_NAMED = 3  # half-days at which a newer answer differs
MOST_GROUPS = 5  # as the form asks


def availability_sheet(round: Round, lead: Person) -> Sheet:
    """The sheet of a round's answers, taken in by its lead as told to them."""
    made = f"{timezone.localtime():{MADE_AT}}"  # before anything is read: what is answered from now on is newer
    found = grid(round, answered(round))
    days = {str(one): one for one in found.half_days}
    people = {one.person.email.lower(): one for one, _ in found.rows}
    rows: list[list[Value]] = [
        [one.person.name, one.person.email, one.most, *(CALLED.get(what, "") for what in said), made]
        for one, said in found.rows
    ]
    file = f"availability-{round.consortium.slug}-{round.number}"

    def apply(row: Row, over: str) -> bool:
        return _answer(row, people, days, lead, over)

    wanted = (*HEADINGS, *days)
    return Sheet("Availability", file, wanted, (*wanted, MADE), rows, apply, lambda row: row[EMAIL].lower())


def _answer(row: Row, people: dict[str, Participant], days: dict[str, HalfDay], lead: Person, over: str) -> bool:
    """Note what a row says of one person; False where it says nothing, or what they have said already.

    Raises Newer where another answer was given since the sheet was made, unless that is the one to put it `over`.
    """
    one = people.get(row[EMAIL].lower())
    if one is None:
        told = f"Nobody in this round has the address ‘{row[EMAIL][:60]}’"
        raise Refused(f"{told}. Heads and chairs of the consortium take part; invite them first.", EMAIL)
    said = {there.pk: _said(row, heading) for heading, there in days.items() if row[heading]}
    made = _made(row)
    one = _held(one)
    known = dict(one.said.values_list("half_day", "said"))
    most = _most(row, one)
    other = [name for name, there in days.items() if there.pk in said and known.get(there.pk) != said[there.pk]]
    if most == one.most and not other:
        return False
    _refuse_newer(one, made, over, other)
    answer_for(participant=one, by=lead, said=said, most=most, bound=interests_of(one), sheet_made_at=made)
    return True


def _held(one: Participant) -> Participant:
    """What is known of somebody now, held with the round: an answer by the link waits until the row is taken in."""
    hold(one.round)
    rows = Participant.objects.select_for_update(of=("self",)).select_related("person", "round__consortium", "noted_by")
    return rows.get(pk=one.pk)


def _refuse_newer(one: Participant, made: datetime | None, over: str, other: list[str]) -> None:
    """Raise Newer where the answer that stands is newer than the sheet, and did not come in that sheet itself."""
    since = one.answered_at
    if since is None or (made and (since < made or one.sheet_made_at == made)) or over == since.isoformat():
        return
    whose = f"{one.noted_by.name} noted an answer for {one.person.name}" if one.noted_by else (
        f"{one.person.name} answered online")  # fmt: skip
    told = f"{whose} on {day(since)} at {clock(since)}"
    told += ", after this sheet was made." if made else ". This row does not say when the sheet was made."
    raise Newer(f"{told} It differs at: {'; '.join(other[:MOST_NAMED]) or MOST}.", since.isoformat())


def _made(row: Row) -> datetime | None:
    """When the sheet was made that a row stood in, to the second; None where it does not say so."""
    try:
        return timezone.make_aware(datetime.strptime(row[MADE], MADE_AT))  # noqa: DTZ007
    except ValueError:
        return None


def _said(row: Row, heading: str) -> str:
    found = SAID.get(row[heading].lower())
    if found is None:
        raise Refused(f"‘{row[heading][:40]}’ is no answer. Enter Yes, If need be or No, or leave it empty.", heading)
    return found


def _most(row: Row, one: Participant) -> int:
    if not row[MOST]:
        return one.most
    found = whole(row[MOST])
    if found is None or found > MOST_GROUPS:
        raise Refused(f"‘{row[MOST][:20]}’ is no number from 0 to {MOST_GROUPS}. Enter how many Task Groups.", MOST)
    return found
