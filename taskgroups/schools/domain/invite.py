"""Offering a role by e-mail, and taking it up."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import live, post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import ERASED, Person
from taskgroups.schools import headship
from taskgroups.schools.lasting import last_day, lasts_words
from taskgroups.schools.models import Authority, Consortium, Invitation, Role, School
from taskgroups.schools.policy import today
from taskgroups.schools.queries.circle import heads_of

LASTS = timedelta(days=30)


def address(invitation: Invitation) -> str:
    """The link of an invitation, whole."""
    return post.link("invitation", invitation.token)


@transaction.atomic
def invite(
    *,
    email: str,
    kind: str,
    by: Person | None,
    name: str = "",
    title: str = "",
    school: School | None = None,
    consortium: Consortium | None = None,
    authority: Authority | None = None,
    send: bool = True,
) -> Invitation:
    """Offer a role and send the link. The same offer again withdraws the one before. Raises Refused."""
    email = email.strip().lower()
    if email.endswith(ERASED):
        raise Refused("No letter reaches this address: it stands for somebody whose details were taken out.")
    where = {"school": school, "consortium": consortium, "authority": authority}
    if Role.objects.on(today()).filter(person__email=email, kind=kind, **where).exists():
        raise Refused(f"{email} already has this role. There is nothing to send.")
    stands = headship.headship_of(school) if kind == Role.Kind.HEAD and by and school else None
    if stands and by and school and (told := headship.why_not(by, school, stands)):
        raise Refused(told, "school")
    if stands and by and email == by.email and stands.holds_something:
        raise Refused(headship.OWN_ADDRESS, "email")
    older = Invitation.objects.filter(email=email, kind=kind, accepted_at=None, withdrawn_at=None, **where)
    older.update(withdrawn_at=timezone.now())
    made = Invitation.objects.create(email=email, kind=kind, name=name.strip(), title=title.strip(), by=by, **where)
    audit.note(by=by, verb="invited", school_urn=school.urn if school else None, about=made.get_kind_display())
    if stands and by and school and stands.holds_something:
        _tell_of_a_new_head(made, school, by)
    if send:
        post.send(to=email, subject="An invitation to Task Groups", text=_letter(made), about=f"invitation:{made.pk}")
    return made


def _tell_of_a_new_head(invitation: Invitation, school: School, by: Person) -> None:
    """Write in the school's history who is named by whom, and tell those who can say that it is wrong."""
    who = f"{invitation.name or 'somebody'}, {invitation.email}"
    audit.note(by=by, verb="named a head", school_urn=school.urn, about=who)
    for person in headship.told_of_a_new_head(school):
        text = (
            f"Dear {person.name},\n\n{by.name} has named a head for {school} in Task Groups: {who}. Once they accept, "
            f"they read all that the school holds here and decide who sees it.\n\nIf this is not right, tell "
            f"{by.name} ({by.email}) and an administrator today; the invitation can be withdrawn.\n"
        )
        post.send(to=person.email, subject=f"A head is named for {school}"[:200], text=text, about=f"head:{school.urn}")


def _letter(invitation: Invitation) -> str:
    place = invitation.school or invitation.consortium or invitation.authority or "this installation of Task Groups"
    sender = invitation.by.name if invitation.by else "The administrator"
    lasts = lasts_of(invitation)
    return (
        f"{'Dear ' + invitation.name if invitation.name else 'Hello'},\n\n"
        f"{sender} invites you to Task Groups as {invitation.title or invitation.get_kind_display()}, {place}.\n\n"
        "A Task Group is a chaired meeting about one school, in which schools challenge and support one another.\n\n"
        f"{lasts + chr(10) * 2 if lasts else ''}"
        f"Open this link to accept. It works once, for 30 days:\n{address(invitation)}\n\n"
        "If you did not expect this, do nothing.\n"
    )


def lasts_of(invitation: Invitation) -> str:
    """Until when the role offered would last, taken up today, in words; '' where it has no last day."""
    return lasts_words(invitation.kind, offered=timezone.localdate(invitation.sent_at), on=today())


def amiss(invitation: Invitation) -> str:
    """Why an invitation cannot be taken up now, or nothing where it can."""
    if invitation.accepted_at:
        return "This invitation has been used. Sign in to go on."
    if invitation.withdrawn_at:
        return "This invitation was withdrawn. Ask the person who sent it for a new one."
    if invitation.sent_at + LASTS < timezone.now():
        return "This invitation is older than 30 days. Ask the person who sent it for a new one."
    return ""


def of_no_use(keys: Collection[str]) -> set[str]:
    """Return which invitations, by their primary keys, nobody can take up any more; those that are gone, too."""
    return set(keys) - {str(one.pk) for one in Invitation.objects.filter(pk__in=keys) if not amiss(one)}


@transaction.atomic
def accept(*, invitation: Invitation, by: Person) -> Role:
    """Give the person the role from today, an observer's with a last day.

    Raises Refused where the link is spent or meant for somebody else.
    """
    if invitation.kind == Role.Kind.HEAD and invitation.school_id:  # of two who are named one becomes head
        School.objects.select_for_update(no_key=True).get(pk=invitation.school_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if told := amiss(invitation):
        raise Refused(told)
    if by.email != invitation.email:
        raise Refused("This invitation is for another e-mail address. Sign out, then open the link again.")
    starts = _first_day(invitation, by)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    where = {"school": invitation.school, "consortium": invitation.consortium, "authority": invitation.authority}
    held = Role.objects.on(today()).filter(person=by, kind=invitation.kind, **where).first()
    ends = last_day(invitation.kind, offered=timezone.localdate(invitation.sent_at), on=today())
    role = held or Role.objects.create(person=by, kind=invitation.kind, title=invitation.title,
        starts=starts, ends=ends, waits=starts > today(), **where)  # fmt: skip
    urn = invitation.school.urn if invitation.school else None
    audit.note(by=by, verb="took up a role", school_urn=urn, about=invitation.get_kind_display())
    if hasattr(by, "_roles_today"):
        del by._roles_today
    if not role.waits:
        take_over(role)
    return role


def _first_day(invitation: Invitation, by: Person) -> date:
    """Today, or the day after the last one of a head who leaves. Raises Refused where somebody else is head."""
    school = invitation.school
    if invitation.kind != Role.Kind.HEAD or school is None or invitation.by is None:
        return today()
    others = [role for role in heads_of(school) if role.person_id != by.pk]
    if any(role.ends is None for role in others) or headship.follower(school):
        raise Refused(f"{school} has a head here by now. Ask the person who invited you.")
    return max([today(), *(role.ends + timedelta(days=1) for role in others if role.ends)])


def take_over(role: Role) -> None:
    """Let what the head before had as head be the one's whose headship begins, and say so in the school's history."""
    if role.kind == Role.Kind.HEAD and role.school and (before := headship.pass_on(role.school, role.person)):
        audit.note(by=role.person, verb="took over from the head before", school_urn=role.school.urn,
                   about="drafts, actions and seats")  # fmt: skip
        live.let_go(before.pk)


@transaction.atomic
def join(*, invitation: Invitation, name: str, password: str) -> Person:
    """Make the account of somebody who is invited, with the role. Raises Refused."""
    if Person.objects.filter(email=invitation.email).exists():
        raise Refused("There is an account for this e-mail address already. Sign in, then open the link again.")
    person = Person.objects.create_person(email=invitation.email, name=name, password=password)
    accept(invitation=invitation, by=person)
    return person


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person) -> Invitation:
    """Take an offer back; once it is used there is nothing to take back."""
    if not invitation.accepted_at and not invitation.withdrawn_at:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        urn = invitation.school.urn if invitation.school else None
        audit.note(by=by, verb="withdrew an invitation", school_urn=urn, about=invitation.get_kind_display())
    return invitation
