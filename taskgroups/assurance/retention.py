"""How long each kind of thing is kept, and why: the table the page shows, and the one the deleting goes by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from taskgroups.assurance.domain.archive import delete_archives
from taskgroups.assurance.domain.erase import erase_person, why_not_erase
from taskgroups.assurance.domain.leave import delete_what_it_had
from taskgroups.assurance.domain.name_left import ABOUT
from taskgroups.assurance.models import Archive, Departure
from taskgroups.assurance.models.owning import KEPT_FOR, UNDO
from taskgroups.assurance.owning.files import stray, sweep, take_away
from taskgroups.bulletin.domain import forget as said
from taskgroups.bulletin.domain import subscribe as by_email
from taskgroups.evaluation.models import Draft, Evidence, EvidenceVersion
from taskgroups.improvement.models import OwnerLetter
from taskgroups.kit.post.models import Letter
from taskgroups.kit.post.models import State as Post
from taskgroups.people.models import ERASED, Person
from taskgroups.schools.models import Invitation, Role
from taskgroups.schools.policy import today
from taskgroups.training.models import Commission, Material, Message, TrainingSession

YEAR = timedelta(days=365)
TRAINED = 3 * YEAR
LIMIT = "UK GDPR, article 5(1)(e): no longer than is needed"
SCHOOL = "the school decides, as controller"
OWN = "UK GDPR, article 5(1)(c): no more than is needed"


@dataclass(frozen=True)
class Rule:
    """One kind of thing: how long it is kept in words, why, and where the rule comes from.

    `past` finds what is past its time, `delete` deletes that and returns how many; None where the end comes otherwise,
    as `kept` says. Files go once the rows that name them are gone for good.
    """

    key: str
    name: str
    kept: str
    why: str
    source: str
    past: Callable[[], Any] | None = None
    delete: Callable[[Any], int] | None = None


def _rows(found: "QuerySet[Any]") -> int:
    """Delete rows; what hangs on them goes with them and is not counted."""
    number = found.count()
    found.delete()
    return number


def _withdrawn() -> "QuerySet[Evidence]":
    return Evidence.objects.filter(withdrawn_at__lt=timezone.now() - 3 * YEAR)


def _with_files(found: "QuerySet[Evidence]") -> int:
    """Delete evidence and its files, those of earlier versions too."""
    pks = list(found.values_list("pk", flat=True))
    before = EvidenceVersion.objects.filter(evidence__in=pks)
    names = {str(name) for rows in (found, before) for name in rows.values_list("file", flat=True)}
    Evidence.objects.filter(pk__in=pks).delete()
    take_away(names)
    return len(pks)


def _drafts() -> "QuerySet[Draft]":
    return Draft.objects.filter(saved_at__lt=timezone.now() - YEAR)


def _letters() -> "QuerySet[Letter]":
    return Letter.objects.exclude(state__in=[Post.WAITING, Post.SENDING]).filter(created__lt=timezone.now() - YEAR)


def _invitations() -> "QuerySet[Invitation]":
    return Invitation.objects.filter(accepted_at=None, sent_at__lt=timezone.now() - YEAR)


def _names_left() -> "QuerySet[Letter]":
    gone = Letter.objects.exclude(state__in=[Post.WAITING, Post.SENDING]).filter(about=ABOUT)
    return gone.filter(created__lt=timezone.now() - timedelta(days=30))


def _reminders() -> "QuerySet[OwnerLetter]":
    return OwnerLetter.objects.filter(on__lt=today() - YEAR)


def _archives() -> "QuerySet[Archive]":
    return Archive.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR)


def _sessions() -> "QuerySet[Session]":
    return Session.objects.filter(expire_date__lt=timezone.now())


def _accounts() -> "QuerySet[Person]":
    """People whose last role ended three years ago, and who hold none; those erased already are out."""
    held = Role.objects.filter(person=OuterRef("pk")).filter(Q(ends=None) | Q(ends__gte=today() - 3 * YEAR))
    ended = Person.objects.annotate(last=Max("roles__ends")).filter(last__lt=today() - 3 * YEAR)
    return ended.filter(~Exists(held)).exclude(email__endswith=ERASED)


def _details(found: "QuerySet[Person]") -> int:
    able = [person for person in found if not why_not_erase(person, None)]
    for person in able:
        erase_person(person=person, by=None)
    return len(able)


def _trained() -> "QuerySet[TrainingSession]":
    return TrainingSession.objects.filter(ends_at__lt=timezone.now() - TRAINED)


def _sessions_of_training(found: "QuerySet[TrainingSession]") -> int:
    """Delete sessions with who booked and came, what was said of them, and the files handed out."""
    pks = list(found.values_list("pk", flat=True))
    names = set(Material.objects.filter(session__in=pks).values_list("file", flat=True))
    TrainingSession.objects.filter(pk__in=pks).delete()
    take_away({str(name) for name in names})
    return len(pks)


def _messages() -> "QuerySet[Message]":
    return Message.objects.filter(at__lt=timezone.now() - YEAR)


def _commissions() -> "QuerySet[Commission]":
    return Commission.objects.filter(ends__lt=today() - 6 * YEAR)


def _left() -> "QuerySet[Departure]":
    return Departure.objects.filter(undone_at=None, deleted_at=None, left_at__lte=timezone.now() - UNDO)


def _work(found: "QuerySet[Departure]") -> int:
    gone = list(found)
    for one in gone:
        delete_what_it_had(one)
    return len(gone)


RULES: tuple[Rule, ...] = (
    Rule("work", "Self-evaluation, evidence, issues, actions, Task Groups, records and statements of a school",
         "While the school takes part",
         "They are the school's memory, over inspections and heads.", SCHOOL),
    Rule("left", "The same, once the school has left", "30 days after it left",
         "Time to take it out, and to take the leaving back.", LIMIT, _left, _work),
    Rule("withdrawn", "Evidence that was withdrawn, with its files", "3 years after it was withdrawn",
         "A record or a preparation of that time can still be understood.", SCHOOL, _withdrawn, _with_files),
    Rule("drafts", "What somebody typed and did not keep", "1 year", "Nobody comes back to it later.",
         LIMIT, _drafts, _rows),
    Rule("archives", "Archives a school took out", "7 days", "Time to fetch them; another is made at any time.",
         LIMIT, _archives, delete_archives),
    Rule("stray", "Files that nothing here names any more", "7 days",
         "They are left where an upload or a deletion was cut off.", LIMIT, stray, sweep),
    Rule("practice", "What a chair asked and advised, coded, and their practice",
         "Until they delete it, or a month after their account closes", "It is theirs alone.", OWN),
    Rule("transcripts", "The words of a transcript", "Not kept, but for a day that everybody agreed to",
         "The figures are enough.", OWN),
    Rule("rounds", "When people said they could come to Task Groups, and the plans made from it",
         "1 year after the round was set up", "To plan it, and to find somebody else where one cannot come.", LIMIT),
    Rule("interests", "At which schools somebody said they may not sit",
         "Until they take it back, or their details are taken out", "It stands for every round.", OWN),
    Rule("training", "Training sessions: who booked, who came, and what was said of them without a name",
         "3 years after the session", "To show who was trained, and to write the certificate again.",
         LIMIT, _trained, _sessions_of_training),
    Rule("feedback", "What one person said of a training session",
         "Until it is counted with five others, from when it names nobody; where too few answered, 31 days after it",
         "Counts of six and more are enough.", OWN),
    Rule("chairing", "Why somebody does not chair for a time, told to one lead",
         "Until they chair again, or the day they gave is over", "It is theirs and that lead’s alone.", OWN),
    Rule("offers", "Parts in Task Groups that a lead offered, and what was answered", "1 year after they were offered",
         "To see who was asked.", LIMIT),
    Rule("accreditation", "A chair's way to accreditation: what they did, who signed, and who mentors them",
         "Until their details are taken out", "It goes with them from school to school, and is never changed.", OWN),
    Rule("directory", "What chairs say of themselves in the directory",
         "Until they change it, or their details are taken out", "They choose what is said, and who finds it.", OWN),
    Rule("messages", "What was written to chairs through the directory", "1 year",
         "To answer, and to see what was agreed.", LIMIT, _messages, _rows),
    Rule("commissions", "What an authority agreed with a consultant who chairs, and the days used",
         "6 years after its last day", "A claim under a contract may be made for so long.",
         "Limitation Act 1980, section 5", _commissions, _rows),
    Rule("imports", "National files that were uploaded, and what each changed",
         "A file until it is loaded; what it changed for 1 year", "To take it back.", LIMIT),
    Rule("accounts", "Names and e-mail addresses of people", "3 years after their last role ended",
         "They may come back. What must stay then stays by role and school.", LIMIT, _accounts, _details),
    Rule("invitations", "Invitations nobody accepted", "1 year", "To see who was asked.",
         LIMIT, _invitations, _rows),
    Rule("letters", "Letters that were sent, or given up", "1 year", "To see what reached whom.",
         LIMIT, _letters, _rows),
    Rule("names-left", "Letters that say where a name still stands after somebody's details were taken out", "30 days",
         "So that whose words they are can look.", LIMIT, _names_left, _rows),
    Rule("say-addresses", "E-mail addresses of those who commented on Heads Up, and letters to them",
         "90 days after a moderator decided, a year after the comment at the latest",
         "To tell them why a comment does not stand, or why it was removed.", LIMIT, said.addresses_past,
         said.forget_addresses),
    Rule("say-declined", "Comments that were declined", "90 days after a moderator decided",
         "To answer where somebody asks.", LIMIT, said.declined_past, _rows),
    Rule("say-removed", "Words and name of comments that were removed",
         "90 days after they were removed; that one was removed stays", "To answer where somebody asks.", LIMIT,
         said.removed_past, said.forget_words),
    Rule("say-places", "From where a comment or a report came, as a number nobody can turn back", "1 day",
         "To hold off those who send hundreds.", OWN, said.places_past, said.forget_places),
    Rule("say", "Comments that were published, with the name", "As long as the article; or until their writer asks",
         "They are part of what was published.", "their writer, who gave them to be published"),
    Rule("by-email", "E-mail addresses to which Heads Up goes", "Until they leave, by one press in every letter",
         "They asked for it, and confirmed it.", "their reader's consent, UK GDPR, article 6(1)(a)"),
    Rule("by-email-asked", "E-mail addresses for Heads Up that nobody confirmed", "7 days",
         "Time to confirm it.", LIMIT, by_email.unconfirmed_past, _rows),
    Rule("sessions", "Who is signed in", "At most 12 hours after they last did anything", "No longer needed.",
         LIMIT, _sessions, _rows),
    Rule("roles", "Roles and consortia, with their dates",
         "As long as the school’s work; the name in a role until their details are taken out",
         "So that a record can say who was what on its day.", SCHOOL),
    Rule("reminders", "On which days owners were written to about actions, and how often they want that",
         "The days for 1 year; what they want as long as the account", "So that nobody is written to twice on a day.",
         LIMIT, _reminders, _rows),
    Rule("heads-up", "Heads Up: what was published, with who is thanked", "Until an editor takes it back",
         "It was written to be published.", "those who wrote it and are thanked, who agreed"),
    Rule("public", "The national register, inspections, and national figures", "As long as they are of use",
         "They are published, and name no pupil and no head.", "Open Government Licence v3.0"),
    Rule("presses", "That a button was pressed", "1 day", "So that what it does is done once.", OWN),
    Rule("trail", "Who did what, and when", "While the school takes part; then without details",
         "So that a school can see what was done with what is its own.", "UK GDPR, article 5(2): accountability"),
    Rule("backups", "Backups", "30 days in the operator's example; your operator says", "To put back what was lost.",
         "the operator's guide"),
)  # fmt: skip
