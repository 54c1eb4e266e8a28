"""The plan of a round goes out as a spreadsheet and comes in as placings that are kept, judged side by side."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.table import Row
from taskgroups.participation.sheets import plan
from taskgroups.participation.sheets.plan import plan_sheet
from taskgroups.participation.sheets.taking_in import take_in
from taskgroups.participation.tests.sheets import PLAN, ROUND, As, kept, out, sends, wrong
from taskgroups.rounds.domain.answer import answer
from taskgroups.rounds.domain.make import hold
from taskgroups.rounds.domain.solve import work_out_now
from taskgroups.rounds.half_days import words_of
from taskgroups.rounds.models import Fix, Round
from taskgroups.rounds.queries import kept_days
from taskgroups.rounds.tests.cast import a_round, of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_placings_that_come_in_are_kept_and_a_forbidden_one_says_why(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    head = ("Host URN", "Part", "E-mail")
    good, bad = [cast.a.urn, "Chair", cast.head_b.email], [cast.a.urn, "Member", cast.head_a.email]
    [[number, column, why]] = wrong(sends(lead, PLAN, [head, good, bad]))
    assert (number, column, why) == (
        "Row 3",
        "E-mail",
        "Asha Alder leads that school: Alder Primary School. Choose somebody else.",
    )
    assert Fix.objects.count() == 0
    assert sends(lead, PLAN, [head, good]).headers["Location"] == f"{ROUND}plan/"
    assert list(made.fixes.values_list("person", "school", "kind", "chairs")) == [
        (cast.head_b.pk, cast.a.pk, "keep", True)
    ]


KEPT = ("Host URN", "Half-day", "Part", "E-mail")


def days_kept(made: Round) -> list[tuple[int, str]]:
    return [(one.school.urn, str(one.half_day)) for one in kept_days(made)]


def test_the_half_day_of_a_row_is_kept_and_the_plan_goes_by_it(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    last = str(made.half_days.last())
    sends(lead, PLAN, [KEPT, [cast.a.urn, last, "Chair", cast.head_b.email]])
    assert days_kept(made) == [(cast.a.urn, last)]
    plan = work_out_now(round=made, by=cast.lead).plan
    assert [words_of(one["slot"]) for one in plan["groups"] if one["urn"] == cast.a.urn] == [last]


def test_a_plan_that_went_out_comes_in_again_half_days_and_all(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    work_out_now(round=made, by=cast.lead)
    rows = out(lead, PLAN)
    sends(lead, PLAN, rows)
    assert sorted(days_kept(made)) == sorted({(int(row[0]), row[2]) for row in rows[1:]})
    sends(lead, PLAN, rows)
    assert f"{len(rows) - 1} rows stood so already" in text_of(check_page(lead.get(PLAN).content))


def test_a_half_day_that_cannot_be_says_why(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    first, second, third, _ = made.half_days.all()
    answer(participant=of(made, cast.head_c), said={first.pk: "no"}, most=2, bound={})
    answer(participant=of(made, cast.head_a), said={third.pk: "no"}, most=2, bound={})

    def why(*rows: list[Any]) -> list[list[str]]:
        return wrong(sends(lead, PLAN, [KEPT, *rows]))

    a = cast.a.urn
    assert why([a, "Easter", "Chair", cast.head_b.email])[0][1:] == [
        "Half-day", "‘Easter’ is no half-day of this round to come. Enter one as the sheet writes it."
    ]  # fmt: skip
    assert why([a, str(first), "Member", cast.head_c.email])[0][1:] == [
        "E-mail", "Carys Cedar cannot come then: Alder Primary School. Choose somebody else."
    ]  # fmt: skip
    assert why([a, str(third), "Chair", cast.head_b.email])[0][1:] == [
        "Half-day", "The head of Alder Primary School cannot come then: Asha Alder. Choose another half-day."
    ]  # fmt: skip
    found = why([a, str(first), "Chair", cast.head_b.email], [a, str(second), "Member", cast.head_c.email])
    assert found[0][2] == "Row 2 says another half-day for Alder Primary School. A Task Group meets once."


def test_nobody_is_kept_at_two_schools_on_one_half_day(cast: Cast, as_: As) -> None:
    made = a_round(cast)
    day = str(made.half_days.first())
    rows = [KEPT, *([school.urn, day, "Member", cast.head_c.email] for school in (cast.a, cast.b))]
    [[number, _, why]] = wrong(sends(as_(cast.lead), PLAN, rows))
    assert (number, why) == (
        "Row 3",
        "Carys Cedar is kept at Alder Primary School on that half-day. Choose somebody else.",
    )


@pytest.fixture
def kept_twice(cast: Cast, as_: As) -> tuple[Client, Callable[[str, str], list[list[Any]]]]:
    """Carys is kept at Alder on the first morning and at Birch on the second; rows that keep her on any two."""
    made, lead = a_round(cast), as_(cast.lead)

    def rows(at_a: str, at_b: str) -> list[list[Any]]:
        days = ((cast.a, at_a), (cast.b, at_b))
        return [[*KEPT], *([school.urn, day, "Member", cast.head_c.email] for school, day in days)]

    first, second = (str(one) for one in made.half_days.all()[:2])
    assert sends(lead, PLAN, rows(first, second)).status_code == 302
    return lead, rows


Twice = tuple[Client, Callable[[str, str], list[list[Any]]]]


def test_two_half_days_of_one_person_are_swapped_in_one_sheet(cast: Cast, kept_twice: Twice) -> None:
    lead, rows = kept_twice
    made = Round.objects.get()
    first, second = (str(one) for one in made.half_days.all()[:2])
    assert sends(lead, PLAN, rows(second, first)).status_code == 302
    assert days_kept(made) == [(cast.a.urn, second), (cast.b.urn, first)]


def test_half_a_swap_is_refused_and_nothing_changes(cast: Cast, kept_twice: Twice) -> None:
    lead, rows = kept_twice
    made = Round.objects.get()
    first, second = (str(one) for one in made.half_days.all()[:2])
    [[number, _, why]] = wrong(sends(lead, PLAN, rows(second, first)[:2]))
    assert (number, why) == (
        "Row 2",
        f"Carys Cedar is kept at {cast.b.name} on that half-day. Choose somebody else.",
    )
    assert days_kept(made) == [(cast.a.urn, first), (cast.b.urn, second)]


def test_where_one_half_of_a_swap_is_left_out_the_other_is_too(cast: Cast, kept_twice: Twice) -> None:
    lead, rows = kept_twice
    made = Round.objects.get()
    first, second = (str(one) for one in made.half_days.all()[:2])
    sent = rows(second, first)
    sent[2][2] = "Boss"
    answered = sends(lead, PLAN, sent)
    assert [one[:2] for one in wrong(answered)] == [["Row 2", "E-mail"], ["Row 3", "Part"]]
    assert (kept(answered), days_kept(made)) == ("", [(cast.a.urn, first), (cast.b.urn, second)])


def test_nobody_is_kept_elsewhere_while_their_own_school_hosts(cast: Cast, as_: As) -> None:
    made = a_round(cast)
    day = str(made.half_days.first())
    rows = [KEPT, [cast.a.urn, day, "Member", cast.head_c.email], [cast.b.urn, day, "Member", cast.head_a.email]]
    [[number, _, why]] = wrong(sends(as_(cast.lead), PLAN, rows))
    told = "Asha Alder’s own school has its Task Group on that half-day. Choose somebody else."
    assert (number, why) == ("Row 3", told)


def test_a_chair_in_the_sheet_is_kept_instead_of_the_one_before(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    for who in (cast.head_b, cast.head_c):
        sends(lead, PLAN, [KEPT, [cast.a.urn, "", "Chair", who.email]])
    assert list(made.fixes.values_list("person", "chairs")) == [(cast.head_c.pk, True)]


def test_the_trail_says_whose_place_as_chair_was_given_to_another(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    for who in (cast.head_b, cast.head_c, cast.head_c):
        sends(lead, PLAN, [KEPT, [cast.a.urn, "", "Chair", who.email]])
    kept = Entry.objects.filter(verb="kept a placing from a spreadsheet", about="harbour, round 1").order_by("pk")
    assert [one.details for one in kept] == [
        {"name": cast.head_b.name, "school": cast.a.name},
        {"name": cast.head_c.name, "school": cast.a.name, "instead_of": cast.head_b.name},
    ]
    assert made.fixes.count() == 1


def test_more_members_than_a_panel_holds_are_not_kept(cast: Cast, as_: As) -> None:
    made, lead = a_round(cast), as_(cast.lead)
    sends(lead, PLAN, [KEPT, [cast.a.urn, "", "Member", cast.head_b.email]])
    [[_, _, why]] = wrong(sends(lead, PLAN, [KEPT, [cast.a.urn, "", "Member", cast.head_c.email]]))
    assert why == (
        f"1 member at most can be kept at {cast.a.name}. Kept there already: Ben Birch. "
        "Let go of one under the plan, or take this row out."
    )
    assert list(made.fixes.values_list("person", flat=True)) == [cast.head_b.pk]


def test_two_chairs_of_one_school_are_one_too_many(cast: Cast, as_: As) -> None:
    a_round(cast)
    rows = [("Host URN", "Part", "E-mail"), *([cast.a.urn, "Chair", who.email] for who in (cast.head_b, cast.head_c))]
    assert [one[0] for one in wrong(sends(as_(cast.lead), PLAN, rows))] == ["Row 3"]


def rows_of(*rows: list[str]) -> list[Row]:
    return [Row(number, dict(zip(KEPT, row, strict=True))) for number, row in enumerate(rows, 2)]


def spoiled(cast: Cast, made: Round) -> list[Row]:
    """A wrong row; one that cannot stand beside the next, for which all is gone through twice; a right one at last."""
    day, who = str(made.half_days.first()), cast.head_c.email
    return rows_of(
        [str(cast.a.urn), "", "Boss", cast.head_b.email],
        [str(cast.a.urn), day, "Member", who],
        [str(cast.b.urn), day, "Member", who],
        [str(cast.a.urn), "", "Chair", cast.head_b.email],
    )


def test_a_round_is_held_before_its_rows_outside_the_savepoints_they_go_back_to(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, first, deep = a_round(cast), list[Hashable](), list[int]()
    sheet = plan_sheet(made, cast.lead)

    def noted(round: Round) -> Round:
        first.append("held")
        deep.append(len(connection.savepoint_ids))
        return hold(round)

    def same(row: Row) -> Hashable:
        first.append(row.number)
        return sheet.same(row)

    monkeypatch.setattr(plan, "hold", noted)
    with transaction.atomic():
        around = len(connection.savepoint_ids)
        take_in(replace(sheet, same=same), spoiled(cast, made), leaving=True)
    assert (first[0], first.count("held"), first.count(2)) == ("held", 1, 2)
    assert deep == [around + 1]  # the one transaction around all rows


@pytest.mark.django_db(transaction=True)
def test_nobody_publishes_a_round_while_its_rows_are_taken_in(cast: Cast) -> None:
    """On PostgreSQL a second connection asks for the round at each row, and never gets it."""
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")
    made, got = a_round(cast), list[bool]()
    sheet = plan_sheet(made, cast.lead)

    def asks() -> None:
        try:
            with transaction.atomic():
                Round.objects.select_for_update(nowait=True).get(pk=made.pk)
            got.append(True)
        except OperationalError:
            got.append(False)
        finally:
            connection.close()

    def same(row: Row) -> Hashable:
        other = Thread(target=asks)
        other.start()
        other.join()
        return sheet.same(row)

    take_in(replace(sheet, same=same), spoiled(cast, made), leaving=True)
    assert (set(got), len(got) > len(spoiled(cast, made))) == ({False}, True)


def test_a_round_published_since_the_page_was_opened_takes_nothing_in(cast: Cast) -> None:
    made = a_round(cast)
    sheet = plan_sheet(made, cast.lead)
    Round.objects.update(published_at=timezone.now())
    with pytest.raises(Refused, match="This round is published"):
        take_in(sheet, spoiled(cast, made), leaving=True)
    assert Fix.objects.count() == 0


def test_a_published_plan_only_goes_out(cast: Cast, as_: As) -> None:
    a_round(cast)
    Round.objects.update(published_at=timezone.now())
    lead = as_(cast.lead)
    assert "only taken out" in lead.get(PLAN).content.decode()
    sends(lead, PLAN, [("Host URN", "Part", "E-mail"), [cast.a.urn, "Chair", cast.head_b.email]])
    assert Fix.objects.count() == 0
