"""What is past its time is deleted, what is not stays; the page, the command and the daily round go by one table."""

import json
import os
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from taskgroups.assurance.domain.retain import due, retain, retain_daily
from taskgroups.assurance.retention import RULES, YEAR
from taskgroups.evaluation.models import Draft, Evidence
from taskgroups.improvement.models import OwnerLetter
from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from taskgroups.schools.models import Invitation, Role
from taskgroups.schools.policy import today
from taskgroups.training.models import Commission, Message

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def aged(cast, more: timedelta) -> Evidence:
    """One of each kind that ends by itself, `more` older than the table allows."""
    now = timezone.now()
    old = now - YEAR - more
    item = Evidence.objects.create(
        school=cast.a, title="Check", kind="data", dated=today(), added_by=cast.head_a, added_at=now,
        withdrawn_at=now - 3 * YEAR - more, file=ContentFile(b"%PDF", name="x.pdf"),
    )  # fmt: skip
    Draft.objects.create(person=cast.head_a, school=cast.a, form="x", text="y", saved_at=old)
    Letter.objects.create(to="a@cast.example", subject="s", text="t", created=old, state="sent")
    Letter.objects.create(to="a@cast.example", subject="s", text="waits", created=old)
    made = Invitation.objects.create(email="n@cast.example", kind="leader", school=cast.a, by=cast.head_a)
    Invitation.objects.filter(pk=made.pk).update(sent_at=old)
    Message.objects.create(sender=cast.head_a, addressee=cast.head_b, text="Come", at=old)
    ended = today() - 6 * YEAR - more
    Commission.objects.create(
        authority=cast.authority, consultant=cast.head_b, half_days=2, starts=ended, ends=ended, made_by=cast.officer,
        made_at=now,
    )  # fmt: skip
    Role.objects.filter(person=cast.observer).update(ends=today() - 3 * YEAR - more)
    return item


PAST = {
    "left": 0,
    "withdrawn": 1,
    "drafts": 1,
    "archives": 0,
    "training": 0,
    "accounts": 1,
    "invitations": 1,
    "letters": 1,
    "names-left": 0,
    "say-addresses": 0,
    "say-declined": 0,
    "say-removed": 0,
    "say-places": 0,
    "by-email-asked": 0,
    "sessions": 0,
    "reminders": 0,
    "stray": 0,
    "messages": 1,
    "commissions": 1,
}


def test_what_is_past_its_time_goes_with_its_files_and_is_written_down(
    cast, django_capture_on_commit_callbacks
) -> None:
    item = aged(cast, DAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert retain().past == PAST
    assert (Evidence.objects.exists(), item.file.storage.exists(item.file.name)) == (False, False)
    assert list(Letter.objects.values_list("text", flat=True)) == ["waits"]
    assert Person.objects.get(pk=cast.observer.pk).name == "Observer, a chair in training, Harbour"
    assert Entry.objects.get(verb="deleted what was past its time").details == PAST


def test_a_day_before_nothing_goes(cast) -> None:
    aged(cast, -DAY)
    assert retain().total == 0


def test_a_dry_run_says_and_deletes_nothing(cast) -> None:
    aged(cast, DAY)
    out = StringIO()
    call_command("retain", "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"dry_run": True, "past": PAST, "failed": []}
    assert due().past == PAST


def test_the_command_says_what_it_did(cast) -> None:
    aged(cast, DAY)
    out = StringIO()
    call_command("retain", stdout=out)
    call_command("retain", stdout=out)
    assert out.getvalue().splitlines()[0][:12] == "Deleted 7. E"
    assert out.getvalue().splitlines()[1] == "Deleted nothing: nothing is past its time."


def broken(found) -> int:
    raise OSError("The store does not answer")


@pytest.fixture
def one_rule_breaks(monkeypatch) -> None:
    rules = tuple(replace(one, delete=broken) if one.key == "withdrawn" else one for one in RULES)
    monkeypatch.setattr("taskgroups.assurance.domain.retain.RULES", rules)


def test_where_one_rule_goes_wrong_the_others_are_kept_and_the_operator_is_told(cast, one_rule_breaks) -> None:
    aged(cast, DAY)
    done = retain()
    assert (done.failed, done.past) == (("withdrawn",), {key: n for key, n in PAST.items() if key != "withdrawn"})
    assert (Evidence.objects.count(), Draft.objects.count()) == (1, 0)
    assert Entry.objects.get(verb="deleted what was past its time").details["failed"] == ["withdrawn"]
    letter = Letter.objects.get(subject="Some things were kept too long")
    assert (letter.to, "Evidence that was withdrawn" in letter.text) == (cast.administrator.email, True)


def test_the_command_does_the_rest_and_ends_in_an_error(cast, one_rule_breaks) -> None:
    aged(cast, DAY)
    with pytest.raises(CommandError, match="Evidence that was withdrawn, with its files"):
        call_command("retain", stdout=StringIO())
    assert Draft.objects.count() == 0


def test_a_file_stays_where_its_row_does(cast, monkeypatch, django_capture_on_commit_callbacks) -> None:
    """The database gives up after the rows were deleted: the file must still be there."""
    item = aged(cast, DAY)
    deleting = next(one for one in RULES if one.key == "withdrawn")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        deleting.delete(deleting.past())
        transaction.set_rollback(True)
    assert (Evidence.objects.count(), item.file.storage.exists(item.file.name)) == (1, True)


def stored(name: str, days: float) -> str:
    default_storage.save(name, ContentFile(b"%PDF"))
    when = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(name), (when, when))
    return name


def test_files_no_row_names_are_swept_after_a_week_and_no_others(cast, django_capture_on_commit_callbacks) -> None:
    old, archive = stored(f"evidence/990001/{'a' * 32}", 8), stored(f"archives/{'b' * 32}", 8)
    new, other = stored(f"archives/{'c' * 32}", 6), stored("archives/the-operators-own.txt", 8)
    item = Evidence.objects.create(
        school=cast.a, title="Check", kind="data", dated=today(), added_by=cast.head_a, added_at=timezone.now(),
        file=stored(f"evidence/990001/{'d' * 32}", 8),
    )  # fmt: skip
    assert due().past["stray"] == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert retain().past["stray"] == 2
    left = [name for name in (old, archive, new, other, item.file.name) if default_storage.exists(name)]
    assert left == [new, other, item.file.name]


def test_the_store_of_another_installation_is_left_alone(cast) -> None:
    for number in range(21):
        stored(f"archives/{number:032x}", 8)
    assert ("stray" in due().failed, "stray" in retain().failed) == (True, True)


def test_a_sign_in_that_is_over_is_forgotten_and_one_that_holds_stays(cast, as_) -> None:
    over, holds = as_(cast.head_a), as_(cast.head_b)
    assert holds.session.get_expiry_age() == 12 * 60 * 60
    Session.objects.filter(pk=over.session.session_key).update(expire_date=timezone.now() - timedelta(minutes=1))
    assert (due().past["sessions"], retain().past["sessions"]) == (1, 1)
    assert list(Session.objects.values_list("pk", flat=True)) == [holds.session.session_key]


def test_it_is_done_once_a_day(cast) -> None:
    aged(cast, DAY)
    assert (retain_daily(), Entry.objects.filter(verb="deleted what was past its time").count()) == (7, 1)
    aged_again = Draft.objects.create(
        person=cast.head_a, school=cast.a, form="z", text="y", saved_at=timezone.now() - 2 * YEAR
    )
    assert (retain_daily(), Draft.objects.filter(pk=aged_again.pk).exists()) == (0, True)


def test_the_page_shows_the_table_and_when_it_was_last_done(cast, client) -> None:
    retain()
    page = check_page(client.get("/retention/").content)
    assert [text_of(one) for one in page.xpath("//tbody//th")] == [rule.name for rule in RULES]
    assert "the last time on" in text_of(page)


# By which rule of the table the rows of each app's tables end; a table of another rule stands by itself.
ENDS_BY = {
    "access": "trail", "access.Press": "presses", "post": "letters", "people": "accounts", "account": "accounts",
    "mfa": "accounts", "sessions": "sessions",
    "schools": "public", "schools.Role": "roles", "schools.Invitation": "invitations", "schools.Sharing": "work",
    "schools.Consortium": "roles", "schools.ConsortiumSchool": "roles",
    "training": "training", "training.Step": "accreditation", "training.Mentoring": "accreditation",
    "training.MayChair": "directory", "training.Listing": "directory", "training.Feedback": "feedback",
    "training.Listing_districts": "directory", "training.Message": "messages", "training.Commission": "commissions",
    "training.CommissionDay": "commissions", "training.Commission_districts": "commissions",
    "bulletin": "heads-up", "bulletin.Comment": "say", "bulletin.Report": "say", "bulletin.Subscriber": "by-email", "bulletin.Edition": "by-email",
    "evaluation": "work", "evaluation.Draft": "drafts", "improvement": "work", "improvement.OwnerLetter": "reminders",
    "improvement.LetterChoice": "reminders", "meetings": "work", "assurance": "work", "assurance.Archive": "archives",
    "assurance.Departure": "left", "outcomes": "public", "imports": "imports", "track": "work", "rounds": "rounds",
    "rounds.Interest": "interests", "rounds.NotChairing": "chairing", "practice": "practice",
    "practice.Kept": "transcripts", "practice.Leaving": "practice", "participation": "offers",
}  # fmt: skip
OURS = {"demonstration", "auth", "contenttypes"}  # nothing of anybody: what the machinery keeps of itself


def test_every_table_ends_by_a_rule_of_the_page() -> None:
    tables = [one._meta for one in apps.get_models(include_auto_created=True) if one._meta.app_label not in OURS]
    keys = {one.label: ENDS_BY.get(one.label, ENDS_BY.get(one.app_label, "")) for one in tables}
    assert {label: key for label, key in keys.items() if key not in {rule.key for rule in RULES}} == {}
    labels = {one.label for one in tables} | {one.app_label for one in tables}
    assert sorted(set(ENDS_BY) - labels) == []


def test_the_days_on_which_owners_were_written_to_are_forgotten_after_a_year(cast) -> None:
    for days in (367, 364):
        OwnerLetter.objects.create(person=cast.head_a, on=today() - timedelta(days=days))
    assert (retain().past["reminders"], OwnerLetter.objects.count()) == (1, 1)


def test_every_rule_has_its_reason_and_where_it_comes_from() -> None:
    assert [rule.key for rule in RULES if not (rule.why and rule.source and rule.kept)] == []
    assert [rule.key for rule in RULES if bool(rule.past) != bool(rule.delete)] == []
    assert len({rule.key for rule in RULES}) == len(RULES)
