"""Several files at once: the good ones are kept, each bad one is said by name and why."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.evaluation.models import Evidence
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of

PDF = b"%PDF-1.7\nwords"


def bomb() -> bytes:
    """A Word file that unpacks to thousands of times its size."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "x")
        out.writestr("word/document.xml", b"\0" * 30 * 1024**2)
    return made.getvalue()


@pytest.fixture
def send(cast, as_, home):
    """Send files, and return the page that follows."""

    def sent(*files: tuple[str, bytes], **more):
        said = {"kind": "work", **parts("dated", timezone.localdate())} | more
        chosen = [SimpleUploadedFile(name, content) for name, content in files]
        answer = as_(cast.head_a).post(home("evidence/add-several", of=""), {**said, "files": chosen}, follow=True)
        return check_page(answer.content)

    return sent


def refused(page) -> dict[str, str]:
    found = [text_of(one) for one in page.xpath("//*[@class='govuk-error-summary']//li")]
    return dict(one.split(": ", 1) for one in found)


def titles() -> list[str]:
    return list(Evidence.objects.order_by("id").values_list("title", flat=True))


def test_every_file_becomes_an_item_named_after_it(send) -> None:
    page = send(("Book_look, Year 3.pdf", PDF), ("survey.csv", b"a,b"), covers="several")

    assert titles() == ["Book look, Year 3", "survey"]
    assert set(Evidence.objects.values_list("kind", "covers", "file_name")) == {
        ("work", "several", "Book_look, Year 3.pdf"), ("work", "several", "survey.csv"),
    }  # fmt: skip
    assert "2 items added." in text_of(page)


def test_bad_ones_are_said_by_name_and_good_ones_are_kept(send) -> None:
    page = send(("plan.pdf", PDF), ("empty.pdf", b""), ("page.docx", b"<html>"), ("drawing.svg", b"<svg><script>"),
                ("bomb.docx", bomb()))  # fmt: skip

    told = refused(page)
    assert titles() == ["plan"]
    assert sorted(told) == ["bomb.docx", "drawing.svg", "empty.pdf", "page.docx"]
    assert told["bomb.docx"][:50] == "The file unpacks to far more than a document holds"
    assert told["empty.pdf"] == "The file is empty. Choose another."


def test_what_became_of_them_is_told_once(cast, as_, home, send) -> None:
    send(("empty.pdf", b""))
    again = check_page(as_(cast.head_a).get(home("evidence/add-several", of="")).content)

    assert refused(again) == {}


def test_one_that_is_too_large_does_not_hold_up_the_others(send, settings) -> None:
    settings.FILE_UPLOAD_MAX_BYTES = 100_000
    page = send(("film.pdf", PDF + b"x" * 150_000), ("plan.pdf", PDF))

    assert (titles(), list(refused(page))) == (["plan"], ["film.pdf"])


def test_more_than_three_files_worth_is_refused_as_a_whole(send, settings) -> None:
    settings.FILE_UPLOAD_MAX_BYTES = 100_000
    page = send(*((f"film{n}.pdf", PDF + b"x" * 90_000) for n in range(5)))

    assert titles() == []
    assert "The files are larger than 60 MB together, so none was kept. Choose fewer." in text_of(page)


@pytest.mark.parametrize("name", ["🎉🎉.pdf", "n" * 300 + ".pdf", "a/b\\..\\c.pdf", "Größe.pdf"])
def test_odd_names_are_taken(send, name: str) -> None:
    send((name, PDF))

    [item] = Evidence.objects.all()
    assert (item.file_name[-4:], len(item.file_name) <= 100, bool(item.title)) == (".pdf", True, True)


def test_a_name_that_seems_a_pupils_is_asked_about(send) -> None:
    page = send(("Jamie Sparrow in Year 4.pdf", PDF))

    assert (titles(), list(refused(page))) == ([], ["Jamie Sparrow in Year 4.pdf"])


def test_no_file_and_no_kind_are_said(cast, as_, home) -> None:
    address = home("evidence/add-several", of="")
    nothing = as_(cast.head_a).post(address, {})
    no_kind = as_(cast.head_a).post(address, {"files": [SimpleUploadedFile("a.pdf", PDF)]})

    assert ("No file was chosen." in nothing.text, nothing.status_code) == (True, 422)
    assert (no_kind.status_code, titles()) == (422, [])


def test_it_works_without_javascript_and_opens_a_camera(cast, as_, home) -> None:
    page = check_page(as_(cast.head_a).get(home("evidence/add-several", of="")).content)

    [several] = page.xpath("//input[@name='files']")
    [photo] = page.xpath("//input[@name='photo']")
    assert ("multiple" in several.attrib, photo.get("capture"), photo.get("accept")) == (True, "environment", "image/*")
