"""The demonstration: loaded once, dated from today, refused in production."""

import base64
from datetime import date, timedelta
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader

from taskgroups.demonstration import history, load, places
from taskgroups.demonstration.cast import PLAYERS
from taskgroups.demonstration.ground import account
from taskgroups.demonstration.management.commands import demonstration
from taskgroups.demonstration.models import Loaded
from taskgroups.imports.models import Import
from taskgroups.kit.access.press import FIELD, new_token
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.meetings.seated import part_in
from taskgroups.meetings.views.record.page import document_of
from taskgroups.outcomes.models import PublishedRow
from taskgroups.outcomes.published.layouts import KEY_STAGE_2
from taskgroups.outcomes.queries.inspected import days_of_authority, days_of_schools
from taskgroups.people.models import Person
from taskgroups.practice.queries import accounts_of, chaired_by, practised
from taskgroups.schools.models import Role, School
from taskgroups.training.models import Booking, TrainingSession
from taskgroups.training.queries import heard


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load.load()
        yield
        with transaction.atomic():
            load._empty()


@pytest.fixture
def loaded(loaded_once: None, db: None) -> None:
    """The demonstration, loaded once for all the tests here; what a test changes is undone after it."""


def day_of_loading() -> date:
    """What was today then: it may have struck midnight since."""
    return timezone.localdate(Loaded.objects.get().at)


def test_it_holds_a_consortium_of_twelve_schools_over_three_phases(loaded: None) -> None:
    phases = set(School.objects.values_list("phase", flat=True)) - {"other"}
    assert (School.objects.count(), phases) == (12, {"nursery", "primary", "secondary"})


def test_nobody_holds_one_role_twice(loaded: None) -> None:
    held = list(Role.objects.values_list("person", "kind", "school", "consortium", "authority"))
    assert len(held) == len(set(held))


@pytest.mark.parametrize(
    ("officer", "code", "school", "said"),
    [
        ("officer", "980", "Moorhythe Academy", "Self-evaluation, Improvement issues and actions, Agreed records"),
        ("officer-two", "981", "Osierbank Primary School", "Improvement issues and actions, Agreed records"),
    ],
)
def test_each_officer_sees_what_one_school_chose_to_share(loaded: None, as_, officer, code, school, said) -> None:
    browser = as_(None)
    browser.post(f"/demonstration/become/{officer}/")
    page = check_page(browser.get(f"/authorities/{code}/", {"shares": "on"}).content, "authority")
    found = [text_of(row) for row in page.xpath("//tbody/tr[th/a]") if "Nothing" not in text_of(row)]
    assert [(row.startswith(school), said in row) for row in found] == [(True, True)]


def test_three_are_held_one_is_today_and_one_is_next_month(loaded: None) -> None:
    today = day_of_loading()
    days = {timezone.localdate(g.starts_at): g.state for g in TaskGroup.objects.all()}
    assert days[today] == "planned"
    assert days[history._next_month(today)] == "planned"
    assert sum(state == "closed" for state in days.values()) == 3


def test_the_chair_has_an_account_to_look_at_with_less_advice_each_time(loaded: None) -> None:
    chair = Person.objects.get(name=history.CHAIR)
    found = accounts_of(chair, groups := list(chaired_by(chair))[::-1])
    advised = [found[group.pk].whole.advice for group in groups]
    assert (len(advised), advised == sorted(advised, reverse=True), advised[-1] > 0) == (3, True, True)
    assert (min(found[group.pk].whole.share or 0 for group in groups) > 70, practised(chair).tried) == (True, 3)


def test_each_record_prints_on_two_to_four_pages(loaded: None) -> None:
    papers = [to_pdf(document_of(record, named=True)) for record in Record.objects.all()]
    assert {2 <= len(PdfReader(BytesIO(one)).pages) <= 4 for one in papers} == {True}


def test_over_fifty_people_booked_five_sessions_of_training(loaded: None) -> None:
    assert TrainingSession.objects.count() == 5
    assert Booking.objects.exclude(state="left").values("person").distinct().count() > 50
    assert {one.title: len(heard(one).words) > 0 for one in TrainingSession.objects.past(timezone.now())} == {
        "Why we challenge and support one another": True, "Chairing, item by item": True
    }  # fmt: skip
    assert Booking.objects.filter(state="waiting").exists()


def test_a_second_load_changes_nothing_and_says_so(loaded: None) -> None:
    before = Letter.objects.count()
    assert "loaded already" in load.load()
    assert Letter.objects.count() == before


def test_a_reset_makes_it_afresh(loaded: None) -> None:
    School.objects.filter(urn=980101).update(name="Changed")
    load.load(reset=True)
    assert School.objects.get(urn=980101).name == "Larkmere Primary School"


def test_whoever_loads_it_is_told_to_wait(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demonstration, "is_loaded", lambda: False)
    monkeypatch.setattr(demonstration, "load", lambda reset: "Loaded.")
    call_command("demonstration", stdout=(said := StringIO()))
    first, then = said.getvalue().splitlines()
    assert ("takes some minutes" in first, then) == (True, "Loaded.")
    assert capsys.readouterr().out == "Getting the tables ready.\n"


def test_production_refuses_it(db: None, settings) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="refused in production"):
        load.load()


def test_the_clock_is_put_right_afterwards(loaded: None) -> None:
    assert abs(timezone.now() - timezone.now()) < timedelta(seconds=5)
    assert timezone.localdate() >= date(2026, 1, 1)


@pytest.mark.parametrize("player", PLAYERS, ids=lambda p: p.key)
def test_one_click_makes_one_somebody_with_a_home(loaded: None, as_, player) -> None:
    browser = as_(None)
    assert browser.post(f"/demonstration/become/{player.key}/")["Location"] == "/"
    page = check_page(browser.get("/").content, "/")
    assert player.name in text_of(page)


def test_one_click_takes_whoever_was_signed_out_while_writing_to_their_words_and_nobody_else(loaded: None, as_) -> None:
    head = next(player for player in PLAYERS if player.key == "head")
    written = {"what": "Half an action.", FIELD: new_token(SimpleNamespace(user=account(head.name)))}
    for key, leads in (("chair", "/"), ("head", "/held/")):
        browser = as_(None)
        browser.post("/actions/", written)
        assert browser.post(f"/demonstration/become/{key}/")["Location"] == leads
    assert "Half an action." in browser.get("/held/").text


def test_nobody_becomes_anybody_in_production(loaded: None, as_, settings) -> None:
    settings.MODE = "production"
    assert as_(None).post("/demonstration/become/head/").status_code == 404


def test_the_outbox_shows_what_would_have_been_sent(loaded: None, as_) -> None:
    page = check_page(as_(None).get("/demonstration/outbox/").content, "/demonstration/outbox/")
    assert "Task Group" in text_of(page)
    letter = Letter.objects.latest("pk")
    check_page(as_(None).get(f"/demonstration/outbox/{letter.pk}/").content, "outbox")
    for wanted in ("ruth.penhale", "st wennock", "nobody at all"):
        page = check_page(as_(None).get("/demonstration/outbox/", {"to": wanted}).content, "outbox")
        found = [text_of(row).lower() for row in page.xpath("//tbody/tr")]
        assert [row for row in found if wanted not in row] == []
        assert (found == []) == (wanted == "nobody at all")


def test_the_calendar_entry_of_an_invitation_can_be_kept_and_tried(loaded: None, as_) -> None:
    letter = Letter.objects.filter(enclosures__name="invite.ics").earliest("pk")
    page = check_page(as_(None).get(f"/demonstration/outbox/{letter.pk}/").content, "outbox")
    [entry] = page.xpath("//a[@download='invite.ics']/@href")
    assert base64.b64decode(entry.partition("base64,")[2]).startswith(b"BEGIN:VCALENDAR")


def test_a_title_of_the_cast_is_what_somebody_is_where_the_role_is(loaded: None) -> None:
    assert not Role.objects.filter(title="Head").exclude(kind=Role.Kind.HEAD).exists()


def test_no_letter_holds_a_judgement(loaded: None) -> None:
    grades = ("Expected standard", "Needs attention", "Strong standard", "Not met", "Requires improvement")
    assert [letter.subject for letter in Letter.objects.all() if any(g in letter.text for g in grades)] == []


def test_the_chair_can_be_handed_over_to_another_chair_of_the_cast(loaded: None, as_) -> None:
    today = TaskGroup.objects.get(starts_at__date=day_of_loading())
    chair, other = [account(p.name) for p in PLAYERS if p.kind == "chair"][:2]
    seats = {seat.person: seat.part for seat in today.seats.select_related("person")}
    assert (seats[chair], seats[other]) == (Seat.Part.CHAIR, Seat.Part.MEMBER)
    run.hand_over(by=chair, group=run.open_room(by=chair, group=today, another_day=True), to=other)
    browser = as_(None)
    browser.post("/demonstration/become/second-chair/")
    assert browser.get(f"/task-groups/{today.public_id}/room/hand-over/").status_code == 200
    assert part_in(other, today) == Seat.Part.CHAIR


def test_an_administrator_finds_files_that_were_loaded_with_what_was_left_out_and_may_take_one_back(
    loaded: None, client
) -> None:
    newest, older = Import.objects.order_by("-pk")
    assert [one.state for one in (newest, older)] == ["done", "done"]
    assert (newest.tally["created"], newest.tally["left_out"], older.tally["left_out"]) == (12, 1, 0)
    assert (newest.may_be_undone, older.may_be_undone) == (True, True)
    client.force_login(account("Alex Turner-Wynn"))
    assert newest.name in text_of(check_page(client.get("/national-files/").content, "imports"))
    page = text_of(check_page(client.get(f"/national-files/{newest.pk}/").content, "import"))
    assert "'a few' in the column PPERSABS10 is not a number" in page


@pytest.mark.parametrize(("code", "name"), places.AUTHORITIES.items())
def test_the_outcomes_of_an_authority_are_those_of_its_schools_in_the_register(loaded: None, code, name) -> None:
    schools = School.objects.filter(authority__code=code)
    days = days_of_authority(code)
    there = {sum(count.schools for (_, judgement, _), count in day.area.items() if not judgement) for day in days}
    assert (len(days), there) == (6, {schools.count()})
    assert days[0].area == days_of_schools(schools.values_list("urn", flat=True))[0].area
    for row in PublishedRow.objects.filter(authority=code, level="authority"):
        phase = "primary" if row.layout == KEY_STAGE_2.slug else "secondary"
        pupils = sum((one.pupils or 0) // 7 for one in schools.filter(phase=phase))
        assert next(iter(row.figures.values()))["pupils"] == pupils
