"""What should never get in, each by every way there is: by itself, among several, and while it streams."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.test import RequestFactory
from django.utils import timezone

from taskgroups.evaluation.models import Evidence
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.access.uploads import SizeLimit
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.files import kinds

FIVE_GIGABYTES = 5 * 1024**3
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def packed(inside: str, content: bytes) -> bytes:
    """An Office file with a part of that content."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "x")
        out.writestr(inside, content)
    return made.getvalue()


BOMBS = {"bomb.docx": "word/document.xml", "bomb.xlsx": "xl/workbook.xml"}


@pytest.mark.parametrize("name", BOMBS)
def test_a_zip_bomb_is_refused_without_being_unpacked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(BOMBS[name], b"\0" * 30 * 1024**2)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *a, **k: pytest.fail("it was unpacked"))
    with pytest.raises(Refused, match="unpacks to far more than a document holds"):
        kinds.check(name, io.BytesIO(content), len(content))


def test_a_bomb_of_thousands_of_small_entries_is_refused_too() -> None:
    made = io.BytesIO(packed("word/document.xml", b"x"))
    with zipfile.ZipFile(made, "a") as out:
        for number in range(kinds.MOST_INSIDE):
            out.writestr(str(number), "")
    with pytest.raises(Refused, match="unpacks to far more than a document holds"):
        kinds.check("many.docx", made, len(made.getvalue()))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("drawing.svg", SVG, "A .svg file cannot be kept here."),
        ("drawing.png", SVG, "The name ends in .png, but the content is a web page or drawing."),
        ("page.docx", b"<!DOCTYPE html><script>", "The name ends in .docx, but the content is a web page or drawing."),
        ("page.html", b"<html>", "A .html file cannot be kept here."),
        ("nothing.pdf", b"", "The file is empty. Choose another."),
        ("bomb.docx", packed("word/document.xml", b"\0" * 30 * 1024**2), "The file unpacks to far more"),
    ],
)
def test_the_form_says_why_and_keeps_nothing(cast, as_, home, name, content, says) -> None:
    words = {"title": "Phonics", "kind": "data", **parts("dated", timezone.localdate())}
    upload = SimpleUploadedFile(name, content, content_type="image/png")
    answer = as_(cast.head_a).post(home("evidence/add", of=""), words | {"file": upload})
    [told] = check_page(answer.content).xpath("//*[@class='govuk-error-summary']//li")
    assert (answer.status_code, text_of(told)[: len(says)], Evidence.objects.count()) == (422, says, 0)


@pytest.mark.parametrize("name", ["🎉🎉🎉.pdf", "x" * 296 + ".pdf", "\u202efdp.exe\0.pdf"])
def test_a_name_in_emoji_or_of_300_characters_is_made_safe_and_the_file_kept(cast, as_, home, name) -> None:
    words = {"title": "Phonics", "kind": "data", **parts("dated", timezone.localdate())}
    browser = as_(cast.head_a)
    browser.post(home("evidence/add", of=""), words | {"file": SimpleUploadedFile(name, b"%PDF-1.7\n")})
    item = Evidence.objects.get()
    answer = browser.get(home(f"evidence/{item.public_id}/file", of=""))
    assert (len(item.file_name) <= 100, item.file_name[-4:], answer.status_code) == (True, ".pdf", 200)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{item.file_name}"'


def test_five_gigabytes_of_stated_length_are_refused_before_a_byte_is_read() -> None:
    limit = SizeLimit(RequestFactory().post("/schools/990001/evidence/add/"))
    limit.handle_raw_input(None, {}, FIVE_GIGABYTES, b"edge")
    limit.new_file("file", "film.pdf", "application/pdf", FIVE_GIGABYTES)
    with pytest.raises(StopUpload):
        limit.receive_data_chunk(b"", 0)
    assert limit.request.too_large
