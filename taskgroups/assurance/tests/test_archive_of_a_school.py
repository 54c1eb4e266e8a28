"""A school takes out all it owns: everything of its own is there, nothing of anybody else's, and the head alone has it."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.assurance.domain import archive as making
from taskgroups.assurance.domain.archive import ask_for_archive, forget_archives, make
from taskgroups.assurance.models import Archive
from taskgroups.assurance.owning import contents
from taskgroups.assurance.owning.tables import LEFT_OUT, SECRET, columns, left_out, tables
from taskgroups.assurance.policy import owned_school
from taskgroups.evaluation.domain.evidence import Facts, add_evidence
from taskgroups.evaluation.models import Draft, Evidence
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files.kinds import Checked
from taskgroups.kit.files.received import Upload
from taskgroups.meetings.domain.capture import Stamp, answer
from taskgroups.meetings.domain.take_out import take_out
from taskgroups.meetings.models import AgendaItem, Event, Record, Seat, TaskGroup
from taskgroups.meetings.taken_out.matching import Wanted
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.schools.models import Invitation, School
from tests.cast import school
from tests.world import build

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nwords"
WHERE = "/schools/990001/owning/"


def evidence_of(cast, school, by, title: str) -> Evidence:
    file = Upload(Checked("Größe 1.pdf", "application/pdf", len(PDF)), SimpleUploadedFile("x.pdf", PDF))
    facts = Facts(title, "data", timezone.localdate(), note="=1+1")
    return add_evidence(school=school, facts=facts, by=by, upload=file)


def taken(archive: Archive) -> zipfile.ZipFile:
    made = make(archive.pk)
    assert made.state == "ready", made
    return zipfile.ZipFile(io.BytesIO(made.file.read()))


def whole(packed: zipfile.ZipFile) -> str:
    return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_everything_of_the_school_is_in_it_to_read_and_as_tables_with_its_files(cast) -> None:
    item = evidence_of(cast, cast.a, cast.head_a, "Phonics check")
    packed = taken(ask_for_archive(school=cast.a, by=cast.head_a))
    [row] = csv.DictReader(io.StringIO(packed.read("data/evidence.csv").decode("utf-8-sig")))
    assert (row["title"], row["note"], row["added_by"]) == ("Phonics check", "'=1+1", "Asha Alder")
    assert json.loads(packed.read("data/evidence.json"))[0]["note"] == "=1+1"
    assert packed.read(f"files/{item.public_id}/Größe 1.pdf") == PDF
    assert packed.testzip() is None


def test_the_page_in_it_leads_to_every_part_and_to_nothing_that_is_not_there(cast) -> None:
    evidence_of(cast, cast.a, cast.head_a, "Phonics check")
    packed = taken(ask_for_archive(school=cast.a, by=cast.head_a))
    led_to = {unquote(one) for one in re.findall(r'href="([^"]+)"', packed.read("index.html").decode())}
    assert led_to == set(packed.namelist()) - {"index.html"}


def test_nothing_of_another_school_and_nothing_that_opens_a_door_is_in_it(cast) -> None:
    world = build(cast)
    evidence_of(cast, cast.b, cast.head_b, "Of the neighbours")
    Draft.objects.create(person=cast.leader_a, school=cast.a, form="x", text="Not kept yet", saved_at=timezone.now())
    Invitation.objects.create(email="new@cast.example", kind="leader", school=cast.a, by=cast.head_a)
    said = whole(taken(ask_for_archive(school=cast.a, by=cast.head_a)))
    secrets = [*Invitation.objects.values_list("token", flat=True)]
    for group in TaskGroup.objects.filter(school=cast.a):
        secrets += group.seats.values_list("reply_token", flat=True)
    assert world is not None
    assert [one for one in ("Of the neighbours", "Not kept yet", *secrets) if one in said] == []


def test_every_row_of_the_school_is_in_it(cast) -> None:
    """Also what was said in the room, however it hangs together: no way to a school may skip rows."""
    build(cast)
    packed = taken(ask_for_archive(school=cast.a, by=cast.head_a))
    rows = {
        name: len(json.loads(packed.read(f"data/{name}.json"))) for name in ("event", "seat", "agenda-item", "record")
    }
    of_a = {"task_group__school": cast.a}
    assert rows == {
        "event": Event.objects.filter(**of_a).count(),
        "seat": Seat.objects.filter(**of_a).count(),
        "agenda-item": AgendaItem.objects.filter(**of_a).count(),
        "record": Record.objects.filter(**of_a).count(),
    }


def test_records_the_head_may_read_are_papers_in_it(cast) -> None:
    build(cast)
    names = taken(ask_for_archive(school=cast.a, by=cast.head_a)).namelist()
    assert [one for one in names if one.startswith("papers/record") and one.endswith(".pdf")] != []


def test_records_and_the_archive_are_named_by_the_day_in_london(cast, as_) -> None:
    """At half past midnight in summer it is yesterday in universal time."""
    build(cast)
    past_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    TaskGroup.objects.update(starts_at=past_midnight)
    archive = ask_for_archive(school=cast.a, by=cast.head_a)
    records = {name[-14:] for name in taken(archive).namelist() if re.match(r"papers/record.*pdf", name)}
    Archive.objects.update(asked_at=past_midnight)
    answer = as_(cast.head_a).get(f"{WHERE}archive/{archive.public_id}/")
    assert records == {"2026-07-01.pdf"}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="alder-primary-school-990001-2026-07-01.zip"'


def test_every_table_that_leads_to_a_school_is_taken_out_or_left_out_with_a_reason() -> None:
    known = {one.label for one in tables()}
    missed = [
        model._meta.label
        for model in apps.get_models()
        if any(f.is_relation and f.many_to_one and f.related_model._meta.label in known | {"schools.School"}
               for f in model._meta.concrete_fields)
        and model._meta.label not in known and not left_out(model)
    ]  # fmt: skip
    assert missed == []
    assert {one.label for one in tables() if one.model._meta.app_label == "practice"} == set()
    assert [one for one in LEFT_OUT if "." in one and not apps.get_model(one)] == []


def test_no_column_that_opens_a_door_is_taken_out() -> None:
    names = {field.name for one in tables() for field in columns(one.model)}
    assert [name for name in names if any(word in name for word in SECRET)] == []


@pytest.mark.parametrize("who", ["leader_a", "governor_a", "head_b", "lead", "administrator"])
def test_the_head_alone_takes_it_out(cast, as_, who) -> None:
    archive = ask_for_archive(school=cast.a, by=cast.head_a)
    make(archive.pk)
    with pytest.raises(Refused, match="Only the head"):
        ask_for_archive(school=cast.a, by=getattr(cast, who))
    assert as_(getattr(cast, who)).get(f"{WHERE}archive/{archive.public_id}/").status_code == 404


def test_what_was_left_to_a_school_that_has_closed_too_is_its_reader_s_to_take_out(cast) -> None:
    shore = school(990777, "Shore Primary School", cast.authority, open=False, status="Closed", passed_to=cast.d)
    School.objects.filter(pk=cast.a.pk).update(open=False, status="Closed", passed_to=shore)
    assert [owned_school(who, 990001) for who in (cast.stranger, cast.head_b)] == [cast.a, None]


def test_asking_and_taking_are_noted_and_asking_twice_makes_one(cast, as_) -> None:
    browser = as_(cast.head_a)
    browser.post(f"{WHERE}archive/")
    browser.post(f"{WHERE}archive/")
    archive = Archive.objects.get()
    make(archive.pk)
    page = check_page(browser.get(WHERE).content)
    [address] = [one for one in page.xpath("//main//a/@href") if "/archive/" in one]
    answer = browser.get(address)
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="alder-primary-school-990001-')
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Security-Policy"]) == (
        "nosniff", "sandbox; default-src 'none'",
    )  # fmt: skip
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "asked for an archive of the school", "took out an archive of the school",
    ]  # fmt: skip


def test_how_far_it_is_is_said_on_the_page(cast, as_) -> None:
    archive = ask_for_archive(school=cast.a, by=cast.head_a)
    Archive.objects.filter(pk=archive.pk).update(done=3, parts=12)
    assert "Being made 3 of 12 parts" in text_of(check_page(as_(cast.head_a).get(WHERE).content))


def test_what_goes_wrong_is_said_and_it_can_be_asked_for_again(cast, as_, monkeypatch) -> None:
    archive = ask_for_archive(school=cast.a, by=cast.head_a)
    monkeypatch.setattr(making, "write", lambda *a: 1 / 0)
    assert make(archive.pk).state == "failed"
    assert "Could not be made Ask for it again." in text_of(check_page(as_(cast.head_a).get(WHERE).content))
    assert ask_for_archive(school=cast.a, by=cast.head_a).pk != archive.pk


def test_a_file_the_store_has_lost_is_said_and_the_rest_comes(cast) -> None:
    item = evidence_of(cast, cast.a, cast.head_a, "Phonics check")
    item.file.storage.delete(item.file.name)
    packed = taken(ask_for_archive(school=cast.a, by=cast.head_a))
    assert "Not found" in packed.read("index.html").decode()
    assert Archive.objects.get().missing == [f"files/{item.public_id}/Größe 1.pdf"]


def test_an_archive_is_gone_after_a_week_with_its_file(cast, django_capture_on_commit_callbacks) -> None:
    archive = make(ask_for_archive(school=cast.a, by=cast.head_a).pk)
    Archive.objects.update(asked_at=timezone.now() - making.KEPT_FOR)
    with django_capture_on_commit_callbacks(execute=True):
        gone = forget_archives()
    assert (gone, archive.file.storage.exists(archive.file.name), Archive.objects.count()) == (1, False, 0)


def test_an_archive_whose_maker_is_gone_is_said_to_have_failed(cast) -> None:
    ask_for_archive(school=cast.a, by=cast.head_a)
    Archive.objects.update(heard_at=timezone.now() - making.SILENT_FOR * 2)
    forget_archives()
    assert Archive.objects.get().state == "failed"


def test_memory_is_not_the_size_of_the_files(cast, monkeypatch) -> None:
    """Files are copied piece by piece: none is read whole."""
    evidence_of(cast, cast.a, cast.head_a, "Phonics check")
    pieces: list[int] = []
    copy = contents.shutil.copyfileobj
    monkeypatch.setattr(contents.shutil, "copyfileobj", lambda a, b, n: (pieces.append(n), copy(a, b, n)))
    taken(ask_for_archive(school=cast.a, by=cast.head_a))
    assert pieces == [64 * 1024]


@pytest.mark.parametrize("while_made", [False, True], ids=["ready", "being made"])
def test_an_archive_from_before_words_were_taken_out_is_gone_with_its_file(
    cast, monkeypatch, tmp_path, while_made, django_capture_on_commit_callbacks
) -> None:
    group = under_way(cast)
    answer(Stamp(by=cast.clerk, group=group), text="We heard Zebedee read.")
    asked, really = ask_for_archive(school=cast.a, by=cast.head_a), contents.write

    def out(*args):
        take_out(by=cast.clerk, group=group, wanted=Wanted("Zebedee"), reason="Named")
        return really(*args)

    if while_made:
        monkeypatch.setattr(making, "write", out)
        make(asked.pk)
    else:
        make(asked.pk)
        with django_capture_on_commit_callbacks(execute=True):
            take_out(by=cast.clerk, group=group, wanted=Wanted("Zebedee"), reason="Named")
    assert (Archive.objects.count(), [one for one in tmp_path.rglob("*") if one.is_file()]) == (0, [])
