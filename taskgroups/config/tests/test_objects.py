"""Files in a bucket: kept, read, listed and taken away; what the store says in its own way is said in ours."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.assurance.domain.archive import ask_for_archive, make
from taskgroups.assurance.models import Archive
from taskgroups.config.archive import Refused, back_up, restore, tables
from taskgroups.config.environment import Refused as RefusedToStart
from taskgroups.config.environment import file_store, read
from taskgroups.config.objects import ObjectStorage, Unreachable
from taskgroups.config.tests.bucket import Store, standing_in
from taskgroups.evaluation.domain.evidence import Facts, Upload, add_evidence
from taskgroups.evaluation.domain.several import NO_STORE, add_several
from taskgroups.evaluation.models import Evidence
from taskgroups.kit.design.dates import parts
from taskgroups.kit.files.kinds import Checked

PDF = b"%PDF-1.7\nwords"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    for name, value in (("ACCESS_KEY_ID", "key"), ("SECRET_ACCESS_KEY", "secret"), ("EC2_METADATA_DISABLED", "true")):
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with standing_in() as running:
        yield running


@pytest.fixture
def bucket(store: Store) -> ObjectStorage:
    return ObjectStorage("schools", "files", store.address, "eu-west-2")


@pytest.fixture
def in_bucket(settings, store: Store) -> Store:
    """The whole application keeps its files in the bucket."""
    settings.STORAGES = settings.STORAGES | {
        "default": file_store(f"s3://schools/files?endpoint={store.address}&region=eu-west-2")
    }
    return store


def test_a_file_is_kept_read_listed_and_taken_away(bucket: ObjectStorage, store: Store) -> None:
    for name in ("a/1", "b/2", "c/3"):
        bucket.save(name, ContentFile(name.encode() * 500_000))
    with bucket.open("b/2") as found:
        assert (found.read(), found.size) == (b"b/2" * 500_000, 1_500_000)
    bucket.delete("c/3")
    assert (list(bucket.names()), bucket.exists("a/1"), bucket.exists("c/3")) == (["a/1", "b/2"], True, False)
    assert (sorted(store.kept), store.unsigned) == (["files/a/1", "files/b/2"], 0)


def test_a_file_that_is_not_there_is_not_found_as_on_a_disk(bucket: ObjectStorage) -> None:
    with pytest.raises(FileNotFoundError):
        bucket.open("a/1")


def test_a_store_that_does_not_answer_is_said_to_be_so(bucket: ObjectStorage, store: Store) -> None:
    store.down = True
    with pytest.raises(Unreachable):
        bucket.size("a/1")


def test_no_address_of_the_store_is_given_out(bucket: ObjectStorage) -> None:
    with pytest.raises(NotImplementedError):
        bucket.url("a/1")


@pytest.mark.django_db
def test_evidence_goes_into_the_bucket_and_comes_out_through_us_alone(in_bucket: Store, cast, as_) -> None:
    browser, address = as_(cast.head_a), f"/schools/{cast.a.urn}/evidence/"
    words = {"title": "Phonics", "kind": "data", **parts("dated", timezone.localdate())}
    browser.post(f"{address}add/", words | {"file": SimpleUploadedFile("check.pdf", PDF)})
    item = Evidence.objects.get()
    answer = browser.get(f"{address}{item.public_id}/file/")
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"] == 'attachment; filename="check.pdf"'
    assert in_bucket.kept == {f"files/{item.file.name}": PDF}
    assert as_(cast.head_b).get(f"{address}{item.public_id}/file/").status_code == 404


@pytest.mark.django_db
def test_a_backup_carries_what_is_in_the_bucket_and_a_folder_takes_it(bucket: ObjectStorage, tmp_path: Path) -> None:
    bucket.save("evidence/1/a", ContentFile(PDF))
    done = back_up(tmp_path / "b.tar.gz", bucket, timezone.now())
    restore(tmp_path / "b.tar.gz", tmp_path / "back")
    assert (done.files, (tmp_path / "back/evidence/1/a").read_bytes()) == (1, PDF)


@pytest.mark.django_db
def test_a_folders_backup_goes_into_an_empty_bucket_and_into_no_other(
    bucket: ObjectStorage, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/one").write_bytes(PDF)
    back_up(tmp_path / "b.tar.gz", tmp_path / "files", timezone.now())
    restore(tmp_path / "b.tar.gz", bucket)
    with pytest.raises(Refused, match="holds files already"):
        restore(tmp_path / "b.tar.gz", bucket)
    assert store.kept == {"files/one": PDF}


@pytest.mark.django_db
def test_a_cut_backup_leaves_nothing_in_the_bucket(bucket: ObjectStorage, store: Store, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/one").write_bytes(PDF)
    archive = tmp_path / "b.tar.gz"
    back_up(archive, tmp_path / "files", timezone.now())
    archive.write_bytes(archive.read_bytes()[:-8])
    with pytest.raises(Refused, match="cut off or damaged"):
        restore(archive, bucket)
    assert store.kept == {}


@pytest.mark.django_db
def test_the_commands_use_the_place_that_the_setting_names(in_bucket: Store, tmp_path: Path) -> None:
    from django.core.management import call_command

    default_storage.save("evidence/1/a", ContentFile(PDF))
    call_command("backup", str(tmp_path / "b.tar.gz"))
    in_bucket.kept.clear()
    for model in tables.kept():
        model._base_manager.all()._raw_delete(using="default")  # type: ignore[attr-defined]
    call_command("restore", str(tmp_path / "b.tar.gz"))
    assert in_bucket.kept == {"files/evidence/1/a": PDF}


@pytest.mark.parametrize("files", ["https://store.example/bucket", "s3://", "bucket", "s3://["])
def test_what_is_no_bucket_is_refused_at_the_start(files: str) -> None:
    with pytest.raises(RefusedToStart, match="not the address of a bucket"):
        read({"TASKGROUPS_FILES": files})


def test_a_bucket_without_its_library_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskgroups.config.environment.find_spec", lambda name: None)
    with pytest.raises(RefusedToStart, match=r"Install requirements/s3\.txt"):
        read({"TASKGROUPS_FILES": "s3://schools"})


def refuses(store: Store) -> None:
    store.down = True


def is_too_slow(store: Store) -> None:
    store.slow = 0.5


def fails_midway(store: Store) -> None:
    store.cut = True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ObjectStorage, "answers_within", 0.2)
    monkeypatch.setattr(ObjectStorage, "tries", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("goes_wrong", [refuses, is_too_slow, fails_midway])
def test_a_file_that_cannot_be_had_now_is_said_by_name(in_bucket: Store, cast, as_, impatient, goes_wrong) -> None:
    item = Evidence.objects.create(
        school=cast.a, title="Phonics", kind="data", dated=timezone.localdate(), added_by=cast.head_a,
        added_at=timezone.now(), file=ContentFile(PDF * 500, name="x.pdf"), file_name="check.pdf",
    )  # fmt: skip
    goes_wrong(in_bucket)
    answer = as_(cast.head_a).get(f"/schools/{cast.a.urn}/evidence/{item.public_id}/file/")
    assert (answer.status_code, "‘check.pdf’ is kept, but" in answer.text) == (503, True)
    assert f'href="/schools/{cast.a.urn}/evidence/{item.public_id}/"' in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("goes_wrong", [refuses, is_too_slow])
def test_an_upload_that_cannot_be_kept_keeps_what_was_typed_and_writes_nothing(
    in_bucket: Store, cast, as_, impatient, goes_wrong
) -> None:
    browser, address = as_(cast.head_a), f"/schools/{cast.a.urn}/evidence/"
    words = {"title": "Phonics check", "kind": "data", **parts("dated", timezone.localdate())}
    browser.post(f"{address}add/", words)
    item = Evidence.objects.get()
    goes_wrong(in_bucket)
    for where, title in ((f"{address}add/", "Second"), (f"{address}{item.public_id}/change/", "Changed")):
        sent = words | {"title": title, "file": SimpleUploadedFile("check.pdf", PDF)}
        answer = browser.post(where, sent)
        assert (answer.status_code, f'value="{title}"' in answer.text) == (422, True)
        assert "The file could not be kept" in answer.text
    assert list(Evidence.objects.values_list("title", "file")) == [("Phonics check", "")]


@pytest.mark.django_db
def test_of_several_files_the_store_is_asked_once_and_each_is_said_by_name(in_bucket: Store, cast) -> None:
    in_bucket.down = True
    files = [SimpleUploadedFile(f"{name}.pdf", PDF) for name in ("one", "two", "three")]
    facts = lambda title: Facts(title, "data", timezone.localdate())  # noqa: E731
    done = add_several(school=cast.a, files=files, facts=facts, by=cast.head_a)
    assert ([name for name, why in done.refused], {why for name, why in done.refused}) == (
        ["one.pdf", "two.pdf", "three.pdf"], {NO_STORE}
    )  # fmt: skip


@pytest.mark.django_db
def test_a_file_whose_row_is_not_written_is_taken_out_of_the_store_again(in_bucket: Store, cast, monkeypatch) -> None:
    monkeypatch.setattr("taskgroups.evaluation.domain.evidence._note", lambda *args, **more: 1 / 0)
    file = Upload(Checked("x.pdf", "application/pdf", 3), SimpleUploadedFile("x.pdf", PDF))
    with pytest.raises(ZeroDivisionError):
        add_evidence(school=cast.a, facts=Facts("Check", "data", timezone.localdate()), by=cast.head_a, upload=file)
    assert (in_bucket.kept, Evidence.objects.count()) == ({}, 0)


@pytest.mark.django_db
def test_an_archive_is_not_made_by_halves(in_bucket: Store, cast, as_, impatient) -> None:
    archive = make(ask_for_archive(school=cast.a, by=cast.head_a).pk)
    in_bucket.down = True
    answer = as_(cast.head_a).get(f"/schools/{cast.a.urn}/owning/archive/{archive.public_id}/")
    assert (archive.state, answer.status_code) == ("ready", 503)
    assert make(Archive.objects.create(school=cast.a, asked_by=cast.head_a, asked_at=timezone.now(),
                                       heard_at=timezone.now()).pk).state == "failed"  # fmt: skip


def test_when_a_file_was_written_is_known(bucket: ObjectStorage) -> None:
    bucket.save("a/1", ContentFile(PDF))
    assert bucket.get_modified_time("a/1") == datetime(2026, 11, 23, 10, tzinfo=UTC)
