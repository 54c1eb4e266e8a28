"""A lead reads who took part, an officer counts alone, a head what their school gave and received."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import Seat
from taskgroups.participation.parts import Taking
from taskgroups.participation.queries import Year, exchanges_of
from taskgroups.participation.tests.cast import a_group, came
from taskgroups.schools.models import ConsortiumSchool, Role
from taskgroups.training.models import Booking, TrainingSession
from taskgroups.training.models.accreditation import Step
from tests.cast import LONG_AGO, Cast, give, person, school

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PAGE = "/consortia/harbour/participation/"


def taking(cast: Cast, who: object, year: int = 2026) -> Taking:
    return next(one for one in Year(cast.harbour, year, cast.lead).people() if one.key == who.pk)  # type: ignore[attr-defined]


def test_who_chaired_sat_and_hosted_is_told_by_where_and_when(cast: Cast) -> None:
    a_group(cast, cast.a, chair=cast.head_b, member=cast.head_c, host=cast.head_a)
    assert [one.school for one in taking(cast, cast.head_b).chaired] == ["Alder Primary School"]
    assert [one.words for one in taking(cast, cast.head_c).sat] == ["Sat as a member"]
    assert [one.words for one in taking(cast, cast.head_a).hosted] == ["Hosted"]
    assert not any(taking(cast, who).none_yet for who in (cast.head_a, cast.head_b, cast.head_c))


def test_who_chaired_together_with_the_chair_co_chaired_and_did_not_chair(cast: Cast) -> None:
    a_group(cast, cast.a, chair=cast.head_b, co_chair=cast.head_c, host=cast.head_a)
    one = taking(cast, cast.head_c)
    assert (one.chaired, [part.words for part in one.sat], one.none_yet) == ([], ["Co-chaired"], False)


def test_a_task_group_to_come_is_planned_and_no_part_yet(cast: Cast) -> None:
    a_group(cast, cast.a, "planned", 10, chair=cast.head_b, host=cast.head_a)
    one = taking(cast, cast.head_b)
    assert ([p.words for p in one.planned], one.chaired, one.none_yet) == (["Chairs"], [], True)


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_a_task_group_called_or_put_off_is_no_part(cast: Cast, state: str) -> None:
    a_group(cast, cast.a, state, 1, chair=cast.head_b)
    assert taking(cast, cast.head_b).parts == ()


def test_who_was_not_noted_as_there_did_not_sit(cast: Cast) -> None:
    group = a_group(cast, cast.a, chair=cast.head_b, member=cast.head_c)
    came(group, cast.head_b)
    assert (len(taking(cast, cast.head_b).chaired), taking(cast, cast.head_c).none_yet) == (1, True)


def test_who_said_no_has_nothing_planned(cast: Cast) -> None:
    a_group(cast, cast.a, "planned", 10, member=cast.head_c)
    Seat.objects.update(reply="no")
    assert taking(cast, cast.head_c).planned == []


def test_a_seat_that_was_taken_away_is_no_part(cast: Cast) -> None:
    a_group(cast, cast.a, member=cast.head_c)
    Seat.objects.update(left_at=timezone.now())
    assert taking(cast, cast.head_c).none_yet


def test_another_school_year_is_another_list(cast: Cast) -> None:
    a_group(cast, cast.a, days=-200, chair=cast.head_b)
    assert (taking(cast, cast.head_b).none_yet, taking(cast, cast.head_b, 2025).none_yet) == (True, False)


def test_a_head_who_left_in_the_year_stands_with_their_last_day_and_waits_for_nothing(cast: Cast) -> None:
    Role.objects.filter(person=cast.head_c, kind="head").update(ends=datetime(2026, 10, 23).date())  # noqa: DTZ001
    one = taking(cast, cast.head_c)
    assert (one.what, one.none_yet) == ("Head of Cedar High School, until 23 October 2026", False)


def test_a_school_that_has_not_agreed_is_not_in_the_list(cast: Cast) -> None:
    cast.harbour.memberships.filter(school=cast.c).update(waits=True)
    assert cast.head_c.pk not in [one.key for one in Year(cast.harbour, 2026, cast.lead).people()]


def test_nothing_of_another_consortium_is_told(cast: Cast) -> None:
    group = a_group(cast, cast.d, chair=cast.head_b)
    type(group).objects.update(consortium=cast.moor)
    assert taking(cast, cast.head_b).none_yet


def test_the_lead_reads_the_list_by_name_and_narrows_it(cast: Cast, as_: As) -> None:
    a_group(cast, cast.a, chair=cast.head_b, host=cast.head_a)
    lead = as_(cast.lead)
    text = text_of(check_page(lead.get(PAGE).content, PAGE))
    assert text.index("Asha Alder") < text.index("Ben Birch") < text.index("Carys Cedar")
    assert "1 person without a part yet." in text
    narrowed = text_of(check_page(lead.get(f"{PAGE}?none=yes").content, PAGE).xpath("//table")[0])
    assert ("Carys Cedar" in narrowed, "Ben Birch" in narrowed) == (True, False)
    assert "Nobody found" in lead.get(f"{PAGE}?q=zzz").text


@pytest.mark.parametrize("year", ["", "1066", "x", "99999999999999999999"])
def test_a_year_there_is_not_is_this_one(cast: Cast, as_: As, year: str) -> None:
    assert "in 2026/27" in as_(cast.lead).get(f"{PAGE}?year={year}").text


def test_the_list_goes_out_as_a_spreadsheet_with_nothing_that_runs(cast: Cast, as_: As) -> None:
    type(cast.head_b).objects.filter(pk=cast.head_b.pk).update(name="=HYPERLINK(1)")
    a_group(cast, cast.a, chair=cast.head_b)
    rows = list(csv.reader(io.StringIO(as_(cast.lead).get(f"{PAGE}csv/").content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Name", "Who they are here", "Chaired"]
    assert ["'=HYPERLINK(1)", "Head of Birch Primary School", "Alder Primary School, 6 November 2026"] in [
        row[:3] for row in rows
    ]
    assert as_(cast.lead).get(f"{PAGE}excel/?none=yes").content.startswith(b"PK")


def test_an_officer_reads_counts_and_no_name(cast: Cast, as_: As) -> None:
    for number in range(12):
        elm = school(991000 + number, f"Elm {number} School", cast.authority)
        ConsortiumSchool.objects.create(consortium=cast.harbour, school=elm, joined_on=LONG_AGO)
        give(person(f"Eve {number}"), "head", school=elm)
    page = check_page(as_(cast.officer).get(f"{PAGE}counts/").content, PAGE)
    text = text_of(page)
    assert ("Of 15 people" in text, text_of(page.xpath("//tbody/tr[last()]")[0])) == (
        True,
        "No part yet How many6 or more",
    )
    assert not any(name in text for name in ("Eve", "Birch", "Alder", "Elm"))
    assert as_(cast.officer).get(PAGE).status_code == 404


def test_an_officer_is_told_nothing_of_a_small_consortium(cast: Cast, as_: As) -> None:
    assert "Too few to count" in as_(cast.officer).get(f"{PAGE}counts/").text


def test_a_school_gives_by_all_its_people_and_receives_by_hosting(cast: Cast) -> None:
    a_group(cast, cast.b, member=cast.leader_a, host=cast.head_b)
    a_group(cast, cast.a, chair=cast.head_b, host=cast.head_a)
    year = Year(cast.harbour, 2026, cast.lead)
    alder, birch = exchanges_of(year, [cast.a, cast.b])
    assert ([p.words for p in alder.gave], [p.words for p in alder.received]) == (["Sat as a member"], ["Hosted"])
    assert ([p.words for p in birch.gave], len(birch.received)) == (["Chaired"], 1)


def test_the_picture_has_its_table_on_the_same_page(cast: Cast, as_: As) -> None:
    a_group(cast, cast.a, chair=cast.head_b, host=cast.head_a)
    for page in (f"{PAGE}schools/", f"{PAGE}schools/990002/"):
        found = check_page(as_(cast.lead).get(page).content, page)
        assert "chaired 1" in found.xpath("//figure//svg/@aria-label")[0]
        assert "Alder Primary School" in text_of(found.xpath("//details//table")[0])


def test_a_head_reads_their_own_school_and_no_other(cast: Cast, as_: As) -> None:
    a_group(cast, cast.b, member=cast.head_a)
    assert "Sat as a member" in as_(cast.head_a).get(f"{PAGE}schools/990001/").text
    assert as_(cast.head_a).get(f"{PAGE}schools/990002/").status_code == 404
    assert f"{PAGE}schools/990001/" in as_(cast.head_a).get("/consortia/harbour/").text


def trained(cast: Cast, who: object, came: bool | None = True, **where: object) -> None:
    starts = timezone.now() - timedelta(days=20)
    session = TrainingSession.objects.create(
        title="Asking", about="A", place="Hall", starts_at=starts, ends_at=starts + timedelta(hours=1), capacity=9,
        made_by=cast.lead, made_at=starts, **where,
    )  # fmt: skip
    Booking.objects.create(session=session, person=who, state="place", queued_at=starts, came=came)


def test_who_came_to_training_is_told_and_training_alone_is_no_part(cast: Cast, as_: As) -> None:
    trained(cast, cast.head_c, authority=cast.authority)
    trained(cast, cast.head_b, came=None, consortium=cast.harbour)
    one = taking(cast, cast.head_c)
    assert (one.trained, one.none_yet, taking(cast, cast.head_b).trained) == (("Asking, 27 October 2026",), True, ())
    assert "Asking, 27 October 2026" in as_(cast.lead).get(PAGE).text


def test_training_that_another_consortium_arranged_is_not_the_leads_to_read(cast: Cast) -> None:
    trained(cast, cast.head_c, consortium=cast.moor)
    assert taking(cast, cast.head_c).trained == ()


def test_who_was_accredited_is_told_until_it_is_withdrawn(cast: Cast) -> None:
    said = {"person": cast.head_c, "on": timezone.localdate() - timedelta(days=14), "at": timezone.now()}
    Step.objects.create(kind="signed", mentor=cast.head_b, **said)
    assert taking(cast, cast.head_c).trained == ("Accredited as a chair, 2 November 2026",)
    Step.objects.create(kind="withdrawn", **said)
    assert taking(cast, cast.head_c).trained == ()
