"""A record that a school shares: by name for those who sat there, by role and school for everybody else."""

import io

import pytest
from django.urls import reverse
from docx import Document as WordFile
from pypdf import PdfReader

from taskgroups.improvement.domain.actions import give_action
from taskgroups.improvement.models import Action
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import Event, Record, Seat, TaskGroup
from taskgroups.meetings.record.later import nobody_named
from taskgroups.meetings.tests.record.cast import held, note, with_head
from taskgroups.schools.models import Audience, Role, Sharing, Thing
from tests.cast import NAMES, give, person

OUTSIDERS = ("lead", "officer", "head_d")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def cast(cast):
    """With the head of a fourth school of the consortium, who was not there."""
    cast.head_d = person("Dora Dell")
    give(cast.head_d, "head", school=cast.d)
    cast.harbour.memberships.create(school=cast.d, joined_on="2020-09-01")
    return cast


@pytest.fixture
def record(cast):
    Sharing.objects.create(school=cast.a, thing=Thing.RECORD, audience=Audience.AUTHORITY)
    return way.mark_accurate(by=cast.head_a, record=with_head(cast))


def at(record, name=""):
    return reverse(f"task-group-record{name}", args=[record.task_group.public_id])


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return text_of(check_page(response.content, address).xpath("//main")[0])


def names_in(text):
    return [name for name in NAMES.values() if name in text]


def word(client, record):
    """The text of the Word file: its paragraphs, its tables and its footers."""
    found = WordFile(io.BytesIO(client.get(at(record, "-word")).content))
    roots = [found.element.body, *(section.footer._element for section in found.sections)]
    return "\n".join("".join(p.itertext()) for root in roots for p in root.iter(f"{W}p"))


def pdf(client, record):
    """The text of the PDF, with lines that were broken joined."""
    pages = PdfReader(io.BytesIO(client.get(at(record, "-pdf")).content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def everywhere(client, record):
    """The record as page, as PDF and as Word."""
    return [page(client, at(record)), pdf(client, record), word(client, record)]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_those_who_were_not_there_read_roles_and_schools(cast, as_, record, who):
    client = as_(getattr(cast, who))
    for text in everywhere(client, record):
        assert names_in(text) == []
        assert "Head of Birch Primary School" in text
        assert "Head of Alder Primary School; Head of Cedar High School" in text
        assert "Clerk, Harbour" in text
    assert "By the head of Alder Primary School" in page(client, at(record))


@pytest.mark.parametrize("who", ["head_a", "leader_a", "head_b", "head_c", "clerk", "observer"])
def test_those_who_sat_there_and_the_host_school_read_names(cast, as_, record, who):
    text = page(as_(getattr(cast, who)), at(record))
    assert "Ben Birch, Head of Birch Primary School" in text
    assert "By Asha Alder, head of Alder Primary School" in text
    for text in (pdf(as_(getattr(cast, who)), record), word(as_(getattr(cast, who)), record)):
        assert ("Ben Birch" in text, "Asha Alder" in text) == (True, True)


def test_who_sat_there_and_lost_their_seat_still_reads_names(cast, as_, record):
    Seat.objects.filter(person=cast.head_c).update(left_at=record.locked_at)
    assert "Ben Birch" in page(as_(cast.head_c), at(record))


def test_roles_are_those_of_the_day_whatever_people_are_now(cast, as_, record):
    TaskGroup.objects.update(opened_at="2021-03-05T09:00Z")
    Role.objects.filter(person=cast.head_b).update(ends="2021-12-31")
    assert "Head of Birch Primary School" in page(as_(cast.officer), at(record))


def test_somebody_without_a_role_on_that_day_is_not_named_either(cast, as_, record):
    Role.objects.filter(person=cast.head_c).delete()
    text = page(as_(cast.officer), at(record))
    assert ("Somebody with no role on that day" in text, names_in(text)) == (True, [])


def test_a_chair_handed_over_is_told_by_role(cast, as_):
    Sharing.objects.create(school=cast.a, thing=Thing.RECORD, audience=Audience.AUTHORITY)
    group = run.hand_over(by=cast.head_b, group=held(cast, close=False), to=cast.head_c)
    group = run.close(by=cast.head_c, group=group)
    sent = way.send_to_head(by=cast.clerk, record=way.begin_record(group=group))
    record = way.mark_accurate(by=cast.head_a, record=sent)
    text = page(as_(cast.officer), at(record))
    assert "Head of Birch Primary School, then Head of Cedar High School" in text
    assert names_in(text) == []


def test_who_took_words_out_is_named_to_nobody_who_was_not_there(cast, as_, record):
    note(record.task_group, cast.clerk, Event.Kind.TAKEN_OUT, None, payload={"reason": "A name"})
    assert "Words were taken out of this record on" in page(as_(cast.officer), at(record))
    assert names_in(page(as_(cast.officer), at(record))) == []
    assert "by Kim Clerk." in page(as_(cast.head_c), at(record))


@pytest.fixture
def entered_later(cast):
    """A record of which the chair and the clerk entered everything on the day after."""
    Sharing.objects.create(school=cast.a, thing=Thing.RECORD, audience=Audience.AUTHORITY)
    group = held(cast)
    group.events.update(entered_later=True, written_at="2021-03-06T09:00Z")
    sent = way.send_to_head(by=cast.clerk, record=way.begin_record(group=group))
    return way.mark_accurate(by=cast.head_a, record=sent)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_who_entered_it_later_is_named_to_nobody_who_was_not_there(cast, as_, entered_later, who):
    for text in everywhere(as_(getattr(cast, who)), entered_later):
        assert "Entered later on 6 March 2021, from notes made on paper at the meeting." in text
        assert names_in(text) == []


def test_those_who_sat_there_read_who_entered_it_later(cast, as_, entered_later):
    for text in everywhere(as_(cast.head_c), entered_later):
        assert "Entered later by Ben Birch and Kim Clerk on 6 March 2021, from notes" in text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Entered later by A on 6 March 2021, from notes made on paper at the meeting.",
         "Entered later on 6 March 2021, from notes made on paper at the meeting."),
        ("Entered later by A and B, from notes made on paper at the meeting.",
         "Entered later, from notes made on paper at the meeting."),
        ("Entered later by A in other words.", "Entered later, from notes made on paper at the meeting."),
        ("Entered later than planned.", "Entered later than planned."),
    ],
)  # fmt: skip
def test_however_it_was_worded_when_it_was_locked_nobody_is_named(sentence, told):
    assert nobody_named(sentence) == told


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_owner_without_a_role_on_file_is_named_to_nobody_who_was_not_there(cast, as_, who):
    Sharing.objects.create(school=cast.a, thing=Thing.RECORD, audience=Audience.AUTHORITY)
    group = held(cast)
    Action.objects.update(owner_role="")
    sent = way.send_to_head(by=cast.clerk, record=way.begin_record(group=group))
    record = way.mark_accurate(by=cast.head_a, record=sent)
    for text in everywhere(as_(getattr(cast, who)), record):
        assert ("Somebody of the school" in text, names_in(text)) == (True, [])


def owned_by(document, owner):
    """The same paper, whose tables of actions say that somebody owns each."""
    tables = [one for one in document["blocks"] if one["kind"] == "Table" and "Owner" in one["headers"]]
    for table in tables:
        column = table["headers"].index("Owner")
        table["rows"] = [[*row[:column], owner, *row[column + 1 :]] for row in table["rows"]]
    return len(tables)


def test_an_owner_whom_a_locked_paper_names_is_named_to_those_alone_who_sat_there(cast, as_, record):
    assert owned_by(record.document, "Lewis Alder") == 1
    record.save()
    for text in everywhere(as_(cast.officer), record):
        assert ("Somebody of the school" in text, names_in(text)) == (True, [])
    assert "Lewis Alder" in page(as_(cast.head_c), at(record))


@pytest.mark.parametrize("given_since", [False, True])
def test_the_role_of_an_owner_stays_in_a_locked_record_whoever_owns_it_since(cast, as_, record, given_since):
    if given_since:
        give_action(by=cast.head_a, action=Action.objects.get(), version=1, owner=cast.governor_a)
    for text in everywhere(as_(cast.officer), record):
        assert ("Deputy head" in text, "Somebody of the school" in text) == (True, False)


def test_what_was_locked_stays_as_it_was(cast, as_, record):
    before = Record.objects.get().document
    page(as_(cast.officer), at(record))
    assert Record.objects.get().document == before


@pytest.mark.parametrize(("who", "chair"), [("officer", "Head of Birch Primary School"), ("head_c", "Ben Birch")])
def test_a_schools_task_groups_name_their_chair_to_those_who_sat_there_alone(cast, as_, record, who, chair):
    address = reverse("school-task-groups", args=[cast.a.urn]) + "?when=past"
    text = page(as_(getattr(cast, who)), address)
    assert (chair in text, "Ben Birch" in text) == (True, who == "head_c")


def test_the_head_sees_before_sharing_that_nobody_is_named(cast, as_):
    record = way.mark_accurate(by=cast.head_a, record=with_head(cast))
    far = str(int(Audience.AUTHORITY))
    asked = {"seer": far, "record": far, "at": at(record)}
    seen = check_page(as_(cast.head_a).get(reverse("school-sharing-seen", args=[cast.a.urn]), asked).content)
    text = text_of(seen.get_element_by_id("seen"))
    assert ("Head of Birch Primary School" in text, names_in(text)) == (True, [])
