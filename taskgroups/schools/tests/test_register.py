"""The national register: every layout, loaded twice, and files that are not what they should be."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from taskgroups.schools.domain.load_register import load_register, read_register
from taskgroups.schools.models import District, Link, School, Trust
from taskgroups.schools.queries import ancestors, lineage
from taskgroups.schools.sheets import Problem

FILES = Path(__file__).parent / "files"
Y2017, Y2024, Y2026 = (FILES / f"edubasealldata{day}.csv" for day in ("20170916", "20240901", "20260901"))
LAST_OF_2024 = 990010
SEARCH, LINKS = FILES / "search_export_20220420.csv", FILES / "links_edubasealldata20250422.csv"

pytestmark = pytest.mark.django_db


def counts(tally):
    return tally.layout, tally.read, tally.created, tally.updated, tally.unchanged, len(tally.skipped)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (Y2017, ("2017", 3, 3, 0, 0, 0)),
        (Y2024, ("2024", 3, 3, 0, 0, 0)),
        (Y2026, ("2026", 5, 2, 0, 0, 3)),
        (SEARCH, ("search-results", 3, 3, 0, 0, 0)),
        (LINKS, ("links", 4, 4, 0, 0, 0)),
    ],
)
def test_every_layout_is_known_by_its_header(file, expected):
    assert counts(load_register(file)) == expected


@pytest.mark.parametrize("file", [Y2017, Y2024, SEARCH, LINKS])
def test_the_same_file_twice_changes_nothing_and_says_so(file):
    first = load_register(file)
    again = load_register(file)
    assert counts(again) == (first.layout, first.read, 0, 0, first.read, 0)
    assert again.sentence().startswith(f"{file.name} changes nothing: ")


@pytest.mark.parametrize(("file", "asked"), [(Y2024, 1), (SEARCH, 1), (LINKS, 0)])
def test_others_save_while_a_file_is_read_since_nothing_is_written_before_it_is_kept(
    file, asked, django_assert_num_queries
):
    with django_assert_num_queries(asked) as captured:
        ready = read_register(file, progress=lambda at: None)
    assert [one["sql"][:6] for one in captured.captured_queries] == ["SELECT"] * asked
    assert (School.objects.count(), Link.objects.count()) == (0, 0)
    assert counts(ready.keep(by=None))[1:] == (ready.tally.created, ready.tally.created, 0, 0, 0)


def test_a_part_that_cannot_be_written_leaves_nothing_of_the_file(monkeypatch):
    monkeypatch.setattr("taskgroups.schools.domain.load_register.BATCH", 1)
    ready = read_register(Y2024, progress=lambda at: None)
    School.objects.create(urn=LAST_OF_2024, name="Somebody was quicker")
    with pytest.raises(IntegrityError):
        ready.keep(by=None)
    assert list(School.objects.values_list("name", flat=True)) == ["Somebody was quicker"]
    assert (District.objects.count(), Trust.objects.count()) == (0, 0)


def test_rows_left_out_are_told_in_the_order_of_the_file(tmp_path):
    load_register(Y2024)
    header, first, *rest = Y2017.read_bytes().split(b"\r\n")
    file = tmp_path / Y2017.name
    file.write_bytes(b"\r\n".join([header, first, b"990007,990", *rest]))
    left_out = [(one["line"], one["why"][:10]) for one in load_register(file).skipped]
    assert left_out == [(2, "URN 990001"), (3, "the row ha"), (4, "URN 990002")]


def test_the_facts_of_a_school_are_kept():
    load_register(Y2024)
    alder = School.objects.select_related("authority", "district").get(urn=990001)
    assert (alder.name, alder.phase, alder.pupils, str(alder.free_meals_pct)) == (
        "Alder Primary School", "primary", 215, "21.70",
    )  # fmt: skip
    assert (alder.authority.code, alder.district.name, alder.easting) == ("990", "Harbourside", 430100)
    assert (str(alder.opened_on), str(alder.changed_on), str(alder.as_at)) == ("1974-09-01", "2024-09-01", "2024-09-01")


def test_names_and_telephone_numbers_of_heads_are_not_kept():
    load_register(Y2024)
    held = " ".join(str(value) for row in School.objects.values_list() for value in row)
    assert [told for told in ("Headteacher", "Invented", "960001") if told in held] == []


def test_cp1252_marks_become_the_letters_they_are():
    load_register(Y2017)
    assert School.objects.get(urn=990002).name == "St Birch’s – Infants"


def test_each_row_left_out_is_told_with_its_line_and_why():
    assert load_register(Y2026).skipped == [
        {"line": 4, "why": "the row has no URN"},
        {"line": 5, "why": "'99x' is not a URN"},
        {"line": 6, "why": "URN 990010 is in the file twice"},
    ]


def test_numbers_a_spreadsheet_turned_into_decimals_are_read():
    load_register(Y2026)
    birch = School.objects.get(urn=990010)
    assert (birch.low_age, birch.trust.code) == (4, "5501")


def test_a_later_file_changes_what_it_tells():
    load_register(Y2017)
    assert counts(load_register(Y2024)) == ("2024", 3, 1, 2, 0, 0)
    assert (School.objects.get(urn=990002).open, School.objects.get(urn=990001).pupils) == (False, 215)


def test_an_older_file_does_not_overwrite_newer_facts_and_says_why():
    load_register(Y2024)
    tally = load_register(Y2017)
    assert tally.skipped[0] == {
        "line": 2, "why": "URN 990001: the row is of 16 September 2017, what is held is of 1 September 2024",
    }  # fmt: skip
    assert School.objects.get(urn=990001).pupils == 215


def test_a_row_that_differs_only_in_what_is_not_kept_is_as_it_was(tmp_path):
    load_register(Y2017)
    other = tmp_path / "again.csv"
    other.write_bytes(Y2017.read_bytes().replace(b"Headteacher", b"Successor"))
    assert counts(load_register(other)) == ("2017", 3, 0, 0, 3, 0)


def test_a_blank_in_an_undated_file_leaves_what_is_held(tmp_path):
    load_register(Y2017)
    other = tmp_path / "assembled.csv"
    other.write_bytes(
        Y2017.read_bytes().replace(b"16-09-2017", b"").replace(b"Saltmarsh", b"").replace(b"Quay", b"Pier")
    )
    assert load_register(other).updated == 3
    alder = School.objects.get(urn=990001)
    assert (alder.town, alder.street) == ("Saltmarsh", "Pier Lane")


def test_a_district_the_lead_drew_stays():
    load_register(Y2017)
    alder = School.objects.get(urn=990001)
    alder.district = District.objects.create(authority=alder.authority, name="Our shore", drawn=True)
    alder.save()
    load_register(Y2024)
    assert School.objects.get(urn=990001).district.name == "Our shore"


def test_a_trust_known_by_name_learns_its_code():
    load_register(SEARCH)
    load_register(Y2024)
    assert list(Trust.objects.values_list("code", "name")) == [("5501", "The Tidewater Trust")]


def test_rows_wider_than_the_header_bring_their_links():
    load_register(SEARCH)
    assert list(Link.objects.order_by("linked_urn").values_list("urn", "linked_urn", "kind")) == [
        (990002, 990009, "Predecessor"),
        (990002, 990010, "Successor - amalgamated"),
    ]


def test_a_school_keeps_its_history_when_its_urn_changes(django_assert_num_queries):
    load_register(Y2024)
    load_register(LINKS)
    academy = School.objects.get(urn=990010)
    assert [school.urn for school in lineage(academy)] == [990002]
    with django_assert_num_queries(1):
        assert [(one.urn, one.name, str(one.since)) for one in ancestors(academy)] == [
            (990002, "St Birch’s – Infants", "2024-09-01"),
            (990009, "Old Birch School", "None"),
        ]


def test_links_in_a_circle_come_to_an_end():
    Link.objects.create(urn=990001, linked_urn=990002, kind="Predecessor")
    Link.objects.create(urn=990002, linked_urn=990001, kind="Predecessor")
    assert [one.urn for one in ancestors(School(urn=990001))] == [990002]


def broken(tmp_path, content):
    file = tmp_path / "broken.csv"
    file.write_bytes(content)
    return file


WHOLE = Y2024.read_bytes().split(b"\r\n,,")[0] + b"\r\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b"MZ\x90\x00\x03" + b"\0" * 400, "is not a CSV file but a program"),
        (b"\x89PNG\r\n\x1a\n", "is not a CSV file but a picture. Choose the CSV file"),
        (b"PK\x03\x04rest", "is not a CSV file but a spreadsheet or zip file"),
        (b"<!DOCTYPE html><html></html>", "is not a CSV file but a web page"),
        (b"a,b\n\0\0\0", "holds bytes that are no text"),
        ("URN,LA\n1,2\n".encode("utf-16"), "is saved as 'Unicode text'"),
        (b"Name,Age\nAlder,4\n", "has no column 'URN'"),
        (b"URN,Name,Age\n990001,Alder,4\n", "is not a register file: expected the columns URN, LA (code)"),
        (WHOLE[:-400], "is cut short: its last row (line 4) has"),
        (WHOLE[:-400] + b"\r\n", "is cut short: its last row (line 4) has"),
        (WHOLE.replace(b"990010,", b'990010,"', 1), "opens a quotation mark that is never closed"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_whole(tmp_path, content, why):
    with pytest.raises(Problem) as problem:
        load_register(broken(tmp_path, content))
    assert why in str(problem.value)
    assert School.objects.count() == 0


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(Problem, match="is a folder"):
        load_register(tmp_path)
    with pytest.raises(Problem, match="There is no file"):
        load_register(tmp_path / "none.csv")


def test_an_inspections_file_is_sent_to_its_own_command():
    with pytest.raises(Problem, match="taskgroups import_inspections"):
        load_register(FILES / "schools_as_at_31_Aug_2025.csv")


def test_a_short_row_in_the_middle_is_left_out_and_the_rest_loaded(tmp_path):
    lines = WHOLE.split(b"\r\n")
    tally = load_register(broken(tmp_path, b"\r\n".join([lines[0], b"990007,990", *lines[1:]])))
    assert (tally.created, tally.skipped) == (3, [{"line": 2, "why": "the row has 2 of 140 cells"}])


def test_a_cell_over_two_lines_is_one_row(tmp_path):
    tally = load_register(broken(tmp_path, WHOLE.replace(b"Quay Lane", b'"Quay\nLane"')))
    assert (tally.created, School.objects.get(urn=990001).street) == (3, "Quay\nLane")


def test_the_command_prints_one_json_object(capsys):
    call_command("import_register", str(Y2026), "--json")
    found = json.loads(capsys.readouterr().out)
    assert {key: value for key, value in found.items() if key != "skipped"} == {
        "layout": "2026", "read": 5, "created": 2, "updated": 0, "unchanged": 0,
    }  # fmt: skip
    assert [one["line"] for one in found["skipped"]] == [4, 5, 6]


def test_several_files_are_added_up(capsys):
    call_command("import_register", str(Y2017), str(LINKS), "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["layout"], found["read"], found["created"]) == ("2017, links", 7, 7)


def test_the_command_refuses_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"is a folder. Name the CSV file in it"):
        call_command("import_register", str(tmp_path))


def test_real_files_load_and_load_again(shared_data):
    folder = shared_data / "register"
    expected = {
        "hampshire_surrey_search_export_20220420.csv": ("search-results", 1096),
        "warwickshire_2026_layout_ASSEMBLED.csv": ("2026", 251),
        "edubasealldata_2017_header.csv": ("2017", 9),
        "warwickshire_links_edubasealldata20250422.csv": ("links", 455),
    }
    for name, (layout, read) in expected.items():
        assert counts(load_register(folder / name)) == (layout, read, read, 0, 0, 0)
    again = load_register(folder / "search_export_20220420_ragged_rows.csv")
    assert counts(again) == ("search-results", 155, 0, 0, 155, 0)


def test_a_predecessor_is_told_from_either_side_and_its_own_word_comes_first(django_assert_num_queries):
    Link.objects.create(urn=990002, linked_urn=990001, linked_name="New", kind="Successor - merged")
    Link.objects.create(urn=990001, linked_urn=990003, linked_name="Old", kind="Predecessor")
    Link.objects.create(urn=990003, linked_urn=990001, linked_name="New", kind="Successor")
    with django_assert_num_queries(1):
        found = ancestors(School(urn=990001))
    assert [(one.urn, one.name, one.kind) for one in found] == [
        (990002, "", "Predecessor - merged"),
        (990003, "Old", "Predecessor"),
    ]
