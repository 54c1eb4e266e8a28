"""People of a consortium as a spreadsheet: those with a role go out; rows that come in are invitations."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import whole
from taskgroups.kit.design.words import listed
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.sheets.taking_in import Sheet
from taskgroups.people.models import Person
from taskgroups.schools.domain.invite import invite
from taskgroups.schools.models import Consortium, Invitation, Role, School
from taskgroups.schools.policy import today

NAME, EMAIL, URN, ROLE = HEADINGS = ("Name", "E-mail", "School URN", "Role")
CALLED = {
    Role.Kind.HEAD: "Host head",
    Role.Kind.CHAIR: "Chair",
    Role.Kind.CLERK: "Clerk",
    Role.Kind.OBSERVER: "Observer",
    Role.Kind.LEAD: "Consortium lead",
}
KINDS = {words.lower(): kind for kind, words in CALLED.items()}


def people_sheet(consortium: Consortium, lead: Person) -> Sheet:
    """The sheet of a consortium's people, taken in by its lead."""
    schools = {one.urn: one for one in consortium.schools.all()}

    def apply(row: Row, over: str) -> bool:
        return _invite(row, consortium, lead, schools)

    return Sheet(
        "People", f"people-{consortium.slug}", HEADINGS, HEADINGS, _rows(consortium), apply,
        lambda row: (row[EMAIL].lower(), row[ROLE].lower(), row[URN]),
    )  # fmt: skip


def _rows(consortium: Consortium) -> list[list[Value]]:
    held = Role.objects.on(today()).heads_and(consortium, *Role.CONSORTIUM_KINDS).filter(person__is_active=True)
    found = held.select_related("person", "school").order_by("person__name", "person_id", "kind", "pk")
    told = (
        (one.person.name, one.person.email, one.school.urn if one.school else None, CALLED[Role.Kind(one.kind)])
        for one in found
    )
    return [list(row) for row in dict.fromkeys(told)]  # a role held twice is one row, or the sheet would be refused


def _invite(row: Row, consortium: Consortium, lead: Person, schools: dict[int, School]) -> bool:
    """Invite whoever a row names; False where they hold the role or are invited to it already."""
    email, kind = _email(row), _kind(row)
    school = _school(row, schools) if kind == Role.Kind.HEAD else None
    if school is None and row[URN]:
        raise Refused(f"A {CALLED[kind].lower()} belongs to the consortium. Leave the school’s URN empty.", URN)
    of = None if school else consortium
    waits = Invitation.objects.filter(email=email, kind=kind, school=school, consortium=of)
    waits = waits.filter(accepted_at=None, withdrawn_at=None)
    held = Role.objects.on(today()).filter(person__email=email, kind=kind, school=school, consortium=of)
    if held.exists() or waits.exists():
        return False
    if not row[NAME]:
        raise Refused("There is no name. Enter the person’s name.", NAME)
    try:
        invite(email=email, name=row[NAME][:150], kind=kind, by=lead, school=school, consortium=of)
    except Refused as refused:
        raise Refused(str(refused), EMAIL) from None
    return True


def _email(row: Row) -> str:
    email = row[EMAIL].lower()
    try:
        validate_email(email)
    except ValidationError:
        said = f"‘{row[EMAIL][:60]}’ is no e-mail address" if email else "There is no e-mail address"
        raise Refused(f"{said}. Enter one like name@school.example.", EMAIL) from None
    return email


def _kind(row: Row) -> Role.Kind:
    kind = KINDS.get(row[ROLE].lower())
    if kind is None:
        raise Refused(f"‘{row[ROLE][:60]}’ is no role here. Enter {listed(list(CALLED.values()), 'or')}.", ROLE)
    return kind


def _school(row: Row, schools: dict[int, School]) -> School:
    found = schools.get(whole(row[URN]) or 0)
    if found is None:
        raise Refused(f"No school of the consortium has the URN ‘{row[URN][:20]}’. Look it up under Schools.", URN)
    return found
