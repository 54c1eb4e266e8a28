"""The outcomes of an area are kept as they are shown, until a national file is loaded or taken back."""

import pytest

from taskgroups.imports.domain.ask import ask_for_load, ask_to_undo
from taskgroups.imports.domain.work import claim, work
from taskgroups.imports.tests.cast import KS4, LEAVERS, Y2025, sent
from taskgroups.kit.design.tests.page_rules import parse, text_of
from taskgroups.outcomes.models import GradeCount, PublishedRow
from taskgroups.schools.models import Authority, Consortium

pytestmark = pytest.mark.django_db
AUTHORITY, HARBOUR = "/authorities/990/outcomes/", "/consortia/harbour/outcomes/"


def load(cast, path):
    asked = ask_for_load(content=sent(path), as_at=None, year=None, by=cast.administrator)
    return work(claim() or asked)


def shown(browser, place=AUTHORITY):
    return text_of(parse(browser.get(place).content).xpath("//main")[0])


def test_the_second_to_look_asks_for_no_figure(cast, as_, django_assert_max_num_queries):
    load(cast, Y2025)
    load(cast, KS4)
    before = shown(as_(cast.officer))
    with django_assert_max_num_queries(24) as asked:
        assert shown(as_(cast.head_a)) == before
    tables = {GradeCount._meta.db_table, PublishedRow._meta.db_table}
    assert not [one for one in asked.captured_queries for table in tables if table in one["sql"]]
    assert "48.10" in before


def test_a_file_that_is_loaded_or_taken_back_is_seen_at_once(cast, as_):
    officer = as_(cast.officer)
    load(cast, Y2025)
    without = shown(officer)
    assert "No figures on destinations were loaded for this area." in without
    leavers = load(cast, LEAVERS)
    assert "93.50%" in shown(officer)
    ask_to_undo(found=leavers, by=cast.administrator)
    assert work(claim()).state == "undone"
    assert shown(officer) == without


def test_who_joins_a_consortium_is_counted_at_once_and_its_new_name_stands_there(cast, as_):
    load(cast, Y2025)
    lead = as_(cast.lead)
    both = shown(lead, HARBOUR)
    cast.b.memberships.all().delete()
    assert shown(lead, HARBOUR) != both
    Consortium.objects.filter(slug="harbour").update(name="Haven")
    assert "in Haven" in shown(lead, HARBOUR)


def test_what_is_kept_of_one_area_is_shown_of_no_other(cast, as_):
    load(cast, KS4)
    other = Authority.objects.create(code="991", name=cast.authority.name)
    assert "48.10" in shown(as_(cast.officer))
    assert "48.10" not in shown(as_(cast.officer), f"/authorities/{other.code}/outcomes/")
