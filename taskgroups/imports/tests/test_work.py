"""Files are loaded one at a time, whole or not at all, and go on after a restart; leads are told what changed."""

import gzip
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from taskgroups.imports.domain import work as working
from taskgroups.imports.domain.ask import ask_for_load, leave_out
from taskgroups.imports.domain.work import claim, forget_journals, give_back_lost, go_on, work
from taskgroups.imports.models import Import
from taskgroups.imports.tests.cast import KS4, REGISTER_2024, Y2019, Y2025, Y2026, sent
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(monkeypatch):
    """How often a thread would have begun."""
    found = []
    monkeypatch.setattr(working, "begin", lambda: found.append(1))
    return found


def ask(cast, path, **said):
    return ask_for_load(content=sent(path, **said), as_at=None, year=None, by=cast.administrator)


def test_two_files_wait_in_a_row_and_one_is_worked_on_at_a_time(cast):
    first, second = ask(cast, KS4), ask(cast, Y2025)
    mine = claim()
    assert (mine, claim()) == (first, None)
    assert work(mine).state == "done"
    assert claim() == second


def test_the_same_file_sent_twice_waits_once(cast):
    assert ask(cast, KS4).pk == ask(cast, KS4).pk


def test_what_was_cut_off_begins_again_and_nothing_of_it_was_kept(cast, begun):
    asked = claim() if ask(cast, REGISTER_2024) else None
    Import.objects.update(heard_at=timezone.now() - timedelta(minutes=10))
    go_on()
    asked.refresh_from_db()
    assert (asked.state, asked.alone, begun) == ("waiting", None, [1])
    assert work(claim()).state == "done"


def test_a_worker_that_is_still_heard_of_goes_on_alone(cast, begun):
    ask(cast, KS4)
    claim()
    go_on()
    assert (Import.objects.get().state, begun) == ("working", [])


def test_what_is_cut_off_three_times_is_given_up_with_a_reason(cast):
    ask(cast, KS4)
    for _ in range(3):
        claim()
        Import.objects.update(heard_at=timezone.now() - timedelta(minutes=10))
        give_back_lost()
    assert (Import.objects.get().state, Import.objects.get().told) == ("failed", working.CUT_OFF)


def test_a_command_waits_for_nobody_and_is_refused_while_another_file_is_loaded(cast):
    ask(cast, KS4)
    claim()
    with pytest.raises(CommandError, match="Another national file is being loaded"):
        call_command("import_register", str(REGISTER_2024))
    assert Import.objects.count() == 1


def test_what_a_command_loads_stands_in_the_list_and_can_be_taken_back(cast):
    call_command("import_performance", str(KS4))
    made = Import.objects.get()
    assert (made.name, made.state, made.by, made.may_be_undone) == (KS4.name, "done", None, True)


def test_a_command_that_cannot_load_a_file_leaves_nothing_behind(cast, tmp_path):
    half = tmp_path / KS4.name
    half.write_bytes(KS4.read_bytes()[:220])
    with pytest.raises(CommandError, match="is cut short"):
        call_command("import_performance", str(half))
    assert not Import.objects.exists()


def test_half_a_file_is_said_and_changes_nothing(cast):
    done = work(claim() if ask(cast, KS4, content=KS4.read_bytes()[:220]) else None)
    assert (done.state, done.alone, done.upload.name) == ("failed", None, "")
    assert done.told.startswith("990_ks4final_2018-19.csv is cut short: its last row (line 5) has")


def test_an_error_of_ours_is_logged_and_said_in_words(cast, monkeypatch):
    def broken(*_):
        raise RuntimeError("a private matter")

    ask(cast, KS4)
    monkeypatch.setattr(working, "read", broken)
    done = work(claim())
    assert (done.state, done.told) == ("failed", working.BROKEN)


def test_the_upload_goes_once_it_is_loaded(cast):
    asked = ask(cast, KS4)
    kept = asked.upload.name
    assert default_storage.exists(kept)
    work(claim())
    assert not default_storage.exists(kept)


def test_a_packed_file_is_loaded_and_one_that_unpacks_for_ever_is_not(cast, monkeypatch):
    assert (
        work(
            claim()
            if ask(cast, KS4, name="990_ks4final_2018-19.csv.gz", content=gzip.compress(KS4.read_bytes()))
            else None
        ).state
        == "done"
    )
    monkeypatch.setattr(working, "MOST_UNPACKED", 100)
    ask(cast, Y2025, name="schools_as_at_31_Aug_2025.csv.gz", content=gzip.compress(Y2025.read_bytes()))
    done = work(claim())
    assert (
        done.told
        == "schools_as_at_31_Aug_2025.csv.gz unpacks to far more than a national file holds. Choose another file."
    )


def test_a_file_that_waits_may_be_left_out_and_one_under_way_may_not(cast):
    waits = ask(cast, KS4)
    leave_out(found=waits, by=cast.administrator)
    assert not Import.objects.exists()
    asked = ask(cast, KS4)
    claim()
    with pytest.raises(Refused, match="is being loaded already"):
        leave_out(found=asked, by=cast.administrator)


def test_after_a_year_what_a_file_changed_is_forgotten(cast):
    ask(cast, KS4)
    done = work(claim())
    Import.objects.update(ended_at=timezone.now() - timedelta(days=366))
    forget_journals()
    done.refresh_from_db()
    assert (done.may_be_undone, done.stays) == (False, "It was loaded more than a year ago.")


def test_a_lead_is_told_which_schools_were_inspected_since(cast):
    call_command("import_inspections", str(Y2019))
    assert not Letter.objects.exists()  # of a first file everything is new
    call_command("import_inspections", str(Y2026))
    changed = Import.objects.first().changes
    assert [(one["urn"], one["inspected"]) for one in changed] == [(990001, True)]
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (cast.lead.email, "1 school inspected since")
    assert "Alder Primary School was inspected on 3 February 2026." in letter.text
    assert "/consortia/harbour/changes/" in letter.text


def test_a_school_that_closed_or_was_renamed_is_told_of_too(cast):
    School.objects.filter(urn=990002).update(open=True, name="Birch Primary School")
    call_command("import_register", str(REGISTER_2024))
    assert [one["what"] for one in Import.objects.get().changes] == [
        "Birch Primary School has closed.", "Birch Primary School is called St Birch’s – Infants.",
    ]  # fmt: skip
