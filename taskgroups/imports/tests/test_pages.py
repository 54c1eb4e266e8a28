"""The pages of national files: sending one, how far it is, what came of it, taking it back, what changed."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from taskgroups.imports.domain import ask as asking
from taskgroups.imports.domain.work import claim, work
from taskgroups.imports.models import Import
from taskgroups.imports.tests.cast import KS4, REGISTER_2024, Y2019, Y2025, Y2026, sent
from taskgroups.kit.design.tests.page_rules import check_page, text_of

pytestmark = pytest.mark.django_db
FILES = "/national-files/"


@pytest.fixture(autouse=True)
def nothing_begins(monkeypatch):
    monkeypatch.setattr(asking, "begin", lambda: None)


def shown(answer, status=200):
    assert answer.status_code == status
    return text_of(check_page(answer.content, "national files").xpath("//main")[0])


def send(browser, path, **said):
    return browser.post(
        FILES,
        {
            "file": sent(path, **{k: v for k, v in said.items() if k in ("name", "content")}),
            "year": said.get("year", ""),
        },
        follow=True,
    )


def test_an_administrator_sends_a_file_and_follows_it_to_its_end(cast, as_):
    admin = as_(cast.administrator)
    assert "It is loaded when its turn comes" in shown(send(admin, KS4))
    made = claim()
    place = f"{FILES}{made.pk}/"
    assert "0 per cent read" in shown(admin.get(place))
    assert b'hx-trigger="every 2s"' in admin.get(place).content
    work(made)
    page = shown(admin.get(place))
    assert "990_ks4final_2018-19.csv: 4 rows read, 4 new, 0 changed, 0 as they were." in page
    assert b"hx-trigger" not in admin.get(place).content.split(b"<main")[1]
    assert KS4.name in shown(admin.get(FILES))


def test_it_is_taken_back_after_a_page_that_says_what_that_means(cast, as_):
    admin = as_(cast.administrator)
    send(admin, KS4)
    work(claim())
    place = f"{FILES}{Import.objects.get().pk}/"
    assert "Every fact this file changed is put back" in shown(admin.get(f"{place}undo/"))
    assert "What it changed is being put back" in shown(admin.post(f"{place}undo/", follow=True))
    work(claim())
    assert "Adam Admin took it back on" in shown(admin.get(place))
    assert "There is nothing to take back." in shown(admin.get(f"{place}undo/"))


def test_the_same_file_again_says_so_and_has_nothing_to_take_back(cast, as_):
    admin = as_(cast.administrator)
    for _ in range(2):
        send(admin, KS4)
        work(claim())
    page = shown(admin.get(f"{FILES}{Import.objects.first().pk}/"))
    assert "The same file was loaded on" in page
    assert "changes nothing" in page


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"MZ\x90\x00" + b"\0" * 300, "is not a CSV file but a program"),
        (b"Name,Age\nAlder,4\n", "has no column 'URN'"),
        (b"URN,Name,Age\n990001,Alder,4\n", "is none of the files that can be loaded"),
        (
            KS4.read_bytes().replace(b"ATT8SCR", b"ATT8_SCORE"),
            "expected the columns RECTYPE, URN, ATT8SCR, P8MEA; missing ATT8SCR",
        ),
    ],
)
def test_a_file_that_cannot_be_loaded_is_refused_at_once_without_a_folder_or_a_command(cast, as_, content, why):
    page = shown(send(as_(cast.administrator), KS4, name="data.csv", content=content), 422)
    assert why in page
    assert "taskgroups-import-" not in page
    assert "taskgroups import" not in page
    assert not Import.objects.exists()


def test_another_ending_is_refused(cast, as_):
    assert "This is no CSV file." in shown(send(as_(cast.administrator), KS4, name="ks4.xlsx"), 422)


def test_a_school_year_that_is_missing_is_asked_for_and_a_wrong_one_refused(cast, as_):
    admin = as_(cast.administrator)
    assert "ks4.csv does not say which school year it is about. Fill in the school year below." in shown(
        send(admin, KS4, name="ks4.csv"), 422
    )
    assert "‘soon’ is not a school year. Write it as 2024/25." in shown(
        send(admin, KS4, name="ks4.csv", year="soon"), 422
    )
    told = shown(send(admin, KS4, year="2016/17"), 422)
    assert "its name says 2018/19 and you say 2016/17" in told
    send(admin, KS4, name="ks4.csv", year="2018/19")
    assert work(claim()).tally["layout"] == "key stage 4, 2018/19"


def test_rows_left_out_are_listed_with_their_reason(cast, as_):
    admin = as_(cast.administrator)
    send(admin, KS4, content=KS4.read_bytes().replace(b",50.5,", b",high,"))
    work(claim())
    assert "'high' in the column ATT8SCR is not a number" in shown(admin.get(f"{FILES}{Import.objects.get().pk}/"))


def test_the_day_of_a_files_facts_and_its_counts_are_written_as_elsewhere(cast, as_):
    admin = as_(cast.administrator)
    send(admin, Y2025)
    made = work(claim())
    made.tally |= {"unchanged": 21990}
    made.save()
    page = shown(admin.get(f"{FILES}{made.pk}/"))
    assert ("Facts of 31 August 2025" in page, "As they were 21,990" in page) == (True, True)


def test_nobody_else_loads_or_reads_of_files(cast, as_):
    call_command("import_performance", str(KS4))
    place = f"{FILES}{Import.objects.get().pk}/"
    for who in (cast.lead, cast.officer, cast.head_a):
        assert [as_(who).get(one).status_code for one in (FILES, place, f"{place}undo/")] == [404] * 3
    assert as_(cast.lead).post(FILES, {"file": sent(Y2025)}).status_code == 404


def test_a_lead_and_the_heads_read_what_changed_of_their_own_schools(cast, as_):
    for path in (Y2019, Y2026, REGISTER_2024):
        call_command("import_inspections" if path in (Y2019, Y2026) else "import_register", str(path))
    page = shown(as_(cast.head_b).get("/consortia/harbour/changes/"))
    assert "1 school inspected since." in page
    assert "Alder Primary School was inspected on 3 February 2026." in page
    assert "Nothing has changed" in shown(as_(cast.stranger).get("/consortia/moor/changes/"))
    assert as_(cast.clerk).get("/consortia/harbour/changes/").status_code == 404


def test_what_was_taken_back_is_told_of_no_more(cast, as_):
    call_command("import_inspections", str(Y2019))
    call_command("import_inspections", str(Y2026))
    Import.objects.update(state="undone")
    assert "Nothing has changed" in shown(as_(cast.lead).get("/consortia/harbour/changes/"))


@pytest.mark.parametrize("place", [FILES, "/consortia/harbour/changes/"])
def test_the_lists_cost_as_much_for_thirty_files_as_for_one(cast, as_, django_assert_max_num_queries, place):
    now = timezone.now()
    Import.objects.bulk_create(
        Import(kind="register", name=f"{n}.csv", asked_at=now, heard_at=now, ended_at=now, state="done", by=cast.administrator,
               changes=[{"urn": 990001, "what": "Alder has closed.", "inspected": False}])
        for n in range(40)
    )  # fmt: skip
    browser = as_(cast.administrator if place == FILES else cast.lead)
    browser.get(place)
    with django_assert_max_num_queries(12):
        assert browser.get(place).status_code == 200
