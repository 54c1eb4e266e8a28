"""What is past its time is deleted, what is not stays; the page, the command and the daily round go by one table."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from taskgroups.assurance.domain.retain import due, retain, retain_daily
from taskgroups.assurance.retention import RULES, YEAR
from taskgroups.evaluation.models import Draft, Evidence
from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from taskgroups.schools.models import Invitation, Role
from taskgroups.schools.policy import today

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


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
    Role.objects.filter(person=cast.observer).update(ends=today() - 3 * YEAR - more)
    return item


PAST = {
    "left": 0,
    "withdrawn": 1,
    "drafts": 1,
    "archives": 0,
    "accounts": 1,
    "invitations": 1,
    "letters": 1,
    "sessions": 0,
}


def test_what_is_past_its_time_goes_with_its_files_and_is_written_down(cast) -> None:
    item = aged(cast, DAY)
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
    assert json.loads(out.getvalue()) == {"dry_run": True, "past": PAST}
    assert due().past == PAST


def test_the_command_says_what_it_did(cast) -> None:
    aged(cast, DAY)
    out = StringIO()
    call_command("retain", stdout=out)
    call_command("retain", stdout=out)
    assert out.getvalue().splitlines()[0][:12] == "Deleted 5. E"
    assert out.getvalue().splitlines()[1] == "Deleted nothing: nothing is past its time."


def test_it_is_done_once_a_day(cast) -> None:
    aged(cast, DAY)
    assert (retain_daily(), Entry.objects.filter(verb="deleted what was past its time").count()) == (5, 1)
    aged_again = Draft.objects.create(
        person=cast.head_a, school=cast.a, form="z", text="y", saved_at=timezone.now() - 2 * YEAR
    )
    assert (retain_daily(), Draft.objects.filter(pk=aged_again.pk).exists()) == (0, True)


def test_the_page_shows_the_table_and_when_it_was_last_done(cast, client) -> None:
    retain()
    page = check_page(client.get("/retention/").content)
    assert [text_of(one) for one in page.xpath("//tbody//th")] == [rule.name for rule in RULES]
    assert "the last time on" in text_of(page)


def test_every_rule_has_its_reason_and_where_it_comes_from() -> None:
    assert [rule.key for rule in RULES if not (rule.why and rule.source and rule.kept)] == []
    assert [rule.key for rule in RULES if bool(rule.past) != bool(rule.delete)] == []
    assert len({rule.key for rule in RULES}) == len(RULES)
