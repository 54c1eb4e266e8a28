"""Commissions: agreed by an officer, used by the consultant, counted in half-days, seen by those two alone."""

import io
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import Authority, District
from taskgroups.schools.policy import today
from taskgroups.training.commissioning.counting import days_of, half_days_in
from taskgroups.training.domain import commission as commissioning
from taskgroups.training.domain.commission import Terms
from taskgroups.training.models import Commission, CommissionDay
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def began() -> date:
    """The first day of what is agreed here."""
    return today() - timedelta(days=60)


def ends() -> date:
    """The last."""
    return today() + timedelta(days=60)


@pytest.fixture
def agreed(cast: Cast) -> Commission:
    """Three days of the head of Birch, who chairs, from two months ago to two months from now."""
    return commissioning.commission(
        authority=cast.authority, by=cast.officer, consultant=cast.head_b, terms=Terms(6, began(), ends(), [])
    )


def left(commission: Commission) -> int:
    return Commission.objects.counted().get(pk=commission.pk).left


@pytest.mark.parametrize(
    ("text", "half_days"),
    [
        ("3", 6),
        ("2.5", 5),
        ("2½", 5),
        ("½", 1),
        (".5", 1),
        ("0", 0),
        ("2.4", None),
        ("-1", None),
        ("x", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, half_days: int | None) -> None:
    assert half_days_in(text) == half_days


def test_half_days_are_said_as_days() -> None:
    assert [days_of(one) for one in (0, 1, 2, 3, 4)] == ["no day", "half a day", "1 day", "1½ days", "2 days"]


def test_an_officer_commissions_a_chair_who_is_told(cast: Cast, as_) -> None:
    north = District.objects.create(authority=cast.authority, name="North")
    browser, place = as_(cast.officer), "/authorities/990/commissions/new/"
    check_page(browser.get(place).content)
    said = {"consultant": cast.head_b.pk, "days": "4.5", "districts": [north.pk], **parts("starts", began())}
    early = browser.post(place, {**said, **parts("ends", began() - timedelta(days=1))})
    assert "It ends before it starts" in early.text
    assert "not a number of days" in browser.post(place, {**said, "days": "4.2", **parts("ends", ends())}).text
    assert browser.post(place, {**said, **parts("ends", ends())}).status_code == 302
    made = Commission.objects.get()
    assert (made.half_days, list(made.districts.all())) == (9, [north])
    assert "4½ days" in Letter.objects.get(to=cast.head_b.email).text
    page = text_of(check_page(browser.get("/authorities/990/commissions/").content))
    assert ("Ben Birch" in page, "North" in page) == (True, True)


def test_days_are_used_and_what_is_left_is_counted(cast: Cast, as_, agreed: Commission) -> None:
    browser, place = as_(cast.head_b), reverse("commission", args=[agreed.pk])
    check_page(browser.get(place).content)
    assert browser.post(place, {"half_days": "2", **parts("on", today() - timedelta(days=3))}).status_code == 302
    assert browser.post(place, {"half_days": "1", **parts("on", today() - timedelta(days=2))}).status_code == 302
    assert left(agreed) == 3
    page = text_of(check_page(as_(cast.officer).get(place).content))
    assert "1½ days of 3 days" in page


@pytest.mark.parametrize(
    ("days_ago", "half_days", "told"),
    [
        (-1, 1, "future"),
        (61, 1, "The commission runs from"),
        (3, 1, "More than a whole day"),
        (2, 2, "More than a whole day"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    cast: Cast, agreed: Commission, days_ago: int, half_days: int, told: str
) -> None:
    commissioning.use(commission=agreed, by=cast.head_b, on=today() - timedelta(days=3), half_days=2)
    commissioning.use(commission=agreed, by=cast.head_b, on=today() - timedelta(days=2), half_days=1)
    with pytest.raises(Refused, match=told):
        commissioning.use(commission=agreed, by=cast.head_b, on=today() - timedelta(days=days_ago), half_days=half_days)


@pytest.fixture
def elsewhere(cast: Cast) -> Commission:
    """Three days that another authority agreed with the same consultant, half of today used."""
    other = Authority.objects.create(code="991", name="Fenshire")
    made = Commission.objects.create(
        authority=other, consultant=cast.head_b, half_days=6, starts=began(), ends=ends(), made_by=cast.stranger,
        made_at=timezone.now(),
    )  # fmt: skip
    commissioning.use(commission=made, by=cast.head_b, on=today(), half_days=1)
    return made


def test_one_day_is_not_worked_in_full_on_two_commissions(
    cast: Cast, agreed: Commission, elsewhere: Commission
) -> None:
    with pytest.raises(Refused) as refused:
        commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=2)
    assert str(refused.value) == (
        f"More than a whole day would be noted on {day(today())}, with what is noted on the commission by Fenshire "
        f"from {day(began())}. Enter another day, or half a day of it."
    )
    assert commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=1).pk
    with pytest.raises(Refused, match=r"Enter another day\.$"):
        commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=1)


def test_an_officer_is_not_told_of_another_authority(cast: Cast, agreed: Commission, elsewhere: Commission) -> None:
    with pytest.raises(Refused) as refused:
        commissioning.use(commission=agreed, by=cast.officer, on=today(), half_days=2)
    assert str(refused.value) == (
        f"More than a whole day would be noted on {day(today())}. Enter another day, or half a day of it."
    )


def test_a_day_taken_back_elsewhere_is_free_again(cast: Cast, agreed: Commission, elsewhere: Commission) -> None:
    commissioning.take_back(noted=elsewhere.days.get(), by=cast.head_b)
    assert commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=2).pk


def test_no_more_is_used_than_was_agreed_until_more_is(cast: Cast, agreed: Commission) -> None:
    for ago in (1, 2, 3):
        commissioning.use(commission=agreed, by=cast.head_b, on=today() - timedelta(days=ago), half_days=2)
    with pytest.raises(Refused, match="No day left"):
        commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=1)
    with pytest.raises(Refused, match="More days are used already"):
        commissioning.change(commission=agreed, by=cast.officer, terms=Terms(4, began(), ends(), []))
    with pytest.raises(Refused, match="lies outside these dates"):
        commissioning.change(commission=agreed, by=cast.officer, terms=Terms(8, today(), ends(), []))
    commissioning.change(commission=agreed, by=cast.officer, terms=Terms(8, began(), ends(), []))
    assert commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=1).pk


def test_a_day_noted_by_mistake_is_taken_back_and_stays(cast: Cast, as_, agreed: Commission) -> None:
    noted = commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=2)
    place = reverse("commission-day-take-back", args=[agreed.pk, noted.pk])
    for _ in range(2):
        as_(cast.head_b).post(place)
    assert left(agreed) == 6
    assert "Taken back by Ben Birch" in as_(cast.officer).get(reverse("commission", args=[agreed.pk])).text


def test_the_consultant_sees_their_own_and_nobody_else_any(cast: Cast, as_, agreed: Commission) -> None:
    place = reverse("commission", args=[agreed.pk])
    assert [as_(who).get(place).status_code for who in (cast.head_b, cast.officer)] == [200, 200]
    others = (cast.lead, cast.head_a, cast.clerk, cast.administrator, cast.stranger)
    assert {as_(who).get(place).status_code for who in others} == {404}
    assert "Saltshire" in text_of(check_page(as_(cast.head_b).get("/commissions/").content))
    assert "No commission yet" in text_of(check_page(as_(cast.lead).get("/commissions/").content))
    assert as_(cast.head_b).get(reverse("commission-change", args=[agreed.pk])).status_code == 404


def test_nobody_commissions_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="Nobody commissions themselves"):
        commissioning.commission(
            authority=cast.authority, by=cast.officer, consultant=cast.officer, terms=Terms(2, began(), ends(), [])
        )


def test_the_sheet_has_agreed_used_and_left_and_no_address(cast: Cast, as_, agreed: Commission) -> None:
    commissioning.use(commission=agreed, by=cast.head_b, on=began(), half_days=1)
    gone = commissioning.use(commission=agreed, by=cast.head_b, on=today(), half_days=2)
    commissioning.take_back(noted=gone, by=cast.head_b)
    browser = as_(cast.officer)
    text = browser.get("/authorities/990/commissions/commissions.csv").content.decode("utf-8-sig")
    row = text.splitlines()[1].split(",")
    assert (row[0], row[5:8]) == ("Ben Birch", ["3.0", "0.5", "2.5"])
    assert "@" not in text
    with ZipFile(io.BytesIO(browser.get("/authorities/990/commissions/commissions.xlsx").content)) as book:
        assert b"Ben Birch" in book.read("xl/sharedStrings.xml")
    assert browser.get("/authorities/990/commissions/commissions.txt").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_pages_ask_as_often_for_thirty_as_for_one(
    cast: Cast, as_, agreed, rows, django_assert_max_num_queries
) -> None:
    for number in range(rows):
        commissioning.commission(
            authority=cast.authority,
            by=cast.officer,
            consultant=cast.head_b,
            terms=Terms(6, began(), ends(), [], f"{number}"),
        )
        CommissionDay.objects.create(
            commission=agreed, on=began(), half_days=1, by=cast.head_b, at=Commission.objects.latest("pk").made_at
        )
    for who, place in (
        (cast.officer, "/authorities/990/commissions/"),
        (cast.head_b, "/commissions/"),
        (cast.head_b, reverse("commission", args=[agreed.pk])),
    ):
        browser = as_(who)
        browser.get(place)
        with django_assert_max_num_queries(13):
            assert browser.get(place).status_code == 200
