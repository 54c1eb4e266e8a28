"""When people can come to a round's half-days, as a spreadsheet: a row for each person, a column for each half-day."""

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import whole
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.sheets.taking_in import Sheet
from taskgroups.people.models import Person
from taskgroups.rounds.domain.answer import answer_for
from taskgroups.rounds.models import Availability, HalfDay, Participant, Round
from taskgroups.rounds.policy import interests_of
from taskgroups.rounds.queries import answered, grid

NAME, EMAIL, MOST = HEADINGS = ("Name", "E-mail", "At most")
SAID = {label.lower(): value for value, label in Availability.Said.choices}
CALLED = dict(Availability.Said.choices)
MOST_GROUPS = 5  # as the form asks


def availability_sheet(round: Round, lead: Person) -> Sheet:
    """The sheet of a round's answers, taken in by its lead as told to them."""
    found = grid(round, answered(round))
    days = {str(day): day for day in found.half_days}
    people = {one.person.email.lower(): one for one, _ in found.rows}
    rows: list[list[Value]] = [[one.person.name, one.person.email, one.most, *(CALLED.get(what, "") for what in said)]
            for one, said in found.rows]  # fmt: skip
    file = f"availability-{round.consortium.slug}-{round.number}"

    def apply(row: Row) -> bool:
        return _answer(row, people, days, lead)

    headers = (*HEADINGS, *days)
    return Sheet("Availability", file, headers, headers, rows, apply, lambda row: row[EMAIL].lower())


def _answer(row: Row, people: dict[str, Participant], days: dict[str, HalfDay], lead: Person) -> bool:
    """Note what a row says of one person; False where it says nothing, or what they have said already."""
    one = people.get(row[EMAIL].lower())
    if one is None:
        told = f"Nobody in this round has the address ‘{row[EMAIL][:60]}’"
        raise Refused(f"{told}. Heads and chairs of the consortium take part; invite them first.", EMAIL)
    said = {day.pk: _said(row, heading) for heading, day in days.items() if row[heading]}
    known = dict(one.said.values_list("half_day", "said"))
    most = _most(row, one)
    if most == one.most and all(known.get(key) == value for key, value in said.items()):
        return False
    answer_for(participant=one, by=lead, said=said, most=most, bound=interests_of(one))
    return True


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
